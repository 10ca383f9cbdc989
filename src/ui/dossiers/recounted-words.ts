import type { Action } from '#server/modules/dossiers/index.ts'
import { m } from '#shared/messages/index.ts'

/** What changed answers made of the fee and the limit, the old beside the new. */
export function recountedWords({ recount }: Action['data']): string[] {
  const words = m.dossiers.read.dossier
  return [
    ...(recount?.fee ? [words.recountedFee(recount.fee.before, recount.fee.after, recount.fee.because)] : []),
    ...(recount?.limit ? [words.recountedLimit(recount.limit.before, recount.limit.after)] : []),
  ]
}
