/** What stands in a mail that had no file, set for whoever enters it. */
import { z } from 'zod'
import { text } from './paper-parts.ts'

export const mostMailLines = 2000
export const mostOfSubject = 500
export const mostOfFact = 600
export const mostOfLine = 60_000

export const MailPaper = z.strictObject({
  /** No letterhead is shown: nobody issued it. The day it came is the day it was set. */
  letterhead: z.strictObject({ issuedOn: z.iso.date() }),
  /** What it is, over its first page. */
  mark: text(120),
  /** What every other page says of it. */
  subject: text(mostOfSubject),
  /** Sender, days, subject: each with what it is called. */
  facts: z.array(z.tuple([text(60), text(mostOfFact)])).max(10),
  notes: z.array(text(300)).max(5),
  lines: z.array(z.string().min(1).max(mostOfLine)).max(mostMailLines),
})
