/** Free text that may come to stand on an official paper, refused where it enters and not when somebody is to sign. */
import { z } from 'zod'
import { m } from '../../messages/index.ts'
import { normaliseLines } from '../../text/index.ts'
import { nameOfCharacter, unprintable } from '../../text/printable.ts'

const mostNamed = 5

/** What to do about the characters no official paper can show, in the reader's language; undefined when there are none. */
export function printingProblem(text: string): string | undefined {
  const characters = unprintable(text)
  if (characters.length === 0) return undefined
  const named = characters.slice(0, mostNamed).map(nameOfCharacter).join(', ')
  const { letters, signs } = m.form.unprintable
  return characters.some((character) => /\p{L}/u.test(character)) ? letters(named) : signs(named)
}

/** Text for an official paper: NFC, without invisible characters, trimmed, and only what its font can show. */
export function printedText({ min = 0, max }: { min?: number; max: number }) {
  return z
    .string()
    .overwrite((text) => normaliseLines(text, Number.POSITIVE_INFINITY))
    .min(min)
    .max(max)
    .superRefine((text, context) => {
      const message = printingProblem(text)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
}
