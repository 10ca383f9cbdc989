/** The signed result of a dossier as the officer's page shows it: its number and file, and whether it is to be taken back. */
import { type Document, findReplacement } from '#server/modules/documents/index.ts'
import { type DossierView, hasResult } from '#server/modules/dossiers/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.documents.revoke

export async function presentResult(
  work: Work,
  officer: Officer,
  { dossier }: DossierView,
  document: Document | undefined,
) {
  if (!hasResult(dossier.status) || !document?.sha256) return null
  const { id, title, symbol, status, agencyId } = document
  const isOwn = officer.agencyIds.includes(agencyId)
  const asked = await presentAsked(work, officer, document)
  const isLeader = officer.roles.includes('leader')
  return {
    documentId: id,
    href: `/van-ban/${id}/tep`,
    text: m.dossiers.case.resultNumber(title, symbol ?? ''),
    revoked: status === 'revoked' ? await revokedWords(work, document) : '',
    asked,
    mayAsk:
      isOwn && status === 'issued' && asked === null && (isLeader || officer.roles.includes('specialist')),
    mayRevoke: isOwn && asked !== null && !asked.isMine && isLeader,
    mayKeep: isOwn && asked !== null && (asked.isMine || isLeader),
  }
}

async function presentAsked(work: Work, officer: Officer, document: Document) {
  const { status, revokeAskedAt, revokeAskedBy, revokeAskedWhy } = document
  if (status !== 'issued' || !revokeAskedAt || !revokeAskedBy) return null
  const names = await namesOfStaff(work, [revokeAskedBy])
  return {
    words: words.asked(names.get(revokeAskedBy) ?? '', formatDateTime(revokeAskedAt)),
    why: revokeAskedWhy ?? '',
    isMine: revokeAskedBy === officer.id,
  }
}

async function revokedWords(work: Work, document: Document): Promise<string> {
  const { revokedAt, revokedBy, revokedWhy } = document
  const names = await namesOfStaff(work, revokedBy ? [revokedBy] : [])
  const next = await findReplacement(work, document)
  return words.done(
    names.get(revokedBy ?? '') ?? '',
    revokedAt ? formatDateTime(revokedAt) : '',
    revokedWhy ?? '',
    next?.symbol ?? '',
  )
}
