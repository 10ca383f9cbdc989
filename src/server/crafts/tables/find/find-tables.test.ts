import { describe, expect, test } from 'vitest'
import { readCsv } from '../read/csv-grid.ts'
import { shownCell } from '../read/grid.ts'
import { findTables } from './find-tables.ts'

function find(lines: string[]) {
  return findTables(readCsv(lines.join('\n'))).map(({ columns, rows, title, notes, headedAt }) => ({
    title,
    notes,
    headedAt,
    names: columns.map(({ name }) => name),
    rows: rows.map(({ cells, kind, section }) => [
      ...columns.map(({ at }) => shownCell(cells[at])),
      ...(kind === 'total' ? ['tổng'] : []),
      ...(section ? [`§ ${section}`] : []),
    ]),
  }))
}

describe('headings', () => {
  test('stand below titles and units, over several rows, with the numbers of columns last', () => {
    const [table, ...more] = find([
      'BỘ TÀI CHÍNH,,,,Phụ lục số 09/CKTC-NSNN',
      ',,,,',
      '"QUYẾT TOÁN THU, CHI NĂM 2008",,,,',
      ',,,Đơn vị tính: Triệu đồng,',
      'STT,TỈNH,TỔNG THU,BỔ SUNG TỪ NSTW,',
      ',,,CÂN ĐỐI,CÓ MỤC TIÊU',
      'A,B,1,2,3 = 1 + 2',
      ',TỔNG SỐ,300,30,3',
      '1,HÀ GIANG,100,10,1',
      '2,CAO BẰNG,200,20,2',
      ',,,,',
      'Ghi chú: chưa quyết toán,,,,',
    ])
    expect(more).toEqual([])
    expect(table?.names).toEqual([
      'STT',
      'TỈNH',
      'TỔNG THU',
      'BỔ SUNG TỪ NSTW – CÂN ĐỐI',
      'BỔ SUNG TỪ NSTW – CÓ MỤC TIÊU',
    ])
    expect(table?.rows).toEqual([
      ['', 'TỔNG SỐ', '300', '30', '3', 'tổng'],
      ['1', 'HÀ GIANG', '100', '10', '1'],
      ['2', 'CAO BẰNG', '200', '20', '2'],
    ])
    expect(table?.title).toEqual([
      'BỘ TÀI CHÍNH · Phụ lục số 09/CKTC-NSNN',
      'QUYẾT TOÁN THU, CHI NĂM 2008',
      'Đơn vị tính: Triệu đồng',
    ])
    expect(table?.notes).toEqual(['Ghi chú: chưa quyết toán'])
  })

  test('may be years, may name their last columns a row later, and two of one name are told apart', () => {
    expect(find(['Tỉnh,2023,2024', 'Huế,1,2', 'Đà Nẵng,3,4'])[0]?.names).toEqual(['Tỉnh', '2023', '2024'])
    const [late] = find([',,tỉnh,tỉnh', ',,Huế,Đà Nẵng', 'TT,Nhóm,,', '1,Thuế,10,20', '2,Phí,30,40'])
    expect(late?.names).toEqual(['TT', 'Nhóm', 'tỉnh – Huế', 'tỉnh – Đà Nẵng'])
    expect(find(['Tên,Số,Số', 'a,1,2', 'b,3,4'])[0]?.names).toEqual(['Tên', 'Số', 'Số (2)'])
  })

  test('of words over words are the first row', () => {
    const [table] = find(['Mã,Tên,Cấp', '00001,Phường Phúc Xá,Phường', '00004,Xã A,Xã'])
    expect(table?.names).toEqual(['Mã', 'Tên', 'Cấp'])
    expect(table?.rows).toHaveLength(2)
  })

  test('that stand again further down are no rows', () => {
    expect(find(['Tên,Số', 'a,1', 'b,2', 'Tên,Số', 'c,3'])[0]?.rows).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
  })
})

describe('lines that are no rows', () => {
  test('sections head what follows, numbered rows without anything are left out', () => {
    const [table] = find([
      'TT,Khoản,Huế,Vinh',
      '0,Khoản thu:,,',
      '1,Thuế,208,173',
      '2,Phí,7,55',
      '3,,,',
      '4,Khoản chi:,,',
      '5,Lương,-5,-6',
      '6,Điện,-1,-2',
    ])
    expect(table?.rows).toEqual([
      ['1', 'Thuế', '208', '173', '§ 0 · Khoản thu:'],
      ['2', 'Phí', '7', '55', '§ 0 · Khoản thu:'],
      ['5', 'Lương', '-5', '-6', '§ 4 · Khoản chi:'],
      ['6', 'Điện', '-1', '-2', '§ 4 · Khoản chi:'],
    ])
  })

  test('what is computed below a gap, and check sums without a name, are not taken for rows', () => {
    const lines = [
      'Mã,Tỉnh,Điểm',
      '1,Huế,7',
      '2,Vinh,8',
      '3,Đà Nẵng,9',
      '4,Hà Nội,6',
      ',,',
      ',Median,7.5',
      ',,',
      ',,',
      ',,61',
    ]
    const [table] = find(lines)
    expect(table?.rows.at(-1)).toEqual(['', 'Median', '7.5', 'tổng'])
    expect(table?.notes).toEqual(['61'])
  })
})

test('two tables in one sheet are two, each with its title', () => {
  const tables = find([
    'Chi đi lại,',
    ',',
    'Nội dung,Số tiền',
    'Xe,10',
    'Vé,20',
    'Tổng cộng,30',
    ',',
    'Chi giấy,',
    ',',
    'Nội dung,Số tiền',
    'Giấy,5',
    'Bút,6',
  ])
  expect(tables.map(({ title, rows }) => [title, rows.length])).toEqual([
    [['Chi đi lại'], 3],
    [['Chi giấy'], 2],
  ])
})
