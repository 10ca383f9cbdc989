import { z } from 'zod'
import { Letterhead, SignatureBlock, text, Verification } from '../paper-parts.ts'
import { findForm } from './index.ts'

/** A paper in the form the law prescribes: which one, and what stands in its places. */
export const FormPaper = z
  .strictObject({
    form: z.string(),
    letterhead: Letterhead,
    fields: z.record(z.string(), z.string()),
    tables: z.record(z.string(), z.array(z.record(z.string(), z.string()))).default({}),
    signature: SignatureBlock,
    /** `Phó Chủ tịch Ủy ban nhân dân …`: what a lời chứng says of who certifies. */
    certifier: text(300),
    /** The day of the letterhead in words, where a form asks for it. */
    issuedWords: text(120),
    /** SHA-256 of the file whose pages the paper stands on; empty where it stands on none. */
    digest: z.union([z.literal(''), z.string().regex(/^[0-9a-f]{64}$/)]).default(''),
    /** How many pictures of pages go before it. */
    pictures: z.int().min(0).max(60).default(0),
    verification: Verification.nullable().default(null),
    draft: z.boolean().default(false),
  })
  .transform((paper, context) => {
    const form = findForm(paper.form)
    if (!form) {
      context.addIssue({ code: 'custom', message: `no form ${paper.form}` })
      return z.NEVER
    }
    const filled = form.fields.safeParse(paper.fields)
    const rows = Object.entries(form.tables).map(([name, { row, least, most }]) => {
      const table = z
        .array(row)
        .min(least)
        .max(most)
        .safeParse(paper.tables[name] ?? [])
      return [name, table] as const
    })
    const wrong = [filled, ...rows.map(([, table]) => table)].find(({ success }) => !success)
    if (wrong?.error) context.addIssue({ code: 'custom', message: z.prettifyError(wrong.error) })
    return {
      ...paper,
      name: form.name,
      recipients: form.recipients ?? [],
      fields: (filled.data ?? {}) as Record<string, string>,
      tables: Object.fromEntries(rows.map(([name, { data = [] }]) => [name, data])),
    }
  })
