/** How the installation is, on one screen: every part that states its condition. */
import { certificateCondition } from '#server/modules/documents/index.ts'
import { lookupsCondition } from '#server/modules/registry/index.ts'
import { backupCondition } from '#server/platform/backup-condition.ts'
import { clockCondition } from '#server/platform/clock-watch.ts'
import type { ConditionCheck } from '#server/platform/conditions.ts'
import {
  databaseCondition,
  followersCondition,
  queuesCondition,
  workerCondition,
} from '#server/platform/database-conditions.ts'
import { diskCondition, loopCondition, poolCondition } from '#server/platform/process-conditions.ts'
import { anchorCondition } from '#server/platform/seal/anchor-condition.ts'
import { sealCondition } from '#server/platform/seal/seal-condition.ts'
import { movingCondition } from '#server/platform/watchdog.ts'

export const conditions: readonly ConditionCheck[] = [
  databaseCondition,
  workerCondition,
  anchorCondition,
  sealCondition,
  clockCondition,
  queuesCondition,
  followersCondition,
  certificateCondition,
  lookupsCondition,
  diskCondition,
  backupCondition,
  poolCondition,
  loopCondition,
  movingCondition,
]
