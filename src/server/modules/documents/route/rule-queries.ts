/** SQL on the rules an agency writes, approves, numbers and seals by. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsRule, DocumentsRuleEnd } from '#server/platform/schema.gen.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'documents'>
export type RuleAbout = 'route' | 'register' | 'seal' | 'hold'

/** A rule, with the first day it is not followed any more and who ended it. */
export type KeptRule = Selectable<DocumentsRule> & {
  endsFrom: LocalDay | null
  endedBy: string | null
  endedAt: Date | null
}

/** The rules of that day for this agency about these, each in the order in which they are looked through: its own, then the province's. */
export function listRules(
  tx: Db,
  abouts: readonly RuleAbout[],
  { agencyId, on }: { agencyId: string; on: LocalDay },
): Promise<KeptRule[]> {
  return rules(tx)
    .where('r.about', 'in', abouts)
    .where((where) => where.or([where('r.agencyId', 'is', null), where('r.agencyId', '=', agencyId)]))
    .where('r.validFrom', '<=', on)
    .where((where) => where.or([where('r.validTo', 'is', null), where('r.validTo', '>=', on)]))
    .where((where) => where.or([where('e.fromDay', 'is', null), where('e.fromDay', '>', on)]))
    .limit(500 * abouts.length)
    .execute()
}

/** Those the agency has made, of whatever day. */
export function listMadeRules(tx: Db, agencyId: string, limit: number): Promise<KeptRule[]> {
  return rules(tx).where('r.agencyId', '=', agencyId).where('r.madeBy', 'is not', null).limit(limit).execute()
}

function rules(tx: Db) {
  return tx
    .selectFrom('documents.rule as r')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('documents.ruleEnd')
          .select(['fromDay', 'endedBy', 'endedAt'])
          .whereRef('ruleId', '=', 'r.id')
          .orderBy('fromDay')
          .limit(1)
          .as('e'),
      (join) => join.onTrue(),
    )
    .selectAll('r')
    .select(['e.fromDay as endsFrom', 'e.endedBy', 'e.endedAt'])
    .orderBy(sql`r.made_by is null`)
    .orderBy('r.rank')
    .orderBy('r.madeAt', 'desc')
    .orderBy('r.id')
}

export async function insertRule(tx: Db, row: Insertable<DocumentsRule>): Promise<void> {
  await tx.insertInto('documents.rule').values(row).execute()
}

export async function insertRuleEnd(tx: Db, row: Insertable<DocumentsRuleEnd>): Promise<void> {
  await tx.insertInto('documents.ruleEnd').values(row).execute()
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
