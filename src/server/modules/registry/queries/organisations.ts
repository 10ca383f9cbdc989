import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { inVietnameseOrder } from '#server/platform/database/vietnamese-order.ts'
import type { Organisation } from '../model.ts'

/** The organisation's id, new or known. */
export async function insertOrganisation(
  tx: Tx<'registry'>,
  organisation: Organisation & { nameKey: string },
): Promise<string> {
  const inserted = await tx
    .insertInto('registry.organisation')
    .values(organisation)
    .onConflict((conflict) => conflict.column('taxCode').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return inserted.id
  const known = await tx
    .selectFrom('registry.organisation')
    .select('id')
    .where('taxCode', '=', organisation.taxCode)
    .executeTakeFirstOrThrow()
  return known.id
}

const organisationColumns = [
  'id',
  'taxCode',
  'name',
  'kind',
  'address',
  'unitCode',
  'representativeId',
  'foundedOn',
  'source',
] as const

export async function listRepresented(tx: Tx<'registry'>, personId: string): Promise<Organisation[]> {
  return tx
    .selectFrom('registry.organisation')
    .select(organisationColumns)
    .$narrowType<Pick<Organisation, 'kind'>>()
    .where('representativeId', '=', personId)
    .orderBy(sql`name ${inVietnameseOrder}`)
    .execute()
}
