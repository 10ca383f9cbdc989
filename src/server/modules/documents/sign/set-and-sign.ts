import { createHash } from 'node:crypto'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { createRecent } from '#server/crafts/recent.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { config } from '#server/platform/config.ts'
import { localDay } from '#shared/dates.ts'
import { layOut } from '../draft/layout.ts'
import type { Document } from '../queries.ts'
import type { Signers } from './signers.ts'
import type { SigningPower } from './signing-power.ts'

export interface Setting {
  document: Document
  power: SigningPower
  /** The name of the leader who signs. */
  leader: string
  /** Absent in what is only a draft. */
  number: number | undefined
  at: Date
}

/** Files set last: whoever looks at a draft asks for page after page of one file. */
const settings = createRecent(32 << 20)

/**
 * The document as it leaves the agency, before anyone signed it: PDF/A-2a in the layout of NĐ 30/2020. The same document,
 * signer, number and day give the same bytes, so that what was shown can be set again and compared.
 */
export async function setDocument({ document, power, leader, number, at }: Setting): Promise<SetDocument> {
  const { agency, parent, block } = power
  const data = layOut({
    ...document,
    agency,
    parent,
    signer: { name: leader, block },
    number,
    issuedOn: localDay(at),
    origin: config.ORIGIN,
  })
  const key = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const pdf = settings.get(key) ?? (await typeset('nd30', data))
  settings.keep(key, pdf)
  return { pdf, sha256: createHash('sha256').update(pdf).digest('hex') }
}

export interface SetDocument {
  pdf: Uint8Array
  /** Fingerprint of the file before any signature. */
  sha256: string
}

/**
 * Signed PAdES baseline B by the leader and then sealed by the agency, each over all that was there before: the file begins
 * with the bytes that were set.
 */
export async function signDocument(
  page: Uint8Array,
  { power, leader, at }: Setting,
  signers: Signers,
): Promise<Uint8Array> {
  const { agency } = power
  const signed = await signPdf(page, {
    ...signers.leader,
    fieldName: 'leader',
    role: 'leader',
    name: leader,
    reason: 'Ký ban hành',
    location: agency.place,
    at,
  })
  return signPdf(signed, {
    ...signers.agency,
    fieldName: 'agency',
    role: 'agency',
    name: agency.name,
    reason: 'Phát hành',
    location: agency.place,
    at,
  })
}
