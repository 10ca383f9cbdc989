import type { Officer } from '#server/platform/actor.ts'
import { listConditions } from '#server/platform/installation.ts'
import type { Condition } from '#server/platform/watch/conditions.ts'
import { requireRole } from '#server/platform/web/guards.ts'

/** How the installation is, the worst first. Asked outside any transaction: each part opens its own. */
export async function viewInstallation(officer: Officer): Promise<Condition[]> {
  requireRole(officer, 'administrator')
  return listConditions()
}
