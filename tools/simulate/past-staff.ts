/** The made-up staff of agencies that have no demo people: accounts nobody can sign in to, so that what they do bears a name. */
import type pg from 'pg'
import type { Service } from '#server/modules/catalogue/index.ts'
import { accountOpened, roleGranted } from '#server/modules/identity/events.ts'
import { type LocalDay, startOfLocalDay } from '#shared/dates.ts'
import type { PastLog } from './past-log.ts'
import type { Office } from './place.ts'
import type { Random } from './random.ts'
import { openCopy, text } from './tables/copy-table.ts'

const decision = 'Quá khứ mô phỏng'

/** Opens the accounts and grants their roles from the first moment of the past. Which accounts they are. */
export async function storePastStaff(
  client: pg.ClientBase,
  { offices, services, from, random, moneyRandom, log }: PastStaff,
): Promise<Set<string>> {
  const stored = new Set<string>()
  const accounts = openCopy('identity.account', 'id, kind, display_name, created_at')
  const grants = openCopy(
    'identity.role_grant',
    'id, account_id, role, agency_id, valid_from, valid_to, decision',
  )
  const serving = new Set(services.flatMap(({ agency }) => ('agency' in agency ? agency.agency : [])))
  const start = startOfLocalDay(from)
  for (const { id: agencyId, kind, level, validFrom, validTo, staff } of offices) {
    const serves = serving.has(agencyId) || (kind === 'people_committee' && level === 'commune')
    if (!serves || (validTo !== null && validTo < from)) continue
    for (const [role, member] of [
      ['one_stop', staff.oneStop],
      ['specialist', staff.specialist],
      ['leader', staff.leader],
      ['finance', staff.finance[0]],
      ['finance', staff.finance[1]],
    ] as const) {
      if (!member.isMadeUp) continue
      const grantId = (role === 'finance' ? moneyRandom : random).id(start.getTime())
      stored.add(member.id)
      accounts.add(member.id, 'staff', text(member.name), start)
      grants.add(grantId, member.id, role, agencyId, validFrom, validTo, decision)
      const by = {
        at: start.getTime(),
        actorKind: 'system',
        actorId: null,
        agencyId: null,
        onWrite: undefined,
      }
      log.add({ ...accountOpened(member.id, { kind: 'staff' }), ...by })
      log.add({ ...roleGranted(member.id, { grantId, role, agencyId }), ...by })
    }
  }
  await accounts.flush(client)
  await grants.flush(client)
  return stored
}

interface PastStaff {
  offices: Iterable<Office>
  services: readonly Service[]
  /** The first day of the past. */
  from: LocalDay
  random: Random
  moneyRandom: Random
  log: PastLog
}
