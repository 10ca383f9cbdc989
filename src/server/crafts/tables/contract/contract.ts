/** What a source promises: its tables and columns in the words of Table Schema (Frictionless), its expectations in those of Great Expectations. */
import { z } from 'zod'
import { Day } from '#shared/day.ts'
import { expectationNames } from '../expect/expect.ts'

const mark = z.enum(['.', ','])
const limit = z.union([z.string(), z.number()]).transform(String)

export const fieldSchema = z.strictObject({
  /** As the heading says it, its levels joined. */
  name: z.string().min(1).max(400),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'date', 'datetime']),
  decimalChar: mark.optional(),
  groupChar: mark.optional(),
  /** In which order days are written. */
  format: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** What stands for "not known". */
  missingValues: z.array(z.string().max(40)).max(20).optional(),
  /** What stands for nought. */
  nilValues: z.array(z.string().max(40)).max(5).optional(),
  unit: z.string().max(40).optional(),
  /** Its texts name provinces: each gets its code of the day the source is about. */
  place: z.strictObject({ kind: z.literal('province'), on: Day.optional() }).optional(),
  /** Letters of before Unicode its texts are in. */
  letters: z.enum(['tcvn3', 'vni', 'windows-1258']).optional(),
  constraints: z
    .strictObject({
      required: z.boolean().optional(),
      unique: z.boolean().optional(),
      minimum: limit.optional(),
      maximum: limit.optional(),
      minLength: z.number().int().nonnegative().optional(),
      maxLength: z.number().int().nonnegative().optional(),
      enum: z.array(z.string()).max(10_000).optional(),
    })
    .optional(),
})

export const tableSchema = z.strictObject({
  /** The sheet it stands in; empty where there are none. */
  sheet: z.string().max(100),
  title: z.string().max(500).optional(),
  fields: z.array(fieldSchema).min(1).max(1_000),
  expectations: z
    .array(
      z.strictObject({
        type: z.enum(expectationNames as [string, ...string[]]),
        kwargs: z.record(z.string(), z.unknown()),
      }),
    )
    .max(200)
    .optional(),
  primaryKey: z.array(z.string()).max(20).optional(),
})

export const contractSchema = z.strictObject({
  contract: z.literal(1),
  tables: z.array(tableSchema).min(1).max(200),
  /** A dataset under it feeds no wall; 80 where nothing is said. */
  bar: z.number().min(0).max(100).optional(),
})

export type Field = z.infer<typeof fieldSchema>
export type TableContract = z.infer<typeof tableSchema>
export type Contract = z.infer<typeof contractSchema>
