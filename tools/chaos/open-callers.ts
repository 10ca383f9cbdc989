/**
 * Tokens for callers of the installation this process is pointed at, as JSON: open-callers.ts COUNT opens so many accounts
 * of citizens, with 0 it opens the doors of one office's people anew, with `desk` sessions of those who work on its documents.
 */
import { randomUUID } from 'node:crypto'
import { perform } from '#server/facts.ts'
import { findAccountNamed, insertPersonalToken } from '#server/modules/identity/index.ts'
import { insertAccount } from '#server/modules/identity/queries/accounts.ts'
import { startSession } from '#server/modules/identity/sessions/start-session.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database/database.ts'

const crew = {
  clerk: 'huong.thuanhoa',
  specialist: 'bao.thuanhoa',
  leader: 'ha.thuanhoa',
  monitor: 'thao.giamsat',
}

const desk = { specialist: 'bao.thuanhoa', registrar: 'phuong.vanthu.thuanhoa', leader: 'ha.thuanhoa' }

async function openDesk(): Promise<Record<string, string>> {
  const sessions: Record<string, string> = {}
  for (const [part, login] of Object.entries(desk)) {
    sessions[part] = await perform(system, async (work) => {
      const found = await findAccountNamed(work, login)
      if (!('account' in found)) throw new Error(`nobody is called ${login}`)
      const browser = { userAgent: 'chaos', address: '127.0.0.1' }
      return (await startSession(work, { id: found.account.id, kind: 'staff' }, 'totp', browser)).token
    })
  }
  return sessions
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
const asked = process.argv[2]
const wanted = asked === 'desk' ? 0 : Number(asked)
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
const opened = asked === 'desk' ? await openDesk() : wanted > 0 ? tokens : await openCrew()
console.log(JSON.stringify(opened))
await pool.end()
