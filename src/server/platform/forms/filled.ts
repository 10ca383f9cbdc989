import type { z } from 'zod'

/** The same schema, for a form to pipe into: whoever posts a form posts all its places, so that none is left to its default by the types. */
export function filled<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<z.output<Schema>, z.output<Schema>> {
  return schema as unknown as z.ZodType<z.output<Schema>, z.output<Schema>>
}
