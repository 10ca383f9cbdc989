import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Form } from '#shared/form/definition.ts'
import type { Person } from '../people.ts'
import { createRandom } from '../random.ts'
import { fillForm } from './fill-form.ts'
import { likelyMoney, likelyText } from './likely-texts.ts'

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

const filled = (file: string, seed: string) => {
  const { form } = JSON.parse(readFileSync(`province/hue/services/${file}.json`, 'utf8')) as { form: unknown }
  return fillForm(Form.parse(form), {
    random: createRandom(seed),
    person,
    day: '2026-11-28',
    unitCode: '19774',
  })
}

test('a trade has its own code, and the first is the one the business is called after', () => {
  const codes = new Map<string, string>()
  for (const seed of seeds) {
    const business = filled('1.001612-dang-ky-ho-kinh-doanh', seed).business as unknown as {
      name: string
      industries: { code: string; name: string; main: boolean }[]
    }
    for (const { code, name } of business.industries) {
      expect(codes.get(code) ?? name).toBe(name)
      codes.set(code, name)
    }
    expect(business.industries.map(({ main }) => main).indexOf(true)).toBe(0)
    expect(business.industries.filter(({ main }) => main)).toHaveLength(1)
    if (/Bún bò/.test(business.name)) expect(business.industries[0]?.name).toBe('Nhà hàng, quán ăn')
  }
  expect(codes.size).toBeGreaterThan(2)
})

test('nobody asks to build a monument of the size of a dwelling', () => {
  const kinds = seeds.map((seed) => {
    const { owner, work } = filled('1.013225-cap-phep-xay-dung', seed) as unknown as {
      owner: { kind: string }
      work: { kind: string }
    }
    return `${owner.kind} ${work.kind}`
  })
  expect(new Set(kinds)).toEqual(new Set(['person house', 'organisation building']))
})

test('the head of a household is who files, and nobody of it is their own parent', () => {
  for (const seed of seeds) {
    const { members } = filled('1.011607-ho-ngheo', seed).household as unknown as {
      members: { fullName: string; bornOn: string; relation: string; work: string }[]
    }
    expect(members[0]).toMatchObject({ fullName: person.fullName, bornOn: person.bornOn, relation: 'self' })
    for (const { relation, bornOn, work } of members.slice(1)) {
      if (relation === 'child') expect(bornOn > '2009' && work === 'studying').toBe(true)
      else expect([relation, bornOn < '1975']).toEqual(['parent', true])
    }
  }
})

test('homes follow one another', () => {
  for (const seed of seeds) {
    const { places = [] } = (filled('1.004873-xac-nhan-hon-nhan', seed).marital ?? {}) as unknown as {
      places?: { from: string; to: string }[]
    }
    for (const [index, { from, to }] of places.entries()) {
      expect(from < to && to <= '2026-11-28').toBe(true)
      expect(from >= (places[index - 1]?.to ?? '')).toBe(true)
    }
  }
})

test('what officers decide reads like what stands on such a paper', () => {
  interface Asked {
    key: string
    label: string
    type: string
    required?: boolean
  }
  const folder = 'province/hue/services'
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { result } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as {
      result: { decision?: Asked[] }
    }
    for (const { key, label, type, required } of result.decision ?? [])
      if ((type === 'text' || type === 'longText') && required !== false)
        expect(likelyText(key, label, createRandom('hat')), `${file} ${key}`).not.toBe(
          'Theo giấy tờ kèm theo',
        )
  }
})
