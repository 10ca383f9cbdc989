/** A copy of a document: its pages as pictures, then what makes them a copy (Nghị định 30/2020/NĐ-CP Điều 25, Phụ lục I and III). */
import { z } from 'zod'
import { Letterhead, optionalText, SignatureBlock, text, Verification } from './paper-parts.ts'

/** What of a document is set anew in an extract by its words. */
const Extract = z.strictObject({
  letterhead: Letterhead,
  title: optionalText(120),
  subject: optionalText(500),
  paragraphs: z.array(text(500_000)).min(1).max(700),
  capacity: SignatureBlock.shape.capacity,
  name: SignatureBlock.shape.name,
})

export const CopyPaper = z.strictObject({
  letterhead: Letterhead,
  mark: z.enum(['SAO Y', 'SAO LỤC', 'TRÍCH SAO']),
  /** What such a copy is called: `Bản sao y`. */
  name: text(60),
  /** The document it is of, as it is cited. */
  original: text(600),
  /** Of an extract the pages of the original it has: `1, 3`. */
  pages: text(200).nullable().default(null),
  /** How many pictures of pages there are. */
  pictures: z.int().min(0).max(60),
  /** In the place of pictures. */
  extract: Extract.nullable().default(null),
  /** Of the height of the last page the share at its foot that has no ink. */
  foot: z.number().min(0).max(1).default(0),
  signature: SignatureBlock,
  recipients: z.array(text(300)).max(50).default([]),
  verification: Verification.nullable().default(null),
  draft: z.boolean().default(false),
})

/** What the file is called by readers: with its number, or without. */
export function copyTitle(
  { name, original }: Pick<z.output<typeof CopyPaper>, 'name' | 'original'>,
  number: string,
): string {
  return `${name}${number}: ${original}`
}
