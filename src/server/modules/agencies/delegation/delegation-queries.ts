/** SQL on powers to sign that were handed over. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { AgenciesDelegation, AgenciesDelegationEnd } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { Authority } from '../model.ts'

type Db = Tx<'agencies'>

/** A power that was handed over, with the first day it is in force no more and who ended it. */
export type KeptPower = Selectable<AgenciesDelegation> & {
  endsFrom: LocalDay | null
  endedWhy: string | null
  endedBy: string | null
  endedAt: Date | null
}

/** The powers handed to an account at an agency that last on that day. */
export async function listDelegations(
  tx: Db,
  accountId: string,
  agencyId: string,
  on: LocalDay,
): Promise<
  (Pick<KeptPower, 'fromPosition' | 'scope' | 'types' | 'registers' | 'decision'> & {
    authority: Authority
  })[]
> {
  return powers(tx)
    .$narrowType<{ authority: Authority }>()
    .where('delegation.toAccount', '=', accountId)
    .where('position.agencyId', '=', agencyId)
    .where('delegation.validFrom', '<=', on)
    .where('delegation.validTo', '>=', on)
    .where((where) => where.or([where('ended.fromDay', 'is', null), where('ended.fromDay', '>', on)]))
    .orderBy('delegation.validFrom', 'desc')
    .execute()
}

/** Those of the positions of these agencies, and those handed to this account by whichever, of whatever day; the latest first. */
export function listPowersOf(
  tx: Db,
  agencyIds: readonly string[],
  accountId: string,
  limit: number,
): Promise<KeptPower[]> {
  return powers(tx)
    .where((where) =>
      where.or([
        where('position.agencyId', 'in', [...agencyIds, '']),
        where('delegation.toAccount', '=', accountId),
      ]),
    )
    .orderBy('delegation.validFrom', 'desc')
    .orderBy('delegation.id')
    .limit(limit)
    .execute()
}

/** Those of one position, to this account. */
export function listPowersTo(tx: Db, fromPosition: string, toAccount: string): Promise<KeptPower[]> {
  return powers(tx)
    .where('delegation.fromPosition', '=', fromPosition)
    .where('delegation.toAccount', '=', toAccount)
    .execute()
}

export function findPower(tx: Db, id: string): Promise<KeptPower | undefined> {
  return powers(tx).where('delegation.id', '=', id).executeTakeFirst()
}

export interface HeldTerm {
  accountId: string
  positionId: string
  validFrom: LocalDay
  validTo: LocalDay | null
}

/** Every term in which one of these accounts held a position, those of positions that sign first. */
export async function listTermsOf(tx: Db, accountIds: readonly string[]): Promise<HeldTerm[]> {
  if (accountIds.length === 0) return []
  return tx
    .selectFrom('agencies.appointment as appointment')
    .innerJoin('agencies.position as position', 'position.id', 'appointment.positionId')
    .select([
      'appointment.accountId',
      'appointment.positionId',
      'appointment.validFrom',
      'appointment.validTo',
    ])
    .where('appointment.accountId', 'in', [...new Set(accountIds)])
    .orderBy('position.signs', 'desc')
    .orderBy('appointment.validFrom', 'desc')
    .orderBy('position.id')
    .execute()
}

function powers(tx: Db) {
  return tx
    .selectFrom('agencies.delegation as delegation')
    .innerJoin('agencies.position as position', 'position.id', 'delegation.fromPosition')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('agencies.delegationEnd')
          .select(['fromDay', 'reason', 'endedBy', 'endedAt'])
          .whereRef('delegationId', '=', 'delegation.id')
          .orderBy('fromDay')
          .limit(1)
          .as('ended'),
      (join) => join.onTrue(),
    )
    .selectAll('delegation')
    .select(['ended.fromDay as endsFrom', 'ended.reason as endedWhy', 'ended.endedBy', 'ended.endedAt'])
}

/** One at a time hands this position's power over, or ends that. */
export async function lockPowersOf(tx: Db, position: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agencies.delegation'), hashtext(${position}))`.execute(tx)
}

export async function insertDelegation(tx: Db, delegation: Insertable<AgenciesDelegation>): Promise<void> {
  await tx.insertInto('agencies.delegation').values(delegation).execute()
}

export async function insertDelegationEnd(tx: Db, end: Insertable<AgenciesDelegationEnd>): Promise<void> {
  await tx.insertInto('agencies.delegationEnd').values(end).execute()
}
