/** Meetings and who takes part in them, for tests. */
import { randomUUID } from 'node:crypto'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import type { Agency } from '#server/modules/agencies/index.ts'
import { appointTo } from '#server/modules/documents/agency/fixtures.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import { callMeeting, invite } from './index.ts'
import type { CallMeeting } from './model.ts'

export interface Office {
  agency: Agency
  chair: Officer
  secretary: Officer
  /** Prepares meetings there, and takes part in none. */
  caller: Officer
}

/** Somebody who works there. */
export async function someoneAt(agency: Agency, position: string, ...roles: Role[]): Promise<Officer> {
  const { id } = await aStaffAccount({ agencyId: agency.id, roles, hasTotp: false })
  const officer: Officer = {
    kind: 'officer',
    id,
    name: 'Trần Thị Thử',
    agencyId: agency.id,
    agencyIds: [agency.id],
    scope: 'agency',
    roles,
  }
  await appointTo(officer, `${agency.id}/${position}`)
  return officer
}

/** An agency with who presides, who keeps the record, and who calls meetings. */
export async function anOffice(overrides: Partial<Agency> = {}): Promise<Office> {
  const agency = await anAgency(overrides)
  return {
    agency,
    chair: await someoneAt(agency, 'chu-tich', 'leader'),
    secretary: await someoneAt(agency, 'chuyen-vien', 'specialist'),
    caller: await someoneAt(agency, 'chuyen-vien', 'clerk'),
  }
}

/** Somebody of another agency, whose head they are: not one who works on documents. */
export async function aGuestAgency(name: string): Promise<{ agency: Agency; head: Officer }> {
  const agency = await anAgency({ name, shortName: name })
  return { agency, head: await someoneAt(agency, 'chu-tich', 'finance') }
}

const hourMs = 3_600_000

export function aMeeting({ chair, secretary }: Office, overrides: Partial<CallMeeting> = {}): CallMeeting {
  return {
    requestKey: randomUUID(),
    title: 'Họp giao ban thử',
    place: 'Phòng họp số 2',
    startsAt: new Date(Date.now() + hourMs).toISOString(),
    endsAt: new Date(Date.now() + 3 * hourMs).toISOString(),
    chair: chair.id,
    secretary: secretary.id,
    items: [
      { title: 'Tiến độ giải ngân', reporter: 'Phòng Kinh tế', minutes: 20 },
      { title: 'Hồ sơ quá hạn', reporter: 'Bộ phận Một cửa', minutes: 10 },
    ],
    ...overrides,
  }
}

/** Called by the office, with these invited beside who runs it. */
export async function called(
  office: Office,
  overrides: Partial<CallMeeting> = {},
  guests: readonly Officer[] = [],
): Promise<string> {
  const { caller } = office
  const { id } = await perform(caller, (work) => callMeeting(work, caller, aMeeting(office, overrides)))
  for (const { id: account, agencyId } of guests)
    await perform(caller, (work) => invite(work, caller, id, { agencyId, people: [account] }))
  return id
}
