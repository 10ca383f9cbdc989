import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { documentIssued } from '../events.ts'
import { keepFiles } from '../keep-files.ts'
import { changedMeanwhile, wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { numberOf, requireOwnDocument, takeAction } from '../take-action.ts'
import { tellDrafter } from '../tell-people.ts'
import { forgetShown } from './shown-pages.ts'
import type { Signed, SignedFile } from './sign-confirmed.ts'

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

/**
 * Phát hành: the confirmed document is signed, sealed and issued. Whoever comes second finds it issued and is refused, and so is what was signed
 * before its number was given up and another taken.
 */
export async function issueDocument(
  work: Work,
  leader: Officer,
  id: string,
  { sha256, size, over }: SignedFile,
): Promise<IssuedDocument> {
  const document = await requireOwnDocument(work, leader, id)
  if (document.status !== 'signing' || !document.confirmedAt) throw wrongStatus({ state: document.status })
  if (document.signingSha256 !== over) throw changedMeanwhile()
  await Promise.all([
    keepFiles(work, [sha256], 'document', id),
    takeAction(work, document, 'issue', { ...numberOf(document), sha256 }),
    forgetShown(work, id),
  ])
  const { title, checkCode } = document
  const number = document.number ?? 0
  const symbol = document.symbol ?? ''
  const about = await aboutOf(work, document, { isSigned: true })
  await work.record(documentIssued(id, { ...about, number, symbol, sha256 }))
  await tellDrafter(work, leader, document, 'draft_issued')
  return { id, number, symbol, sha256, size: Number(size), checkCode, title, issuedAt: work.now }
}
