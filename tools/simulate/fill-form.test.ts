import { expect, test } from 'vitest'
import { fillForm } from './fill-form.ts'
import { likelyMoney } from './likely-texts.ts'
import type { Person } from './people.ts'
import { createRandom } from './random.ts'

const person: Person = {
  id: '019a0000-0000-7000-8000-000000000000',
  idNumber: '046094003127',
  fullName: 'Nguyễn Văn Minh',
  nameKey: 'nguyen van minh',
  bornOn: '1994-05-02',
  gender: 'male',
  ethnicity: 'kinh',
  phone: '0905000000',
  address: '1 Lê Lợi',
  unitCode: '19774',
}

const seeds = Array.from({ length: 40 }, (_, index) => `hat ${index}`)

test('amounts are such as people in Huế write, in whole hundreds of thousands', () => {
  const span = (label: string, min?: number, max?: number) => {
    const amounts = seeds.map((seed) => likelyMoney({ label, min, max }, createRandom(seed)))
    for (const amount of amounts) expect(amount % 100_000).toBe(0)
    return [Math.min(...amounts), Math.max(...amounts)] as const
  }
  expect(span('Vốn kinh doanh', 1)[0]).toBeGreaterThanOrEqual(20_000_000)
  expect(span('Thu nhập một tháng', 0)[1]).toBeLessThanOrEqual(6_000_000)
  expect(span('Giá', 1000, 100_000_000)[1]).toBeLessThanOrEqual(4_000_000)
  expect(span('Giá trị ghi trong hợp đồng', 0)[0]).toBeGreaterThanOrEqual(400_000_000)
  expect(likelyMoney({ label: 'Vốn', max: 5_000_000 }, createRandom('tran'))).toBe(5_000_000)
})

test('those invented have the name of their sex and the age of their part', () => {
  const question = (key: string, type: string, more = {}) =>
    ({ key, type, label: key, required: true, ...more }) as never
  const form = {
    sections: [
      {
        title: 'Người mất',
        questions: [
          question('veteran.fullName', 'personName'),
          question('veteran.sex', 'choice', { options: [{ value: 'male' }, { value: 'female' }] }),
          question('veteran.bornOn', 'date', { notAfter: 'today' }),
          question('mother.fullName', 'personName'),
          question('site', 'text', { label: 'Trang thông tin điện tử', maxLength: 120 }),
        ],
      },
    ],
  } as never
  for (const seed of seeds) {
    const filled = fillForm(form, {
      random: createRandom(seed),
      person,
      day: '2026-11-28',
      unitCode: '19774',
    }) as {
      veteran: { fullName: string; sex: string; bornOn: string }
      mother: { fullName: string }
      site: string
    }
    if (filled.veteran.fullName.includes(' Thị ')) expect(filled.veteran.sex).toBe('female')
    if (filled.veteran.fullName.includes(' Văn ')) expect(filled.veteran.sex).toBe('male')
    expect(filled.veteran.bornOn < '1961').toBe(true)
    expect(filled.mother.fullName).not.toContain(' Văn ')
    expect(filled.site).toMatch(/^https:/)
  }
})
