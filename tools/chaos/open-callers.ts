/**
 * Tokens for callers of the installation this process is pointed at, as JSON: open-callers.ts COUNT opens so many accounts
 * of citizens, with 0 it opens the doors of one office's people anew.
 */
import { randomUUID } from 'node:crypto'
import { perform } from '#server/facts.ts'
import { findAccountNamed, insertPersonalToken } from '#server/modules/identity/index.ts'
import { insertAccount } from '#server/modules/identity/queries/accounts.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database/database.ts'

const crew = {
  clerk: 'huong.thuanhoa',
  specialist: 'bao.thuanhoa',
  leader: 'ha.thuanhoa',
  monitor: 'thao.giamsat',
}

async function openCrew(): Promise<Record<string, string>> {
  const tokens: Record<string, string> = {}
  for (const [part, login] of Object.entries(crew)) {
    tokens[part] = await perform(system, async (work) => {
      const found = await findAccountNamed(work, login)
      if (!('account' in found)) throw new Error(`nobody is called ${login}`)
      const { id: accountId } = found.account
      return (await insertPersonalToken(work, { accountId, agencyId: null, label: 'chaos', days: 1 })).token
    })
  }
  return tokens
}

const tokens: string[] = []
const wanted = Number(process.argv[2])
for (let count = wanted; count > 0; count--) {
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
console.log(JSON.stringify(wanted > 0 ? tokens : await openCrew()))
await pool.end()
