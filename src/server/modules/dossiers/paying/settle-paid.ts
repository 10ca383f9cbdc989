/** What evidence of payment does to a dossier: what was awaited of it is there. */
import { chargePaid, chargesOf } from '#server/modules/payments/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { prerequisiteSettled } from '../events.ts'
import { chargedSubject } from '../fees/charge-dossier.ts'
import { takeAction } from '../handle/take-action.ts'
import { isPermitted, type Settlement } from '../model.ts'
import { placeOf } from '../parties.ts'
import { isOpen, type Standing } from '../prerequisites.ts'
import { type Dossier, lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'

/** Settles every duty whose charge is paid whole. Repeating it changes nothing. */
export async function settlePaid(work: Work, id: string): Promise<void> {
  for (;;) {
    const dossier = await lockDossier(work.tx, id)
    if (!dossier || !isPermitted(dossier, 'settle_prerequisite')) return
    const paid = await findPaid(work, dossier)
    if (!paid) return
    const { key, amount } = paid
    const settles: Settlement = { key, how: 'done', who: [], ...(amount === undefined ? {} : { amount }) }
    const { seq } = await takeAction(work, dossier, 'settle_prerequisite', { settles })
    await work.record(prerequisiteSettled(id, { ...placeOf(dossier), seq, key, kind: 'duty', how: 'done' }))
  }
}

async function findPaid(work: Work, dossier: Dossier): Promise<Standing | undefined> {
  const { standings } = await prerequisitesOf(work, dossier)
  const owed = Object.values(standings).filter((one) => one.charge !== undefined && isOpen(one))
  if (owed.length === 0) return undefined
  const { charges } = await chargesOf(work, chargedSubject(dossier.id))
  return owed.find(({ charge: due }) => charges.some((charge) => charge.due === due && charge.left === 0))
}

export const settleWhatWasPaid = defineJob({
  name: 'dossiers.settle-paid',
  on: chargePaid,
  run: async (_chargeId, { subjectKind, subjectId }) => {
    if (subjectKind === chargedSubject(subjectId).subjectKind)
      await perform(system, (work) => settlePaid(work, subjectId))
  },
})
