/** The shape of any administrative document: what the template `nd30` is given. */
import { z } from 'zod'
import { Body } from '#shared/document/body.ts'
import { Letterhead, optionalText, SignatureBlock, text, Verification } from './paper-parts.ts'

const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('basis'), text: text(2000) }),
  z.strictObject({ kind: z.literal('paragraph'), text: text(10_000) }),
  z.strictObject({ kind: z.literal('heading'), text: text(500) }),
  z.strictObject({
    kind: z.literal('article'),
    number: z.int().min(1).max(999),
    text: text(10_000),
    paragraphs: z.array(text(10_000)).max(200).default([]),
  }),
  z.strictObject({
    kind: z.literal('table'),
    rows: z
      .array(z.strictObject({ label: text(200), value: text(2000), strong: z.boolean().default(false) }))
      .min(1)
      .max(200),
  }),
  z
    .strictObject({
      kind: z.literal('grid'),
      columns: z.array(text(200)).min(1).max(8),
      rows: z
        .array(z.array(z.string().trim().max(2000)))
        .min(1)
        .max(500),
    })
    .refine(
      ({ columns, rows }) => rows.every((row) => row.length === columns.length),
      'a row has other columns',
    ),
])

/** Any administrative document in the layout of Nghị định 30/2020/NĐ-CP. */
export const Nd30Document = z
  .strictObject({
    letterhead: Letterhead,
    /** Tên loại in capitals (`QUYẾT ĐỊNH`); null for a công văn. */
    title: optionalText(120),
    /** Trích yếu nội dung; for a công văn what follows `V/v`. */
    subject: optionalText(500),
    /** Ô số 10b: KHẨN, THƯỢNG KHẨN, HỎA TỐC. */
    urgency: z.enum(['urgent', 'most_urgent', 'express']).nullable().default(null),
    addressees: z.array(text(300)).max(50).default([]),
    /** What stands before them: `Kính gửi:`; in a công điện `ỦY BAN NHÂN DÂN … điện:`. */
    addressLine: text(300).default('Kính gửi:'),
    /** Thẩm quyền ban hành above the bases of a decision, in capitals. */
    issuer: optionalText(200),
    /** A text of few kinds of blocks, as results of dossiers are; empty where there is a `body`. */
    blocks: z.array(Block).max(500),
    /** A text as people write it. */
    body: Body.nullable().default(null),
    /** How `body` is punctuated: `./.` at its end, and what stands before its first article where nobody wrote it. */
    ending: z
      .strictObject({ closed: z.boolean().default(true), before: text(60).optional() })
      .default({ closed: true }),
    /** Under the heading of each appendix: `(Kèm theo Quyết định số …)`. */
    attached: optionalText(800),
    signature: SignatureBlock,
    /** Who wrote a biên bản, on the left of who presided. */
    secretary: z
      .strictObject({ title: text(60), name: text(100) })
      .nullable()
      .default(null),
    /** Room for the place where a leave was spent to confirm it (Mẫu 1.10). */
    confirmation: z.boolean().default(false),
    /** Nơi nhận, without dashes and closing marks. */
    recipients: z.array(text(300)).max(50).default([]),
    /** Ô số 12: who wrote it and in how many copies, `PL.(30)`. */
    drafter: optionalText(60),
    /** Ô số 13: address, telephone, at the foot of the first page. */
    contact: optionalText(500),
    verification: Verification.nullable().default(null),
    /** Marks every page as a draft, outside the text. */
    draft: z.boolean().default(false),
  })
  .refine(({ blocks, body }) => body !== null || blocks.length > 0, 'there is no text')
