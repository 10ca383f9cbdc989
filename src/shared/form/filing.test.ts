import { expect, test } from 'vitest'
import { Service } from '#server/modules/catalogue/model.ts'
import { service } from '#tests/forms.ts'

const problemsOf = (changes: object) => {
  const read = Service.safeParse({ ...service('1.004873'), ...changes })
  return read.success ? '' : read.error.issues.map(({ message }) => message).join('\n')
}

test('papers, fees and limits may hang on how and when one files; the form itself may not, nor name its facts', () => {
  const [section, ...rest] = service('1.004873').form.sections
  const [paper, ...others] = service('1.004873').papers
  const online = { eq: ['filing.channel', 'online'] }
  expect(problemsOf({ papers: [{ ...paper, condition: online }, ...others] })).toBe('')
  expect(
    problemsOf({ form: { sections: [section, { ...rest[0], condition: online }, ...rest.slice(1)] } }),
  ).toMatch(/filing\.channel/)
  const question = { ...section?.questions[0], key: 'filing.channel' }
  expect(
    problemsOf({
      form: { sections: [{ ...section, questions: [...(section?.questions ?? []), question] }, ...rest] },
    }),
  ).toMatch(/only the program gives/)
})
