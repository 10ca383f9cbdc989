/** Where the past ends, real work begins: demo staff propose and sign a few dossiers as they would on their pages. */
import { sql } from 'kysely'
import { openQueue, perform } from '#server/facts.ts'
import { inheritedAgencyIds, listAgencies, listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { listFurtherDocuments, showDraft } from '#server/modules/documents/index.ts'
import {
  beginSigning,
  deliverResult,
  extractsOf,
  filedAnswers,
  formContext,
  isLeft,
  markChecks,
  proposeDecision,
  signDecision,
  viewChecks,
} from '#server/modules/dossiers/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import type { Role } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Refusal } from '#shared/refusal.ts'
import { searchKey } from '#shared/text/index.ts'
import { decideAsAsked } from './decide.ts'
import { holdMeetings, type Table } from './meetings/hold-meetings.ts'
import type { Person } from './people.ts'
import { createRandom } from './random.ts'
import { settleWhatIsAwaited } from './settle.ts'

const mostProposed = 40
const mostSigned = 10
/** Of one agency, so that every leader finds something to sign. */
const mostOfAgency = 12
const mostSignedOfAgency = 4

export interface LiveWork {
  proposed: number
  signed: number
  /** Meetings held; none of a province in which nobody could. */
  meetings: number
}

interface Waiting {
  id: string
  code: string
  agencyId: string
  serviceCode: string
  serviceVersion: number
  isDemo: boolean
  answers: unknown
  channel: string
  submittedAt: Date
  person: Person
}

/** Drafts, signatures and results are real: typeset, numbered, signed with the demo keys, delivered to the vault. */
export async function workOnDesks(until: Date, migratorUrl: string): Promise<LiveWork> {
  const specialists = await staffWith('specialist', until)
  const leaders = await staffWith('leader', until)
  const waiting = await listWaiting([...specialists.keys()])
  const shares = sharesOf(waiting)
  const perAgency = new Map<string, number>()
  const signedOf = new Map<string, number>()
  let proposed = 0
  let signed = 0
  let meetings = 0
  await openQueue()
  try {
    for (const dossier of waiting) {
      const { id, agencyId, isDemo } = dossier
      const specialist = specialists.get(agencyId)
      const count = perAgency.get(agencyId) ?? 0
      if (!specialist || proposed === mostProposed || count >= (shares.get(agencyId) ?? 0)) continue
      const documentId = await asTheLawAllows(() =>
        perform(specialist, (work) => decide(work, specialist, dossier, until), { now: until }),
      )
      if (documentId === undefined) continue
      perAgency.set(agencyId, count + 1)
      proposed += 1

      const leader = leaders.get(agencyId)
      const already = signedOf.get(agencyId) ?? 0
      // Of the demo citizens' own, every second stays on the leader's desk.
      const sign =
        leader &&
        documentId &&
        signed < mostSigned &&
        already < mostSignedOfAgency &&
        (isDemo ? already % 2 === 0 || count > 3 : count > 5)
      if (!sign) continue
      const at = { now: until }
      const done = await asTheLawAllows(async () => {
        await beginSigning(leader, id, {}, at)
        const { sha256 } = await showDraft(leader, documentId, at)
        for (const further of await perform(leader, (work) => listFurtherDocuments(work, id), at))
          await showDraft(leader, further.id, at)
        await signDecision({ ...leader, confirmedAt: until }, id, { sha256 }, {}, at)
        await perform(system, (work) => deliverResult(work, id), { now: until })
        return true
      })
      if (!done) continue
      signedOf.set(agencyId, already + 1)
      signed += 1
    }
    const table = await findTable(specialists, leaders, until)
    if (table) meetings = await holdMeetings(table, { until, migratorUrl })
  } finally {
    await boss.stop({ graceful: false })
  }
  return { proposed, signed, meetings }
}

/** The committee of the province, where it has somebody to prepare, to preside and to look at layout; and heads of other agencies. */
async function findTable(
  specialists: ReadonlyMap<string, Officer>,
  leaders: ReadonlyMap<string, Officer>,
  until: Date,
): Promise<Table | undefined> {
  const clerks = await staffWith('clerk', until)
  const [committee] = await perform(system, (work) =>
    listAgencies(work, localDay(until), { level: 'province', kind: 'people_committee' }),
  )
  if (!committee) return undefined
  const [secretary, chair, clerk] = [specialists, leaders, clerks].map((staff) => staff.get(committee.id))
  const heads = [...leaders.values()].filter(({ agencyId }) => agencyId !== committee.id).slice(0, 4)
  return secretary && chair && clerk && heads.length > 1 ? { secretary, chair, clerk, heads } : undefined
}

async function decide(
  work: Work,
  specialist: Officer,
  { id, code, serviceCode, serviceVersion, answers, channel, submittedAt, person }: Waiting,
  until: Date,
): Promise<string | undefined> {
  const service = await getServiceVersion(work, serviceCode, serviceVersion)
  const day = localDay(until)
  const filed = filedAnswers({ answers, channel, submittedAt })
  const decision = decideAsAsked(
    service,
    filed,
    { random: createRandom(id), person, day, unitCode: person.unitCode },
    formContext(until, await listCommunes(work, day)),
    await extractsOf(work, service, filed),
  )
  if (!decision) return undefined
  await lookUp(work, specialist, { id, code })
  const note = exampleIn(service.result.decisionNote?.help) ?? opinion
  const proposal = { outcome: 'approve', note, decision } as const
  await settleWhatIsAwaited(work, specialist, { id, person }, proposal)
  const { documentId } = await proposeDecision(work, specialist, id, proposal)
  return documentId ?? undefined
}

/** Ticks what the program could not find out, with a reason where something is rare and lawful; what is unlawful stays. */
async function lookUp(
  work: Work,
  specialist: Officer,
  { id, code }: Pick<Waiting, 'id' | 'code'>,
): Promise<void> {
  const left = (await viewChecks(work, specialist, code)).checks.filter(isLeft)
  const marks = left.map(({ key, state }) =>
    state === 'toExplain'
      ? { check: key, verdict: 'wrong' as const, reason: 'Đã xem giấy tờ gốc; hiếm gặp nhưng đúng quy định.' }
      : { check: key, verdict: 'right' as const },
  )
  if (marks.length > 0) await markChecks(work, specialist, id, { marks })
}

/** What may not be done yet, or not at all, stays where it is. */
async function asTheLawAllows<Outcome>(act: () => Promise<Outcome>): Promise<Outcome | undefined> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** How many each agency proposes: a third stays on the specialist's desk. */
function sharesOf(waiting: readonly Waiting[]): Map<string, number> {
  const all = new Map<string, number>()
  for (const { agencyId } of waiting) all.set(agencyId, (all.get(agencyId) ?? 0) + 1)
  return new Map(
    [...all].map(([agencyId, count]) => [agencyId, Math.min(mostOfAgency, Math.ceil((count * 2) / 3))]),
  )
}

const opinion = 'Hồ sơ đầy đủ, hợp lệ; đủ điều kiện giải quyết theo quy định.'

/** What a service's own help suggests to write into its result. */
function exampleIn(help: string | undefined): string | undefined {
  return help?.split('Ví dụ: ')[1]
}

/** One member of demo staff with this role for each agency that has any: of those who can sign in. */
async function staffWith(role: Role, until: Date): Promise<Map<string, Officer>> {
  return perform(system, async (work) => {
    const today = localDay(until)
    const { rows } = await sql<{ id: string; name: string; agencyId: string }>`
      select distinct on (g.agency_id) a.id, a.display_name as name, g.agency_id
        from identity.role_grant g join identity.account a on a.id = g.account_id
       where g.role = ${role} and a.kind = 'staff' and a.status = 'active' and a.login is not null
         and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date)
       order by g.agency_id, a.login`.execute(work.tx)
    const staff = new Map<string, Officer>()
    for (const { id, name, agencyId } of rows) {
      const agencyIds = await inheritedAgencyIds(work, agencyId)
      staff.set(agencyId, { kind: 'officer', id, name, agencyId, agencyIds, scope: 'agency', roles: [role] })
    }
    return staff
  })
}

/** Before a specialist of these agencies: the demo citizens' own first, then what is due first. */
async function listWaiting(agencyIds: string[]): Promise<Waiting[]> {
  return perform(system, async ({ tx }) => {
    const { rows } = await sql<Omit<Waiting, 'person'> & Omit<Person, 'id' | 'nameKey'>>`
      select d.id, d.code, d.handling_agency_id as agency_id, d.service_code, d.service_version, d.answers, d.channel, d.submitted_at,
             (p.source = 'Dữ liệu chạy thử') as is_demo, p.id_number, p.full_name, p.born_on::text as born_on, p.gender,
             coalesce(p.ethnicity, 'Kinh') as ethnicity, coalesce(p.phone, '') as phone, coalesce(p.address, '') as address,
             coalesce(p.unit_code, '') as unit_code
        from dossiers.dossier d join registry.person p on p.id = d.applicant_id
       where d.status = 'processing' and d.step = 'specialist' and d.handling_agency_id = any (${agencyIds}::text[])
       order by (p.source = 'Dữ liệu chạy thử') desc, d.due_at, d.code limit 500`.execute(tx)
    return rows.map(
      ({ idNumber, fullName, bornOn, gender, ethnicity, phone, address, unitCode, ...dossier }) => ({
        ...dossier,
        person: {
          id: dossier.id,
          nameKey: searchKey(fullName),
          ...{ idNumber, fullName, bornOn, gender, ethnicity, phone, address, unitCode },
        },
      }),
    )
  })
}
