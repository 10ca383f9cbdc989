/** People for tests, each with a number nobody else has. */
import { randomInt } from 'node:crypto'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Gender, Person } from './model.ts'
import { type RegisterPerson, registerPerson } from './register.ts'

/** They follow one another from anywhere: drawn one by one, two of a thousand would be alike in every third run. */
let lastNumber = randomInt(1_000_000)

/** A number that agrees with the year of birth and the sex. */
export function anIdNumber(bornOn = '1990-05-20', gender: Gender = 'female'): string {
  const century = (Number(bornOn.slice(0, 2)) - 19) * 2 + (gender === 'female' ? 1 : 0)
  lastNumber = (lastNumber + 1) % 1_000_000
  return `046${century}${bornOn.slice(2, 4)}${String(lastNumber).padStart(6, '0')}`
}

/** Registers a person of Huế. */
export function aPerson(overrides: Partial<RegisterPerson> = {}): Promise<Person> {
  const { bornOn = '1990-05-20', gender = 'female' } = overrides
  return perform(system, (work) =>
    registerPerson(work, {
      idNumber: anIdNumber(bornOn, gender),
      fullName: 'Nguyễn Thị Thử',
      bornOn,
      gender,
      address: 'Tổ 1, phường Thuận Hóa',
      unitCode: '19789',
      source: 'Dữ liệu thử',
      ...overrides,
    }),
  )
}
