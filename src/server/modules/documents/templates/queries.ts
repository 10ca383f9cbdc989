import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsTemplate } from '#server/platform/schema.gen.ts'
import type { Body } from '#shared/document/body.ts'

export type TemplateRow = Omit<Selectable<DocumentsTemplate>, 'body'> & { body: Body }

export async function listTemplateRows(
  tx: Tx<'documents'>,
  agencyId: string,
): Promise<Omit<TemplateRow, 'body'>[]> {
  return tx
    .selectFrom('documents.template')
    .select(['id', 'agencyId', 'kind', 'name', 'validFrom', 'validTo', 'madeBy', 'madeAt', 'endedBy'])
    .where('agencyId', '=', agencyId)
    .orderBy('validTo', (order) => order.desc().nullsFirst())
    .orderBy('madeAt', 'desc')
    .limit(500)
    .execute()
}

export async function findTemplateRow(
  tx: Tx<'documents'>,
  agencyId: string,
  id: string,
): Promise<TemplateRow | undefined> {
  const row = await tx
    .selectFrom('documents.template')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as TemplateRow | undefined
}

export async function insertTemplate(tx: Tx<'documents'>, row: TemplateRow): Promise<void> {
  await tx
    .insertInto('documents.template')
    .values({ ...row, body: JSON.stringify(row.body) })
    .execute()
}

/** False where there is none in use. */
export async function endTemplateRow(
  tx: Tx<'documents'>,
  agencyId: string,
  id: string,
  end: { validTo: string; endedBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('documents.template')
    .set(end)
    .where('agencyId', '=', agencyId)
    .where('id', '=', id)
    .where('endedBy', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Documents of the agency that have a text, the newest first. */
export async function listTexts(
  tx: Tx<'documents'>,
  agencyId: string,
  limit: number,
): Promise<{ id: string; title: string; subject: string }[]> {
  return tx
    .selectFrom('documents.document')
    .innerJoin('documents.version', (join) =>
      join
        .onRef('documents.version.documentId', '=', 'documents.document.id')
        .onRef('documents.version.version', '=', 'documents.document.version'),
    )
    .select(['documents.document.id', 'title', 'subject'])
    .where('source', '=', 'agency')
    .where('agencyId', '=', agencyId)
    .where('status', '<>', 'discarded')
    .where(sql<SqlBool>`content -> 'body' is not null`)
    .orderBy('documents.document.id', 'desc')
    .limit(limit)
    .execute()
}
