import { expect, test } from 'vitest'
import { context, sample, service } from '#tests/forms.ts'
import type { Answers } from '../answers.ts'
import { compareAnswers } from './summary.ts'

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
