import { config } from '#server/platform/config.ts'
import { signPdf } from '#server/platform/pdf/sign-pdf.ts'
import { typeset } from '#server/platform/typeset/typeset.ts'
import { localDay } from '#shared/dates.ts'
import { layOut } from './layout.ts'
import type { Document } from './queries.ts'
import type { Signers } from './signers.ts'
import type { SigningPower } from './signing-power.ts'

export interface Signing {
  document: Document
  power: SigningPower
  signers: Signers
  /** The name of the leader who signs. */
  leader: string
  number: number
  at: Date
}

/**
 * The document as it leaves the agency: PDF/A-2a in the layout of NĐ 30/2020, signed PAdES baseline B by the
 * leader and then sealed by the agency, each over all that was there before.
 */
export async function setAndSign({
  document,
  power,
  signers,
  leader,
  number,
  at,
}: Signing): Promise<Uint8Array> {
  const { agency, parent, block } = power
  const page = await typeset(
    'nd30',
    layOut({
      ...document,
      agency,
      parent,
      signer: { name: leader, block },
      number,
      issuedOn: localDay(at),
      origin: config.ORIGIN,
    }),
  )
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
