/** SQL on the rules an agency writes, approves, numbers and seals by. */
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
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

/** One the agency has made. */
export function findMadeRule(tx: Db, agencyId: string, id: string): Promise<KeptRule | undefined> {
  return madeRules(tx, agencyId).where('r.id', '=', id).executeTakeFirst()
}

/** A page of those the agency has made and that are none of these, the latest to begin first. */
export async function listOtherRules(
  tx: Db,
  agencyId: string,
  { besides, offset, limit }: { besides: readonly string[]; offset: number; limit: number },
): Promise<KeptRule[]> {
  return madeRules(tx, agencyId)
    .where(sql<SqlBool>`r.id <> all (${besides}::text[])`)
    .clearOrderBy()
    .orderBy('r.validFrom', 'desc')
    .orderBy('r.madeAt', 'desc')
    .orderBy('r.id')
    .offset(offset)
    .limit(limit)
    .execute()
}

export async function countOtherRules(tx: Db, agencyId: string, besides: readonly string[]): Promise<number> {
  const { count } = await tx
    .selectFrom('documents.rule')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('agencyId', '=', agencyId)
    .where('madeBy', 'is not', null)
    .where(sql<SqlBool>`id <> all (${besides}::text[])`)
    .executeTakeFirstOrThrow()
  return count
}

/** Rules of one agency are made one after another. */
export async function holdRulesOf(tx: Db, agencyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`documents.rule ${agencyId}`}, 0))`.execute(tx)
}

/** Those the agency has made and not ended until that day. */
export async function countStandingRules(tx: Db, agencyId: string, on: LocalDay): Promise<number> {
  const { count } = await tx
    .selectFrom('documents.rule as r')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('r.agencyId', '=', agencyId)
    .where('r.madeBy', 'is not', null)
    .where(
      sql<SqlBool>`not exists (select from documents.rule_end e where e.rule_id = r.id and e.from_day <= ${on}::date)`,
    )
    .executeTakeFirstOrThrow()
  return count
}

/** Whether the last rule the agency has made about this says the same, and nobody has ended it. */
export async function isMadeLast(
  tx: Db,
  rule: Pick<KeptRule, 'about' | 'types' | 'urgencies' | 'amountFrom' | 'amountTo' | 'validFrom'> & {
    agencyId: string
    value: string
  },
): Promise<boolean> {
  const last = await madeRules(tx, rule.agencyId)
    .where('r.about', '=', rule.about)
    .clearOrderBy()
    .orderBy('r.madeAt', 'desc')
    .orderBy('r.id', 'desc')
    .select(
      sql<boolean>`
        (r.types, r.urgencies, r.amount_from, r.amount_to, r.valid_from, r.value) is not distinct from
        (${rule.types}::text[], ${rule.urgencies}::text[], ${rule.amountFrom}::bigint, ${rule.amountTo}::bigint, ${rule.validFrom}::date, ${rule.value}::jsonb)`.as(
        'isSame',
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return last?.isSame === true && last.endsFrom === null
}

function madeRules(tx: Db, agencyId: string) {
  return rules(tx).where('r.agencyId', '=', agencyId).where('r.madeBy', 'is not', null)
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

/** False where somebody has ended it from that day on. */
export async function insertRuleEnd(tx: Db, row: Insertable<DocumentsRuleEnd>): Promise<boolean> {
  const added = await tx
    .insertInto('documents.ruleEnd')
    .values(row)
    .onConflict((conflict) => conflict.columns(['ruleId', 'fromDay']).doNothing())
    .returning('ruleId')
    .executeTakeFirst()
  return added !== undefined
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
