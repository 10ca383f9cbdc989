/** Opens accounts of citizens in the database of the environment and prints a token for each, as JSON: open-callers.ts COUNT. */
import { randomUUID } from 'node:crypto'
import { insertPersonalToken } from '#server/modules/identity/index.ts'
import { insertAccount } from '#server/modules/identity/queries/accounts.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database.ts'
import { perform } from '#server/platform/work.ts'

const tokens: string[] = []
for (let count = Number(process.argv[2]); count > 0; count--) {
  const person = await aPerson()
  tokens.push(
    await perform(system, async (work) => {
      const id = randomUUID()
      await insertAccount(work.tx, {
        id,
        kind: 'citizen',
        displayName: person.fullName,
        personId: person.id,
        issuer: 'chaos',
        subject: id,
      })
      const { token } = await insertPersonalToken(work, {
        accountId: id,
        agencyId: null,
        label: 'chaos',
        days: 30,
      })
      return token
    }),
  )
}
console.log(JSON.stringify(tokens))
await pool.end()
