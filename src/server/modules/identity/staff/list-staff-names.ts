import type { Work } from '#server/platform/work.ts'

/** The names of staff accounts, by id: who it was that looked, for the person whose data it was. */
export async function listStaffNames(
  { tx }: Pick<Work, 'tx'>,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('identity.staff')
    .select(['id', 'displayName'])
    .where('id', 'in', [...new Set(accountIds)])
    .$castTo<{ id: string; displayName: string }>()
    .execute()
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}
