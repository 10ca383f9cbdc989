import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listReplacementsWaiting } from '../replace-queries.ts'
import { signerOf } from '../sign/list-signers.ts'

export interface ReplacementWaiting {
  documentId: string
  dossierId: string | null
  title: string
  askedAt: Date
  /** Whoever wrote it does not sign it. */
  isMine: boolean
  /** Whether this leader may sign it by law. */
  maySign: boolean
  /** Who may, in words. */
  who: string
}

const most = 50

/** What a leader of these agencies is asked to sign in the place of a signed document, longest waiting first. */
export async function listReplacements(work: Work, officer: Officer): Promise<ReplacementWaiting[]> {
  const rows = await listReplacementsWaiting(work.tx, officer, officer.agencyIds, most)
  const found: ReplacementWaiting[] = []
  for (const document of rows) {
    const { id, dossierId, title, draftedAt, draftedBy } = document
    const isMine = draftedBy === officer.id
    const signer = await signerOf(work, officer, document)
    found.push({
      documentId: id,
      dossierId,
      title,
      askedAt: draftedAt,
      isMine,
      maySign: !isMine && signer.isMine,
      who: signer.who,
    })
  }
  return found
}
