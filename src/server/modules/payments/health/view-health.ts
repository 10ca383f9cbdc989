import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import {
  type ChannelHealth,
  findSuspenseHealth,
  listChannelHealth,
  type SuspenseHealth,
} from './health-queries.ts'

/** How money comes in, channel by channel, for an administrator: figures, nobody's payment. */
export async function viewChannelHealth(
  work: Work,
  officer: Officer,
): Promise<{ channels: ChannelHealth[]; suspense: SuspenseHealth }> {
  requireRole(officer, 'administrator')
  return asProgram(work, async () => ({
    channels: await listChannelHealth(work.tx, work.now),
    suspense: await findSuspenseHealth(work.tx, work.now),
  }))
}
