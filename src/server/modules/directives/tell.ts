/** Who is told what of a task: never its words, only the document and the day. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { DocumentTask } from './queries.ts'

type About = Pick<DocumentTask, 'id' | 'agencyId' | 'issuingAgencyId' | 'documentSymbol' | 'dueOn'>

/** The leaders of the agency that leads; `fact` is what they are told of, once. */
export function tellLead(work: Work, task: About, kind: string, fact: string): Promise<number> {
  return tell(work, task, { agencyId: task.agencyId, kind, fact })
}

/** The leaders of whoever issued the document. */
export function tellIssuer(work: Work, task: About, kind: string, fact: string): Promise<number> {
  return tell(work, task, { agencyId: task.issuingAgencyId, kind, fact })
}

async function tell(
  work: Work,
  { id, documentSymbol, dueOn }: About,
  { agencyId, kind, fact }: { agencyId: string; kind: string; fact: string },
): Promise<number> {
  const today = await resolveSuccessor(work, agencyId, localDay(work.now))
  const staff = await listStaffOf(work, today.id)
  const having = (role: 'leader' | 'clerk') => staff.filter(({ roles }) => roles.includes(role))
  const heads = having('leader').length > 0 ? having('leader') : having('clerk')
  const data = { symbol: documentSymbol, ...(dueOn && { due: dueOn }) }
  return notifyStaff(
    work,
    ...heads.map((one) => ({
      key: `${kind} ${fact}`,
      accountId: one.id,
      agencyId,
      kind,
      path: `/nhiem-vu/${id}`,
      data,
    })),
  )
}
