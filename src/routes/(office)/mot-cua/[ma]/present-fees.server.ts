/** What a case has to pay, in one line; undefined where it is charged with nothing and nothing has to be determined. */
import { type DossierView, feesOfDossier } from '#server/modules/dossiers/index.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'

const words = m.payments.counter

export async function presentFees(work: Work, dossier: DossierView['dossier']): Promise<string | undefined> {
  const { charges, paid, left, open, mayDetermine } = await feesOfDossier(work, dossier)
  if (left > 0) return words.owed(left)
  if (mayDetermine && open.some(({ amount }) => amount === null)) return words.feesLead
  return charges.length > 0 ? words.all(paid) : undefined
}
