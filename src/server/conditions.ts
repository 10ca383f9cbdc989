/** How the installation is, on one screen: every part that states its condition. */
import {
  certificateCondition,
  documentsCondition,
  exchangeCondition,
  mailboxesCondition,
  remindersCondition,
} from '#server/modules/documents/index.ts'
import { earlierCondition } from '#server/modules/dossiers/index.ts'
import { speechCondition } from '#server/modules/meetings/index.ts'
import {
  channelsCondition,
  noticesCondition,
  receiptsCondition,
  suspenseCondition,
} from '#server/modules/payments/index.ts'
import { lookupsCondition } from '#server/modules/registry/index.ts'
import { anchorCondition } from '#server/platform/log/seal/anchor/anchor-condition.ts'
import { sealCondition } from '#server/platform/log/seal/seal-condition.ts'
import { backupCondition } from '#server/platform/watch/backup-condition.ts'
import { clockCondition } from '#server/platform/watch/clock-watch.ts'
import type { ConditionCheck } from '#server/platform/watch/conditions.ts'
import {
  databaseCondition,
  followersCondition,
  queuesCondition,
  workerCondition,
} from '#server/platform/watch/database-conditions.ts'
import {
  diskCondition,
  loopCondition,
  movingCondition,
  poolCondition,
} from '#server/platform/watch/process-conditions.ts'

export const conditions: readonly ConditionCheck[] = [
  databaseCondition,
  workerCondition,
  anchorCondition,
  sealCondition,
  clockCondition,
  queuesCondition,
  followersCondition,
  certificateCondition,
  documentsCondition,
  exchangeCondition,
  mailboxesCondition,
  remindersCondition,
  speechCondition,
  lookupsCondition,
  earlierCondition,
  receiptsCondition,
  channelsCondition,
  noticesCondition,
  suspenseCondition,
  diskCondition,
  backupCondition,
  poolCondition,
  loopCondition,
  movingCondition,
]
