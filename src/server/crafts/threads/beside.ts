/** Whatever takes longer than a turn is gone on with beside the others, and so is for a while whatever else its asker brings. */

/** It has had its turn and is not done. */
export class TurnOver extends Error {}

/** How long whoever brought what took longer than a turn is served beside the others. */
const besideFor = 60_000

export type ServeInTurn = <Answer>(
  asker: string,
  lane: () => Promise<Answer>,
  beside: () => Promise<Answer>,
) => Promise<Answer>

/**
 * Has each asker served by the lane all share, which throws `TurnOver` for what takes longer than `turn` milliseconds; that is then asked
 * of the lane beside it. All who give no name are one, and are never sent there beforehand.
 */
export function createBeside(turn: number): ServeInTurn {
  /** By asker, until when. */
  const slow = new Map<string, number>()
  const isSlow = (asker: string) => {
    const now = performance.now()
    for (const [known, until] of slow) if (until < now) slow.delete(known)
    return slow.has(asker)
  }
  const note = (asker: string) => {
    if (asker !== '') slow.set(asker, performance.now() + besideFor)
  }
  return async (asker, lane, beside) => {
    if (isSlow(asker)) {
      const began = performance.now()
      const answer = await beside()
      // Still slow: it is not tried among the others every minute.
      if (performance.now() - began > turn) note(asker)
      return answer
    }
    try {
      return await lane()
    } catch (error) {
      if (!(error instanceof TurnOver)) throw error
      note(asker)
      return beside()
    }
  }
}
