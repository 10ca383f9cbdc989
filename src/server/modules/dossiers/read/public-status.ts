import type { Actor } from '#server/platform/actor.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { perform } from '#server/platform/work.ts'
import { isCheckCodeOf } from '../check-code.ts'
import { checkCodeWrong, dossierNotFound, tooManyLooks } from '../refusals.ts'
import { readDossierCode } from './dossier-code.ts'
import { findOwnDossier } from './dossier-queries.ts'
import { findPublicStatus, type PublicStatus } from './public-status-queries.ts'

/** Who asks where a dossier stands, and by what. */
export interface Asked {
  code: string
  /** As it was typed or stands in the QR. */
  checkCode?: string | undefined
  actor: Actor
  address: string | undefined
}

/** What the code alone tells is the state and the day; `whole` is set for who has the check code too, or whose dossier it is. */
export interface Standing extends Pick<PublicStatus, 'code' | 'status' | 'dueAt'> {
  whole: PublicStatus | undefined
}

/**
 * Codes follow one another, so whoever asks for many is asked to wait, found or not; who guesses waits sooner. Each web
 * process counts for itself.
 */
const turns = createTurns({ capacity: 60, perSecond: 1, refuse: tooManyLooks })
const cost = { found: 1, notFound: 3, wrongCheckCode: 6 }

/** Where a dossier stands, for pages and contract alike. A wrong check code is refused, so that nobody takes less for all. */
export async function followDossier({ code: typed, checkCode, actor, address }: Asked): Promise<Standing> {
  turns.take(address, cost.found)
  const code = readDossierCode(typed)
  const status = code ? await findPublicStatus(code) : undefined
  if (!status) {
    turns.spend(address, cost.notFound - cost.found)
    throw dossierNotFound()
  }
  const { dueAt } = status
  const standing = { code: status.code, status: status.status, dueAt }
  if (checkCode) {
    if (isCheckCodeOf(status.code, checkCode)) return { ...standing, whole: status }
    turns.spend(address, cost.wrongCheckCode - cost.found)
    throw checkCodeWrong()
  }
  const isOwn =
    actor.kind === 'citizen' &&
    (await perform(actor, ({ tx }) => findOwnDossier(tx, actor.id, status.code))) !== undefined
  return { ...standing, whole: isOwn ? status : undefined }
}
