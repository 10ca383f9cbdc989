/** Who collects: the tax code and the series an agency's receipts bear from a day on. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireProofToSign, requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { parseTaxCode } from '#shared/tax-code.ts'
import { collectorEntered } from '../events.ts'
import { keepBooks } from '../keep-books.ts'
import { collectorInPast, taxCodeWrong } from '../refusals.ts'
import { type Collector, insertCollector, listCollectorRows } from './collector-queries.ts'
import { seriesLetters } from './rules.ts'

export const SetCollector = z.strictObject({
  taxCode: z.string().trim().min(1).max(20),
  letters: z.string().trim().toUpperCase().regex(seriesLetters),
  /** First day receipts bear it: today, or later. */
  from: Day,
})
export type SetCollector = z.infer<typeof SetCollector>

/** What was entered for the officer's agency, the newest first. */
export async function listCollectors(work: Work, officer: Officer): Promise<Collector[]> {
  requireRole(officer, 'finance')
  return listCollectorRows(work.tx, officer.agencyIds)
}

/**
 * From that day on the agency's receipts bear this tax code and series; those that were owed are numbered. What was issued
 * keeps what it bears.
 */
export async function setCollector(
  work: Work,
  officer: Officer,
  { taxCode, letters, from }: SetCollector,
): Promise<void> {
  requireRole(officer, 'finance')
  requireProofToSign(officer, work.now)
  const code = parseTaxCode(taxCode)
  if (!code || code.kind === 'personal') throw taxCodeWrong()
  if (from < localDay(work.now)) throw collectorInPast()
  const { agencyId } = officer
  const id = newId(work.now.getTime())
  const entered = { taxCode: code.code, letters, validFrom: from as LocalDay }
  const row = { id, agencyId, ...entered, isDemo: false, enteredBy: officer.id, enteredAt: work.now }
  await keepBooks(work, async (books) => {
    await insertCollector(books.tx, row)
    books.tell(collectorEntered(id, { agencyId, ...entered }))
  })
}
