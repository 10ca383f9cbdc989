import { findAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type GrantState, grantState } from '../model.ts'
import { type Account, findAccount } from '../queries/accounts.ts'
import { type AccountRow, listAccountRows } from '../queries/administration.ts'
import { type Grant, listGrants } from '../queries/grants.ts'
import { listPasskeyRows } from '../queries/passkeys.ts'
import { accountNotFound } from '../refusals.ts'

const pageSize = 50

export interface AccountSummary extends Omit<AccountRow, 'grants'> {
  /** Held today. */
  grants: { role: Role; agencyId: string; agencyName: string }[]
}

/** Accounts by name. `cursor` is the one of the page before. */
export async function listAccounts(
  work: Work,
  officer: Officer,
  {
    query,
    kind,
    agencyId,
    cursor,
  }: {
    query?: string
    kind?: Account['kind']
    agencyId?: string
    cursor?: string
  },
): Promise<{ accounts: AccountSummary[]; cursor: string | undefined }> {
  requireRole(officer, 'administrator')
  const text = query?.normalize('NFC').trim()
  const after = cursor ? readCursor(cursor) : undefined
  const rows = await listAccountRows(
    work.tx,
    {
      limit: pageSize + 1,
      ...(text ? { query: text } : {}),
      ...(kind ? { kind } : {}),
      ...(agencyId ? { agencyId } : {}),
      ...(after ? { after } : {}),
    },
    localDay(work.now),
  )
  const page = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? page.at(-1) : undefined
  const accounts: AccountSummary[] = []
  for (const row of page) {
    const grants: AccountSummary['grants'] = []
    for (const grant of row.grants)
      grants.push({ ...grant, agencyName: await agencyName(work, grant.agencyId) })
    accounts.push({ ...row, grants })
  }
  return { accounts, cursor: last && writeCursor(last) }
}

export interface AccountDetail {
  id: string
  /** Of a citizen: who it is in the registry. */
  personId: string | null
  kind: Account['kind']
  login: string | null
  displayName: string
  status: Account['status']
  createdAt: Date
  hasTotp: boolean
  passkeys: { id: string; label: string; usedAt: Date | null }[]
  /** All it has or had, the newest first. */
  grants: (Grant & { agencyName: string; state: GrantState })[]
}

export async function getAccountDetail(work: Work, officer: Officer, id: string): Promise<AccountDetail> {
  requireRole(officer, 'administrator')
  const account = await findAccount(work.tx, id)
  if (!account) throw accountNotFound()
  const today = localDay(work.now)
  const grants: AccountDetail['grants'] = []
  for (const grant of await listGrants(work.tx, id)) {
    const state = grantState(grant, today)
    grants.push({ ...grant, agencyName: await agencyName(work, grant.agencyId), state })
  }
  const passkeys = await listPasskeyRows(work.tx, id)
  const { kind, personId, login, displayName, status, createdAt, hasTotp } = account
  return {
    id,
    personId,
    kind,
    login,
    displayName,
    status,
    createdAt,
    hasTotp,
    passkeys: passkeys.map(({ id, label, usedAt }) => ({ id, label, usedAt })),
    grants,
  }
}

async function agencyName(work: Work, id: string): Promise<string> {
  return (await findAgency(work, id))?.name ?? id
}

function writeCursor({ displayName, id }: AccountRow): string {
  return Buffer.from(JSON.stringify([displayName, id])).toString('base64url')
}

/** A cursor someone has altered begins at the beginning. */
function readCursor(cursor: string): { displayName: string; id: string } | undefined {
  try {
    const [displayName, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isUuid = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
    return typeof displayName === 'string' && isUuid ? { displayName, id } : undefined
  } catch {
    return undefined
  }
}
