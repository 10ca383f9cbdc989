import type { z } from 'zod'

/** A fact that has happened to one subject. Facts carry identifiers and codes, never personal data. */
export interface Event<Data = unknown> {
  name: string
  subjectId: string
  data: Data
}

export interface EventType<Data> {
  (subjectId: string, data: Data): Event<Data>
  eventName: string
  schema: z.ZodType<Data>
}

/** Declares a fact. `name` is `<module>.<past tense>` and never changes once released. */
export function defineEvent<Data>(name: string, schema: z.ZodType<Data>): EventType<Data> {
  const create = (subjectId: string, data: Data) => ({ name, subjectId, data })
  return Object.assign(create, { eventName: name, schema })
}
