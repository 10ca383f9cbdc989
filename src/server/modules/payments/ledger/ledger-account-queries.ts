import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { LedgerKind } from '../model.ts'

interface Wanted {
  agencyId: string
  kind: LedgerKind
  sub: string
}

/** Numbers of accounts that are there for good: read once, since none is changed or removed. */
const known = new Map<string, number>()

const keyOf = ({ agencyId, kind, sub }: Wanted) => JSON.stringify([agencyId, kind, sub])

/** The numbers of these accounts of the ledger, in their order; one that is not there yet is made. */
export async function findLedgerAccounts(tx: Tx<'payments'>, wanted: readonly Wanted[]): Promise<number[]> {
  const fresh = new Map<string, number>()
  const missing = () => wanted.filter((account) => !known.has(keyOf(account)) && !fresh.has(keyOf(account)))
  if (missing().length > 0) await read(tx, missing(), fresh)
  if (missing().length > 0) {
    await make(tx, missing(), fresh)
    // Somebody else has made it meanwhile.
    if (missing().length > 0) await read(tx, missing(), fresh)
  }
  return wanted.map((account) => {
    const id = known.get(keyOf(account)) ?? fresh.get(keyOf(account))
    if (id === undefined) throw new Error(`No account ${keyOf(account)} in the ledger`)
    return id
  })
}

type Row = Wanted & { id: number; isOwn: boolean }

function columns(wanted: readonly Wanted[]) {
  const of = (key: keyof Wanted) => wanted.map((account) => account[key])
  return sql`unnest(${of('agencyId')}::text[], ${of('kind')}::text[], ${of('sub')}::text[])`
}

async function read(
  tx: Tx<'payments'>,
  wanted: readonly Wanted[],
  fresh: Map<string, number>,
): Promise<void> {
  const { rows } = await sql<Row>`
    select a.id, a.agency_id, a.kind, a.sub, a.xmin = pg_current_xact_id()::xid as is_own
      from ${columns(wanted)} as w (agency_id, kind, sub)
      join payments.ledger_account a using (agency_id, kind, sub)`.execute(tx)
  // One made by this very work may vanish with it.
  for (const { id, isOwn, ...account } of rows) (isOwn ? fresh : known).set(keyOf(account), id)
}

async function make(
  tx: Tx<'payments'>,
  wanted: readonly Wanted[],
  fresh: Map<string, number>,
): Promise<void> {
  const { rows } = await sql<Row>`
    insert into payments.ledger_account (agency_id, kind, sub)
    select distinct agency_id, kind, sub from ${columns(wanted)} as w (agency_id, kind, sub)
     order by agency_id, kind, sub
    on conflict do nothing returning id, agency_id, kind, sub`.execute(tx)
  for (const { id, agencyId, kind, sub } of rows) fresh.set(keyOf({ agencyId, kind, sub }), id)
}
