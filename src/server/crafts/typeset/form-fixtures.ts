/** Papers in their legal forms for tests: one somebody could have been given, and one with the longest contents each place may hold. */
import type { z } from 'zod'
import { findForm } from './forms/index.ts'
import type { TemplateData } from './model.ts'
import { qrMatrix } from './qr.ts'

const address = 'https://nhip.hue.gov.vn/kiem-tra/8K2M-41QX-AB7C'

const paper = {
  letterhead: {
    parent: 'THÀNH PHỐ HUẾ',
    organisation: 'ỦY BAN NHÂN DÂN\nPHƯỜNG THUẬN HÓA',
    place: 'Thuận Hóa',
    issuedOn: '2026-02-05',
  },
  signature: { capacity: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Trần Thị Quỳnh Như' },
  certifier: 'Phó Chủ tịch Ủy ban nhân dân phường Thuận Hóa, thành phố Huế',
  issuedWords: 'Ngày năm, tháng hai, năm hai nghìn không trăm hai mươi sáu',
  verification: { code: '8K2M-41QX-AB7C', address, qr: qrMatrix(address) },
}

/** What people would have answered, by the field's own name. */
const answers: Record<string, string> = {
  name: 'Lê Minh Khang',
  sex: 'Nam',
  ethnicity: 'Kinh',
  nationality: 'Việt Nam',
  bornOnWords: 'Ngày mười lăm, tháng một, năm hai nghìn không trăm hai mươi sáu',
  birthplace: 'Bệnh viện Trung ương Huế, phường Thuận Hóa, thành phố Huế',
  homeland: 'Phường Vỹ Dạ, thành phố Huế',
  idNumber: '046226001234',
  registeredAt: 'Ủy ban nhân dân phường Thuận Hóa, thành phố Huế',
  registeredNumber: '47/2026',
  diedHour: '10',
  diedMinute: '30',
  diedWords: 'Mười giờ ba mươi phút, ngày ba, tháng hai, năm hai nghìn không trăm hai mươi sáu',
  deathPlace: 'Số 12, đường Chi Lăng, phường Phú Xuân, thành phố Huế',
  cause: 'Tuổi già',
  noticeNumber: '15/GBT',
  noticeIssuer: 'Bệnh viện Trung ương Huế',
  relation: 'cha, con',
  status: 'Chưa đăng ký kết hôn với ai',
  purpose:
    'kết hôn với bà Lê Thị Mỹ Hạnh, sinh ngày 09/08/1998, quốc tịch Việt Nam, căn cước số 046198005678, cư trú tại phường Vỹ Dạ, thành phố Huế, đăng ký tại Ủy ban nhân dân phường Thuận Hóa',
  capital: '50.000.000 đồng',
  capitalWords: 'Năm mươi triệu đồng',
  founder: 'Cá nhân',
  code: '046090001234',
  groundFloorArea: '85,5 m²',
  totalFloorArea: '256,5 m²',
  height: '11,2 m',
  storeys: '03 tầng, không có tầng hầm và tầng lửng',
  density: '80%',
  landUse: '2,4 lần',
  class: 'Hộ nghèo',
  year: '2026',
  outcome: 'hòa giải thành',
}

/** What this kind of field holds where nothing better is known of it. */
function guess(key: string): string {
  const known = answers[key] ?? answers[key.charAt(0).toLocaleLowerCase('vi') + key.slice(1)]
  if (known !== undefined) return known
  if (/Papers$|papers/i.test(key))
    return 'Căn cước công dân số 025188001010 do Cục Cảnh sát QLHC về TTXH cấp ngày 20/11/2021'
  if (/name|requester|holder|chair|grantedTo|receiver/i.test(key)) return 'Nguyễn Thị Thùy Dương'
  if (/residence|address|place|position|land/i.test(key))
    return 'Tổ 3, kiệt 42 đường Bà Triệu, phường Thuận Hóa, thành phố Huế'
  if (/Born$/.test(key)) return '1990'
  if (/sex$/i.test(key)) return 'Nữ'
  if (/ethnicity$/i.test(key)) return 'Kinh'
  if (/nationality$/i.test(key)) return 'Việt Nam'
  if (/number$/i.test(key)) return '046090001234'
  return 'Theo hồ sơ'
}

const isDay = (field: z.ZodType) => field.safeParse('05/02/2026').success && !field.safeParse('x').success
const isOpen = (field: z.ZodType) => field.safeParse(undefined).success

/** Words nobody can mistake for one another, as many as fit. */
function words(maximum: number, mark: string): string {
  const names = ['Nguyễn', 'Trương', 'Nghiêng', 'Khuyến', 'Thường', 'Quỳnh', 'Phượng', 'Hoàng']
  let text = ''
  for (let index = 0; ; index += 1) {
    const next = `${text}${text && ' '}${names[index % names.length]}${mark}${index}`
    if (next.length > maximum) return text || mark.slice(0, maximum)
    text = next
  }
}

interface Filled {
  fields: Record<string, string>
  tables: Record<string, Record<string, string>[]>
}

function fill(
  name: string,
  rowsOf: (table: { least: number; most: number }) => number,
  write: (key: string, field: z.ZodType, mark: string) => string,
): Filled {
  const form = findForm(name)
  if (!form) throw new Error(name)
  let mark = 0
  const record = (shape: Record<string, z.ZodType>) =>
    Object.fromEntries(
      Object.entries(shape).map(([key, field]) => {
        mark += 1
        return [key, isDay(field) ? '05/02/2026' : write(key, field, `x${mark}y`)]
      }),
    )
  return {
    fields: record(form.fields.shape as Record<string, z.ZodType>),
    tables: Object.fromEntries(
      Object.entries(form.tables).map(([key, table]) => [
        key,
        Array.from({ length: rowsOf(table) }, () => record(table.row.shape as Record<string, z.ZodType>)),
      ]),
    ),
  }
}

function numbered(name: string, filled: Filled): TemplateData<'form'> {
  const number = findForm(name)?.symbol?.('47', 2026) ?? '47/QĐ-UBND'
  return { ...paper, letterhead: { ...paper.letterhead, number }, form: name, ...filled }
}

/** A paper in this form as somebody could have been given it. */
export function aForm(name: string): TemplateData<'form'> {
  return numbered(
    name,
    fill(
      name,
      ({ least }) => Math.max(least, 1),
      (key, field) => guess(key).slice(0, longestOf(field)),
    ),
  )
}

/** The same with nothing in the places that may be blank. */
export function anEmptyForm(name: string): TemplateData<'form'> {
  return numbered(
    name,
    fill(
      name,
      ({ least }) => least,
      (key, field) => (isOpen(field) ? '' : guess(key).slice(0, longestOf(field))),
    ),
  )
}

/** The same with every place as full as it may be, and tables of so many rows. */
export function theLongestForm(name: string, rows = 6): TemplateData<'form'> {
  const longest = fill(
    name,
    ({ least, most }) => Math.min(most, Math.max(least, rows)),
    (_key, field, mark) => words(longestOf(field), mark),
  )
  const parts = {
    ...paper,
    letterhead: {
      ...paper.letterhead,
      organisation: 'ỦY BAN NHÂN DÂN\nXÃ CHÂN MÂY - LĂNG CÔ - PHÚ LỘC MỞ RỘNG',
    },
    signature: {
      capacity: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      name: `Công Tằng Tôn Nữ Nguyễn Phúc ${'Thùy Dương '.repeat(3)}Anh`,
    },
  }
  const base = numbered(name, longest)
  return { ...base, ...parts, letterhead: { ...parts.letterhead, number: base.letterhead.number } }
}

function longestOf(field: z.ZodType): number {
  return Number(field.meta()?.longest ?? 10)
}
