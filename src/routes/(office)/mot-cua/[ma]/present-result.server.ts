/** The signed result of a dossier as the officer's page shows it: its number and file, and whether it is to be taken back. */
import { type Document, findReplacement, listReplacedOf, signerOf } from '#server/modules/documents/index.ts'
import { type DossierView, hasResult, viewCorrection } from '#server/modules/dossiers/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.documents.revoke

export async function presentResult(
  work: Work,
  officer: Officer,
  { dossier, actions, permitted }: DossierView,
  document: Document | undefined,
) {
  if (!hasResult(dossier.status) || !document?.sha256) return null
  const { id, title, symbol, status, agencyId } = document
  const isOwn = officer.agencyIds.includes(agencyId)
  const asked = await presentAsked(work, officer, document)
  const isLeader = officer.roles.includes('leader')
  const correction = await viewCorrection(work, dossier, actions)
  const maySeeAsked = permitted.includes('drop_correction') || permitted.includes('correct')
  const maySign = asked !== null && (await signerOf(work, officer, document)).isMine
  return {
    documentId: id,
    href: `/van-ban/${id}/tep`,
    text: m.dossiers.case.resultNumber(title, symbol ?? ''),
    revoked: status === 'revoked' ? await revokedWords(work, document) : '',
    asked,
    replaced: await replacedWords(work, dossier.id),
    correction: correction
      ? m.dossiers.correction.waits(correction.askedBy.name, formatDateTime(correction.askedAt))
      : '',
    correctionLink: correctionLink(correction !== undefined, {
      mayAsk: permitted.includes('ask_correction') && status === 'issued' && asked === null,
      maySee: maySeeAsked,
    }),
    mayAsk:
      isOwn &&
      status === 'issued' &&
      asked === null &&
      !correction &&
      (isLeader || officer.roles.includes('specialist')),
    mayRevoke: isOwn && asked !== null && !asked.isMine && maySign,
    mayKeep: isOwn && asked !== null && (asked.isMine || maySign),
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

/** What leads to the page where the result is corrected or replaced; empty for whom it is not. */
function correctionLink(isAsked: boolean, { mayAsk, maySee }: { mayAsk: boolean; maySee: boolean }): string {
  if (isAsked) return maySee ? m.dossiers.correction.see : ''
  return mayAsk ? m.dossiers.correction.open : ''
}

/** Each paper of the dossier that another took the place of, the oldest first. */
async function replacedWords(work: Work, dossierId: string) {
  const replaced = await listReplacedOf(work, dossierId)
  const found = []
  for (const document of replaced) {
    const next = await findReplacement(work, document)
    found.push({
      href: `/van-ban/${document.id}/tep`,
      text: m.dossiers.correction.replaced(
        document.symbol ?? '',
        next?.symbol ?? '',
        document.revokedAt ? formatDateTime(document.revokedAt) : '',
        document.revokedWhy ?? '',
      ),
    })
  }
  return found
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
