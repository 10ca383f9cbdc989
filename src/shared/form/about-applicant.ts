import type { Form, SimpleQuestion } from './definition.ts'

/** A form whose questions, put to the applicant, are told to somebody else: “Ông/bà là gì của trẻ?” becomes “Người nộp là gì của trẻ?”. */
export function aboutApplicant(form: Form): Form {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      title: inThirdPerson(section.title),
      questions: section.questions.map((question) =>
        question.type === 'group'
          ? {
              ...question,
              label: inThirdPerson(question.label),
              itemLabel: inThirdPerson(question.itemLabel),
              questions: question.questions.map(retold),
            }
          : retold(question),
      ),
    })),
  }
}

function retold<Question extends SimpleQuestion>(question: Question): Question {
  const told = { ...question, label: inThirdPerson(question.label) }
  if (!('options' in told)) return told
  return {
    ...told,
    options: told.options.map((option) => ({ ...option, label: inThirdPerson(option.label) })),
  }
}

/** “người tôi đang chăm sóc” needs a joint: two nouns would stand side by side. */
function inThirdPerson(text: string): string {
  return text
    .replace(/(?<!\p{L})người (?:ông\/bà|tôi)(?!\p{L})/gu, 'người mà người nộp')
    .replace(/(?<!\p{L})(?:Ông\/bà|Tôi)(?!\p{L})/gu, 'Người nộp')
    .replace(/(?<!\p{L})(?:ông\/bà|tôi)(?!\p{L})/gu, 'người nộp')
}
