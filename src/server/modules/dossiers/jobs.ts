/** What happens after the fact: results reach the vault, applicants are told, forgotten dossiers end. */

import { documentRevoked, hasSigningKeys } from '#server/modules/documents/index.ts'
import { notify } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import type { EventType } from '#server/platform/events.ts'
import { defineJob, defineSchedule, type Job, type JobFact } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform } from '#server/platform/work.ts'
import { discardExpiredDrafts } from './apply/drafts.ts'
import { forgetDayNumbers } from './apply/forget-day-numbers.ts'
import { stopUnanswered } from './apply/withdraw-dossier.ts'
import { enterEarlier } from './check/enter-earlier.ts'
import { undoResult } from './check/enter-result.ts'
import { supersedeEarlier } from './check/supersede-earlier.ts'
import { finishSignings } from './correct/finish-signings.ts'
import { correctionJobs } from './correct/follow-correction.ts'
import { divorceJobs } from './divorce/tell-divorced.ts'
import {
  deadlineExtended,
  dossierAccepted,
  dossierDecided,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
  limitChosen,
  paperCameBack,
  paperHandedOver,
  paperPrinted,
  paperSent,
  resultCorrected,
  resultDelivered,
  slipIssued,
  supplementAsked,
} from './events.ts'
import { deliverResult } from './handle/deliver-result.ts'
import { askForPaper } from './handover/ask-for-paper.ts'
import { settleWhatWasPaid } from './paying/settle-paid.ts'
import { lapsePrerequisites } from './prerequisites/lapse.ts'
import { deliverWhenReady, settleWhatWasAnswered, tellOpened, tellSettled } from './prerequisites/tell.ts'
import { sealSlip, sealSlips } from './print/seal-slips.ts'
import { publishResult, unpublish } from './publish/publish-result.ts'
import { findWhomToTell } from './read/dossier-queries.ts'
import { indexNames } from './read/index-names.ts'

/** A decided dossier's document enters the applicant's vault. */
export const deliver = defineJob({
  name: 'dossiers.deliver-result',
  on: dossierDecided,
  run: (dossierId) => perform(system, (work) => deliverResult(work, dossierId)),
})

/** What the law makes public is, once it is signed, until the document is revoked; a corrected one takes its place. */
const publish = defineJob({
  name: 'dossiers.publish-result',
  on: dossierDecided,
  run: (dossierId) => perform(system, (work) => publishResult(work, dossierId)),
})
const publishCorrected = defineJob({
  name: 'dossiers.publish-corrected',
  on: resultCorrected,
  run: (dossierId) => perform(system, (work) => publishResult(work, dossierId)),
})
const takeDown = defineJob({
  name: 'dossiers.unpublish-result',
  on: documentRevoked,
  run: (documentId) => perform(system, (work) => unpublish(work, documentId)),
})

/** A result that was asked for on paper lies before the counter, to be printed. */
const askPaper = defineJob({
  name: 'dossiers.ask-for-paper',
  on: resultDelivered,
  run: (dossierId) => perform(system, (work) => askForPaper(work, dossierId)),
})

/** A slip is set and sealed; where there are no keys it waits for them (`dossiers.seal-slips`). */
const seal = defineJob({
  name: 'dossiers.seal-slip',
  on: slipIssued,
  run: async (slipId) => {
    if (hasSigningKeys()) await sealSlip(slipId)
  },
})

/** What a revoked document registered no longer stands, and may be registered anew. */
const endEntry = defineJob({
  name: 'dossiers.end-entry',
  on: documentRevoked,
  run: (documentId) => perform(system, (work) => undoResult(work, documentId)),
})

/** Tells applicants of one kind of fact; telling twice tells once. */
function tell<Data extends { serviceCode: string }>(kind: string, on: EventType<Data>): Job<Data> {
  const runTogether = (facts: readonly JobFact<Data>[]) =>
    perform(system, async (work) => {
      const dossiers = await findWhomToTell(
        work.tx,
        facts.map(({ subjectId }) => subjectId),
      )
      const notices = facts.flatMap(({ subjectId, data }) => {
        const dossier = dossiers.get(subjectId)
        if (!dossier) return []
        const { applicantId: personId, code, dueAt } = dossier
        const seq = 'seq' in data ? String(data.seq) : '1'
        const beforeDue = 'beforeDue' in data && data.beforeDue === true ? { beforeDue: true } : {}
        const shown = {
          code,
          serviceCode: data.serviceCode,
          dueAt: dueAt?.toISOString() ?? null,
          ...beforeDue,
        }
        return { key: `${subjectId}:${kind}:${seq}`, personId, kind, dossierId: subjectId, data: shown }
      })
      await notify(work, ...notices)
    })
  return defineJob({
    name: `dossiers.tell-${kind.replaceAll('_', '-')}`,
    on,
    run: (subjectId, data) => runTogether([{ subjectId, data }]),
    runTogether,
  })
}

export const dossierJobs = [
  deliver,
  askPaper,
  seal,
  tell('submitted', dossierSubmitted),
  tell('accepted', dossierAccepted),
  tell('supplement_asked', supplementAsked),
  tell('refused', dossierRefused),
  tell('stopped', dossierStopped),
  tell('extended', deadlineExtended),
  tell('limit_chosen', limitChosen),
  settleWhatWasAnswered,
  settleWhatWasPaid,
  deliverWhenReady,
  tellOpened,
  tellSettled,
  tell('result_ready', resultDelivered),
  tell('paper_printed', paperPrinted),
  tell('paper_handed_over', paperHandedOver),
  tell('paper_sent', paperSent),
  tell('paper_came_back', paperCameBack),
  ...correctionJobs,
  ...divorceJobs,
  endEntry,
  publish,
  publishCorrected,
  takeDown,
]

export const dossierSchedules = [
  defineSchedule({
    name: 'dossiers.finish-signings',
    cron: '* * * * *',
    run: async () => void (await finishSignings()),
  }),
  defineSchedule({
    name: 'dossiers.seal-slips',
    cron: '*/5 * * * *',
    run: async () => void (await sealSlips()),
  }),
  defineSchedule({
    name: 'dossiers.index-names',
    cron: '* * * * *',
    run: async () => void (await indexNames()),
  }),
  defineSchedule({
    name: 'dossiers.enter-earlier',
    cron: '* * * * *',
    run: async () => void (await enterEarlier()),
  }),
  defineSchedule({
    name: 'dossiers.supersede-earlier',
    cron: '25 * * * *',
    run: () => supersedeEarlier(),
  }),
  endsByClock(
    defineSchedule({
      name: 'dossiers.lapse-prerequisites',
      cron: '*/5 * * * *',
      run: async () => void (await lapsePrerequisites()),
    }),
  ),
  endsByClock(
    defineSchedule({
      name: 'dossiers.stop-unanswered',
      cron: '10 17 * * *',
      run: async () => void (await stopUnanswered()),
    }),
  ),
  endsByClock(
    defineSchedule({
      name: 'dossiers.discard-expired-drafts',
      cron: '40 2 * * *',
      run: () => perform(system, discardExpiredDrafts),
    }),
  ),
  endsByClock(
    defineSchedule({
      name: 'dossiers.forget-day-numbers',
      cron: '35 3 * * *',
      run: () => forgetDayNumbers(),
    }),
  ),
]
