/** Both who were married learn that the register says their marriage has ended, or that it does not say so any more. */
import { hasAccount } from '#server/modules/identity/index.ts'
import { notify } from '#server/modules/notifications/index.ts'
import {
  divorceConfirmed,
  divorceUndone,
  findEndedMarriage,
  noteWhoWasTold,
} from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'

/**
 * Tells both in their own accounts, once. Whoever the province knows finds the notice when they open an account later; who has none
 * now could not be told, and the register says so.
 */
function tellBoth(kind: 'divorce_recorded' | 'divorce_undone', divorceId: string): Promise<void> {
  return perform(system, async (work) => {
    const ended = await findEndedMarriage(work, divorceId)
    if (!ended) return
    const { judgment, judgedOn, parties } = ended
    const told: boolean[] = []
    for (const personId of parties) {
      told.push(personId !== null && (await hasAccount(work, personId)))
      if (personId === null) continue
      const data = { judgment, judgedOn }
      await notify(work, { key: `${divorceId}:${kind}:${personId}`, personId, kind, data })
    }
    await noteWhoWasTold(work, divorceId, told)
  })
}

const tellDivorced = defineJob({
  name: 'dossiers.tell-divorced',
  on: divorceConfirmed,
  run: (divorceId) => tellBoth('divorce_recorded', divorceId),
})

const tellUndone = defineJob({
  name: 'dossiers.tell-divorce-undone',
  on: divorceUndone,
  run: (divorceId) => tellBoth('divorce_undone', divorceId),
})

export const divorceJobs = [tellDivorced, tellUndone]
