/** Nhiệm vụ giao trong văn bản: whom a document tells to do what, until when; each stands in one block of its text. */
import { z } from 'zod'
import { Day } from '#shared/day.ts'
import { BlockId } from '#shared/document/body.ts'

/** Of one document. */
export const mostOrders = 200

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\0\p{Cs}]*$/u)
    .normalize()
const someone = z.strictObject({ agencyId: line(80).min(1), name: line(300).min(1) })

export const DocumentOrder = z.strictObject({
  /** Given once: what comes of it once the document is issued is known by it. */
  id: BlockId,
  blockId: BlockId,
  /** Chủ trì. */
  lead: someone,
  /** Phối hợp; where it is no agency of this platform, by its name alone. */
  others: z.array(someone.partial({ agencyId: true })).max(30),
  /** The term as it is written, and the day it means; without one it is done all the time, or nobody said. */
  term: line(200),
  dueOn: Day.nullable(),
  /** To whom it is reported, and under which condition it holds, as it is written. */
  reportTo: line(300),
  condition: line(500),
})
export type DocumentOrder = z.infer<typeof DocumentOrder>
