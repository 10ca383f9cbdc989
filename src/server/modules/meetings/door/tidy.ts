/** Each night: whoever left is withdrawn, whose key is gone is told, and what the doors proposed is forgotten with the meeting. */
import { whoLeft } from '#server/modules/identity/index.ts'
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { end, tell } from './enrol.ts'
import { destroyKey, hasKey, listKeys } from './face-keys.ts'
import { deleteProposals, type Enrolment, listEnrolments } from './queries.ts'

const atOnce = 200
/** A key this young may belong to an enrolment that is on its way. */
const onItsWayMs = 60 * minuteMs

type Standing = Pick<Enrolment, 'id' | 'accountId' | 'agencyId'>

/** Repeating changes nothing more. One enrolment that fails stops no other. */
export async function tidyFaces(now = new Date()): Promise<void> {
  const standing = new Set<string>()
  const enrolments = allPages<Standing>(
    (after) => perform(system, ({ tx }) => listEnrolments(tx, after?.id, atOnce), { now }),
    atOnce,
  )
  // Looked at first: a key made after the list was read is young.
  const keys = listKeys(new Date(now.getTime() - onItsWayMs))
  await eachApart(enrolments, async (one) => {
    standing.add(one.id)
    await perform(
      system,
      async (work) => {
        if ((await whoLeft(work, [one.accountId])).length > 0) return end(work, one, 'left')
        if (hasKey(one.id)) return
        await end(work, one, 'key_lost')
        await tell(work, one, 'face_key_lost')
      },
      { now },
    )
  })
  for (const id of keys) if (!standing.has(id)) destroyKey(id)
  await perform(system, ({ tx }) => deleteProposals(tx), { now })
}

export const tidyFacesNightly = endsByClock(
  defineSchedule({ name: 'meetings.tidy-faces', cron: '35 3 * * *', run: () => tidyFaces() }),
)
