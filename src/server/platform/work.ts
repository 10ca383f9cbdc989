import { sql, type Transaction } from 'kysely'
import { fromKysely } from 'pg-boss'
import type { Actor } from '#server/platform/actor.ts'
import { boss } from '#server/platform/boss.ts'
import { database } from '#server/platform/database.ts'
import { type EventContent, markEvent } from '#server/platform/event-row.ts'
import type { Event } from '#server/platform/events.ts'
import { subscribersOf } from '#server/platform/jobs.ts'
import { loadKey } from '#server/platform/keys.ts'
import type { DB } from '#server/platform/schema.gen.ts'

/** One all-or-nothing step on behalf of one actor. Every use case takes it first. */
export interface Work {
  tx: Transaction<DB>
  actor: Actor
  now: Date
  /** Writes the fact to the event log and hands it to its subscribers, if and when this work commits. */
  record(event: Event): Promise<void>
}

export interface PerformOptions {
  /** The instant the work happens at: now, unless a test or a simulation of the past says otherwise. */
  now?: Date
}

const eventKey = loadKey('event')

/** Runs `task` in a transaction whose row policies see `actor`. Nothing inside may wait on the network. */
export function perform<T>(
  actor: Actor,
  task: (work: Work) => Promise<T>,
  { now = new Date() }: PerformOptions = {},
): Promise<T> {
  return database.transaction().execute(async (tx) => {
    await actAs(tx, actor)
    const record = (event: Event) => recordEvent(tx, actor, now, event)
    return task({ tx, actor, now, record })
  })
}

/** Names the actor for the row policies of this transaction. */
async function actAs(tx: Transaction<DB>, actor: Actor): Promise<void> {
  const actorId = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : ''
  const agencies = actor.kind === 'officer' ? `{${actor.agencyIds.map((id) => `"${id}"`).join(',')}}` : '{}'
  const scope = actor.kind === 'officer' ? actor.scope : ''
  await sql`select set_config('nhip.actor_kind', ${actor.kind}, true),
                   set_config('nhip.actor_id', ${actorId}, true),
                   set_config('nhip.agencies', ${agencies}, true),
                   set_config('nhip.scope', ${scope}, true)`.execute(tx)
}

async function recordEvent(
  tx: Transaction<DB>,
  actor: Actor,
  now: Date,
  { name, subjectId, data }: Event,
): Promise<void> {
  const content: EventContent = {
    name,
    subjectId,
    data: JSON.stringify(data),
    actorKind: actor.kind,
    actorId: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : null,
    agencyId: actor.kind === 'officer' ? actor.agencyId : null,
    purpose: actor.purpose ?? null,
    requestId: actor.requestId ?? null,
    occurredAt: now,
  }
  const { data: text, ...columns } = content
  await tx
    .insertInto('platform.eventLog')
    .values({ ...columns, data: sql`${text}::json`, mark: markEvent(eventKey, content) })
    .execute()
  for (const queue of subscribersOf(name)) {
    await boss.send(queue, { subjectId, data }, { db: fromKysely(tx) })
  }
}
