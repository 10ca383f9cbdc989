import { type Answers, itemsAt, valueAt } from './answers.ts'
import type { Form, SimpleQuestion } from './definition.ts'

/** Every name of a person or an organisation among the answers, as it was given; hidden answers count as long as they are kept. */
export function namesIn(form: Form, answers: Answers): string[] {
  const names: string[] = []
  const add = (question: SimpleQuestion, value: unknown) => {
    const isName =
      question.type === 'personName' ||
      (question.type === 'text' && /(^|\.)(fullName|orgName)$/.test(question.key))
    if (isName && typeof value === 'string' && value !== '') names.push(value)
  }
  for (const { questions } of form.sections) {
    for (const question of questions) {
      if (question.type !== 'group') add(question, valueAt(answers, question.key))
      else
        for (const item of itemsAt(answers, question.key))
          for (const own of question.questions) add(own, valueAt(item, own.key))
    }
  }
  return [...new Set(names)]
}
