/** What papers of every layout have: letterhead, signature, where they are checked. */
import { z } from 'zod'

export const text = (maximum: number) => z.string().trim().min(1).max(maximum)
export const optionalText = (maximum: number) => text(maximum).nullable().default(null)
const day = z.iso.date()

/** Ô số 1–4 of Nghị định 30/2020/NĐ-CP, Phụ lục I. */
export const Letterhead = z.strictObject({
  /** Cơ quan chủ quản, in capitals; absent for one that has none. */
  parent: optionalText(200),
  /** Cơ quan ban hành, in capitals; a line break in it is kept. */
  organisation: text(200),
  /** Number and symbol, for example `05/QĐ-UBND`. */
  number: text(60),
  place: text(60),
  issuedOn: day,
})

/** Code, address and QR by which anyone checks the document. */
export const Verification = z.strictObject({
  code: text(80),
  /** Where the code alone opens little: what opens the rest. */
  checkCode: text(20).optional(),
  address: text(200),
  /** The modules of the QR code, a string of 0 and 1 per row, see `qrMatrix`. */
  qr: z
    .array(z.string().regex(/^[01]+$/))
    .min(21)
    .max(177)
    .refine((rows) => rows.every((row) => row.length === rows.length), 'a QR code is square'),
  /** Where this very paper is checked, beside the dossier it belongs to. */
  paper: z.strictObject({ code: text(20), address: text(200) }).optional(),
})

const SignatureField = z.enum(['leader', 'agency'])

/** Ô số 7: authority (TM., KT., TL., TUQ.), title and name. */
export const SignatureBlock = z.strictObject({
  /** One line each, in capitals: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
  capacity: z.array(text(120)).min(1).max(5),
  name: text(100),
  note: optionalText(120),
  /** Which empty signature fields the document carries for `signPdf` to fill. */
  fields: z.array(SignatureField).max(2).default(['leader', 'agency']),
})
