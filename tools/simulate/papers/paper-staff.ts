/** Who writes, registers and signs the documents of the past: the demo staff, and where there are none made-up accounts. */
import type pg from 'pg'
import { accountOpened, roleGranted } from '#server/modules/identity/events.ts'
import { type LocalDay, startOfLocalDay } from '#shared/dates.ts'
import type { Member } from '../life.ts'
import type { PastLog } from '../past-log.ts'
import { aName } from '../people.ts'
import type { Office } from '../place.ts'
import type { Random } from '../random.ts'
import { openCopy, text } from '../tables/copy-table.ts'

export interface PaperStaff {
  specialist: Member
  clerk: Member
  leader: Member
  /** Whether people try the program out as its clerk. */
  isDemo: boolean
}

/** The agencies that write documents, each with its staff: committees, departments, and wherever a demo clerk sits. */
export async function findPaperStaff(
  client: pg.ClientBase,
  offices: readonly Office[],
  random: Random,
): Promise<Map<Office, PaperStaff>> {
  const { rows } = await client.query<{ agencyId: string; id: string; name: string }>(`
    select distinct on (g.agency_id) g.agency_id as "agencyId", a.id, a.display_name as name
      from identity.role_grant g join identity.account a on a.id = g.account_id
     where g.role = 'clerk' and g.valid_to is null order by g.agency_id, a.id`)
  const clerks = new Map(rows.map(({ agencyId, id, name }) => [agencyId, { id, name, isMadeUp: false }]))
  return new Map(
    offices.flatMap((office): [Office, PaperStaff][] => {
      const { id, kind, staff } = office
      const known = clerks.get(id)
      if (!known && kind !== 'people_committee' && kind !== 'department') return []
      const clerk = known ?? {
        id: random.id(1_600_000_000_000),
        name: aName(random, 'female'),
        isMadeUp: true,
      }
      return [[office, { specialist: staff.specialist, leader: staff.leader, clerk, isDemo: !!known }]]
    }),
  )
}

/** Opens the accounts nobody has opened yet, and grants their roles from the first moment of the past. */
export async function storePaperStaff(
  client: pg.ClientBase,
  staff: ReadonlyMap<Office, PaperStaff>,
  {
    from,
    random,
    log,
    stored,
  }: { from: LocalDay; random: Random; log: PastLog; stored: ReadonlySet<string> },
): Promise<void> {
  const accounts = openCopy('identity.account', 'id, kind, display_name, created_at')
  const grants = openCopy(
    'identity.role_grant',
    'id, account_id, role, agency_id, valid_from, valid_to, decision',
  )
  const start = startOfLocalDay(from)
  const by = { at: start.getTime(), actorKind: 'system', actorId: null, agencyId: null, onWrite: undefined }
  for (const [{ id: agencyId, validFrom, validTo }, members] of staff) {
    if (validTo !== null && validTo < from) continue
    for (const role of ['specialist', 'clerk', 'leader'] as const) {
      const member = members[role]
      if (!member.isMadeUp || stored.has(member.id)) continue
      const grantId = random.id(start.getTime())
      accounts.add(member.id, 'staff', text(member.name), start)
      grants.add(grantId, member.id, role, agencyId, validFrom, validTo, 'Quá khứ mô phỏng')
      log.add({ ...accountOpened(member.id, { kind: 'staff' }), ...by })
      log.add({ ...roleGranted(member.id, { grantId, role, agencyId }), ...by })
    }
  }
  await accounts.flush(client)
  await grants.flush(client)
}
