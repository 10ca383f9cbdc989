/** What a case has to pay, in a line or two; undefined where it is charged with nothing and nothing has to be determined. */
import { type DossierView, feesOfDossier } from '#server/modules/dossiers/index.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'

const words = m.payments.counter

export async function presentFees(work: Work, dossier: DossierView['dossier']): Promise<string | undefined> {
  const { charges, paid, left, open, mayDetermine } = await feesOfDossier(work, dossier)
  const said = left > 0 ? `${words.owed(left)}.` : charges.length > 0 ? `${words.all(paid)}.` : ''
  const undetermined = open.filter(({ amount }) => amount === null).map(({ name }) => name)
  // It holds up nothing (decision 83); whoever accepts should not think it does.
  const more = mayDetermine && undetermined.length > 0 ? words.undetermined(undetermined.join('; ')) : ''
  return [said, more].filter(Boolean).join(' ') || undefined
}
