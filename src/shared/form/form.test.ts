import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import type { Service } from '#server/modules/catalogue/model.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { type Answers, type FormContext, valueAt } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import type { SimpleQuestion } from '#shared/form/definition.ts'
import { flattenAnswers } from '#shared/form/flatten.ts'
import { prefill } from '#shared/form/prefill.ts'
import { mayGrow, readAnswers, readFields, readSection, visibleSections } from '#shared/form/read-form.ts'
import { chargesFor, papersFor, requiredPapers, timeLimitFor } from '#shared/form/requirements.ts'
import { showValue } from '#shared/form/show-value.ts'
import { compareAnswers, summarise } from '#shared/form/summary.ts'
import { fillTemplate } from '#shared/form/template.ts'
import { processorTimeOf } from '#tests/processor-time.ts'

const context: FormContext = {
  today: '2026-11-23',
  unitName: (code) => ({ '19789': 'Phường Thuận Hóa', '19753': 'Phường Phú Xuân' })[code],
}
const services = new Map(
  readServiceFolder(join(process.cwd(), 'province/hue')).map(({ service }) => [service.code, service]),
)
const all = [...services.values()]

function service(code: string): Service {
  const found = services.get(code)
  if (found === undefined) throw new Error(`No service ${code}`)
  return found
}

function sample(code: string, seed = 1): Answers {
  return sampleAnswers(service(code), { today: context.today, unit: '19789', random: seeded(seed) })
}

function issuesOf(code: string, changes: Record<string, string>): Record<string, string> {
  const { form } = service(code)
  const fields = new Map(flattenAnswers(form, sample(code)).fields)
  for (const [name, value] of Object.entries(changes)) fields.set(name, value)
  const { issues } = readFields(form, fields, context)
  return Object.fromEntries(issues.map(({ field, message }) => [field, message]))
}

const anySeed = fc.integer({ min: 0, max: 2 ** 31 })
const anyService = fc.constantFrom(...all)

describe('for every service and every sensible set of answers', () => {
  test('what was answered is accepted and comes back as it was', () => {
    fc.assert(
      fc.property(anyService, anySeed, ({ form }, seed) => {
        const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
        const reading = readAnswers(form, answers, context)
        expect(reading.issues).toEqual([])
        expect(reading.unknown).toEqual([])
        expect(reading.answers).toEqual(answers)
      }),
      { numRuns: 300 },
    )
  })

  test('papers, fees, limit, summary and result text can be worked out', () => {
    fc.assert(
      fc.property(anyService, anySeed, (one, seed) => {
        const answers = sampleAnswers(one, { today: context.today, unit: '19789', random: seeded(seed) })
        const charges = chargesFor(one, answers)
        expect(charges.total).toBe(charges.items.reduce((sum, { amount }) => sum + amount, 0))
        expect(papersFor(one, answers)).toEqual(expect.arrayContaining(requiredPapers(one, answers)))
        expect(timeLimitFor(one, answers).text).not.toBe('')
        const facts = { agency: { name: 'UBND phường Thuận Hóa' }, dossier: { code: 'H57.44-261123-0001' } }
        const text = JSON.stringify(fillTemplate(one.result.body, one.form, answers, facts, context))
        expect(text).not.toMatch(/\{\{|undefined|\[object/)
        expect(JSON.stringify(summarise(one.form, answers, context))).not.toMatch(/undefined|\[object/)
        expect(compareAnswers(one.form, answers, answers, context)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

describe('whatever is posted', () => {
  const anyName = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'answers.child.bornOn.day',
      'answers.child.sex',
      'answers.members[0].fullName',
      '__proto__.x',
      'members[99].__proto__',
      'answers.documents[0].pages',
      'constructor',
    ),
  )
  test('reading never throws, and keeps no answer to a hidden question', () => {
    fc.assert(
      fc.property(
        anyService,
        anySeed,
        fc.array(fc.tuple(anyName, fc.string({ unit: 'binary' })), { maxLength: 30 }),
        ({ form }, seed, noise) => {
          const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
          const mixed = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed + 1) })
          const fields = [
            ...flattenAnswers(form, answers).fields,
            ...flattenAnswers(form, mixed).fields,
            ...noise,
          ]
          const reading = readFields(form, fields, context)
          for (const section of form.sections) {
            for (const question of section.questions) {
              const hidden =
                !holds(section.condition, reading.answers) || !holds(question.condition, reading.answers)
              if (hidden) expect(valueAt(reading.answers, question.key)).toBeUndefined()
            }
          }
          expect(readAnswers(form, reading.answers, context).answers).toEqual(reading.answers)
          expect(({} as Record<string, unknown>).x).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  })

  test('any JSON is read without a throw, and what the form lacks is named', () => {
    fc.assert(
      fc.property(anyService, fc.jsonValue({ maxDepth: 5 }), ({ form }, json) => {
        readAnswers(form, json, context)
      }),
      { numRuns: 200 },
    )
    const { form } = service('1.001193')
    const reading = readAnswers(
      form,
      { ...sample('1.001193'), hacker: 1, child: { fullName: { a: 1 }, colour: 'red' } },
      context,
    )
    expect(reading.unknown).toEqual(expect.arrayContaining(['hacker', 'child.colour', 'child.fullName.a']))
  })

  test('ten thousand fields and deep nesting take no time', async () => {
    const { form } = service('1.001612')
    const many = Array.from({ length: 10_000 }, (_, number): [string, string] => [
      `answers.members[${number}].fullName`,
      'x',
    ])
    let deep: unknown = 1
    for (let level = 0; level < 5000; level += 1) deep = { child: deep }
    const spent = await processorTimeOf(() => {
      readFields(form, many, context)
      readAnswers(service('1.001193').form, deep, context)
    })
    expect(spent).toBeLessThan(500)
  })
})

describe('says what to do', () => {
  test.each([
    ['1.001193', { 'child.bornOn': '31/02/2026' }, 'answers.child.bornOn', /Tháng 2 năm 2026 có 28 ngày/],
    [
      '1.001193',
      { 'child.bornOn': '24/11/2026' },
      'answers.child.bornOn',
      /trước hoặc đúng hôm nay \(23\/11\/2026\)/,
    ],
    ['1.001193', { 'child.fullName': '' }, 'answers.child.fullName', /Còn trống/],
    ['1.001193', { 'child.fullName': '김철수' }, 'answers.child.fullName', /“김”.*La-tinh.*hộ chiếu/],
    [
      '1.001193',
      { 'applicant.residence.detail': '12 ถนน' },
      'answers.applicant.residence',
      /“ถ”.*chữ La-tinh/,
    ],
    ['1.013227', { 'permit.reason': 'Chờ vật liệu 👍 về' }, 'answers.permit.reason', /“👍”.*Bỏ ký hiệu này/],
    ['1.001193', { 'child.fullName': 'Nguyễn An 2' }, 'answers.child.fullName', /Bỏ chữ số/],
    [
      '1.001193',
      { 'applicant.bornOn': '1990-05-01', 'applicant.identityNumber': '046290123456' },
      'answers.applicant.identityNumber',
      /sinh năm 2090, còn ngày sinh đã ghi là 01\/05\/1990/,
    ],
    [
      '1.001193',
      { 'applicant.identityNumber': '04609012345' },
      'answers.applicant.identityNumber',
      /đã ghi 11/,
    ],
    [
      '1.001193',
      { 'applicant.identityNumber': '046890123456' },
      'answers.applicant.identityNumber',
      /thế kỷ và giới tính; chữ số đã ghi không thể đúng/,
    ],
    ['1.001193', { 'applicant.phone': '12345' }, 'answers.applicant.phone', /bắt đầu bằng 0/],
    ['1.001193', { 'place.unit': '99999' }, 'answers.place.unit', /Chọn xã, phường trong danh sách/],
    ['1.001193', { 'declaration.true': '' }, 'answers.declaration.true', /Đánh dấu/],
    ['1.000894', { 'groom.bornOn': '2008-01-01' }, 'answers.groom.bornOn', /đủ 20 tuổi.*Điều 8/],
    [
      '1.000656',
      { 'deceased.bornOn': '1950-02-03', 'death.on': '1949-02-03' },
      'answers.death.on',
      /sau ngày sinh/,
    ],
    ['1.001612', { 'business.capital': 'nhiều tiền' }, 'answers.business.capital', /ví dụ 1\.500\.000/],
    [
      '1.001570',
      { 'business.taxCode': '0100109107' },
      'answers.business.taxCode',
      /sai ở ít nhất một chữ số/,
    ],
  ])('%s %j', (code, changes, field, said) => {
    expect(issuesOf(code, changes)[field]).toMatch(said)
  })

  test('an address may lie outside the province, but not where the agency is found by it', () => {
    const outside = {
      'applicant.residence.unit': 'elsewhere',
      'applicant.residence.detail': '25 Bạch Đằng, Đà Nẵng',
    }
    expect(issuesOf('1.001193', outside)).toEqual({})
    const land = issuesOf('1.013225', {
      'land.address.unit': 'elsewhere',
      'land.address.detail': '25 Bạch Đằng',
    })
    expect(land['answers.land.address']).toBe('Địa chỉ này phải ở trong thành phố. Chọn xã, phường.')
  })

  test('never in the words of a machine', () => {
    fc.assert(
      fc.property(anyService, anySeed, fc.string(), ({ form }, seed, junk) => {
        const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
        const fields = flattenAnswers(form, answers).fields.map(([name]): [string, string] => [name, junk])
        for (const { message } of readFields(form, fields, context).issues) {
          expect(message).toMatch(/[.!]$/)
          expect(message).not.toMatch(/không hợp lệ|undefined|NaN|invalid/i)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('three fields of a date', () => {
  const { form } = service('1.001193')
  const read = (fields: [string, string][]) => readFields(form, fields, context)

  test('make one day', () => {
    const { answers } = read([
      ['answers.child.bornOn.day', '5'],
      ['answers.child.bornOn.month', '2'],
      ['answers.child.bornOn.year', '2026'],
    ])
    expect(valueAt(answers, 'child.bornOn')).toBe('2026-02-05')
  })

  test('say what is missing, and give back what was typed', () => {
    const { issues, typed } = read([
      ['answers.child.bornOn.day', '5'],
      ['answers.child.bornOn.month', ''],
      ['answers.child.bornOn.year', ''],
    ])
    expect(issues.find(({ field }) => field === 'answers.child.bornOn')?.message).toBe(
      'Còn thiếu tháng và năm. Ghi đủ ngày, tháng, năm.',
    )
    expect(typed['answers.child.bornOn.day']).toEqual(['5'])
  })
})

describe('repeating groups', () => {
  const { form } = service('2.000815')
  const row = (index: number, name: string): [string, string][] => [
    [`answers.documents[${index}].name`, name],
    [`answers.documents[${index}].language`, name === '' ? '' : 'vi'],
    [`answers.documents[${index}].pages`, name === '' ? '' : '3'],
    [`answers.documents[${index}].copies`, name === '' ? '' : '2'],
  ]

  test('blank rows are no items; the others keep their order', () => {
    const { answers } = readFields(
      form,
      [...row(7, 'Học bạ'), ...row(2, ''), ...row(0, 'Bằng tốt nghiệp')],
      context,
    )
    expect(answers.documents).toMatchObject([{ name: 'Bằng tốt nghiệp' }, { name: 'Học bạ' }])
  })

  test('too few and too many are told', () => {
    const fewIssues = readFields(form, [], context).issues
    expect(fewIssues.find(({ field }) => field === 'answers.documents')?.message).toBe(
      'Ghi ít nhất 1 giấy tờ.',
    )
    const many = Array.from({ length: 22 }, (_, index) => row(index, 'Giấy')).flat()
    const manyIssues = readFields(form, many, context).issues
    expect(manyIssues.find(({ field }) => field === 'answers.documents')?.message).toBe(
      'Chỉ ghi tối đa 20 giấy tờ. Bỏ bớt 2.',
    )
  })
})

describe('section by section', () => {
  const { form } = service('1.001612')

  test('a section tells its own issues only, and changing an answer forgets what it hides', () => {
    const first = readSection(form, 'owner', [], {}, context)
    expect(first.issues.every(({ field }) => field.startsWith('answers.owner.'))).toBe(true)

    const stored = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(5) })
    const asHousehold = { ...stored, owner: { ...(stored.owner as Answers), kind: 'household' } }
    const owner = flattenAnswers(form, asHousehold).fields.filter(([name]) => name.startsWith('owner.'))
    const household = readSection(form, 'owner', owner, asHousehold, context)
    const members = readSection(
      form,
      'members',
      flattenAnswers(form, { members: [member] }).fields,
      household.answers,
      context,
    )
    expect(members.issues).toEqual([])
    expect(members.answers.members).toHaveLength(1)

    const alone = owner.map(([name, value]): [string, string] => [
      name,
      name === 'owner.kind' ? 'person' : value,
    ])
    const changed = readSection(form, 'owner', alone, members.answers, context)
    expect(changed.issues).toEqual([])
    expect(changed.answers.members).toBeUndefined()
    expect(visibleSections(form, changed.answers).map(({ key }) => key)).not.toContain('members')
  })

  test('a field of another section, or of none, is refused by name', () => {
    const { unknown } = readSection(
      form,
      'owner',
      [
        ['answers.business.name', 'x'],
        ['answers.ghost', 'y'],
      ],
      {},
      context,
    )
    expect(unknown).toEqual(['business.name', 'ghost'])
  })

  const member = {
    fullName: 'Lê Thị Hoa',
    bornOn: '1990-01-02',
    sex: 'female',
    ethnicity: 'Kinh',
    identityNumber: '046190123456',
    residence: { unit: '19789', detail: '12 Lê Lợi' },
    capital: 20_000_000,
  }
})

describe('fees', () => {
  const document = (pages: number, copies: number) => ({ name: 'Bằng', language: 'vi', pages, copies })
  const fee = (documents: object[]) => chargesFor(service('2.000815'), { documents } as unknown as Answers)

  test('certified copies: 2.000 đồng for two pages each, then 1.000, at most 200.000 a copy', () => {
    expect(fee([document(1, 1)]).total).toBe(2000)
    expect(fee([document(5, 2)]).total).toBe((2 * 2000 + 3 * 1000) * 2)
    expect(fee([document(500, 1)]).total).toBe(200_000)
    expect(fee([document(2, 3), document(1, 1)]).items[0]?.explanation).toBe(
      '3 bản × 2 trang = 12.000 đồng; 1 bản × 1 trang = 2.000 đồng',
    )
  })

  test('extra copies of a birth certificate are paid, the registration is free', () => {
    const charges = chargesFor(service('1.001193'), { receive: { wantCopies: true, copies: 3 } })
    expect(charges.items.map(({ amount }) => amount)).toEqual([0, 24_000])
    expect(charges.dueAtFiling).toBe(24_000)
  })

  test('a waiver names its reason', () => {
    const charges = chargesFor(service('1.004873'), { exempt: 'poor' })
    expect(charges.items[0]).toMatchObject({ amount: 0, explanation: 'Miễn: người thuộc hộ nghèo' })
  })
})

test('the limit depends on the answers: a house 15 days, another building 20', () => {
  expect(timeLimitFor(service('1.013225'), { work: { kind: 'house' } }).duration).toEqual({
    calendarDays: 15,
  })
  expect(timeLimitFor(service('1.013225'), { work: { kind: 'building' } }).duration).toEqual({
    calendarDays: 20,
  })
})

test('the papers depend on the answers', () => {
  const keys = (answers: Answers) => requiredPapers(service('1.001193'), answers).map(({ key }) => key)
  expect(keys({ birth: { certificate: 'certificate', abandoned: false, surrogacy: false } })).toEqual([
    'birthCertificate',
  ])
  expect(keys({ birth: { certificate: 'electronic', abandoned: true, surrogacy: false } })).toEqual([
    'abandonment',
  ])
  expect(keys({ birth: { certificate: 'witness' }, applicant: { relation: 'authorised' } })).toEqual([
    'witness',
    'authorisation',
  ])
})

test('what is held is filled in with its source; what a question would refuse is not', () => {
  const { form } = service('1.001193')
  const held = {
    registry: {
      person: { fullName: 'Nguyễn Văn Thử', bornOn: '1995-02-30' },
      mother: { ethnicity: 'Kinh' },
    },
  }
  const { answers, sources } = prefill(form, held, { applicant: { relation: 'father' } }, context)
  expect(valueAt(answers, 'applicant.fullName')).toBe('Nguyễn Văn Thử')
  expect(valueAt(answers, 'applicant.bornOn')).toBeUndefined()
  expect(valueAt(answers, 'mother.ethnicity')).toBe('Kinh')
  expect(sources).toEqual({
    'answers.applicant.fullName': 'registry.person.fullName',
    'answers.mother.ethnicity': 'registry.mother.ethnicity',
    'answers.father.fullName': 'registry.person.fullName',
  })
})

test('mother and father are filled in for the one of them who applies, and for nobody else', () => {
  const { form } = service('1.001193')
  const held = { registry: { person: { fullName: 'Trần Thị Mẹ' }, father: { fullName: 'Lê Văn Cha' } } }
  const parentsFor = (relation: string) => {
    const { answers } = prefill(form, held, { applicant: { relation } }, context)
    return [valueAt(answers, 'mother.fullName'), valueAt(answers, 'father.fullName')]
  }
  expect(parentsFor('mother')).toEqual(['Trần Thị Mẹ', 'Lê Văn Cha'])
  expect(parentsFor('grandparent')).toEqual([undefined, undefined])
  expect(parentsFor('authorised')).toEqual([undefined, undefined])
})

test('a supplement shows what it changed', () => {
  const { form } = service('1.001193')
  const before = sample('1.001193')
  const after = structuredClone(before)
  ;(after.child as Answers).fullName = 'Trần Minh Khôi'
  expect(compareAnswers(form, before, after, context)).toEqual([
    {
      field: 'answers.child.fullName',
      label: 'Họ, chữ đệm, tên của trẻ',
      before: (before.child as Answers).fullName,
      after: 'Trần Minh Khôi',
    },
  ])
})

test('the result speaks as people write', () => {
  const one = service('1.000656')
  const answers = {
    deceased: {
      fullName: 'Hồ Văn Sáu',
      sex: 'male',
      bornOn: '1940-03-09',
      ethnicity: 'Tà Ôi',
      nationality: 'VN',
      residenceKnown: true,
      residence: { unit: '19753', detail: '3 Chi Lăng' },
    },
    death: { on: '2026-11-20', place: { unit: '19789', detail: 'Bệnh viện' }, cause: 'age' },
  }
  const blocks = fillTemplate(
    one.result.body,
    one.form,
    answers,
    { agency: { name: 'UBND phường Phú Xuân' } },
    context,
  )
  const text = JSON.stringify(blocks)
  expect(text).toContain(
    'Đã chết vào ngày 20/11/2026 tại Bệnh viện, phường Thuận Hóa. Nguyên nhân: tuổi già.',
  )
  expect(text).toContain('09/03/1940')
  expect(text).toContain('Việt Nam')
  expect(text).toContain('…………')
})

const anywhere = {
  ...context,
  placeName: (code: string) =>
    ({
      '19789': 'Phường Thuận Hóa, thành phố Huế',
      '20242': 'Phường Hải Châu, thành phố Đà Nẵng',
      KR: 'Hàn Quốc',
    })[code],
}

test('a birth certificate names the child where it is signed, and each place with its province', () => {
  const one = service('1.001193')
  const answers = sample('1.001193')
  answers.birth = { ...(answers.birth as Answers), abandoned: false }
  answers.mother = { fullName: 'Lê Thị Hoa', residence: { unit: '19789', detail: '' } }
  answers.child = {
    ...(answers.child as Answers),
    fullName: 'Lê Minh Khang',
    birthplaceKind: 'facility',
    facility: 'Bệnh viện Trung ương Huế',
    birthplace: { unit: '19789', detail: '' },
  }
  const blocks = fillTemplate(one.result.body, one.form, answers, { agency: {}, dossier: {} }, anywhere)
  expect(blocks.at(-1)).toMatchObject({ kind: 'paragraph', text: expect.stringContaining('Lê Minh Khang') })
  const rows = blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : []))
  expect(rows).toContainEqual({
    label: 'Nơi sinh',
    value: 'Bệnh viện Trung ương Huế, phường Thuận Hóa, thành phố Huế',
  })
  expect(rows).toContainEqual({ label: 'Nơi cư trú', value: 'Phường Thuận Hóa, thành phố Huế' })
})

describe('an address anywhere', () => {
  const { form } = service('1.001193')
  const read = (unit: string, detail: string) =>
    readFields(
      form,
      [
        ['answers.applicant.residence.unit', unit],
        ['answers.applicant.residence.detail', detail],
      ],
      anywhere,
    )
  const issueOf = (unit: string, detail: string) =>
    read(unit, detail).issues.find(({ field }) => field === 'answers.applicant.residence')?.message

  test('a commune of another province and another country are answers', () => {
    expect(read('20242', '25 Bạch Đằng').answers).toEqual({
      applicant: { residence: { unit: '20242', detail: '25 Bạch Đằng' } },
    })
    expect(issueOf('KR', '12 Sejong-daero, Seoul')).toBeUndefined()
    expect(issueOf('KR', '')).toMatch(/nước ngoài/)
    expect(issueOf('VN', 'Huế')).toMatch(/danh sách/)
    expect(issueOf('99999', 'Huế')).toMatch(/danh sách/)
  })

  test('it is shown with its province, and a country with its capital letter', () => {
    const question = form.sections
      .flatMap(({ questions }) => questions)
      .find(({ key }) => key === 'applicant.residence')
    const shown = (unit: string) =>
      showValue(question as SimpleQuestion, { unit, detail: '12 Sejong' }, anywhere)
    expect(shown('20242')).toBe('12 Sejong, phường Hải Châu, thành phố Đà Nẵng')
    expect(shown('KR')).toBe('12 Sejong, Hàn Quốc')
  })

  test('where the agency is found by it, only this province will do', () => {
    const { form: building } = service('1.013225')
    const { issues } = readFields(
      building,
      [
        ['answers.land.address.unit', '20242'],
        ['answers.land.address.detail', '25 Bạch Đằng'],
      ],
      anywhere,
    )
    expect(issues.find(({ field }) => field === 'answers.land.address')?.message).toMatch(/trong thành phố/)
  })
})

test('how many parts there are is certain once nothing to come can add one', () => {
  const { form } = service('1.001193')
  expect(mayGrow(form, {})).toBe(true)
  expect(mayGrow(form, { birth: { abandoned: false } })).toBe(false)
  expect(mayGrow(form, { birth: { abandoned: true } })).toBe(false)
})

test('who registers as the father is not asked whether there is one', () => {
  const { form } = service('1.001193')
  const keysFor = (relation: string) =>
    visibleSections(form, { applicant: { relation }, birth: { abandoned: false } }).flatMap(({ questions }) =>
      questions.map(({ key }) => key),
    )
  expect(keysFor('father')).not.toContain('family.fatherDeclared')
  expect(keysFor('father')).toContain('father.fullName')
  expect(keysFor('mother')).toContain('family.fatherDeclared')
  expect(keysFor('mother')).not.toContain('father.fullName')
})
