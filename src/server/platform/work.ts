import { randomBytes } from 'node:crypto'
import { CompiledQuery, sql, type Transaction } from 'kysely'
import { fromKysely } from 'pg-boss'
import { claimOf } from './act-as.ts'
import { type Actor, system } from './actor.ts'
import { beginAs, pool, transactionOn } from './database/database.ts'
import { dataToRecord, type Event } from './events.ts'
import { publish } from './jobs/jobs.ts'
import { loadKey } from './keys.ts'
import { type EventContent, encodeEvent, markEvent, nonceLength } from './log/event-row.ts'
import type { DB } from './schema.gen.ts'
import { currentRequest } from './web/request.ts'

/** One all-or-nothing step on behalf of one actor. Every use case takes it first. */
export interface Work {
  tx: Transaction<DB>
  actor: Actor
  now: Date
  /**
   * Writes facts, as their schemas read them, to the event log and hands them to the jobs that follow them, if and when
   * this work commits. A fact that src/server/facts.ts does not register is a defect: it is thrown. Recording the
   * same fact again in one work changes nothing; the same fact in another work is another row with a mark of its own.
   */
  record(...events: Event[]): Promise<void>
}

export interface PerformOptions {
  /** The instant the work happens at: now, unless a test or a simulation of the past says otherwise. */
  now?: Date
}

const eventKey = loadKey('event')
const actorKey = loadKey('actor')

/** Runs `task` in a transaction whose row policies see `actor`. Nothing inside may wait on the network. */
export async function perform<T>(
  actor: Actor,
  task: (work: Work) => Promise<T>,
  { now = new Date() }: PerformOptions = {},
): Promise<T> {
  const client = await pool.connect()
  let isBroken = false
  try {
    const tx = await transactionOn(client)
    const recorded = new Set<string>()
    const record = (...events: Event[]) => recordEvents(tx, actor, now, events, recorded)
    // Sent together with the first question: where it fails, so does whatever follows in its transaction.
    const begun = tx.executeQuery(CompiledQuery.raw(beginAs, claimOf(actor, actorKey)))
    begun.catch(() => {})
    try {
      const result = await task({ tx, actor, now, record })
      await begun
      await sql`commit`.execute(tx)
      return result
    } catch (error) {
      // A connection that cannot roll back is broken: the pool replaces it, the server has ended its transaction.
      await sql`rollback`.execute(tx).catch(() => {
        isBroken = true
      })
      await begun
      throw error
    }
  } finally {
    client.release(isBroken)
  }
}

/**
 * Runs `task` in this work with the rights of the program itself: for what it keeps of its own accord and no actor may write
 * (that a page was shown, that a file arrived). Afterwards the actor acts again. Facts are recorded outside, and nothing
 * else of this work is asked meanwhile.
 */
export async function asProgram<T>(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  task: () => Promise<T>,
): Promise<T> {
  if (actor.kind === 'system') return task()
  nameActor(tx, system)
  try {
    return await task()
  } finally {
    nameActor(tx, actor)
  }
}

/**
 * The queue's tables are the program's alone. What it writes there of an actor's facts goes out in one turn with the changes
 * of hands before and after, so that whatever else this work asks meanwhile is asked as the actor.
 */
function queueIn(tx: Transaction<DB>, actor: Actor): ReturnType<typeof fromKysely> {
  const { executeSql } = fromKysely(tx)
  if (actor.kind === 'system') return { executeSql }
  return {
    executeSql(text, values) {
      nameActor(tx, system)
      const answer = executeSql(text, values)
      nameActor(tx, actor)
      return answer
    },
  }
}

/** Sent together with what follows: where it fails, the transaction has failed and does nothing more, nor needs to. */
function nameActor(tx: Transaction<DB>, actor: Actor): void {
  const statement = 'select platform.act_as($1::text, $2::bytea)'
  tx.executeQuery(CompiledQuery.raw(statement, claimOf(actor, actorKey))).catch(() => {})
}

async function recordEvents(
  tx: Transaction<DB>,
  actor: Actor,
  now: Date,
  events: readonly Event[],
  recorded: Set<string>,
): Promise<void> {
  const rows = []
  const news: Event[] = []
  for (const event of events) {
    const data = dataToRecord(event)
    const content = contentOf(actor, now, event, data)
    const fact = encodeEvent(content)
    if (recorded.has(fact)) continue
    recorded.add(fact)
    news.push({ ...event, data })
    const nonce = randomBytes(nonceLength)
    const mark = markEvent(eventKey, { ...content, nonce })
    const { name, subjectId, actorKind, actorId, agencyId, purpose, requestId } = content
    rows.push(sql`(${name}, ${subjectId}::uuid, ${content.data}::json, ${actorKind}, ${actorId}::uuid, ${agencyId}, ${purpose},
            ${requestId}, ${now}::timestamptz, ${nonce}::bytea, ${mark}::bytea)`)
  }
  if (rows.length === 0) return
  const logged = sql`
    insert into platform.event_log
           (name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at, nonce, mark)
    values ${sql.join(rows)}`.execute(tx)
  const queue = queueIn(tx, actor)
  const followed = news.map((event) => publish(event, queue))
  await Promise.all([logged, ...followed])
}

function contentOf(actor: Actor, now: Date, { type, subjectId }: Event, data: unknown): EventContent {
  return {
    name: type.eventName,
    subjectId,
    data: JSON.stringify(data),
    actorKind: actor.kind,
    actorId: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : null,
    agencyId: actor.kind === 'officer' ? actor.agencyId : null,
    purpose: actor.purpose ?? null,
    requestId: currentRequest() ?? null,
    occurredAt: now,
    nonce: null,
  }
}
