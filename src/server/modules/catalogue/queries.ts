import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { LocalDay } from '#shared/dates.ts'
import { withSources } from './definition/sources.ts'
import { Service } from './model.ts'

/** A version that exists, without its definition: enough to know whether a copy in memory is still it. */
export interface VersionMark {
  code: string
  version: number
  validFrom: LocalDay
  sha256: Buffer
}

/** Takes turns with any other process that loads the same folder. */
export async function lockLoading(tx: Tx<'catalogue'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.load'))`.execute(tx)
}

export async function listVersionMarks(tx: Tx<'catalogue'>): Promise<VersionMark[]> {
  return tx
    .selectFrom('catalogue.serviceVersion')
    .select(['code', 'version', 'validFrom', 'sha256'])
    .execute()
}

/**
 * The version in force on a day of every service still offered; one that has not begun yet if there is no other. A service
 * whose last version has ended is not among them.
 */
export async function listMarksInForce(tx: Tx<'catalogue'>, day: LocalDay): Promise<VersionMark[]> {
  return inForce(tx, day)
    .where('service.withdrawnOn', 'is', null)
    .where((where) => where.or([where('version.validTo', 'is', null), where('version.validTo', '>=', day)]))
    .execute()
}

/** Versions of services still offered that take effect after a day, the next one first. */
export async function listMarksToCome(tx: Tx<'catalogue'>, day: LocalDay): Promise<VersionMark[]> {
  return tx
    .selectFrom('catalogue.serviceVersion as version')
    .innerJoin('catalogue.service as service', 'service.code', 'version.code')
    .select(['version.code', 'version.version', 'version.validFrom', 'version.sha256'])
    .where('service.withdrawnOn', 'is', null)
    .where('version.validFrom', '>', day)
    .orderBy('version.validFrom')
    .orderBy('version.code')
    .limit(200)
    .execute()
}

export async function findMarkInForce(
  tx: Tx<'catalogue'>,
  code: string,
  day: LocalDay,
): Promise<VersionMark | undefined> {
  return inForce(tx, day)
    .where('service.withdrawnOn', 'is', null)
    .where('service.code', '=', code)
    .executeTakeFirst()
}

export async function findVersionMark(
  tx: Tx<'catalogue'>,
  code: string,
  version: number,
): Promise<VersionMark | undefined> {
  return tx
    .selectFrom('catalogue.serviceVersion')
    .select(['code', 'version', 'validFrom', 'sha256'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
}

export async function readDefinitions(
  tx: Tx<'catalogue'>,
  marks: readonly VersionMark[],
): Promise<{ sha256: Buffer; service: Service }[]> {
  if (marks.length === 0) return []
  const rows = await tx
    .selectFrom('catalogue.serviceVersion')
    .select(['sha256', 'definition'])
    .where((where) =>
      where.or(
        marks.map(({ code, version }) =>
          where.and([where('code', '=', code), where('version', '=', version)]),
        ),
      ),
    )
    .execute()
  return rows.map(({ sha256, definition }) => ({ sha256, service: Service.parse(withSources(definition)) }))
}

/** The row of a service follows its newest version; a service offered again is no longer withdrawn. */
/** Offers these services, each by the version given; of each code one. */
export async function upsertServices(tx: Tx<'catalogue'>, services: readonly Service[]): Promise<void> {
  if (services.length === 0) return
  const rows = services.map(({ code, version, sector, name }) => ({
    code,
    currentVersion: version,
    sector: sector.code,
    name,
    withdrawnOn: null,
  }))
  await tx
    .insertInto('catalogue.service')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet(({ ref }) => ({
        currentVersion: ref('excluded.currentVersion'),
        sector: ref('excluded.sector'),
        name: ref('excluded.name'),
        withdrawnOn: null,
      })),
    )
    .execute()
}

export async function insertVersion(tx: Tx<'catalogue'>, service: Service, sha256: Buffer): Promise<void> {
  await tx
    .insertInto('catalogue.serviceVersion')
    .values({
      code: service.code,
      version: service.version,
      validFrom: service.validFrom,
      validTo: service.validTo ?? null,
      definition: JSON.stringify(service),
      sha256,
    })
    .execute()
}

/** Ends the offer of every service that the province's folder no longer has; its versions stay for their dossiers. */
export async function withdrawOthers(
  tx: Tx<'catalogue'>,
  codes: readonly string[],
  day: LocalDay,
): Promise<string[]> {
  const rows = await tx
    .updateTable('catalogue.service')
    .set({ withdrawnOn: day })
    .where('withdrawnOn', 'is', null)
    .$if(codes.length > 0, (query) => query.where('code', 'not in', [...codes]))
    .returning('code')
    .execute()
  return rows.map(({ code }) => code)
}

function inForce(tx: Tx<'catalogue'>, day: LocalDay) {
  return tx
    .selectFrom('catalogue.serviceVersion as version')
    .innerJoin('catalogue.service as service', 'service.code', 'version.code')
    .distinctOn('version.code')
    .select(['version.code', 'version.version', 'version.validFrom', 'version.sha256'])
    .orderBy('version.code')
    .orderBy(sql`version.valid_from <= ${day} and coalesce(version.valid_to >= ${day}, true)`, 'desc')
    .orderBy(sql`version.valid_from <= ${day}`, 'desc')
    .orderBy('version.version', 'desc')
}
