/** Thirty days before a work file is to be handed over, or is kept no longer, whoever answers for it is told. */
import { notifyStaff } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { retention } from './retention.ts'
import { changeWorkFile, listToWarn } from './work-file-queries.ts'

const atOnce = 200

/** Tells each once; repeating tells nobody again. */
export async function warnOfEnds(now = new Date()): Promise<void> {
  while ((await perform(system, warnSome, { now })) === atOnce);
}

async function warnSome(work: Work): Promise<number> {
  const until = addDays(localDay(work.now), retention().archiving.warnDays)
  const ending = await listToWarn(work.tx, until, atOnce)
  for (const { id, agencyId, openedBy, what, day, code } of ending) {
    await notifyStaff(work, {
      key: `work-file-${what} ${id}`,
      accountId: openedBy,
      agencyId,
      kind: `work_file_${what}`,
      path: `/van-ban/ho-so/${id}`,
      data: { code, due: day },
    })
    await changeWorkFile(work.tx, id, { [what === 'archive' ? 'archiveWarnedAt' : 'keepWarnedAt']: work.now })
  }
  return ending.length
}
