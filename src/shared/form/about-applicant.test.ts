import { expect, test } from 'vitest'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { aboutApplicant } from './about-applicant.ts'
import type { Form } from './definition.ts'

const forms = readServiceFolder(provinceFolder).map(({ service }) => service.form)

/** Every word a form shows beside an answer. */
function wordsOf(form: Form): string[] {
  return form.sections.flatMap(({ title, questions }) => [
    title,
    ...questions.flatMap((question) =>
      question.type === 'group'
        ? [question.label, question.itemLabel, ...question.questions.flatMap(wordsOfQuestion)]
        : wordsOfQuestion(question),
    ),
  ])
}

function wordsOfQuestion(question: { label: string; options?: readonly { label: string }[] }): string[] {
  return [question.label, ...(question.options ?? []).map(({ label }) => label)]
}

test('told to an officer, no form of the province speaks to the applicant or as the applicant', () => {
  const spoken = /(?<!\p{L})(?:ông\/bà|tôi)(?!\p{L})/iu
  expect(forms.flatMap(wordsOf).filter((text) => spoken.test(text)).length).toBeGreaterThan(50)
  expect(
    forms
      .map(aboutApplicant)
      .flatMap(wordsOf)
      .filter((text) => spoken.test(text)),
  ).toEqual([])
})

test('it is said as people say it, and what is not about the applicant stays', () => {
  const told = new Set(forms.map(aboutApplicant).flatMap(wordsOf))
  for (const text of [
    'Họ, chữ đệm, tên của người nộp',
    'Người nộp là gì của trẻ?',
    'Vì sao người nộp xin chuyển?',
    'Cho chính người nộp',
    'Cho người mà người nộp đang chăm sóc',
    'Những người mà người nộp đang tranh chấp',
    'Hai bên có phải vợ chồng, cha mẹ và con, ông bà và cháu, anh chị em ruột không?',
  ])
    expect(told).toContain(text)
})
