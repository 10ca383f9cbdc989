/** Mời dự, thôi mời, cử người đi thay. */
import { z } from 'zod'
import { findAgency, listAgencies } from '#server/modules/agencies/index.ts'
import { findAgencyIds } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { peopleInvited, personRemoved, substituteNamed, substituteTakenBack } from '../events.ts'
import { changePerson, insertPeople, listPeople, type Person } from '../look/queries.ts'
import { line, most } from '../model.ts'
import { notYours, oneEach, personUnknown, tooMany, wrongState } from '../refusals.ts'
import { type Attended, requireMeeting, requireRunner } from '../rights.ts'
import { tellInvited } from '../tell.ts'
import { type StaffPlace, staffOf } from './staff.ts'

/** People of one agency by their accounts; agencies whose heads are meant; guests by name. */
export const Invite = z.strictObject({
  agencyId: z.string().max(80).default(''),
  people: z.array(z.uuid()).max(200).default([]),
  /** Names of agencies. */
  heads: z.array(line(300)).max(200).default([]),
  /** “Name, post, from where”. */
  guests: z.array(line(300)).max(50).default([]),
})
export type Invite = z.input<typeof Invite>

type Invited = Pick<Person, 'part' | 'accountId' | 'agencyId' | 'agencyName' | 'name' | 'post'>

/** Invites them, each once; who is invited already stays so. An agency whose head has no account here is invited by its name. */
export async function invite(work: Work, officer: Officer, id: string, input: Invite): Promise<void> {
  const { meeting, people: known } = await requireRunner(work, officer, id, 'called', 'running')
  const { agencyId, people, heads, guests } = Invite.parse(input)
  const wanted: Invited[] = [
    ...(people.length > 0 ? await byAccount(work, agencyId, people) : []),
    ...(await headsOf(work, heads)),
    ...guests.map(guestOf),
  ]
  const isKnown = ({ accountId, name, agencyName }: Invited) =>
    known.some((one) =>
      accountId
        ? one.accountId === accountId
        : one.accountId === null && one.name === name && one.agencyName === agencyName,
    )
  const fresh = wanted.filter((one) => !isKnown(one))
  if (known.length + fresh.length > most.people) throw tooMany({ most: most.people })
  if (fresh.length === 0) return
  const ids = new Set<string>()
  const rows = fresh.map((one) => {
    const row = { ...one, id: newId(), meetingId: id, invitedAt: work.now }
    ids.add(row.id)
    return row
  })
  await insertPeople(work.tx, rows)
  await work.record(peopleInvited(id, { agencyId: meeting.agencyId, people: rows.length }))
  const invited = (await listPeople(work.tx, id)).filter((one) => ids.has(one.id))
  await tellInvited(work, meeting, invited, 'meeting_called', String(meeting.sequence))
}

async function byAccount(work: Work, agencyId: string, accounts: readonly string[]): Promise<Invited[]> {
  const agency = await findAgency(work, agencyId)
  if (!agency) throw personUnknown()
  const staff = await staffOf(work, agency.id)
  return [...new Set(accounts)].map((accountId) => {
    const one = staff.find((member) => member.accountId === accountId)
    if (!one) throw personUnknown()
    return memberOf(one, agency)
  })
}

function memberOf(
  { accountId, name, post }: StaffPlace,
  { id, name: agencyName }: { id: string; name: string },
): Invited {
  return { part: 'member', accountId, agencyId: id, agencyName, name, post }
}

async function headsOf(work: Work, names: readonly string[]): Promise<Invited[]> {
  const heads: Invited[] = []
  for (const agencyId of await findAgencyIds(work, names)) {
    const agency = await findAgency(work, agencyId)
    const [head] = await staffOf(work, agencyId)
    if (!agency) continue
    heads.push(
      head?.post
        ? memberOf(head, agency)
        : {
            part: 'guest',
            accountId: null,
            agencyId,
            agencyName: agency.name,
            name: m.meetings.people.someHead,
            post: '',
          },
    )
  }
  return heads
}

/** “Nguyễn Văn A, Giám đốc, Công ty B” as it is typed. */
function guestOf(typed: string): Invited {
  const [name = '', post = '', ...from] = typed.split(',').map((part) => part.trim())
  return { part: 'guest', accountId: null, agencyId: null, agencyName: from.join(', '), name, post }
}

/** Thôi mời: they no longer see anything of it, and are told. Who presides and who keeps the record are replaced, not taken out. */
export async function uninvite(work: Work, officer: Officer, id: string, personId: string): Promise<void> {
  const { meeting, people } = await requireRunner(work, officer, id, 'called')
  const person = people.find((one) => one.id === personId)
  if (!person) return
  if (person.part === 'chair' || person.part === 'secretary') throw oneEach()
  await changePerson(work.tx, personId, { removedAt: work.now })
  await work.record(personRemoved(id, { agencyId: meeting.agencyId }))
  await tellInvited(work, meeting, [person], 'meeting_uninvited', '0')
}

export const Substitute = z.strictObject({
  personId: z.uuid(),
  /** The account that goes instead; empty takes it back. */
  substitute: z.union([z.literal(''), z.uuid()]),
})
export type Substitute = z.infer<typeof Substitute>

/**
 * Cử người đi thay: whoever is invited names somebody of their agency, or takes it back; whoever runs the meeting may enter it for them. Both
 * are told. Refuses once the meeting is over: nobody is let into what was said there afterwards.
 */
export async function substitute(
  work: Work,
  officer: Officer,
  id: string,
  { personId, substitute: accountId }: Substitute,
): Promise<void> {
  const { meeting, people, mayRun } = await requireMeeting(work, officer, id)
  const person = people.find((one) => one.id === personId)
  if (!person?.agencyId) throw personUnknown()
  if (!mayRun && person.accountId !== officer.id) throw notYours()
  const { state, agencyId } = meeting
  if (state !== 'called' && state !== 'running') throw wrongState({ state })
  if ((person.substituteId ?? '') === accountId) return
  const staff = accountId === '' ? [] : await staffOf(work, person.agencyId)
  const chosen = staff.find((one) => one.accountId === accountId)
  if (accountId !== '' && (!chosen || people.some((one) => one.accountId === accountId)))
    throw personUnknown()
  const now = { substituteId: chosen?.accountId ?? null, substituteName: chosen?.name ?? null }
  await changePerson(work.tx, personId, now)
  await work.record(chosen ? substituteNamed(id, { agencyId }) : substituteTakenBack(id, { agencyId }))
  const fact = String(work.now.getTime())
  const instead = (substituteId: string | null) => [{ ...person, accountId: null, substituteId }]
  await tellInvited(work, meeting, instead(person.substituteId), 'meeting_uninvited', fact)
  await tellInvited(work, meeting, instead(now.substituteId), 'meeting_substitute', fact)
}

/** Agencies of today by name, to invite their heads; and the people of one of them. */
export async function listInvitable(
  work: Work,
  officer: Officer,
  id: string,
  agencyId: string | undefined,
): Promise<{ agencies: { id: string; name: string }[]; staff: StaffPlace[] }> {
  await requireRunner(work, officer, id)
  const agencies = (await listAgencies(work, localDay(work.now))).map(({ id, name }) => ({ id, name }))
  const chosen = agencies.find((agency) => agency.id === agencyId)
  return { agencies: agencies.slice(0, 1000), staff: chosen ? await staffOf(work, chosen.id) : [] }
}

/** Whom this one may send in their stead, the others of their agency: for themselves, and for whoever runs the meeting. */
export async function staffToSend(
  work: Work,
  { people, mayRun }: Pick<Attended, 'people' | 'mayRun'>,
  person: Person | undefined,
): Promise<StaffPlace[]> {
  const isOwn = work.actor.kind === 'officer' && person?.accountId === work.actor.id
  if (!person || !(isOwn || mayRun) || !maySend(person)) return []
  const invited = new Set(people.map(({ accountId }) => accountId))
  return (await staffOf(work, person.agencyId ?? '')).filter(({ accountId }) => !invited.has(accountId))
}

/** Who presides and who keeps the record are replaced instead; a guest of no agency here has nobody. */
export function maySend({ part, agencyId }: Pick<Person, 'part' | 'agencyId'>): boolean {
  return agencyId !== null && (part === 'member' || part === 'guest')
}
