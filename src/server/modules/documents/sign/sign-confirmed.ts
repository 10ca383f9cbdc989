import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile, type StoredFile, storeOwn } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { wrongStatus } from '../refusals.ts'
import { findRoute } from '../route/route-queries.ts'
import { requireOwnDocument } from '../take-action.ts'
import { lookOverSigned } from './archival.ts'
import { lookOn } from './copy-look.ts'
import { inTime } from './in-time.ts'
import { getReservation } from './reserve-number.ts'
import { signAsLeader, signDocument } from './set-and-sign.ts'
import { requireSigners } from './signers.ts'

export interface SignedFile extends Pick<StoredFile, 'sha256' | 'size'> {
  /** The fingerprint of the confirmed bytes that were signed. */
  over: string
}

/** The bytes of documents signed in one act, each beside its document. */
export type Signed = [documentId: string, file: SignedFile][]

/** Signs each of what was confirmed together, as `signConfirmed` does; undefined where one is issued already. */
export async function signTogether(
  officer: Officer,
  documentIds: readonly string[],
): Promise<Signed | undefined> {
  const signed: Signed = []
  for (const documentId of documentIds) {
    const file = await signConfirmed(officer, documentId)
    if (!file) return undefined
    signed.push([documentId, file])
  }
  return signed
}

/**
 * Signs and seals the confirmed bytes and stores the result: outside any transaction, since the keys may be asked over a
 * network. The signatures bear the time of the confirmation. Repeating signs the same bytes anew; `issueDocument` keeps the
 * first that comes. Undefined where the document is issued already. Where the clerk seals afterwards only the leader signs, and
 * undefined where they have.
 */
export async function signConfirmed(officer: Officer, id: string): Promise<SignedFile | undefined> {
  const found = await perform(officer, async (work) => {
    const reserved = getReservation(work, id)
    reserved.catch(() => {})
    const document = await requireOwnDocument(work, officer, id)
    if (document.status === 'issued') return undefined
    const { confirmedAt, signingSha256, signedBy } = document
    if (document.status !== 'signing' || !confirmedAt || !signingSha256 || !signedBy)
      throw wrongStatus({ state: document.status })
    const { name, title, seal } = await reserved
    if (seal === 'by_clerk' && (await findRoute(work.tx, id))?.leaderSha256) return undefined
    const agency = await getAgency(work, document.agencyId)
    const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
    const { kind } = document
    const who = { accountId: signedBy, name, title, seal }
    return { sha256: signingSha256, at: confirmedAt, kind, ...who, agency, parent }
  })
  if (!found) return undefined
  const { sha256, at, kind, accountId, name, title, seal, agency, parent } = found
  const signers = await requireSigners({ accountId, name, position: title }, agency, parent)
  const page = await readFile(sha256)
  const by = { agency, leader: name, at }
  const signed =
    seal === 'by_clerk' && signers.leader
      ? await inTime(signAsLeader(page, by, signers.leader))
      : await signDocument(page, by, { ...signers, agency: lookOn({ kind }, signers.agency, by) })
  const file = await storeOwn(signed, 'application/pdf')
  await lookOverSigned(signed, { id, agencyId: agency.id })
  return { ...file, over: sha256 }
}
