import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { checkTaxCode } from '#shared/tax-code.ts'
import { listAccounts } from '../accounts/account-queries.ts'
import { insertCollector, listCollectorRows } from './collector-queries.ts'

/** Since when receipts are issued by the rules in force. */
const validFrom = '2026-07-01'

/**
 * Enters a tax code that is nobody's for every agency of the demo that collects and has none; each receipt says so. Repeating
 * it adds what is missing.
 */
export async function loadDemoCollectors(work: Work): Promise<{ collectors: number }> {
  const agencies = [...new Set((await listAccounts(work.tx)).map(({ agencyId }) => agencyId))]
  if (agencies.length === 0) return { collectors: 0 }
  const known = new Set((await listCollectorRows(work.tx, agencies)).map(({ agencyId }) => agencyId))
  for (const [index, agencyId] of agencies.entries()) {
    if (known.has(agencyId)) continue
    const id = newId(work.now.getTime())
    const own = { id, agencyId, taxCode: demoTaxCode(index), letters: 'AA', validFrom }
    await insertCollector(work.tx, { ...own, isDemo: true, enteredBy: null, enteredAt: work.now })
  }
  return { collectors: agencies.length }
}

/** Codes of real organisations begin with their province's number, of which none is 00. */
function demoTaxCode(index: number): string {
  const digits = `00${String(9_000_000 + index).slice(0, 7)}`
  for (let check = 0; check <= 9; check += 1) {
    if (checkTaxCode(`${digits}${check}`) === undefined) return `${digits}${check}`
  }
  return demoTaxCode(index + 1_000)
}
