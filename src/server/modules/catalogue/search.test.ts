import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildSearchIndex, isOneEditAway, searchIndex } from '#server/modules/catalogue/search.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'

const services = readServiceFolder(join(process.cwd(), 'province/hue')).map(({ service }) => service)
const index = buildSearchIndex(services)
const first = (query: string) => searchIndex(index, query)[0]?.service.code

describe('people find a service as they type', () => {
  test.each([
    ['đăng ký khai sinh', '1.001193'],
    ['dang ky khai sinh', '1.001193'],
    ['Đăng kí khai sinh', '1.001193'],
    ['ĐĂNG KÝ KHAI SINH', '1.001193'],
    ['  đăng   ký  khai sinh ', '1.001193'],
    ['đăng ký khai sinh'.normalize('NFD'), '1.001193'],
    ['Thủ tục đăng ký khai sinh', '1.001193'],
    ['làm giấy khai sinh', '1.001193'],
    ['lam giay khai sinh', '1.001193'],
    ['khai sinh cho con', '1.001193'],
    ['khaisinh', '1.001193'],
    ['khia sinh', '1.001193'],
    ['tôi muốn làm giấy khai sinh cho con gái mới sinh', '1.001193'],
    ['1.001193', '1.001193'],
    ['1001193', '1.001193'],
    ['001193', '1.001193'],
    ['khai sinh bảo hiểm y tế', '2.000986'],
    ['bhyt trẻ em', '2.000986'],
    ['nhập hộ khẩu cho con', '2.000986'],
    ['khai tử', '1.000656'],
    ['khai tu', '1.000656'],
    ['giấy chứng tử', '1.000656'],
    ['kết hôn', '1.000894'],
    ['dang ki ket hon', '1.000894'],
    ['hôn thú', '1.000894'],
    ['giay doc than', '1.004873'],
    ['xác nhận độc thân', '1.004873'],
    ['tinh trang hon nhan', '1.004873'],
    ['nhan con', '1.001022'],
    ['mất giấy khai sinh', '2.000635'],
    ['trich luc', '2.000635'],
    ['sao y', '2.000815'],
    ['sao y ban chinh', '2.000815'],
    ['công chứng bằng đại học', '2.000815'],
    ['chung thuc chu ki', '2.000884'],
    ['so yeu ly lich', '2.000884'],
    ['mở cửa hàng', '1.001612'],
    ['giay phep kinh doanh', '1.001612'],
    ['ho kinh doanh', '1.001612'],
    ['đổi tên hộ kinh doanh', '2.000720'],
    ['tam ngung kinh doanh', '1.001570'],
    ['xin phép xây nhà', '1.013225'],
    ['gpxd', '1.013225'],
    ['giấy phép xây dựng', '1.013225'],
    ['gia hạn giấy phép xây dựng', '1.013227'],
    ['gia han xay dung', '1.013227'],
    ['sang tên sổ đỏ', '1.013831'],
    ['sang ten so do', '1.013831'],
    ['thừa kế đất', '1.013831'],
    ['sổ đỏ cho công ty', '1.012753'],
    ['hàng xóm lấn đất', '1.012812'],
    ['tranh chap dat', '1.012812'],
    ['hộ nghèo', '1.011607'],
    ['ho ngeo', '1.011607'],
    ['trợ cấp người già', '1.001776'],
    ['mai táng phí', '2.002307'],
    ['chuyển trường', '2.002481'],
    ['chuyen truog', '2.002481'],
    ['học bổng khuyết tật', '1.001714'],
  ])('“%s”', (query, code) => {
    expect(first(query)).toBe(code)
  })

  test('the very accents come before a look-alike', () => {
    expect(first('khai tử')).toBe('1.000656')
    expect(first('khai sinh')).toBe('1.001193')
  })

  test('half a code lists every service that begins with it', () => {
    const codes = searchIndex(index, '1.0132').map(({ service }) => service.code)
    expect(codes).toEqual(['1.013225', '1.013227'])
  })

  test('a sector brings its services', () => {
    const codes = searchIndex(index, 'hộ tịch').map(({ service }) => service.code)
    expect(codes).toEqual(expect.arrayContaining(['1.001193', '1.000656', '1.000894']))
  })

  test('marks what matched, accents intact', () => {
    const [found] = searchIndex(index, 'khai sinh')
    expect(found?.title).toEqual([
      { text: 'Đăng ký ', marked: false },
      { text: 'khai sinh', marked: true },
    ])
    expect(searchIndex(index, 'giay doc than')[0]?.foundBy?.some(({ marked }) => marked)).toBe(true)
  })

  test('nonsense, blanks and very long text find nothing and break nothing', () => {
    expect(searchIndex(index, '')).toEqual([])
    expect(searchIndex(index, '   ')).toEqual([])
    expect(searchIndex(index, 'qwzx vvkk')).toEqual([])
    expect(searchIndex(index, '.*+?^$ {}()|[]\\')).toEqual([])
    expect(searchIndex(index, 'a'.repeat(5000))).toEqual([])
  })
})

test('one edit is a letter changed, dropped, added or two changed about', () => {
  expect(isOneEditAway('khai', 'khia')).toBe(true)
  expect(isOneEditAway('ngheo', 'ngeo')).toBe(true)
  expect(isOneEditAway('sinh', 'sinhh')).toBe(true)
  expect(isOneEditAway('sinh', 'tinh')).toBe(true)
  expect(isOneEditAway('sinh', 'tien')).toBe(false)
})
