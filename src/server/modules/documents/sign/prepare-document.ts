import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { storeOwn } from '#server/platform/files/index.ts'
import { type PerformOptions, perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { keepFiles } from '../keep-files.ts'
import { beingSigned, wrongStatus } from '../refusals.ts'
import { requireOwnDocument, tryAction } from '../take-action.ts'
import { requireArchival } from './archival.ts'
import { findFirst } from './first-document.ts'
import { getReservation } from './reserve-number.ts'
import { setDocument } from './set-and-sign.ts'

/**
 * Sets the document with its reserved number and stores those bytes: they are what is shown, and what is signed. Outside any
 * transaction, since it takes longest. Repeating stores nothing new, unless the day they bear is over. Refuses whoever does not hold the number,
 * and what breaks PDF/A: while nothing is confirmed its number may still be given up.
 */
export async function prepareDocument(
  leader: Officer,
  id: string,
  options: PerformOptions = {},
): Promise<void> {
  const now = options.now ?? new Date()
  const found = await perform(leader, async (work) => {
    const document = await requireOwnDocument(work, leader, id)
    if (document.status !== 'signing') throw wrongStatus({ state: document.status })
    if (document.signedBy !== leader.id) throw beingSigned({ by: document.signerName ?? '' })
    if (document.confirmedAt || document.signingOn === localDay(now)) return undefined
    const agency = await getAgency(work, document.agencyId)
    const parent = agency.parentId === null ? undefined : await findAgency(work, agency.parentId)
    const first = await findFirst(work, document)
    return { document, agency, parent, first, reservation: await getReservation(work, id) }
  })
  if (!found) return
  const { document, agency, parent, first, reservation } = found
  const { name: leaderName, block } = reservation
  const setting = {
    document,
    power: { agency, parent, block },
    leader: leaderName,
    at: now,
    first: first && { ...first, on: localDay(now) },
  }
  const pdf = await setDocument({ ...setting, number: document.number ?? undefined }, leader.id)
  await requireArchival(pdf, document.content.pagesOf ? 'B' : 'A')
  const { sha256 } = await storeOwn(pdf, 'application/pdf')
  await perform(
    leader,
    async (work) => {
      await keepFiles(work, [sha256], 'action', id)
      // Of two tabs one adds it; the other finds the same bytes.
      await tryAction(work, document, 'prepare', { sha256 })
    },
    { now },
  )
}
