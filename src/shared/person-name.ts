import { z } from 'zod'
import { m } from './messages/index.ts'
import { readPersonName } from './text/index.ts'

export const longestName = 100

/** What is wrong with a person's name, and what to write instead; undefined when it can stand. */
export function personNameProblem(text: string): string | undefined {
  const reading = readPersonName(text)
  if ('wrong' in reading) return m.form.name.wrong(reading.wrong)
  if (reading.name === '') return m.form.missing.text
  return reading.name.length > longestName ? m.form.name.tooLong : undefined
}

/** A person's name wherever one enters that is no question of a service's form; parsed, it is as it is stored. */
export const PersonName = z
  .string()
  .superRefine((text, context) => {
    const problem = personNameProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .overwrite((text) => {
    const reading = readPersonName(text)
    return 'name' in reading ? reading.name : text
  })
  .meta({
    description:
      'Latin letters as passports print them, with Vietnamese marks; apostrophe, hyphen and full stop between them. 1 to 100 characters, stored in NFC.',
    minLength: 1,
    maxLength: longestName,
    example: "H'Hen Niê",
  })
