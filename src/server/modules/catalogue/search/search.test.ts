import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { readServiceFolder } from '../service-folder.ts'
import { type EverydayWords, readEverydayWords } from './everyday-words.ts'
import { type Found, searchIndex } from './search.ts'
import { buildSearchIndex } from './search-index.ts'
import { isOneEditAway } from './understand-query.ts'

const folder = join(process.cwd(), 'province/hue')
const services = readServiceFolder(folder)
  .map(({ service }) => service)
  .filter(({ validTo }) => validTo === undefined)
const everyday = readEverydayWords(folder)
const index = buildSearchIndex(services, everyday)
const nameOf = (found: Found | undefined) =>
  found && ('service' in found ? found.service.code : found.elsewhere.title)
const first = (query: string) => nameOf(searchIndex(index, query)[0])
const serviceOf = (found: Found | undefined) => (found && 'service' in found ? found : undefined)

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
    ['trợ cấp người khuyết tật', '1.001776'],
    ['trợ cấp người già', '1.014027'],
    ['tro cap nguoi gia', '1.014027'],
    ['tiền người già', '1.014027'],
    ['tien nguoi gia', '1.014027'],
    ['trợ cấp hưu trí xã hội', '1.014027'],
    ['tro cap huu tri', '1.014027'],
    ['tiền 75 tuổi', '1.014027'],
    ['trợ cấp 75 tuổi', '1.014027'],
    ['trợ cấp người cao tuổi', '1.014027'],
    ['người già không có lương hưu', '1.014027'],
    ['mẹ tôi 80 tuổi xin trợ cấp', '1.014027'],
    ['social pension', '1.014027'],
    ['1.014027', '1.014027'],
    ['mai táng phí', '2.002307'],
    ['chuyển trường', '2.002481'],
    ['chuyen truog', '2.002481'],
    ['học bổng khuyết tật', '1.001714'],
    ['chết', '1.000656'],
    ['mất', '1.000656'],
    ['mệ mất', '1.000656'],
    ['sinh con ra làm gì', '1.001193'],
    ['vợ mới đẻ', '1.001193'],
    ['sửa nhà', '1.013225'],
    ['birth certificate', '1.001193'],
    ['how to get a marriage certificate', '1.000894'],
    ['land dispute', '1.012812'],
    ['ks', '1.001193'],
    ['dkks', '1.001193'],
    ['dkkh', '1.000894'],
    ['ddawng kys khai sinh', '1.001193'],
    ['d9a8ng ky1 ket61 ho6n', '1.000894'],
    ['dang1 ky1 ket61 hon6', '1.000894'],
    ['ddawngkyskhaisinh', '1.001193'],
    ['dangkykhaisinh', '1.001193'],
    ['DangKyKetHon', '1.000894'],
    ['saoybanchinh', '2.000815'],
  ])('“%s”', (query, code) => {
    expect(first(query)).toBe(code)
  })

  test.each(['ddawng kys', 'dang1 ky1', 'd9a8ng ky1'])('“%s” is đăng ký', (query) => {
    expect(searchIndex(index, query).map(nameOf)).toEqual(searchIndex(index, 'dang ky').map(nameOf))
    expect(searchIndex(index, query).map(nameOf)).toContain('1.001193')
  })

  test.each([
    ['ly hôn', 'Ly hôn', /Tòa án/],
    ['li di', 'Ly hôn', /Tòa án/],
    ['căn cước', 'Căn cước, VNeID', /[Cc]ông an/],
    ['bằng lái', 'Giấy phép lái xe', /Cảnh sát giao thông/],
    ['hộ chiếu', 'Hộ chiếu', /xuất nhập cảnh/],
    ['passport', 'Hộ chiếu', /xuất nhập cảnh/],
    ['mở công ty', 'Đăng ký doanh nghiệp', /Sở Tài chính/],
  ])('“%s” is not done here, and who does it is said', (query, title, who) => {
    const [found] = searchIndex(index, query)
    expect(nameOf(found)).toBe(title)
    expect(found && 'elsewhere' in found ? found.elsewhere.who : '').toMatch(who)
  })

  test('the very accents come before a look-alike', () => {
    expect(first('khai tử')).toBe('1.000656')
    expect(first('khai sinh')).toBe('1.001193')
  })

  test('half a code lists every service that begins with it', () => {
    const codes = searchIndex(index, '1.0132').map(nameOf)
    expect(codes).toEqual(['1.013225', '1.013227'])
  })

  test('a sector brings its services', () => {
    const codes = searchIndex(index, 'hộ tịch').map(nameOf)
    expect(codes).toEqual(expect.arrayContaining(['1.001193', '1.000656', '1.000894']))
  })

  test('marks what matched, accents intact', () => {
    const found = serviceOf(searchIndex(index, 'khai sinh')[0])
    expect(found?.title).toEqual([
      { text: 'Đăng ký ', marked: false },
      { text: 'khai sinh', marked: true },
    ])
    expect(serviceOf(searchIndex(index, 'giay doc than')[0])?.foundBy?.some(({ marked }) => marked)).toBe(
      true,
    )
  })

  test('nonsense, blanks and very long text find nothing and break nothing', () => {
    expect(searchIndex(index, '')).toEqual([])
    expect(searchIndex(index, '   ')).toEqual([])
    expect(searchIndex(index, 'qwzx vvkk')).toEqual([])
    expect(searchIndex(index, '.*+?^$ {}()|[]\\')).toEqual([])
    expect(searchIndex(index, 'a'.repeat(5000))).toEqual([])
  })
})

/** Numbers that look random and are the same at every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a random third of the phrases left out is found all the same (seed %i)',
  (seed) => {
    const roll = dice(seed)
    const left: { answer: string; phrase: string }[] = []
    const keep = (answer: string, phrases: readonly string[]): string[] =>
      phrases.filter((phrase) => {
        const stays = roll() >= 1 / 3
        if (!stays) left.push({ answer, phrase })
        return stays
      })
    const known: EverydayWords = {
      ...everyday,
      services: Object.fromEntries(
        Object.entries(everyday.services).map(([code, said]) => [code, keep(code, said)]),
      ),
      elsewhere: everyday.elsewhere.map((one) => ({ ...one, say: keep(one.title, one.say) })),
    }
    // A phrase left out stands nowhere else either.
    const bare = services.map((service) => ({
      ...service,
      synonyms: service.synonyms.filter((text) => !left.some(({ phrase }) => phrase === text)),
    }))
    const without = buildSearchIndex(bare, known)
    const found = left.filter(({ answer, phrase }) =>
      searchIndex(without, phrase, 3).map(nameOf).includes(answer),
    )
    expect(left.length).toBeGreaterThan(150)
    expect(found.length / left.length).toBeGreaterThanOrEqual(0.8)
  },
)

test('no question costs much, however it is made', async () => {
  const hostile = [
    'dangkykhaisinh'.repeat(40),
    'ddawngkys'.repeat(40),
    Array.from({ length: 100 }, (_, word) => `dangkyzz${word}khaisinhketho`).join(' '),
    'ab '.repeat(500),
    'a1'.repeat(500),
    'ậ'.normalize('NFD').repeat(2000),
    `${'dd'.repeat(90)} ${'w'.repeat(90)}`,
  ]
  for (const query of hostile) searchIndex(index, query)
  const spent = await processorTimeOf(() => hostile.map((query) => searchIndex(index, query)))
  expect(spent / hostile.length).toBeLessThan(50)
})

test('one edit is a letter changed, dropped, added or two changed about', () => {
  expect(isOneEditAway('khai', 'khia')).toBe(true)
  expect(isOneEditAway('ngheo', 'ngeo')).toBe(true)
  expect(isOneEditAway('sinh', 'sinhh')).toBe(true)
  expect(isOneEditAway('sinh', 'tinh')).toBe(true)
  expect(isOneEditAway('sinh', 'tien')).toBe(false)
})
