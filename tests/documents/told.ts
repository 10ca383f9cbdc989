/** What a bulk tells of each of its documents. */
import type { OneResult } from '#server/modules/documents/agency/sign-drafts.ts'
import { signingGoesOn } from '#server/modules/documents/refusals.ts'

/** Something failed that was told as if it were a refusal. */
export class Failed extends Error {}

const failures = ['platform.defect', 'platform.unavailable', signingGoesOn().code]

/** A failure of ours is told of one and stops no other; where nothing died there is none. */
export function requireTold(results: readonly OneResult[]): void {
  for (const { refusal } of results)
    if (refusal !== null && failures.includes(refusal)) throw new Failed(`one of several failed: ${refusal}`)
}
