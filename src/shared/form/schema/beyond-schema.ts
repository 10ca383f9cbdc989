import { pathsOf } from '../condition.ts'
import type { Form, GroupQuestion, Question, SimpleQuestion } from '../definition.ts'

/** A rule that no JSON Schema can say, and that is checked when a dossier arrives. */
export interface Beyond {
  /** `father.bornOn`, `members[].taxCode`. */
  path: string
  /** The codes of the issues it may bring. */
  codes: string[]
  /** In English, as a schema says it. */
  words: string
}

export function beyondSchema(form: Form): Beyond[] {
  const questions = form.sections.flatMap((section) => section.questions)
  const keys = new Set(questions.map(({ key }) => key))
  return questions.flatMap((question) =>
    question.type === 'group' ? beyondGroup(question) : beyondOf(question, question.key, keys),
  )
}

function beyondGroup(group: GroupQuestion): Beyond[] {
  const keys = new Set(group.questions.map(({ key }) => key))
  return group.questions.flatMap((question) => {
    const path = `${group.key}[].${question.key}`
    const read = pathsOf(question.condition)
    const isMixed =
      read.some((one) => one.startsWith('item.')) && !read.every((one) => one.startsWith('item.'))
    const words = `needed or not by ${read.join(', ')}`
    return [...(isMixed ? [{ path, codes: ['missing'], words }] : []), ...beyondOf(question, path, keys)]
  })
}

function beyondOf(question: SimpleQuestion | Question, path: string, keys: ReadonlySet<string>): Beyond[] {
  if (question.type === 'taxCode')
    return [{ path, codes: ['tax_code'], words: 'the tenth digit is the check digit of the nine before it' }]
  if (question.type === 'date') {
    const { notAfter, notBefore } = question
    return [
      ...(typeof notAfter === 'object'
        ? [{ path, codes: ['too_late'], words: `not after ${notAfter.field}` }]
        : []),
      ...(typeof notBefore === 'object'
        ? [{ path, codes: ['too_early'], words: `not before ${notBefore.field}` }]
        : []),
    ]
  }
  if (question.type !== 'identityNumber') return []
  const outside = [question.bornOn, question.sex].filter((one) => one !== undefined && !keys.has(one))
  return outside.length > 0
    ? [{ path, codes: ['identity_number'], words: `agrees with ${outside.join(' and ')}` }]
    : []
}
