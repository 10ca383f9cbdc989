/** Papers that are numbered where the work is done, and set, sealed and issued by the program: nobody drafts them. */
import type { XmlElement } from '#server/crafts/xml/element.ts'
import { signXml } from '#server/crafts/xml/sign-xml.ts'
import { type Agency, findAgency, getAgency } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { type StoredFile, storeOwn, useFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { type PrintedPaper, renderPaper } from '../draft/slips.ts'
import { lookOverSigned } from '../sign/archival.ts'
import { inTime } from '../sign/in-time.ts'
import { signDocument } from '../sign/set-and-sign.ts'
import { requireSeal, requireSigners, type Signers } from '../sign/signers.ts'
import { insertSealedEnd, insertSealedPaper } from './sealed-queries.ts'

export interface PaperToSeal {
  id: string
  /** Whose seal it bears. */
  agencyId: string
  /** Names no person: anyone who checks the paper reads it. */
  title: string
  symbol: string
  checkCode: string
  /** The signatures claim this moment, not the one in which the program came to it. */
  issuedAt: Date
  /** Who signs it beside the seal, having proved who they are when they took the action. */
  leader: { accountId: string; name: string; title: string; position: string } | null
  paper: PrintedPaper
}

/**
 * Sets the paper, signs it where someone does, seals it and stores the file: outside any transaction, since the keys may be
 * asked over a network. Repeating makes another file; the one that `recordSealed` comes to first is the paper.
 */
export async function sealPaper(paper: PaperToSeal): Promise<StoredFile> {
  return storeOwn(await signPaper(paper, await sealOf(paper.agencyId)), 'application/pdf')
}

/** The paper, and beside it the same thing as data under the same seal: for whoever stores both in one work. */
export async function signWithData(
  paper: PaperToSeal,
  data: XmlElement,
): Promise<{ pdf: Uint8Array; xml: Uint8Array }> {
  const issuer = await sealOf(paper.agencyId)
  return { pdf: await signPaper(paper, issuer), xml: await signXmlAs(issuer, data, paper.issuedAt) }
}

interface Issuer {
  agency: Agency
  parent: Agency | undefined
}

async function signPaper(
  { id, leader, issuedAt, paper }: PaperToSeal,
  { agency, parent }: Issuer,
): Promise<Uint8Array> {
  const signers = await signersOf(leader, agency, parent)
  const page = await renderPaper(paper)
  const signing = { agency, at: issuedAt, ...(leader ? { leader: leader.name } : {}) }
  const signed = await signDocument(page, signing, signers)
  await lookOverSigned(signed, { id, agencyId: agency.id })
  return signed
}

async function signXmlAs({ agency, parent }: Issuer, data: XmlElement, at: Date): Promise<Uint8Array> {
  const { signer } = await requireSeal(agency, parent)
  return inTime(signXml(data, { signer, at }))
}

/** Data signed with the agency's seal, kept nowhere. */
export async function signData(
  data: XmlElement,
  { agencyId, at }: { agencyId: string; at: Date },
): Promise<Uint8Array> {
  return signXmlAs(await sealOf(agencyId), data, at)
}

/** The agency whose seal it is, and the one it is of. */
function sealOf(agencyId: string): Promise<Issuer> {
  return perform(system, async (work) => {
    const agency = await getAgency(work, agencyId)
    const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
    return { agency, parent }
  })
}

async function signersOf(
  leader: PaperToSeal['leader'],
  agency: Agency,
  parent: Agency | undefined,
): Promise<Signers> {
  return leader
    ? requireSigners({ ...leader, position: leader.title }, agency, parent)
    : { agency: await requireSeal(agency, parent) }
}

/** From now on anyone who holds the file finds it genuine. Once for each paper, by the program. */
export async function recordSealed(
  work: Work,
  { id, agencyId, title, symbol, checkCode, issuedAt, leader }: PaperToSeal,
  { sha256 }: Pick<StoredFile, 'sha256'>,
): Promise<void> {
  await useFile(work, sha256, `documents.sealed_paper:${id}`)
  await insertSealedPaper(work.tx, {
    id,
    agencyId,
    title,
    symbol,
    checkCode,
    signerName: leader?.name ?? null,
    signerPosition: leader?.position ?? null,
    signedAt: leader ? issuedAt : null,
    issuedAt,
    sha256,
    sealedAt: work.now,
  })
}

/**
 * A sealed paper stands no longer: whoever checks it learns that, and which paper took its place. Once for each paper, by the
 * program; of one that was never sealed nobody holds a file, and nothing is said.
 */
export async function endSealed(
  work: Pick<Work, 'tx' | 'now'>,
  id: string,
  replacedBy: { checkCode: string; symbol: string } | null,
): Promise<void> {
  await insertSealedEnd(work.tx, {
    paperId: id,
    endedAt: work.now,
    replacedByCode: replacedBy?.checkCode ?? null,
    replacedBySymbol: replacedBy?.symbol ?? null,
  })
}
