import { expect, test } from 'vitest'
import { anywhere, context, sample, service } from '#tests/forms.ts'
import type { Answers } from '../answers.ts'
import { createFiller } from './template.ts'

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
  const filler = createFiller({
    form: one.form,
    answers,
    facts: { agency: { name: 'UBND phường Phú Xuân' } },
    context,
  })
  const text = JSON.stringify(
    filler.blocks([
      {
        kind: 'fields',
        rows: [
          { label: 'Ngày sinh', value: '{{answers.deceased.bornOn}}' },
          { label: 'Quốc tịch', value: '{{answers.deceased.nationality}}' },
          { label: 'Người đi khai tử', value: '{{answers.applicant.fullName}}' },
        ],
      },
      {
        kind: 'paragraph',
        text: 'Đã chết vào ngày {{answers.death.on}} tại {{answers.death.place}}. Nguyên nhân: {{answers.death.cause|lower}}.',
      },
    ]),
  )
  expect(text).toContain(
    'Đã chết vào ngày 20/11/2026 tại Bệnh viện, phường Thuận Hóa. Nguyên nhân: tuổi già.',
  )
  expect(text).toContain('09/03/1940')
  expect(text).toContain('Việt Nam')
  expect([...filler.missing]).toContain('Họ, chữ đệm, tên của ông/bà (Người yêu cầu)')
})

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
  const source = { form: one.form, answers, facts: { agency: {}, dossier: {} }, context: anywhere }
  const filler = createFiller(source)
  const { fields } = one.result.form ?? {}
  const written = (key: string) => {
    const field = fields?.[key]
    if (field === undefined || typeof field === 'string') return filler.line(field ?? '')
    const [first] =
      'cases' in field ? field.cases.filter(({ condition }) => filler.holds(condition)) : [field]
    return filler.line(first?.text ?? '')
  }
  expect(written('name')).toBe('LÊ MINH KHANG')
  expect(written('birthplace')).toBe('Bệnh viện Trung ương Huế, phường Thuận Hóa, thành phố Huế')
  expect(written('motherResidence')).toBe('Phường Thuận Hóa, thành phố Huế')
})
