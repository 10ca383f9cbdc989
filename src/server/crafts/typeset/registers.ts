/** Mẫu số 06 and 07, Thông tư 03/2025/TT-VPCP: what is kept while dossiers go their way; and what lies in a work file. */
import { z } from 'zod'
import { Letterhead, text, Verification } from './paper-parts.ts'

const cell = (maximum: number) => z.string().trim().max(maximum)
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/** Mẫu số 06: who had the dossier, from whom, since when, and how that stood to the promised day. */
export const ControlSlip = z.strictObject({
  letterhead: Letterhead,
  dossierCode: text(60),
  procedure: text(500),
  applicant: text(200),
  lead: text(200),
  coordinating: z.array(text(200)).max(30).default([]),
  receivedAt: moment,
  dueAt: moment.nullable(),
  rows: z
    .array(
      z.strictObject({
        giver: text(300),
        taker: text(300),
        at: moment,
        /** Trước hạn, đúng hạn, quá hạn; empty while no day is promised. */
        standing: cell(40),
        note: cell(1000),
      }),
    )
    .max(500),
  verification: Verification,
})

export const mostRegisterRows = 1000

/** Mẫu số 07: the dossiers an agency received in a span of days. */
export const DossierRegister = z.strictObject({
  letterhead: Letterhead,
  unit: text(200),
  from: z.iso.date(),
  to: z.iso.date(),
  takenBy: text(100),
  columns: z.array(text(80)).length(10),
  rows: z.array(z.array(cell(700)).length(10)).max(mostRegisterRows),
})

/** Registers of documents (NĐ 30/2020/NĐ-CP Phụ lục IV): what went out, what came, what is followed; and the list of work files of a year (Phụ lục V). */
export const DocumentRegister = z
  .strictObject({
    letterhead: Letterhead.extend({ number: cell(60) }),
    which: z.enum(['out', 'in', 'followed', 'plan']),
    title: text(120),
    /** Whose, which and of when. (`about` is what every page after the first says of any paper.) */
    whose: text(400),
    count: text(60),
    /** From which number to which, of which days, or who approved it; empty where it has no line. */
    opened: cell(200),
    /** What it says of itself where it ends. */
    closed: text(300),
    takenBy: text(200),
    columns: z.array(text(80)).min(5).max(10),
    rows: z.array(z.array(cell(3000)).min(5).max(10)).max(mostRegisterRows),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length))

/** Mục lục văn bản: what lies in a work file, in its order. */
export const WorkFileContents = z.strictObject({
  letterhead: Letterhead,
  code: text(60),
  title: text(500),
  retention: text(60),
  opened: text(20),
  closed: cell(20),
  columns: z.array(text(40)).length(6),
  rows: z.array(z.array(cell(800)).length(6)).max(mostRegisterRows),
  takenBy: text(100),
})
