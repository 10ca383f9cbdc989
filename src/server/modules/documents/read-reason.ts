import { reasonNeeded } from './refusals.ts'

/** What stands in the register for ever: ten letters at least, 2,000 at most. */
export function readReason(typed: string): string {
  const reason = typed.normalize('NFC').trim().slice(0, 2000)
  if (reason.length < 10) throw reasonNeeded()
  return reason
}
