import { listPositions, resolveSuccessor } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type Document, holdDocuments } from '../queries.ts'
import { mayNotSign, notApproved } from '../refusals.ts'
import type { Numbered } from './numbering.ts'
import { findRoute, isWritten } from './route-queries.ts'
import { partIn } from './take-part.ts'

/**
 * Nothing of an agency takes a number that was not approved as it stands, nor while its writer has saved something else since: that would be
 * left behind. Where its rule names who signs, nobody else does while one of them is there. What answers a dossier goes its own way.
 */
export async function requireApproved(work: Work, leader: Officer, document: Document): Promise<void> {
  if (document.source !== 'agency') return
  const { id, version } = document
  // Its row first: a saving under way is waited for, and one that begins now comes after the number.
  const [, route, isOther] = await Promise.all([
    holdDocuments(work.tx, [id]),
    findRoute(work.tx, id),
    isWritten(work.tx, id, version),
  ])
  if (route?.state !== 'approved' || route.version !== version || isOther) throw notApproved()
  if (!(await isAmongSigners(work, leader, document, route.signers)))
    throw mayNotSign({ who: await titlesOf(work, document.agencyId, route.signers ?? []) })
}

/** Whether this leader is one whom the rule of the route lets sign, or stands in for one. */
export async function isAmongSigners(
  work: Work,
  leader: Officer,
  document: Numbered,
  signers: readonly string[] | null,
): Promise<boolean> {
  if (!signers) return true
  const agency = await resolveSuccessor(work, document.agencyId, localDay(work.now))
  const step = { agencyId: agency.id, keys: [...signers], standIns: [] }
  const part = await partIn(work, leader, step, document)
  return part !== undefined
}

/** `Chủ tịch hoặc Phó Chủ tịch`: whom the rule lets sign. */
async function titlesOf(work: Work, agencyId: string, keys: readonly string[]): Promise<string> {
  const agency = await resolveSuccessor(work, agencyId, localDay(work.now))
  const positions = await listPositions(work, agency.id)
  const named = positions.filter(({ id }) => keys.some((key) => id === `${agency.id}/${key}`))
  return [named.map(({ title }) => title).join(' hoặc '), agency.name].filter(Boolean).join(', ')
}
