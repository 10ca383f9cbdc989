/** Who hears of what is awaited: the person asked to confirm, and the applicant. */
import { notify } from '#server/modules/notifications/index.ts'
import { findPersonByIdNumber } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { askedAnswered, prerequisiteOpened, prerequisiteSettled } from '../events.ts'
import { deliverResult } from '../handle/deliver-result.ts'
import { listAskedFor } from '../read/asked-queries.ts'
import { findWhomToTell } from '../read/dossier-queries.ts'
import { settleAnswered } from './answer-asked.ts'

/** What somebody outside the desk said becomes an action. */
export const settleWhatWasAnswered = defineJob({
  name: 'dossiers.settle-answered',
  on: askedAnswered,
  run: (dossierId, { askedId }) => perform(system, (work) => settleAnswered(work, dossierId, askedId)),
})

/** A result that waited for the last of what comes before it is handed over. */
export const deliverWhenReady = defineJob({
  name: 'dossiers.deliver-when-ready',
  on: prerequisiteSettled,
  run: (dossierId) => perform(system, (work) => deliverResult(work, dossierId)),
})

export const tellOpened = defineJob({
  name: 'dossiers.tell-prerequisite-opened',
  on: prerequisiteOpened,
  run: (dossierId, { key, kind, seq, serviceCode }) =>
    perform(system, async (work) => {
      const dossier = (await findWhomToTell(work.tx, [dossierId])).get(dossierId)
      if (!dossier) return
      const data = { code: dossier.code, serviceCode }
      const notice = { dossierId, key: `${dossierId}:${key}:${seq}` }
      if (kind === 'duty' || kind === 'draft')
        await notify(work, { ...notice, personId: dossier.applicantId, kind: `${kind}_asked`, data })
      for (const { personNumber, id, openedSeq } of await listAskedFor(work.tx, dossierId)) {
        if (openedSeq !== seq || !personNumber) continue
        const person = await findPersonByIdNumber(work, personNumber)
        // Of the dossier they know no code; what is put before them has an address of its own.
        if (person)
          await notify(work, {
            key: `asked:${id}`,
            personId: person.id,
            kind: 'consent_asked',
            data: { askedId: id },
          })
      }
    }),
})

export const tellSettled = defineJob({
  name: 'dossiers.tell-prerequisite-settled',
  on: prerequisiteSettled,
  run: (dossierId, { kind, seq, serviceCode, how }) =>
    perform(system, async (work) => {
      const dossier = (await findWhomToTell(work.tx, [dossierId])).get(dossierId)
      const told =
        kind === 'consent' ? `consent_${how}` : kind === 'duty' && how === 'done' ? 'duty_done' : undefined
      if (!dossier || !told) return
      const data = { code: dossier.code, serviceCode }
      await notify(work, {
        key: `${dossierId}:settled:${seq}`,
        personId: dossier.applicantId,
        kind: told,
        dossierId,
        data,
      })
    }),
})
