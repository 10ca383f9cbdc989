/** Statements that were taken in, for finance of the agency: what agrees, what is missing here, what the bank does not say. */
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, startOfLocalDay } from '#shared/dates.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { statementNotFound } from '../refusals.ts'
import {
  findBytes,
  findTellingLine,
  type KnownTransfer,
  type LineRow,
  type ListedStatement,
  listLines,
  listStatementRows,
  listWithoutLine,
} from './statement-queries.ts'

/** So many of a kind are shown, and may be decided, at once. */
export const mostShownLines = 100

export interface StatementView {
  statement: ListedStatement
  /** Whether the officer who looks may decide: another has taken it in. */
  isForMe: boolean
  missing: LineRow[]
  differing: LineRow[]
  /** Of another number, with the same amount, time and memo. */
  alike: LineRow[]
  decided: LineRow[]
  /** Transfers we have of these days that stand in no statement. */
  unlisted: KnownTransfer[]
}

/** The last 200, newest first. */
export async function listStatements(work: Work, actor: Officer): Promise<ListedStatement[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, ({ tx }) => listStatementRows(tx, { agencyIds, limit: 200 }))
}

export async function viewStatement(work: Work, actor: Officer, id: string): Promise<StatementView> {
  const officer = requireRole(actor, 'finance')
  return keepBooks(work, async (books) => {
    const statement = await find(books, officer, id)
    const limit = mostShownLines
    const days = {
      from: startOfLocalDay(statement.fromOn),
      until: new Date(startOfLocalDay(addDays(statement.untilOn, 1)).getTime() - 1),
    }
    return {
      statement,
      isForMe: statement.importedBy !== officer.id,
      missing: await listLines(books.tx, id, { states: ['missing'], limit }),
      differing: await listLines(books.tx, id, { states: ['differs'], limit }),
      alike: await listLines(books.tx, id, { states: ['alike'], limit }),
      decided: await listLines(books.tx, id, { states: ['settled', 'dropped'], limit }),
      unlisted: await listWithoutLine(books.tx, { ...statement, ...days }, limit),
    }
  })
}

/** The very file, as evidence. */
export async function openStatement(
  work: Work,
  actor: Officer,
  id: string,
): Promise<{ fileName: string; bytes: Buffer }> {
  const officer = requireRole(actor, 'finance')
  return keepBooks(work, async (books) => {
    const { fileName } = await find(books, officer, id)
    const bytes = await findBytes(books.tx, id)
    if (!bytes) throw statementNotFound()
    return { fileName, bytes }
  })
}

/** By which statement, and which line of it, this transfer was told of; undefined where a gateway told of it. */
export async function statementOf(
  work: Work,
  actor: Officer,
  transferId: string,
): Promise<{ statementId: string; line: number; fileName: string } | undefined> {
  const { agencyIds } = requireRole(actor, 'finance')
  return keepBooks(work, ({ tx }) => findTellingLine(tx, transferId, agencyIds))
}

async function find({ tx }: Books, { agencyIds }: Officer, id: string): Promise<ListedStatement> {
  const [statement] = isId(id) ? await listStatementRows(tx, { agencyIds, id, limit: 1 }) : []
  if (!statement) throw statementNotFound()
  return statement
}
