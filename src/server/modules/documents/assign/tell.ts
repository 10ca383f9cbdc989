/** Who is told what of an incoming document: never a subject or a name, only its symbol and its term. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { type NotifyStaff, notifyStaff } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Assignment, Part } from './assignment-queries.ts'

type About = Pick<Assignment, 'documentId' | 'agencyId' | 'symbol' | 'dueAt' | 'lastSeq'>

/** Whoever leads; where a unit has not said who, or they work there no longer, those who lead it. Who does it themselves is not told of it. */
export async function tellLead(
  work: Work,
  doer: Officer | undefined,
  about: About & Pick<Assignment, 'leadAgencyId' | 'leadAccountId'>,
  kind: string,
  more: Record<string, string> = {},
): Promise<number> {
  const { leadAgencyId, leadAccountId } = about
  if (!leadAgencyId) return 0
  const lead = { agencyId: leadAgencyId, accountId: leadAccountId }
  return tell(work, doer, about, kind, await peopleOf(work, lead, leadAgencyId), more)
}

export async function tellParts(
  work: Work,
  doer: Officer,
  about: About,
  parts: readonly Part[],
): Promise<void> {
  for (const part of parts)
    await tell(work, doer, about, 'document_shared', await peopleOf(work, part, part.agencyId))
}

/** Whoever led until now: others have it. */
export async function tellWasLead(work: Work, doer: Officer, was: Assignment): Promise<void> {
  if (was.state !== 'assigned' || !was.leadAgencyId || !was.leadAccountId) return
  await tell(work, doer, was, 'document_taken_away', [[was.leadAccountId, was.leadAgencyId]])
}

/** Whoever assigned it; without one the leaders of the agency that received it. */
export async function tellHead(
  work: Work,
  doer: Officer | undefined,
  about: About & Pick<Assignment, 'assignedBy'>,
  kind: string,
  more: Record<string, string> = {},
): Promise<number> {
  const { agencyId, assignedBy } = about
  return tell(
    work,
    doer,
    about,
    kind,
    await peopleOf(work, { agencyId, accountId: assignedBy }, agencyId),
    more,
  )
}

/** Whoever has it: the clerks of the agency that received it, whoever leads and those who take part; of one that was closed the clerks alone. */
export async function tellHolders(
  work: Work,
  about: Assignment,
  parts: readonly Part[],
  kind: string,
  more: Record<string, string>,
  doer?: Officer,
): Promise<void> {
  const staff = await staffOf(work, about.agencyId)
  const clerks = staff.filter(({ roles }) => roles.includes('clerk')).map(({ id }) => id)
  const whom = (clerks.length > 0 ? clerks : headsAmong(staff)).map((id) => [id, about.agencyId] as const)
  const { leadAgencyId, leadAccountId, state } = about
  const lead = leadAgencyId ? [{ agencyId: leadAgencyId, accountId: leadAccountId }] : []
  const others = []
  for (const part of state === 'closed' ? [] : [...lead, ...parts])
    others.push(...(await peopleOf(work, part, part.agencyId)))
  const twice = (one: readonly [string, string], at: number, all: readonly (readonly [string, string])[]) =>
    all.findIndex(([id]) => id === one[0]) < at
  const all = [...whom, ...others]
  await tell(
    work,
    doer,
    about,
    kind,
    all.filter((one, at) => !twice(one, at, all)),
    more,
  )
}

/** The leaders of an agency, of a merged one those of its successor; where it has none, its clerks. */
export async function headsOf(work: Work, agencyId: string): Promise<string[]> {
  return headsAmong(await staffOf(work, agencyId))
}

type Staff = Awaited<ReturnType<typeof listStaffOf>>

async function staffOf(work: Work, agencyId: string): Promise<Staff> {
  const { id: today } = await resolveSuccessor(work, agencyId, localDay(work.now))
  return listStaffOf(work, today)
}

function headsAmong(staff: Staff): string[] {
  const having = (role: Role) => staff.filter(({ roles }) => roles.includes(role)).map(({ id }) => id)
  const leaders = having('leader')
  return leaders.length > 0 ? leaders : having('clerk')
}

async function peopleOf(
  work: Work,
  { agencyId, accountId }: Part,
  forAgency: string,
): Promise<[string, string][]> {
  const staff = await staffOf(work, agencyId)
  // A letter outlasts who has it: of whoever left, those who lead the unit hear, and give it to another.
  const accounts = accountId && staff.some(({ id }) => id === accountId) ? [accountId] : headsAmong(staff)
  return accounts.map((id) => [id, forAgency])
}

/** Tells these accounts, each for the work of its agency. One fact is the act that follows `lastSeq`. */
export async function tell(
  work: Work,
  doer: Officer | undefined,
  { documentId, symbol, dueAt, lastSeq }: About,
  kind: string,
  whom: readonly (readonly [accountId: string, agencyId: string])[],
  more: Record<string, string> = {},
): Promise<number> {
  const facts = whom
    .filter(([accountId]) => accountId !== doer?.id)
    .map(
      ([accountId, agencyId]): NotifyStaff => ({
        key: `${kind} ${documentId} ${lastSeq}`,
        accountId,
        agencyId,
        kind,
        path: `/van-ban/viec/${documentId}`,
        data: { ...(symbol && { symbol }), ...(dueAt && { due: localDay(dueAt) }), ...more },
      }),
    )
  return notifyStaff(work, ...facts)
}
