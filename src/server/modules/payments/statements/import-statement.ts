/** Sao kê: taken in as the bank gives it, and compared line by line with the money we know. Nothing is posted by that. */
import { createHash } from 'node:crypto'
import type { Statement } from '#server/crafts/statement/read-statement.ts'
import type { Officer } from '#server/platform/actor.ts'
import { fileName } from '#server/platform/files/file-name.ts'
import { newId } from '#server/platform/id.ts'
import { ReadingFailed, readOutside } from '#server/platform/reading/read-outside.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { getAccountFor, type ListedAccount } from '../accounts/administer-accounts.ts'
import { statementImported } from '../events.ts'
import { keepBooks } from '../keep-books.ts'
import {
  accountNotFound,
  statementBusy,
  statementOfOther,
  statementTaken,
  statementTooLarge,
} from '../refusals.ts'
import { alikeWithinMs, matchLines } from './match-lines.ts'
import { statementFormats } from './statement-formats.ts'
import {
  findStatementOf,
  insertLines,
  insertStatement,
  listByNumber,
  listWithoutLine,
  type StatementRow,
} from './statement-queries.ts'

export const mostStatementBytes = 1 << 20

/** A number is a number of one transaction for so long, whatever a gateway's clock said. */
const numberWithinMs = 40 * 86_400_000
const mostCompared = 50_000

export interface ToImport {
  accountId: string
  name: string
  bytes: Buffer
  signal?: AbortSignal
}

/**
 * Takes in a statement of an account of this officer's agencies: read behind the wall, kept with its bytes, each line with what it is
 * here. Gives its identity; the same file of the same account is refused with the one that is there. No transaction is open while it is read.
 */
export async function importStatement(officer: Officer, toImport: ToImport): Promise<string> {
  requireRole(officer, 'finance')
  const { bytes, signal } = toImport
  if (bytes.length > mostStatementBytes) throw statementTooLarge({ limit: mostStatementBytes })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const account = await perform(officer, async (work) => {
    const found = await getAccountFor(work, officer, toImport.accountId)
    // Nobody is paid at one that was not verified; who also administers accounts takes in those of their own agencies only.
    if (!found.verifiedAt || !officer.agencyIds.includes(found.agencyId)) throw accountNotFound()
    await refuseTaken(work, found, sha256)
    return found
  })
  const question = {
    kind: 'read-statement',
    parts: [bytes],
    formats: statementFormats(),
    now: new Date(),
  } as const
  const statement = await readOutside(question, { name: officer.id, signal }).catch(refuse)
  if (statement.account !== null && statement.account !== account.number)
    throw statementOfOther({ said: statement.account, chosen: account.number })
  return perform(officer, (work) => keep(work, officer, account, statement, { ...toImport, sha256 }))
}

async function refuseTaken({ tx }: Work, { id }: ListedAccount, sha256: string): Promise<void> {
  const statement = await findStatementOf(tx, id, sha256)
  if (statement) throw statementTaken({ statement })
}

async function keep(
  work: Work,
  officer: Officer,
  account: ListedAccount,
  { format, from, until, lines, out }: Statement,
  { bytes, sha256, name }: ToImport & { sha256: string },
): Promise<string> {
  const id = newId(work.now.getTime())
  const row: StatementRow & { raw: Buffer } = {
    id,
    agencyId: account.agencyId,
    accountId: account.id,
    fileName: fileName(name, 'text/csv'),
    sha256,
    raw: bytes,
    format,
    fromOn: localDay(from),
    untilOn: localDay(until),
    outCount: out.count,
    outAmount: out.amount,
    importedBy: officer.id,
    importedAt: work.now,
  }
  return keepBooks(work, async (books) => {
    const { tx } = books
    const around = (ms: number) => ({
      ...account,
      from: new Date(from.getTime() - ms),
      until: new Date(until.getTime() + ms),
    })
    const numbers = lines.map(({ transaction }) => transaction)
    const byNumber = await listByNumber(tx, around(numberWithinMs), numbers)
    const others = await listWithoutLine(tx, around(alikeWithinMs), mostCompared)
    const matched = matchLines(lines, { byNumber, others })
    if (!(await insertStatement(tx, row))) await refuseTaken(work, account, sha256)
    const undecided = { statementId: id, decidedBy: null, decidedAt: null, reason: null }
    await insertLines(
      tx,
      lines.map((line, at) => ({
        ...undecided,
        ...line,
        ...(matched[at] ?? { state: 'missing', transferId: null }),
      })),
    )
    const missing = matched.filter(({ state }) => state === 'missing').length
    const fact = { agencyId: account.agencyId, sha256, lines: lines.length, missing }
    books.tell(statementImported(id, fact))
    return id
  })
}

function refuse(error: unknown): never {
  if (error instanceof ReadingFailed) throw statementBusy({ seconds: 30 })
  throw error
}
