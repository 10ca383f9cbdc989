import { z } from 'zod'

/** The code that stands in the place of another, from a day on and by a decision. */
export const Replacement = z.strictObject({
  code: z.string().regex(/^\d\.\d{6}$/),
  since: z.iso.date(),
  /** `Quyết định 3380/QĐ-BNNMT`. */
  basis: z.string().trim().min(1).max(300),
})
export type Replacement = z.infer<typeof Replacement>
