import { chargesOf, createOrder, payLink } from '#server/modules/payments/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { chargedSubject } from '../fees/charge-dossier.ts'
import { findIdByCode } from '../read/dossier-queries.ts'
import { type Asked, followDossier } from '../read/public-status.ts'
import { checkCodeWrong } from '../refusals.ts'

/**
 * Where to pay what a dossier owes, for whoever has its code and its check code, as on the receipt; undefined where it owes
 * nothing. Refuses and counts wrong guesses as following a dossier does.
 */
export async function payByCode(asked: Asked): Promise<string | undefined> {
  const { whole } = await followDossier(asked)
  if (!whole) throw checkCodeWrong()
  return perform(system, async (work) => {
    const id = await findIdByCode(work.tx, whole.code)
    const { charges } = id ? await chargesOf(work, chargedSubject(id)) : { charges: [] }
    const chargeIds = charges.filter(({ left }) => left > 0).map(({ id }) => id)
    return chargeIds.length > 0 ? payLink(await createOrder(work, { chargeIds })) : undefined
  })
}
