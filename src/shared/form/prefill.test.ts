import { expect, test } from 'vitest'
import { context, service } from '#tests/forms.ts'
import { valueAt } from './answers.ts'
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
