import { expect, test } from 'vitest'
import { context, service } from '#tests/forms.ts'
import { valueAt } from './answers.ts'
import { Form } from './definition.ts'
import { prefill } from './prefill.ts'

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

test('what a specialist decides begins with what was asked, a repeating group item by item', () => {
  const decided = Form.parse({
    sections: [
      {
        key: 'decision',
        title: 'Nội dung được duyệt',
        questions: [
          { key: 'floors', label: 'Số tầng', type: 'number', min: 1, prefill: 'answers.work.floors' },
          {
            key: 'industries',
            label: 'Ngành, nghề',
            type: 'group',
            itemLabel: 'Ngành, nghề',
            minItems: 1,
            maxItems: 20,
            prefill: 'answers.business.industries',
            questions: [
              { key: 'code', label: 'Mã ngành', type: 'text', pattern: 'industryCode' },
              { key: 'name', label: 'Tên ngành', type: 'text', maxLength: 200 },
            ],
          },
        ],
      },
    ],
  })
  const asked = {
    work: { floors: 3 },
    business: {
      industries: [
        { name: 'Quán ăn', main: true },
        { code: '4711', name: 'Tạp hóa', main: false },
      ],
    },
  }
  expect(prefill(decided, { answers: asked }, {}, context).answers).toEqual({
    floors: 3,
    industries: [{ name: 'Quán ăn' }, { code: '4711', name: 'Tạp hóa' }],
  })
})
