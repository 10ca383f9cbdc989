import { expect, test } from 'vitest'
import { holds } from './condition.ts'

const answers = {
  child: { bornOn: '2026-09-01' },
  mother: { bornOn: '2010-09-02' },
  plot: { area: 80 },
  house: { footprint: 81 },
  filing: { on: '2026-10-31', channel: 'online' },
}

test('says whether one day lies so many days before another', () => {
  expect(holds({ before: ['child.bornOn', 'filing.on', 60] }, answers)).toBe(true)
  expect(holds({ before: ['child.bornOn', 'filing.on', 61] }, answers)).toBe(false)
  expect(holds({ before: ['filing.on', 'child.bornOn'] }, answers)).toBe(false)
  expect(holds({ before: ['child.bornOn', 'child.bornOn'] }, answers)).toBe(false)
})

test('says an age in full years on a day', () => {
  const mother = { born: 'mother.bornOn', on: 'child.bornOn' }
  expect(holds({ aged: { ...mother, below: 16 } }, answers)).toBe(true)
  expect(holds({ aged: { ...mother, atLeast: 15, below: 16 } }, answers)).toBe(true)
  expect(holds({ aged: { ...mother, atLeast: 16 } }, answers)).toBe(false)
})

test('compares answers with one another and with a number', () => {
  expect(holds({ notAbove: ['house.footprint', 'plot.area'] }, answers)).toBe(false)
  expect(holds({ notBelow: ['house.footprint', 'plot.area'] }, answers)).toBe(true)
  expect(holds({ notAbove: ['plot.area', 80] }, answers)).toBe(true)
  expect(holds({ notBelow: ['house.footprint', 'plot.area', 1.02] }, answers)).toBe(false)
  expect(holds({ notAbove: ['house.footprint', 'plot.area', 1.02] }, answers)).toBe(true)
})

test('does not hold of what nobody answered', () => {
  expect(holds({ notAbove: ['house.height', 10] }, answers)).toBe(false)
  expect(holds({ before: ['child.diedOn', 'filing.on'] }, answers)).toBe(false)
  expect(holds({ aged: { born: 'father.bornOn', on: 'filing.on', below: 90 } }, answers)).toBe(false)
})

test('tells one day from another by the calendar', () => {
  expect(holds({ since: ['child.bornOn', '2026-09-01'] }, answers)).toBe(true)
  expect(holds({ since: ['child.bornOn', '2026-09-02'] }, answers)).toBe(false)
})

test('compares two answers, and the surnames of two names', () => {
  const people = {
    child: { fullName: 'Trần Văn Hòa', ethnicity: 'Kinh' },
    mother: { fullName: 'Lê Thị Hoà', ethnicity: 'Kinh' },
    father: { fullName: 'Trần Đức', ethnicity: 'Tà Ôi' },
  }
  expect(holds({ same: ['child.ethnicity', 'mother.ethnicity'] }, people)).toBe(true)
  expect(holds({ same: ['child.ethnicity', 'father.ethnicity'] }, people)).toBe(false)
  expect(holds({ same: ['child.nickname', 'father.nickname'] }, people)).toBe(false)
  expect(holds({ sameSurname: ['child.fullName', 'father.fullName'] }, people)).toBe(true)
  expect(holds({ sameSurname: ['child.fullName', 'mother.fullName'] }, people)).toBe(false)
})

test('says whether a text is written as a pattern has it', () => {
  const written = (
    value: string,
    pattern: 'birthCertificateNumber' | 'vietnameseName' | 'householdBusinessName',
  ) => holds({ matches: ['text', pattern] }, { text: value })
  expect(written('46001.GCS.00123.26', 'birthCertificateNumber')).toBe(true)
  expect(written('46001.GCS.123.26', 'birthCertificateNumber')).toBe(false)
  expect(written('215/2019', 'birthCertificateNumber')).toBe(false)
  expect(written('Hộ kinh doanh Tạp hóa An Cựu', 'householdBusinessName')).toBe(true)
  expect(written('HỘ KINH DOANH MỤ RỚT', 'householdBusinessName')).toBe(true)
  expect(written('Hộ kinh doanh Công ty An Cựu', 'householdBusinessName')).toBe(false)
  expect(written('Tạp hóa An Cựu', 'householdBusinessName')).toBe(false)
  expect(written('Nguyễn Ngọc Quỳnh Như Ý', 'vietnameseName')).toBe(true)
  expect(written("H'Hen Niê", 'vietnameseName')).toBe(false)
  expect(written('John Trần', 'vietnameseName')).toBe(false)
})
