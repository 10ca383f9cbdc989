import type { Officer } from '#server/platform/actor.ts'
import type { StoredFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { documentIssued } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import { wrongStatus } from '../refusals.ts'
import { countedOf } from '../route/counted.ts'
import { numberOf, requireOwnDocument, takeAction } from '../take-action.ts'
import { tellDrafter } from '../tell-drafter.ts'
import { forgetShown } from './shown-pages.ts'
import type { Signed } from './sign-confirmed.ts'

export interface IssuedDocument {
  id: string
  number: number
  symbol: string
  sha256: string
  size: number
  checkCode: string
  title: string
  issuedAt: Date
}

/** Issues each of what was signed together. */
export async function issueTogether(work: Work, leader: Officer, signed: Signed): Promise<void> {
  for (const [documentId, file] of signed) await issueDocument(work, leader, documentId, file)
}

/** Phát hành: the confirmed document is signed, sealed and issued. Whoever comes second finds it issued and is refused. */
export async function issueDocument(
  work: Work,
  leader: Officer,
  id: string,
  { sha256, size }: StoredFile,
): Promise<IssuedDocument> {
  const document = await requireOwnDocument(work, leader, id)
  if (document.status !== 'signing' || !document.confirmedAt) throw wrongStatus({ state: document.status })
  await Promise.all([
    keepFiles(work, [sha256], 'document', id),
    takeAction(work, document, 'issue', { ...numberOf(document), sha256 }),
    forgetShown(work, id),
  ])
  const { kind, dossierId, title, checkCode, agencyId } = document
  const number = document.number ?? 0
  const symbol = document.symbol ?? ''
  const told = { agencyId, kind, dossierId, number, symbol, sha256 }
  await work.record(documentIssued(id, { ...told, ...(await countedOf(work, document, { isSigned: true })) }))
  await tellDrafter(work, leader, document, 'draft_issued')
  return { id, number, symbol, sha256, size: Number(size), checkCode, title, issuedAt: work.now }
}
