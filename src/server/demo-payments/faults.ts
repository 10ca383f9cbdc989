/** What can go wrong on the other side, as a switch each. */
import { z } from 'zod'

export const Faults = z.strictObject({
  /** The notice comes so much later. */
  lateSeconds: z.number().int().min(0).max(259_200).default(0),
  /** The notice comes three times, two of them at once. */
  isDoubled: z.boolean().default(false),
  /** The notice is signed by somebody without the key, and the true one never comes. */
  isForged: z.boolean().default(false),
  /** The notice never comes. */
  isLost: z.boolean().default(false),
  /** The notice tells of 1,000 đồng less than were paid. */
  isWrongInAmount: z.boolean().default(false),
  /** Nobody is there: no notice goes out, and whoever asks gets a page in HTML. */
  isDown: z.boolean().default(false),
})
export type Faults = z.infer<typeof Faults>

export const noFaults: Faults = Faults.parse({})

/** What the program is told of a payment, and when. Fixed at the moment of payment, with the faults that were on. */
export interface Telling {
  at: string
  copies: number
  amount: number
  isForged: boolean
}

/** How the program is told of a payment of this amount made now. */
export function tellingOf(faults: Faults, amount: number, now: Date): Telling | null {
  if (faults.isLost) return null
  return {
    at: new Date(now.getTime() + faults.lateSeconds * 1000).toISOString(),
    copies: faults.isDoubled ? 3 : 1,
    amount: faults.isWrongInAmount ? Math.max(1, amount - 1_000) : amount,
    isForged: faults.isForged,
  }
}
