/** SQL on the rules an agency writes, approves, numbers and seals by. */
import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsRule } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'documents'>
export type RuleAbout = 'route' | 'register' | 'seal' | 'hold'

/** The rules of that day about these, each in the order in which they are looked through. */
export async function listRules(tx: Db, abouts: readonly RuleAbout[], on: LocalDay) {
  return tx
    .selectFrom('documents.rule')
    .selectAll()
    .where('about', 'in', abouts)
    .where('validFrom', '<=', on)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>=', on)]))
    .orderBy('rank')
    .orderBy('id')
    .limit(500 * abouts.length)
    .execute()
}

export async function putRules(tx: Db, rows: readonly Insertable<DocumentsRule>[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('documents.rule')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        about: sql`excluded.about`,
        rank: sql`excluded.rank`,
        agencyId: sql`excluded.agency_id`,
        agencyKinds: sql`excluded.agency_kinds`,
        types: sql`excluded.types`,
        urgencies: sql`excluded.urgencies`,
        amountFrom: sql`excluded.amount_from`,
        amountTo: sql`excluded.amount_to`,
        value: sql`excluded.value`,
        validFrom: sql`excluded.valid_from`,
        validTo: sql`excluded.valid_to`,
      }),
    )
    .execute()
}
