import { createHash } from 'node:crypto'
import { freeFoot } from '#server/crafts/draw/free-foot.ts'
import { signPdf } from '#server/crafts/pdf/sign-pdf.ts'
import { createRecent } from '#server/crafts/recent.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import type { Agency } from '#server/modules/agencies/index.ts'
import { config } from '#server/platform/config.ts'
import { localDay } from '#shared/dates.ts'
import { imagesOf } from '../draft/images-of.ts'
import { type LaidOut, type Layout, layOut } from '../draft/layout.ts'
import type { PicturedFile } from '../model.ts'
import type { Document } from '../queries.ts'
import { requireArchival } from './archival.ts'
import { inTime } from './in-time.ts'
import { picturesOf } from './pictures-of.ts'
import type { Signers, SignerWithLook } from './signers.ts'
import type { SigningPower } from './signing-power.ts'

export interface Setting {
  document: Document
  power: Pick<SigningPower, 'agency' | 'parent' | 'block'>
  /** The name of the leader who signs. */
  leader: string
  /** Absent in what is only a draft. */
  number: number | undefined
  at: Date
  /** The paper it is signed together with, whose number it may say. */
  first?: Layout['first']
}

/** Files set last: whoever looks at a draft asks for page after page of one file. */
const settings = createRecent(32 << 20)

/**
 * The document as it leaves the agency, before anyone signed it: PDF/A-2a in its legal form, else in the layout of NĐ 30/2020. The same document,
 * signer, number and day give the same bytes, so that what was stored once need not be stored again. `asker` waits.
 */
export async function setDocument(
  { document, power, leader, number, at, first }: Setting,
  asker?: string,
): Promise<Uint8Array> {
  const { agency, parent, block } = power
  const laidOut = layOut({
    ...document,
    agency,
    parent,
    signer: { name: leader, block },
    number,
    issuedOn: localDay(at),
    origin: config.ORIGIN,
    first,
  })
  const { pagesOf } = document.content
  const key = createHash('sha256')
    .update(JSON.stringify([laidOut, pagesOf]))
    .digest('hex')
  const pdf = settings.get(key) ?? (await set(laidOut, pagesOf, asker))
  settings.keep(key, pdf)
  return pdf
}

async function set(
  laidOut: LaidOut,
  pagesOf: PicturedFile | undefined,
  asker: string | undefined,
): Promise<Uint8Array> {
  if (laidOut.template === 'nd30')
    return typeset('nd30', laidOut.data, { images: await imagesOf(laidOut.data.body), asker })
  const pictures = pagesOf ? await picturesOf(pagesOf, asker) : []
  if (laidOut.template === 'copy') {
    const [last] = pictures.slice(-1)
    // Of a picture that somebody handed in nothing is known; pages of a PDF we drew ourselves.
    const isDrawn = last && pagesOf?.mediaType === 'application/pdf'
    const pages = { pictures: pictures.length, foot: isDrawn ? freeFoot(last) : 0 }
    return typeset('copy', { ...laidOut.data, ...pages }, { pictures, asker })
  }
  return typeset('form', { ...laidOut.data, pictures: pictures.length }, { pictures, asker })
}

/**
 * Signed PAdES baseline B by the leader, if one signs, and then sealed by the agency, each over all that was there before: the
 * file begins with the bytes that were set. Refuses when the keys have not answered within half a minute, and what breaks PDF/A.
 */
export async function signDocument(
  page: Uint8Array,
  { agency, leader, at }: { agency: Agency; leader?: string; at: Date },
  signers: Signers,
): Promise<Uint8Array> {
  return inTime(signAndSeal())

  async function signAndSeal(): Promise<Uint8Array> {
    const signed =
      signers.leader && leader !== undefined
        ? await signAsLeader(page, { agency, leader, at }, signers.leader)
        : page
    return sealAsAgency(signed, { agency, at }, signers.agency)
  }
}

/** The signature of the leader alone; who calls waits no longer than `inTime`. Refuses what breaks PDF/A. */
export function signAsLeader(
  page: Uint8Array,
  { agency, leader, at }: { agency: Agency; leader: string; at: Date },
  signer: SignerWithLook,
): Promise<Uint8Array> {
  return signPdf(page, {
    ...signer,
    fieldName: 'leader',
    role: 'leader',
    name: leader,
    reason: 'Ký ban hành',
    location: agency.place,
    at,
    beforeSigning: (prepared) => requireArchival(prepared),
  })
}

/** The seal of the agency alone, over all that was there before. Refuses what breaks PDF/A. */
export function sealAsAgency(
  page: Uint8Array,
  { agency, at }: { agency: Agency; at: Date },
  signer: SignerWithLook,
): Promise<Uint8Array> {
  return signPdf(page, {
    ...signer,
    fieldName: 'agency',
    role: 'agency',
    name: agency.name,
    reason: 'Phát hành',
    location: agency.place,
    at,
    beforeSigning: (prepared) => requireArchival(prepared),
  })
}
