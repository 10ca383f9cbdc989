import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { readDong, readMoment } from './read-cells.ts'
import { readStatement } from './read-statement.ts'

const formats = JSON.parse(readFileSync('province/viet-nam/bank-statements.json', 'utf8'))
const now = new Date('2026-11-29T03:00:00Z')
const read = (text: string | Uint8Array) =>
  readStatement(typeof text === 'string' ? Buffer.from(text) : text, { formats, now })
const problemOf = (text: string | Uint8Array) => {
  try {
    read(text)
  } catch (error) {
    const { problem, line } = (error as { details: { problem: string; line: number } }).details
    return line ? `${problem} ${line}` : problem
  }
  return 'read'
}

const semicolons = `\uFEFFNgân hàng;Thử
Số tài khoản:;="0123456789"
;;
Ngày giao dịch;Số giao dịch;Ghi nợ (VND);Ghi có (VND);Nội dung giao dịch;TK đối ứng
28/11/2026 08:15:20;FT1;;1.500.000;"CT DEN K7M2P9QX; tu ""An""
dong hai";0900000101
28/11/2026;FT2;250.000;;Phi;
29-11-2026 09:00;FT3;0;16.000,00;nop tien;
;;;1.516.000;Cộng phát sinh;
`

describe('a statement as banks let it be taken along', () => {
  test('by semicolons, with a preamble, quotations over two lines, sums below', () => {
    const { account, lines, out, from, until } = read(semicolons)
    expect({ account, out }).toEqual({ account: '0123456789', out: { count: 1, amount: 250_000 } })
    expect(lines).toMatchObject([
      { line: 5, transaction: 'FT1', amount: 1_500_000, payerAccount: '0900000101' },
      { line: 8, transaction: 'FT3', amount: 16_000, payerAccount: null },
    ])
    expect(lines[0]?.memo).toBe('CT DEN K7M2P9QX; tu "An"\ndong hai')
    expect(lines[0]?.raw).toContain('28/11/2026 08:15:20;FT1')
    expect([from, until].map((at) => at.toISOString())).toEqual([
      '2026-11-27T17:00:00.000Z',
      '2026-11-29T02:00:00.000Z',
    ])
  })

  test('by tabs in UTF-16, by commas with one signed column, in Windows-1258', () => {
    const tabs = semicolons.slice(1).replaceAll(';', '\t').replaceAll('"', '')
    const wide = Buffer.concat([
      Buffer.of(0xff, 0xfe),
      Buffer.from(tabs.replace('\ndong', ' dong'), 'utf16le'),
    ])
    expect(read(wide).lines.map(({ transaction }) => transaction)).toEqual(['FT1', 'FT3'])
    const signed =
      'Transaction ID,Date,Amount,Description\nA1,2026-11-28 10:00:00,"+2,000",x\nA2,2026-11-28,"-500",y\n'
    expect(read(signed)).toMatchObject({ account: null, lines: [{ amount: 2000 }], out: { amount: 500 } })
    const old = Buffer.from('Reference,Date,Credit,Details\nA1,28/11/2026,1000,\xd0\xf4ng\n', 'latin1')
    expect(read(old).lines[0]?.memo).toBe('Đông')
  })

  test('an amount is what is written or nothing', () => {
    const amounts = [
      '1500000',
      '1.500.000',
      '1,500,000',
      '1 500 000',
      '1.500.000,00',
      '1,500,000.0',
      '1500000 VND',
    ]
    expect(amounts.map(readDong)).toEqual(amounts.map(() => 1_500_000))
    expect(['', '-', '(2.000)', '-2,000'].map(readDong)).toEqual([0, 0, -2000, -2000])
    const guesses = [
      '1.5',
      '1,5E+06',
      '15.00.000',
      '1.500,000',
      '1.500.000,50',
      'abc',
      '1e6',
      '0x10',
      '９',
      '9'.repeat(20),
    ]
    expect(guesses.map(readDong)).toEqual(guesses.map(() => undefined))
    const moments = [
      '30/02/2026',
      '28/11/26',
      '28/13/2026',
      '28/11/2026 25:00',
      '11/28/2026',
      '28/11/2026 10:61',
    ]
    expect(moments.map((one) => readMoment(one, ['dd/MM/yyyy']))).toEqual(moments.map(() => undefined))
  })

  test('what cannot be read exactly is refused whole, with its line', () => {
    const with1 = (row: string) => `Số giao dịch,Ngày,Ghi có\nA1,28/11/2026,1000\n${row}\n`
    expect(problemOf(with1('A2,28/11/2026,"1,5"'))).toBe('amount 3')
    expect(problemOf(with1('A2,28.11,2000'))).toBe('date 3')
    expect(problemOf(with1('A2,28/11/2027,2000'))).toBe('future 3')
    expect(problemOf(with1('"1,23E+15",28/11/2026,2000'))).toBe('transaction 3')
    expect(problemOf(with1(',28/11/2026,2000'))).toBe('transaction 3')
    expect(problemOf(with1('A1,28/11/2026,2000'))).toBe('repeated 3')
    expect(problemOf(with1('"A2,28/11/2026,2000'))).toBe('open_quotation 3')
    expect(problemOf('Ngày,Ghi có\n28/11/2026,1000\n')).toBe('no_columns')
    expect(problemOf('Số giao dịch,Ngày,Ghi có\n')).toBe('no_lines')
    expect(problemOf(Buffer.from('504b0304000000', 'hex'))).toBe('not_text')
  })

  test('a hostile table costs little', async () => {
    const head = 'Số giao dịch,Ngày,Ghi có\n'
    const hostile = [
      ['too_long', `${head}${'A,28/11/2026,1\n'.repeat(60_000)}`],
      ['too_wide 2', `${head}${','.repeat(900_000)}`],
      ['too_wide 2', `${head}"${'"'.repeat(2)}${'x'.repeat(900_000)}`],
      ['no_columns', '="\n'.repeat(9000)],
      ['not_text', `${head}${'\u0001'.repeat(900_000)}`],
      ['no_columns', `${'"'.repeat(1800)}\n`.repeat(500)],
    ] as const
    for (const [problem, text] of hostile) {
      const time = await processorTimeOf(() => void expect(problemOf(text)).toBe(problem))
      expect(time, problem).toBeLessThan(2000)
    }
  })
})
