import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { deleteDayNumbersBefore } from './filing-queries.ts'

const keptDays = 400

/** Forgets the daily sequences of days more than 400 days ago; the codes they gave stay with their dossiers. */
export function forgetDayNumbers(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  return perform(system, ({ tx }) => deleteDayNumbersBefore(tx, before))
}
