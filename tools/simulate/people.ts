/** Invented people and firms: names of Huế, numbers of the right form, nobody's. */

import { composeIdentityNumber } from '#shared/identity-number.ts'
import { searchKey } from '#shared/text/index.ts'
import { cumulate, type Random } from './random.ts'

export interface Person {
  id: string
  idNumber: string
  fullName: string
  nameKey: string
  bornOn: string
  gender: 'male' | 'female'
  ethnicity: string
  phone: string
  address: string
  unitCode: string
}

const families: [string, number][] = [
  ['Nguyễn', 36],
  ['Trần', 11],
  ['Lê', 11],
  ['Phạm', 6],
  ['Hoàng', 5],
  ['Phan', 5],
  ['Võ', 4],
  ['Hồ', 4],
  ['Đặng', 3],
  ['Bùi', 2],
  ['Huỳnh', 2],
  ['Ngô', 2],
  ['Dương', 2],
  ['Trương', 2],
  ['Đỗ', 1],
  ['Tôn Thất', 1],
  ['Lý', 1],
  ['Cao', 1],
  ['Mai', 1],
  ['Châu', 1],
]
const femaleMiddles = [
  'Thị',
  'Thị Ngọc',
  'Thị Thanh',
  'Thị Thùy',
  'Thị Bích',
  'Thị Hồng',
  'Thị Kim',
  'Diệu',
  'Khánh',
  'Thị Mỹ',
  'Như',
  'Hoài',
]
const maleMiddles = [
  'Văn',
  'Đình',
  'Hữu',
  'Quang',
  'Công',
  'Viết',
  'Minh',
  'Đức',
  'Xuân',
  'Thanh',
  'Bá',
  'Quốc',
]
const femaleGivens = [
  'Anh',
  'Ánh',
  'Bình',
  'Châu',
  'Chi',
  'Dung',
  'Duyên',
  'Giang',
  'Hà',
  'Hạnh',
  'Hiền',
  'Hoa',
  'Hương',
  'Huyền',
  'Lan',
  'Liên',
  'Linh',
  'Loan',
  'Mai',
  'Mẫn',
  'My',
  'Nga',
  'Ngân',
  'Nhi',
  'Nhung',
  'Oanh',
  'Phương',
  'Quỳnh',
  'Sương',
  'Tâm',
  'Thảo',
  'Thu',
  'Thủy',
  'Trang',
  'Trâm',
  'Trinh',
  'Tuyết',
  'Uyên',
  'Vân',
  'Yến',
  'Lệ',
  'Lý',
  'Cúc',
  'Đào',
  'Thuận',
]
const maleGivens = [
  'An',
  'Bảo',
  'Bình',
  'Chiến',
  'Cường',
  'Dũng',
  'Duy',
  'Đạt',
  'Đức',
  'Giang',
  'Hải',
  'Hiếu',
  'Hòa',
  'Hoàng',
  'Hùng',
  'Huy',
  'Khánh',
  'Khôi',
  'Lâm',
  'Long',
  'Lộc',
  'Minh',
  'Nam',
  'Nghĩa',
  'Nhân',
  'Phong',
  'Phú',
  'Phúc',
  'Quân',
  'Quý',
  'Sơn',
  'Tài',
  'Tân',
  'Thành',
  'Thắng',
  'Thịnh',
  'Tiến',
  'Toàn',
  'Trí',
  'Trung',
  'Tú',
  'Tuấn',
  'Việt',
  'Vinh',
  'Vũ',
]
const streets = [
  'Lê Lợi',
  'Hùng Vương',
  'Trần Phú',
  'Nguyễn Huệ',
  'Phan Chu Trinh',
  'Điện Biên Phủ',
  'Bà Triệu',
  'Nguyễn Sinh Cung',
  'An Dương Vương',
  'Đặng Huy Trứ',
  'Chi Lăng',
  'Đinh Tiên Hoàng',
  'Nguyễn Trãi',
  'Bùi Thị Xuân',
  'Kim Long',
]
const familyWeights = cumulate(families.map(([, weight]) => weight))

export function aName(random: Random, gender: 'male' | 'female', family?: string): string {
  const surname = family ?? (families[random.weighted(familyWeights)]?.[0] as string)
  const middle = random.pick(gender === 'female' ? femaleMiddles : maleMiddles)
  return `${surname} ${middle} ${random.pick(gender === 'female' ? femaleGivens : maleGivens)}`
}

/** `serial` keeps numbers apart: invented people have serials from 500000, demo people lie below. */
export function aPerson(random: Random, serial: number, unitCode: string, at: number): Person {
  const gender = random.chance(0.5) ? 'female' : 'male'
  const year = 1946 + Math.floor(random.next() ** 0.8 * 60)
  const bornOn = `${year}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
  const fullName = aName(random, gender)
  const mountain = unitCode.startsWith('2004') || unitCode.startsWith('2005')
  return {
    id: random.id(at),
    idNumber: composeIdentityNumber('046', year, gender, serial),
    fullName,
    nameKey: searchKey(fullName),
    bornOn,
    gender,
    ethnicity: mountain && random.chance(0.6) ? random.pick(['Tà Ôi', 'Cơ Tu', 'Bru - Vân Kiều']) : 'Kinh',
    phone: aPhone(random),
    address: `${random.int(1, 320)} ${random.pick(streets)}`,
    unitCode,
  }
}

export function aPhone(random: Random): string {
  return `09${String(random.int(0, 99_999_999)).padStart(8, '0')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
