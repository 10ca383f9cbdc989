/** What a bank's statement of one account says came in, as banks let it be taken along: a table kept as text. */
import { Budget } from '#server/crafts/reading-budget.ts'
import { searchKey } from '#shared/text/index.ts'
import { readDong, readMoment, readTransaction } from './read-cells.ts'
import { type Row, readRows } from './read-rows.ts'
import { unreadable } from './refusals.ts'

/** How one bank, or several, write their statements: the heads of its columns, in any case and with marks or without. */
export interface StatementFormat {
  name: string
  columns: {
    transaction: readonly string[]
    paidAt: readonly string[]
    /** What came in, above zero; or `amount`, with what went out below zero. */
    in: readonly string[]
    amount: readonly string[]
    out: readonly string[]
    memo: readonly string[]
    payerAccount: readonly string[]
  }
  /** `dd/MM/yyyy`, tried one after another. */
  dates: readonly string[]
  /** Words before the number of the account the statement is of. */
  account: readonly string[]
}

export interface StatementLine {
  line: number
  raw: string
  transaction: string
  /** Whole đồng, above zero. */
  amount: number
  paidAt: Date
  memo: string
  payerAccount: string | null
}

export interface Statement {
  format: string
  /** The account it says it is of; null where it does not. */
  account: string | null
  /** When the first and the last of its transactions were, out or in. */
  from: Date
  until: Date
  /** What came in. */
  lines: StatementLine[]
  /** What went out, which is not looked at. */
  out: { count: number; amount: number }
}

export interface StatementQuestion {
  /** The first whose columns are all there is how it is read. */
  formats: readonly StatementFormat[]
  /** No money came later than a day from now. */
  now: Date
}

type Column = keyof StatementFormat['columns']
type Places = Partial<Record<Column, number>>

const mostOfLine = 1_000_000_000_000
/** The heads of the columns stand among the first rows. */
const headWithin = 60

/**
 * Reads a statement, or refuses it with the line at fault: an amount, a date or a number is exactly what is written or the
 * whole file is not taken. Rows without a date of their own, sums and remarks, are passed over. Costs what a budget of its size allows.
 */
export function readStatement(bytes: Uint8Array, { formats, now }: StatementQuestion): Statement {
  const budget = Budget.forFile(bytes.length)
  const rows = readRows(textOf(bytes), budget)
  const { format, head, places } = findHead(rows, formats, budget)
  const statement: Statement = {
    format: format.name,
    account: accountIn(rows.slice(0, head), format),
    from: now,
    until: new Date(0),
    lines: [],
    out: { count: 0, amount: 0 },
  }
  const numbers = new Set<string>()
  for (const row of rows.slice(head + 1)) {
    budget.step(row.raw.length)
    const cell = (column: Column) => row.cells[places[column] ?? -1] ?? ''
    const paidAt = readMoment(cell('paidAt'), format.dates)
    if (!paidAt) {
      // A sum or a remark, unless it has what only a transaction has.
      if (cell('transaction') !== '' && cell('paidAt') !== '') throw unreadable('date', row.line)
      continue
    }
    if (paidAt > new Date(now.getTime() + 86_400_000)) throw unreadable('future', row.line)
    const [came, signed, went] = [cell('in'), cell('amount'), cell('out')].map(readDong)
    if (came === undefined || signed === undefined || went === undefined) throw unreadable('amount', row.line)
    const amount = came + signed - Math.abs(went)
    if (amount === 0) continue
    if (Math.abs(amount) > mostOfLine || (came !== 0 && went !== 0)) throw unreadable('amount', row.line)
    if (paidAt < statement.from) statement.from = paidAt
    if (paidAt > statement.until) statement.until = paidAt
    if (amount < 0) {
      statement.out.count += 1
      statement.out.amount -= amount
      continue
    }
    const transaction = readTransaction(cell('transaction'))
    if (transaction === undefined) throw unreadable('transaction', row.line)
    if (numbers.has(transaction)) throw unreadable('repeated', row.line)
    numbers.add(transaction)
    const payerAccount = /^[\dA-Za-z]{1,19}$/.exec(cell('payerAccount'))?.[0] ?? null
    const memo = cell('memo').slice(0, 1000)
    statement.lines.push({ line: row.line, raw: row.raw, transaction, amount, paidAt, memo, payerAccount })
  }
  if (statement.lines.length === 0) throw unreadable('no_lines')
  return statement
}

/** UTF-8, UTF-16 as spreadsheets write it, or Windows-1258 where it is neither. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const wide = first === 0xff ? 'utf-16le' : 'utf-16be'
  let text: string
  try {
    text = new TextDecoder(isWide ? wide : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    text = new TextDecoder('windows-1258').decode(bytes)
  }
  // Archives, pictures and programs; what a text cannot hold.
  if (/[^\P{Cc}\t\n\r]/u.test(text) || !text.isWellFormed()) throw unreadable('not_text')
  return text.normalize('NFC')
}

function findHead(
  rows: readonly Row[],
  formats: readonly StatementFormat[],
  budget: Budget,
): { format: StatementFormat; head: number; places: Places } {
  for (const format of formats) {
    for (const [head, { cells }] of rows.slice(0, headWithin).entries()) {
      budget.step(cells.length * 20)
      const places = placesIn(cells.map(headKey), format)
      const hasAmount = places.in !== undefined || places.amount !== undefined
      if (places.transaction !== undefined && places.paidAt !== undefined && hasAmount)
        return { format, head, places }
    }
  }
  throw unreadable('no_columns')
}

/** Where each column stands: of two names for one the first of the format counts, and one word alone is the whole head. */
function placesIn(keys: readonly string[], { columns }: StatementFormat): Places {
  const places: Places = {}
  for (const column of Object.keys(columns) as Column[]) {
    for (const name of columns[column].map(searchKey)) {
      const isLong = name.includes(' ')
      const at = keys.findIndex((key) => key === name || (isLong && key.startsWith(`${name} `)))
      if (at >= 0) places[column] ??= at
    }
  }
  return places
}

/** `Ghi có (VND)`, `Ngày giao dịch/Transaction date`: what stands behind the first name adds nothing. */
function headKey(cell: string): string {
  return searchKey(cell.replace(/[/|()]/g, ' '))
}

/** The number behind one of the words for it, in its own cell or in the next. */
function accountIn(rows: readonly Row[], { account }: StatementFormat): string | null {
  const words = account.map(searchKey)
  for (const { cells } of rows) {
    for (const [at, cell] of cells.entries()) {
      const key = searchKey(cell)
      const word = words.find((one) => key === one || key.startsWith(`${one} `))
      if (!word) continue
      const [number] =
        /\d[\d\s.-]{4,30}\d|[\dA-Z]{6,19}/.exec(
          key === word ? (cells.slice(at + 1).find((one) => one !== '') ?? '') : cell,
        ) ?? []
      if (number) return number.replace(/[\s.-]/g, '')
    }
  }
  return null
}
