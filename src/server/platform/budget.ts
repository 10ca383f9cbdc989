/**
 * What one account may use in a time, kept in the database: it holds across all web processes, and what a refused or failed
 * work took comes back with it. Politeness between strangers, which may be forgotten, is `turns.ts`.
 */
import { sql } from 'kysely'
import { defineRefusal, type Refusal } from '#shared/refusal.ts'
import { clocksApart } from './clocks.ts'
import { askAsProgram, type Work } from './work.ts'

export interface Budget {
  kind: 'dossiers' | 'drafts' | 'bytes' | 'readings' | 'papers'
  /** What a full one holds, and what a rested account may use at once. */
  capacity: number
  perHour: number
  /** Told the seconds until there is enough. */
  refuse?: (details: { seconds: number }) => Refusal
}

export const budgetUsed = defineRefusal('platform.budget_used', 429)

type Holder = Pick<Work, 'tx' | 'actor'>

/** Takes `cost`; refuses with the seconds to wait when there is less. Works of one holder take one after another. */
export async function takeBudget(
  work: Holder,
  holderId: string,
  { kind, capacity, perHour, refuse = budgetUsed }: Budget,
  cost = 1,
): Promise<void> {
  const left = levelNow(capacity, perHour)
  requireOwn(work, holderId)
  const take = sql`
    insert into platform.budget as b (holder_id, kind, level, at)
    values (${holderId}::uuid, ${kind}, ${capacity}::float8 - ${cost}::float8, clock_timestamp())
    on conflict (holder_id, kind) do update set level = ${left} - ${cost}::float8, at = clock_timestamp()
     where ${left} >= ${cost}::float8
    returning 1`
  const { rows } = await askAsProgram(work, () => take.execute(work.tx))
  if (rows.length > 0) return
  const { rows: known } = await sql<{ level: number }>`
    select ${left} as level from platform.budget b where holder_id = ${holderId}::uuid and kind = ${kind}`.execute(
    work.tx,
  )
  throw refuse({ seconds: Math.max(1, Math.ceil(((cost - (known[0]?.level ?? 0)) / perHour) * 3600)) })
}

/** Gives back what turned out not to be needed. */
export async function returnBudget(
  work: Holder,
  holderId: string,
  { kind, capacity, perHour }: Budget,
  amount: number,
): Promise<void> {
  if (amount <= 0) return
  requireOwn(work, holderId)
  const give = sql`
    update platform.budget b
       set level = least(${capacity}::float8, ${levelNow(capacity, perHour)} + ${amount}::float8), at = clock_timestamp()
     where holder_id = ${holderId}::uuid and kind = ${kind}`
  await askAsProgram(work, () => give.execute(work.tx))
}

/** The program counts for whoever acts, and for no one else on their word. */
function requireOwn({ actor }: Holder, holderId: string): void {
  if (actor.kind === 'system' || ('id' in actor && actor.id === holderId)) return
  throw new Error('A budget is used by its holder')
}

/**
 * A moment that lies ahead was written by a clock that had jumped: how much time has passed since nobody knows, and the
 * account has rested. Waiting for that moment would shut it out for as long as the jump was.
 */
function levelNow(capacity: number, perHour: number) {
  return sql`case when extract(epoch from b.at - clock_timestamp()) * 1000 > ${clocksApart} then ${capacity}::float8 else
    least(${capacity}::float8,
      b.level + greatest(0, extract(epoch from clock_timestamp() - b.at)::float8) * ${perHour}::float8 / 3600) end`
}
