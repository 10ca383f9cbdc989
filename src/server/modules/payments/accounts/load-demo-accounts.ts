import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { memoText } from '#server/crafts/vietqr/memo.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { findAccountNamed } from '#server/modules/identity/index.ts'
import { newId } from '#server/platform/id.ts'
import { provinceFolder } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { insertAccounts, listAccounts } from './account-queries.ts'

const DemoAccounts = z.strictObject({
  note: z.string(),
  /** Logins of two members of staff among the demo people. */
  enteredBy: z.string(),
  verifiedBy: z.string(),
  columns: z.tuple([z.literal('agencyId'), z.literal('bin'), z.literal('number')]),
  rows: z.array(z.tuple([z.string(), z.string().regex(/^\d{6}$/), z.string().regex(/^\d{1,19}$/)])),
})

/** Since when the accounts of the demo count, as its people do. */
const validFrom = '2025-07-01'

/** Enters the made-up accounts of the demo, verified. Repeating it adds what is missing. Needs agencies and demo people. */
export async function loadDemoAccounts(
  work: Work,
  folder: string = provinceFolder,
): Promise<{ accounts: number }> {
  const file = readFileSync(join(folder, 'demo-accounts.json'), 'utf8')
  const { rows, ...people } = DemoAccounts.parse(JSON.parse(file))
  const known = new Set((await listAccounts(work.tx)).map(({ agencyId }) => agencyId))
  const missing = rows.filter(([agencyId]) => !known.has(agencyId))
  if (missing.length > 0) {
    const enteredBy = await idOf(work, people.enteredBy)
    const verifiedBy = await idOf(work, people.verifiedBy)
    const accounts = []
    for (const [agencyId, bin, number] of missing) {
      const { name } = await getAgency(work, agencyId)
      accounts.push({
        id: newId(work.now.getTime()),
        agencyId,
        fee: null,
        bin,
        number,
        holder: memoText(name).toUpperCase(),
        enteredBy,
        enteredAt: work.now,
        verifiedBy,
        verifiedAt: work.now,
        validFrom,
        validTo: null,
      })
    }
    await insertAccounts(work.tx, accounts)
  }
  return { accounts: rows.length }
}

async function idOf(work: Work, login: string): Promise<string> {
  const found = await findAccountNamed(work, login)
  if (!('account' in found)) throw new Error(`Nobody of the demo is called ${login}`)
  return found.account.id
}
