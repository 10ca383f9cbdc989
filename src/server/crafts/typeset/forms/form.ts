/** What a legal form is: which fields it has, under which words they stand on paper, how long they may be. */
import { z } from 'zod'

/** A field the form does not go without: the words it stands under, and how many letters still fit. */
export const said = (label: string, maximum: number) =>
  z.string().trim().min(1).max(maximum).meta({ description: label, longest: maximum })

/** A field the form leaves as a blank line where there is nothing to say. */
export const open = (label: string, maximum: number) =>
  z.string().trim().max(maximum).default('').meta({ description: label, longest: maximum })

/** `05/02/2026`. */
const writtenDay = /^\d{2}\/\d{2}\/\d{4}$/
export const saidDay = (label: string) => z.string().regex(writtenDay).describe(label)
export const openDay = (label: string) =>
  z
    .union([z.literal(''), saidDay(label)])
    .default('')
    .describe(label)

/** As long as a person's name, an address, a paper with its issuer and day may be. */
export const longest = { name: 120, address: 400, papers: 300, agency: 200, word: 60 } as const

export interface LegalForm {
  /** The Typst template that sets it. */
  file: string
  /** What the paper is called; its title in a reader of PDF. */
  name: string
  fields: z.ZodObject
  /** Rows of each table, by its name; a table need not be filled unless `least` says so. */
  tables: Record<string, { label: string; least: number; most: number; row: z.ZodObject }>
  /** Whom or what it is about: the field that says it. */
  about: string
  /** Number and symbol as this form has them (`47/2026`); absent: as NĐ 30/2020/NĐ-CP has them (`05/QĐ-UBND`). */
  symbol?: (number: string, year: number) => string
  /** How many pages the form has; more is a fault. Absent: as many as it takes. */
  pages?: number
  /** Its last page is added to pictures of the pages of a file that was handed in. */
  onPages?: true
  /** `UBND PHƯỜNG …` and not the whole name stands in the letterhead. */
  shortLetterhead?: true
  /** Nơi nhận, where the form has it. */
  recipients?: string[]
}

/** Keeps the types of a form's fields. */
export const defineForm = <Form extends LegalForm>(form: Form): Form => form

/** Who registered the event, and where in the register it stands: on every copy. */
export const registered = (event: string) => ({
  registeredAt: said(`Nơi đăng ký ${event}`, longest.agency),
  registeredNumber: said(`Số đăng ký ${event}`, 60),
  registeredOn: saidDay(`Ngày đăng ký ${event}`),
  notes: open('Ghi chú', 600),
})
