/** Thirty days before a work file is to be handed over, or is kept no longer, whoever answers for it is told. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { haveRight, type Role } from '#server/platform/roles.ts'
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
  const staffs = new Map<string, Staff>()
  for (const { id, agencyId, responsible, what, day, code } of ending) {
    const staff = staffs.get(agencyId) ?? (await staffOf(work, agencyId))
    staffs.set(agencyId, staff)
    const told = whoAnswers(staff, responsible).map((accountId) => ({
      key: `work-file-${what} ${id}`,
      accountId,
      agencyId,
      kind: `work_file_${what}`,
      path: `/van-ban/ho-so/${id}`,
      data: { code, due: day },
    }))
    await notifyStaff(work, ...told)
    await changeWorkFile(work.tx, id, { [what === 'archive' ? 'archiveWarnedAt' : 'keepWarnedAt']: work.now })
  }
  return ending.length
}

type Staff = Awaited<ReturnType<typeof listStaffOf>>

/** Of a merged agency those of its successor. */
async function staffOf(work: Work, agencyId: string): Promise<Staff> {
  const { id } = await resolveSuccessor(work, agencyId, localDay(work.now))
  return (await listStaffOf(work, id)).filter(({ roles }) => haveRight(roles, 'handlesDocuments'))
}

/** Whoever answers for it while they work there. A work file outlasts them: then the clerks, who keep it, or else the leaders. */
function whoAnswers(staff: Staff, responsible: string): string[] {
  if (staff.some(({ id }) => id === responsible)) return [responsible]
  const having = (role: Role) => staff.filter(({ roles }) => roles.includes(role)).map(({ id }) => id)
  return [having('clerk'), having('leader'), [responsible]].find((people) => people.length > 0) ?? []
}
