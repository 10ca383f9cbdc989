/** Số dư, sao kê: what each account holds, at any instant, and how it came about. */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { keepBooks } from '../keep-books.ts'
import {
  type Balance,
  balanceBefore,
  isAccountOf,
  listEntries,
  readBalances,
  type StatementLine,
} from './balance-queries.ts'

/** Every account of the agencies this officer of finance acts for, as it stands now. */
export async function balances(work: Work, actor: Officer): Promise<Balance[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, ({ tx }) => readBalances(tx, agencyIds))
}

export interface Statement {
  opening: number
  closing: number
  lines: StatementLine[]
  /** There are more lines than these. */
  isCut: boolean
}

const mostLines = 5000

/** What happened on one account of the officer's agencies from one instant to another, the former included. At most 5,000 lines. */
export async function statement(
  work: Work,
  actor: Officer,
  { ledgerAccountId, from, until }: { ledgerAccountId: number; from: Date; until: Date },
): Promise<Statement | undefined> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, async ({ tx }) => {
    if (!(await isAccountOf(tx, ledgerAccountId, agencyIds))) return undefined
    const opening = await balanceBefore(tx, ledgerAccountId, from)
    const rows = await listEntries(tx, { ledgerAccountId, from, until, opening, limit: mostLines + 1 })
    const lines = rows.slice(0, mostLines)
    return { opening, closing: lines.at(-1)?.balance ?? opening, lines, isCut: rows.length > mostLines }
  })
}
