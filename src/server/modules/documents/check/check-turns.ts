import { createTurns } from '#server/platform/jobs/turns.ts'
import { tooManyChecks } from '../refusals.ts'

const turns = createTurns({ capacity: 30, perSecond: 0.5, refuse: tooManyChecks })

/** A code costs one turn; a file, which is read and hashed, three. Without an address all share one bucket. */
export function takeCheckTurn(address: string | undefined, kind: 'code' | 'file'): void {
  turns.take(address, kind === 'file' ? 3 : 1)
}
