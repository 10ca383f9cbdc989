import { randomBytes } from 'node:crypto'
import { CompiledQuery, sql, type Transaction } from 'kysely'
import { withinTransaction } from '#server/crafts/threads/transaction-around.ts'
import { claimOf } from './act-as.ts'
import { type Actor, system } from './actor.ts'
import { beginAs, pool, transactionOn } from './database/database.ts'
import { dataToRecord, type Event } from './events.ts'
import { jobsAfter } from './jobs/jobs.ts'
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
   * this work commits: it waits for none of that before its end. A fact that src/server/facts.ts does not register is a defect:
   * it is thrown. Recording the same fact again in one work changes nothing; the same fact in another work is another row
   * with a mark of its own.
   */
  record(...events: Event[]): Promise<void>
  /** A statement already sent that nothing in this work waits for: the work ends when it is answered, and fails with it. */
  alongside(asked: Promise<unknown>): void
  /** What memory alone holds, and may hold only of what has been done: called when this work has committed, and not otherwise. */
  onceDone(note: () => void): void
}

export interface PerformOptions {
  /** The instant the work happens at: now, unless a test or a simulation of the past says otherwise. */
  now?: Date
}

const eventKey = loadKey('event')
const actorKey = loadKey('actor')

/**
 * Runs `task` in a transaction whose row policies see `actor`. Nothing inside may wait on the network, nor ask a thread, a reader of
 * files or a key: those throw (`requireNoTransaction`).
 */
export async function perform<T>(
  actor: Actor,
  task: (work: Work) => Promise<T>,
  { now = new Date() }: PerformOptions = {},
): Promise<T> {
  const client = await pool.connect()
  let isBroken = false
  try {
    const tx = await transactionOn(client)
    const facts = new Map<string, Event>()
    const sent: Promise<unknown>[] = []
    const notes: (() => void)[] = []
    const onceDone = (note: () => void) => void notes.push(note)
    const alongside = (asked: Promise<unknown>) => {
      asked.catch(() => {})
      sent.push(asked)
    }
    const record = async (...events: Event[]) => {
      const news = newFacts(facts, actor, now, events)
      if (news.length > 0) alongside(writeFacts(tx, news))
    }
    // Sent together with the first question: where it fails, so does whatever follows in its transaction.
    alongside(tx.executeQuery(CompiledQuery.raw(beginAs, claimOf(actor, actorKey))))
    try {
      const result = await withinTransaction(() => task({ tx, actor, now, record, alongside, onceDone }))
      const jobs = await jobsAfter([...facts.values()])
      if (jobs.length > 0 && actor.kind !== 'system') nameActor(tx, system)
      for (const { text, values } of jobs) alongside(tx.executeQuery(CompiledQuery.raw(text, values)))
      // Travels with them: of a transaction in which something failed it is the end as well, and changes nothing.
      alongside(sql`commit`.execute(tx))
      await Promise.all(sent)
      for (const note of notes) note()
      return result
    } catch (error) {
      // A connection that cannot roll back is broken: the pool replaces it, the server has ended its transaction.
      await sql`rollback`.execute(tx).catch(() => {
        isBroken = true
      })
      const answers = await Promise.allSettled(sent)
      const cause = answers.find((one) => one.status === 'rejected' && !isAborted(one.reason))
      throw cause?.status === 'rejected' ? cause.reason : error
    }
  } finally {
    client.release(isBroken)
  }
}

/** What a statement is told that comes after one that failed. */
const isAborted = (error: unknown) => (error as { code?: unknown }).code === '25P02'

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
 * The same for what is asked in one turn, without waiting for an answer in between: the changes of hands go out with it, so that
 * whatever else this work asks meanwhile is asked as the actor.
 */
export function askAsProgram<T>(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  ask: () => Promise<T>,
): Promise<T> {
  if (actor.kind === 'system') return ask()
  nameActor(tx, system)
  const answer = ask()
  nameActor(tx, actor)
  return answer
}

/** Sent together with what follows: where it fails, the transaction has failed and does nothing more, nor needs to. */
function nameActor(tx: Transaction<DB>, actor: Actor): void {
  const statement = 'select platform.act_as($1::text, $2::bytea)'
  tx.executeQuery(CompiledQuery.raw(statement, claimOf(actor, actorKey))).catch(() => {})
}

/** What of these was not recorded in this work before. */
function newFacts(
  known: Map<string, Event>,
  actor: Actor,
  now: Date,
  events: readonly Event[],
): EventContent[] {
  return events.flatMap((event) => {
    const data = dataToRecord(event)
    const content = contentOf(actor, now, event, data)
    const fact = encodeEvent(content)
    if (known.has(fact)) return []
    known.set(fact, { ...event, data })
    return content
  })
}

async function writeFacts(tx: Transaction<DB>, facts: readonly EventContent[]): Promise<void> {
  const rows = facts.map((content) => {
    const nonce = randomBytes(nonceLength)
    const mark = markEvent(eventKey, { ...content, nonce })
    const { name, subjectId, data, actorKind, actorId, agencyId, purpose, requestId, occurredAt } = content
    return sql`(${name}, ${subjectId}::uuid, ${data}::json, ${actorKind}, ${actorId}::uuid, ${agencyId}, ${purpose},
            ${requestId}, ${occurredAt}::timestamptz, ${nonce}::bytea, ${mark}::bytea)`
  })
  await sql`
    insert into platform.event_log
           (name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at, nonce, mark)
    values ${sql.join(rows)}`.execute(tx)
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
