import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anOfficer } from '#tests/people.ts'
import { system } from './actor.ts'
import { type Budget, returnBudget, takeBudget } from './budget.ts'
import { perform } from './work.ts'

const budget: Budget = { kind: 'dossiers', capacity: 40, perHour: 120 }

test('sixty at once from one account: forty pass, whatever connection they come by', async () => {
  const officer = anOfficer()
  const take = () => perform(officer, (work) => takeBudget(work, officer.id, budget))
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, take))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  await expect(take()).rejects.toMatchObject({
    code: 'platform.budget_used',
    status: 429,
    // Thirty, less what the sixty themselves took.
    details: { seconds: expect.closeTo(27, -1) },
  })
  const other = anOfficer()
  await perform(other, (work) => takeBudget(work, other.id, budget))
})

test('what a work that failed took comes back, what was given back too, and an hour fills it', async () => {
  const officer = anOfficer()
  const take = (cost: number) => perform(officer, (work) => takeBudget(work, officer.id, budget, cost))
  await expect(
    perform(officer, async (work) => {
      await takeBudget(work, officer.id, budget, 40)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await take(40)
  await expect(take(10)).rejects.toMatchObject({ details: { seconds: 300 } })
  await perform(officer, (work) => returnBudget(work, officer.id, budget, 10))
  await take(10)
  await perform(system, ({ tx }) =>
    sql`update platform.budget set at = at - interval '10 minutes' where holder_id = ${officer.id}::uuid`.execute(
      tx,
    ),
  )
  await take(20)
  await expect(take(1)).rejects.toMatchObject({ status: 429 })
})

test('nobody fills the budget of another', async () => {
  const [one, other] = [anOfficer(), anOfficer({ id: randomUUID() })]
  await perform(one, (work) => takeBudget(work, one.id, budget, 40))
  await expect(perform(other, (work) => returnBudget(work, one.id, budget, 40))).rejects.toThrow('its holder')
  await expect(perform(one, (work) => takeBudget(work, one.id, budget))).rejects.toMatchObject({
    status: 429,
  })
})

test('a clock that had jumped ahead and came back shuts nobody out, and gives no more than one full budget', async () => {
  const officer = anOfficer()
  const take = (cost: number) => perform(officer, (work) => takeBudget(work, officer.id, budget, cost))
  const set = (shift: string) =>
    perform(system, ({ tx }) =>
      sql`update platform.budget set at = clock_timestamp() + ${shift}::interval where holder_id = ${officer.id}::uuid`.execute(
        tx,
      ),
    )
  await take(40)
  await set('1 year')
  await take(40)
  await expect(take(1)).rejects.toMatchObject({ status: 429 })
  await set('1 year')
  await perform(officer, (work) => returnBudget(work, officer.id, budget, 5))
  await take(40)
  // Two servers are never quite together: that is no jump.
  await set('2 seconds')
  await expect(take(1)).rejects.toMatchObject({ status: 429 })
})
