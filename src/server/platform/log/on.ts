/** Who follows a fact names the fact itself and gets its data as the fact's schema reads them; names are never compared. */

import type { AnyEventType, DataOf } from '../events.ts'
import { log } from '../log.ts'

/** A fact read from the log. */
export interface Fact<Type extends AnyEventType = AnyEventType> {
  /** Its number in the log. */
  id: number
  type: Type
  subjectId: string
  data: DataOf<Type>
  occurredAt: Date
}

/** What is made of facts of some kinds. */
export interface On<Taken> {
  types: readonly AnyEventType[]
  take(fact: Fact): Taken
}

/** `on(dossierDecided, ({ data }) => …)`: what is made of a fact of this kind, or of any of these. */
export function on<Type extends AnyEventType, Taken>(
  types: Type | readonly Type[],
  take: (fact: Fact<Type>) => Taken,
): On<Taken> {
  return { types: typeof types === 'function' ? [types] : types, take: take as (fact: Fact) => Taken }
}

/** Where a row stands in the feed. */
export interface FeedPlace {
  tx: string
  id: number
}

interface Row extends FeedPlace {
  name: string
  subjectId: string
  data: unknown
  occurredAt: Date
}

/** A row of the feed. What it says is told only to `on`: from outside it has neither name nor data. */
export class FeedEvent implements FeedPlace {
  readonly tx: string
  readonly id: number
  readonly occurredAt: Date
  readonly #row: Row

  constructor(row: Row) {
    this.tx = row.tx
    this.id = row.id
    this.occurredAt = row.occurredAt
    this.#row = row
  }

  /** What the followers of this kind of fact make of it; none for a fact nobody here follows. */
  take<Taken>(ons: readonly On<Taken>[]): Taken[] {
    const { id, name, subjectId, data, occurredAt } = this.#row
    const taken: Taken[] = []
    for (const { types, take } of ons) {
      const type = types.find(({ eventName }) => eventName === name)
      if (!type) continue
      const read = type.schema.safeParse(data)
      if (read.success) taken.push(take({ id, type, subjectId, data: read.data, occurredAt }))
      // `record` wrote no such row. It can be counted nowhere and must hold back nothing that comes after it.
      else log.error({ event: id, name }, 'a fact in the log cannot be read')
    }
    return taken
  }
}

/** What is made of these rows, in their order. */
export function takeFacts<Taken>(events: readonly FeedEvent[], ons: readonly On<Taken>[]): Taken[] {
  return events.flatMap((event) => event.take(ons))
}
