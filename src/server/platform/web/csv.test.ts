import { expect, test } from 'vitest'
import { answerCsv, writeCsv } from './csv.ts'

test('a table opens in Excel as Vietnamese, whole, and runs nothing', async () => {
  const rows = [
    ['H57-1', 'Nguyễn "Văn", Đức', 3, null],
    ['=HYPERLINK("http://x")', '+84 914', '-1+1', '@SUM(A1)'],
    ['\tx', '＝1', 'dòng\nhai', ''],
  ]
  const answer = answerCsv(writeCsv(['Mã', 'Tên', 'Số', 'Ghi chú'], rows), 'a b.csv')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a-b.csv"')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString('utf8').slice(1)).toBe(
    [
      'Mã,Tên,Số,Ghi chú',
      'H57-1,"Nguyễn ""Văn"", Đức",3,',
      `"'=HYPERLINK(""http://x"")",'+84 914,'-1+1,'@SUM(A1)`,
      `'\tx,'＝1,"dòng\nhai",`,
      '',
    ].join('\r\n'),
  )
})

test('ten thousand rows come in pieces', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [`H57-${index}`, 'Nguyễn Văn Đức'])
  const pieces = [...writeCsv(['Mã', 'Tên'], rows)]
  expect(pieces.length).toBe(21)
  expect(pieces.join('').split('\r\n')).toHaveLength(10_002)
})
