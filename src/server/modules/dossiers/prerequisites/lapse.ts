import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { prerequisiteSettled } from '../events.ts'
import { takeAction } from '../handle/take-action.ts'
import type { Settlement } from '../model.ts'
import { isPermitted } from '../model.ts'
import { placeOf } from '../parties.ts'
import { listLapsing, lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'

const atOnce = 200

/**
 * Where the law says what silence means, it is taken at its word once the time is over; what is late otherwise stays awaited, and
 * the lists show it. One dossier a transaction, so that one that fails stops no other.
 */
export async function lapsePrerequisites(now = new Date()): Promise<number> {
  let count = 0
  await eachApart(everyLapsing(now), async ({ id }) => {
    count += await perform(system, (work) => lapse(work, id), { now })
  })
  return count
}

async function* everyLapsing(now: Date) {
  let after: { waitsUntil: Date; id: string } | undefined
  for (;;) {
    const rows = await perform(system, (work) => listLapsing(work.tx, now, after, atOnce))
    yield* rows
    after = rows.at(-1)
    if (rows.length < atOnce) return
  }
}

async function lapse(work: Work, id: string): Promise<number> {
  let count = 0
  for (;;) {
    const dossier = await lockDossier(work.tx, id)
    if (!dossier || !isPermitted(dossier, 'settle_prerequisite')) return count
    const { prerequisites, standings } = await prerequisitesOf(work, dossier)
    const silent = prerequisites.find(({ key, silence }) => {
      const standing = standings[key]
      return silence && standing?.state === 'open' && standing.dueAt && standing.dueAt < work.now
    })
    if (!silent) return count
    const { key, kind } = silent
    const settles: Settlement = { key, how: 'lapsed', who: [] }
    // Silence meant it when its time was over, not when this program came to look.
    const over = { ...work, now: standings[key]?.dueAt ?? work.now }
    const { seq } = await takeAction(over, dossier, 'settle_prerequisite', { settles })
    await work.record(prerequisiteSettled(id, { ...placeOf(dossier), seq, key, kind, how: 'lapsed' }))
    count += 1
  }
}
