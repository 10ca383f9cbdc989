/** What a stream asks at each beat: does this session, this token still stand for the same rights? */
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import type { Actor } from '#server/platform/actor.ts'
import { streamEvents } from '#server/platform/log/live/event-stream.ts'
import { perform } from '#server/platform/work.ts'
import { lockAccount } from '../accounts/lock-account.ts'
import { endGrant } from '../accounts/role-grants.ts'
import { anAdministrator, aRoleFor, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { listGrants } from '../queries/grants.ts'
import { createPersonalToken, endPersonalToken } from '../tokens/personal-tokens.ts'
import { authenticate, authenticateBearer, recheckBearer, recheckSession } from './authenticate.ts'
import { chooseAgency, signOut } from './sessions.ts'

/** A stream of this officer that looks again every 20 ms, with what its answer becomes when it has ended. */
function aStream(actor: Actor, actorNow: () => Promise<Actor>) {
  const { signal } = new AbortController()
  const times = { beatMs: 20, longestMs: 60_000 }
  let isOpen = true
  const ended = streamEvents({ signal, actor, actorNow, watch: () => () => {} }, times)
    .text()
    .then(() => {
      isOpen = false
    })
  return { ended, isOpen: () => isOpen }
}

async function aWatcher() {
  const account = await aStaffAccount({ roles: ['one_stop'] })
  const session = await signInStaff(account)
  const cookies = cookiesOf(session)
  const { actor, session: shown } = await authenticate(cookies)
  if (actor.kind !== 'officer' || !shown) throw new Error('not signed in')
  const stream = aStream(actor, () => recheckSession(cookies))
  return { account, session, officer: actor, sessionId: shown.id, stream }
}

const ends: [string, (watcher: Awaited<ReturnType<typeof aWatcher>>) => Promise<unknown>][] = [
  ['signing out', ({ officer, session }) => perform(officer, (work) => signOut(work, session.token))],
  [
    'a lock',
    async ({ account }) => {
      const { officer } = await anAdministrator()
      return perform(officer, (work) => lockAccount(work, officer, account.id))
    },
  ],
  [
    'the end of a role',
    async ({ account }) => {
      const { officer } = await anAdministrator()
      const [grant] = await perform(officer, (work) => listGrants(work.tx, account.id))
      return perform(officer, (work) => endGrant(work, officer, grant?.id ?? ''))
    },
  ],
  [
    'another agency',
    async ({ account, officer, sessionId }) => {
      const { id } = await anAgency()
      await aRoleFor(account.id, 'one_stop', id)
      return perform(officer, (work) => chooseAgency(work, officer, sessionId, id))
    },
  ],
]
test.each(ends)('%s ends a stream within a beat', async (_, happen) => {
  const watcher = await aWatcher()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(watcher.stream.isOpen()).toBe(true)
  await happen(watcher)
  await watcher.stream.ended
})

test('a token that is ended ends its stream, and being watched keeps nothing open', async () => {
  const { officer } = await aWatcher()
  const { id, token } = await perform(officer, (work) =>
    createPersonalToken(work, officer, { label: 'Thử', days: 1, scopes: ['operations-centre:read'] }),
  )
  const header = `Bearer ${token}`
  const { actor } = await authenticateBearer(header)
  const { ended, isOpen } = aStream(actor, () => recheckBearer(header))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(isOpen()).toBe(true)
  await perform(officer, (work) => endPersonalToken(work, officer, id))
  await ended
})
