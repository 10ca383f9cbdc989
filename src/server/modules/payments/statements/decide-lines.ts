/** What the bank says came in and no gateway told of: settled by another person than who took the statement in, or dropped with a reason. */
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { normalise } from '#shared/text/index.ts'
import { statementLineDropped, statementLineSettled } from '../events.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { notYourEyes, reasonNeeded, statementNotFound } from '../refusals.ts'
import { settleTransfer } from '../settle/settle-transfer.ts'
import { alikeWithinMs, matchLines } from './match-lines.ts'
import {
  decideLine,
  findTellerOf,
  type LineRow,
  type LineState,
  type ListedStatement,
  listByNumber,
  listStatementRows,
  listWithoutLine,
  lockMissing,
} from './statement-queries.ts'

export interface Lines {
  statementId: string
  /** Their numbers in the file. */
  lines: readonly number[]
}

/** Whose word a line is where no gateway tells of the account. */
const ownWord = 'statement'

/**
 * Settles lines that are still missing here, each in a work of its own, as money told by a gateway is: the number at the bank makes
 * a notice that comes later a repetition. Money that has been told of meanwhile is only found to be the same. Gives how many were settled.
 */
export async function settleLines(officer: Officer, { statementId, lines }: Lines): Promise<number> {
  let settled = 0
  for (const line of lines)
    if ((await perform(officer, (work) => settleLine(work, officer, statementId, line))) === 'settled')
      settled += 1
  return settled
}

function settleLine(
  work: Work,
  officer: Officer,
  statementId: string,
  at: number,
): Promise<LineState | undefined> {
  return decide(work, officer, statementId, at, async (books, statement, line) => {
    const { bin, number } = statement
    const { transaction, amount, memo, paidAt, payerAccount } = line
    const known = await findKnown(books, statement, line)
    if (known.transferId) return known
    const gateway = (await findTellerOf(books.tx, { id: statement.accountId, bin, number })) ?? ownWord
    const payer = { account: payerAccount, bank: null }
    const money = { transaction, amount, account: { bin, number }, memo, reference: null, paidAt, payer }
    const told = await settleTransfer(books, { ...money, gateway, channel: 'notice', noticeId: null })
    const { transferId } = told
    if (told.verdict === 'differs') return { state: 'differs', transferId }
    if (told.verdict === 'repeated') return { state: 'known', transferId }
    const fact = { agencyId: statement.agencyId, line: at, transferId, amount }
    books.tell(statementLineSettled(statementId, fact))
    return { state: 'settled', transferId }
  })
}

/** What has been told of meanwhile. */
async function findKnown({ tx }: Books, account: ListedStatement, line: LineRow) {
  const around = (ms: number) => ({
    ...account,
    from: new Date(line.paidAt.getTime() - ms),
    until: new Date(line.paidAt.getTime() + ms),
  })
  const byNumber = await listByNumber(tx, around(10 * alikeWithinMs), [line.transaction])
  const others = await listWithoutLine(tx, around(alikeWithinMs), 50_000)
  const [known] = matchLines([line], { byNumber, others })
  return known ?? { state: 'missing' as const, transferId: null }
}

/** These lines are not to be settled: they are no payment to us, or known by another way. */
export async function dropLines(
  work: Work,
  officer: Officer,
  { statementId, lines, reason: typed }: Lines & { reason: string },
): Promise<void> {
  const reason = normalise(typed, 500)
  if (reason === '') throw reasonNeeded()
  for (const line of lines)
    await decide(work, officer, statementId, line, async (books, { agencyId }, { amount }) => {
      books.tell(statementLineDropped(statementId, { agencyId, line, amount }))
      return { state: 'dropped', transferId: null, reason }
    })
}

type Decided = Pick<LineRow, 'state' | 'transferId'> & { reason?: string }

/** Nothing is done of a line that has been decided; refuses who took the statement in. */
async function decide(
  work: Work,
  actor: Officer,
  statementId: string,
  at: number,
  task: (books: Books, statement: ListedStatement, line: LineRow) => Promise<Decided>,
): Promise<LineState | undefined> {
  const officer = requireRole(actor, 'finance')
  const { agencyIds } = officer
  return keepBooks(work, async (books) => {
    const [statement] = isId(statementId)
      ? await listStatementRows(books.tx, { agencyIds, id: statementId, limit: 1 })
      : []
    if (!statement) throw statementNotFound()
    if (statement.importedBy === officer.id) throw notYourEyes()
    const line = await lockMissing(books.tx, statementId, at)
    if (!line) return undefined
    const decided = await task(books, statement, line)
    await decideLine(books.tx, line, { ...decided, decidedBy: officer.id, decidedAt: books.now })
    return decided.state
  })
}
