/** What a fact is, and the one list of the facts there are: `record` writes no other. */
import type { z } from 'zod'

/** A fact that has happened to one subject. Facts carry identifiers and codes, never personal data. */
export interface Event {
  type: AnyEventType
  subjectId: string
  data: unknown
}

export interface EventType<Data> {
  (subjectId: string, data: Data): Event
  eventName: string
  schema: z.ZodType<Data>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of facts holds facts of different data
export type AnyEventType = EventType<any>

/** The data of a fact. */
export type DataOf<Type> = Type extends EventType<infer Data> ? Data : never

/** Declares a fact. `name` is `<module>.<past tense>` and never changes once released. */
export function defineEvent<Data>(name: string, schema: z.ZodType<Data>): EventType<Data> {
  const create = (subjectId: string, data: Data) => ({ type, subjectId, data })
  const type: EventType<Data> = Object.assign(create, { eventName: name, schema })
  return type
}

const registered = new Map<string, AnyEventType>()

/** Makes the facts among what these `events.ts` export known to `record`. Twice is as once; one name for two facts is refused. */
export function registerFacts(...rooms: readonly object[]): void {
  for (const type of rooms.flatMap((room) => Object.values(room)).filter(isEventType)) {
    const known = registered.get(type.eventName) ?? type
    if (known !== type) throw new Error(`two facts are named ${type.eventName}`)
    registered.set(type.eventName, type)
  }
}

function isEventType(value: unknown): value is AnyEventType {
  return typeof value === 'function' && 'eventName' in value && 'schema' in value
}

export function isRegistered(type: AnyEventType): boolean {
  return registered.get(type.eventName) === type
}

/** The data of a fact about to be written, as its schema reads it. Throws for a fact nobody registered: nothing would follow it. */
export function dataToRecord({ type, data }: Event): unknown {
  if (!isRegistered(type)) throw new Error(`${type.eventName} is no fact that src/server/facts.ts registers`)
  const read = type.schema.safeParse(data)
  if (read.success) return read.data
  const wrong = read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`)
  throw new Error(`${type.eventName} cannot be recorded: ${wrong.join(', ')}`)
}
