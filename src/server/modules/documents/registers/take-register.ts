/** A register taken along: as a paper (PDF/A) and as a spreadsheet, with its voided numbers and their reasons. */
import { mostSheetRows, type Sheet, writeSheet } from '#server/crafts/sheet/write-sheet.ts'
import { mostRegisterRows } from '#server/crafts/typeset/registers.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { type Agency, getAgency, ownHeadOf } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { unprintable } from '#shared/text/printable.ts'
import { countPaper } from '../limits.ts'
import { registerTaken } from './events.ts'
import { type Found, findRegister, linesOf, type RegisterQuery } from './list-register.ts'
import { registerTooLong } from './refusals.ts'
import type { Line } from './register-queries.ts'
import { type RegisterRow, rowsOf } from './register-rows.ts'

const words = m.documents.registers

/** The register of a year or of some days as PDF/A, across. More lines than one paper takes are refused: fewer days, then. */
export async function registerAsPdf(
  officer: Officer,
  query: RegisterQuery,
  now = new Date(),
): Promise<Uint8Array> {
  const { found, agency, head, lines, rows } = await taken(officer, query, mostRegisterRows, 'pdf', now)
  const columns = words.columns[found.which]
  const data = {
    letterhead: { ...head, place: agency.place, issuedOn: localDay(now), number: '' },
    which: found.which,
    title: words.titles[found.which],
    whose: whoseIs(found, agency),
    columns: columns.map(({ title }) => title),
    rows: rows.map(({ cells }) => cells.map(written)),
    count: words.count(rows.length),
    opened: openingOf(lines),
    closed: closingOf(rows),
    takenBy: words.takenBy(officer.name, `${formatTime(now)} ${formatDate(now)}`),
  }
  return typeset('document-register', data, { asker: officer.id })
}

/** The same as XLSX: days are days and numbers are numbers there, and no text is computed. */
export async function registerAsSheet(
  officer: Officer,
  query: RegisterQuery,
  now = new Date(),
): Promise<Uint8Array> {
  const { found, agency, lines, rows } = await taken(officer, query, mostSheetRows, 'xlsx', now)
  const sheet: Sheet = {
    name: words.sheets[found.which],
    heading: [
      words.titles[found.which],
      whoseIs(found, agency),
      words.count(rows.length),
      openingOf(lines),
      closingOf(rows),
    ].filter(Boolean),
    columns: words.columns[found.which],
    rows: rows.map(({ cells }) => cells),
  }
  return writeSheet(sheet, officer.id)
}

interface Taken {
  found: Found
  agency: Agency
  head: Awaited<ReturnType<typeof ownHeadOf>>
  lines: Line[]
  rows: RegisterRow[]
}

function taken(
  officer: Officer,
  query: RegisterQuery,
  most: number,
  as: 'pdf' | 'xlsx',
  now: Date,
): Promise<Taken> {
  return perform(
    officer,
    async (work: Work) => {
      const found = await findRegister(work, officer, query)
      const lines = await linesOf(work, found, 0, most + 1)
      if (lines.length > most) throw registerTooLong({ most })
      await countPaper(work, officer, { lines: lines.length })
      const agency = await getAgency(work, found.agencyId)
      const { agencyId, register, year, which } = found
      await work.record(
        registerTaken(officer.id, { agencyId, register, year, which, as, lines: lines.length }),
      )
      return {
        found,
        agency,
        head: await ownHeadOf(work, agency),
        lines,
        rows: await rowsOf(work, which, lines),
      }
    },
    { now },
  )
}

function whoseIs({ which, register, year, span }: Found, agency: Agency): string {
  const when = span ? words.days(formatDate(span.from), formatDate(span.to)) : words.year(year)
  return [agency.name, which === 'out' ? words.nameOf(register) : '', when].filter(Boolean).join(', ')
}

/** Mở sổ: from which number to which, of which days (Phụ lục IV, bìa sổ). Nothing where there is no line. */
function openingOf(lines: readonly Line[]): string {
  if (lines.length === 0) return ''
  const numbers = lines.map(({ number }) => number)
  const days = lines.map(({ onDay }) => onDay).sort()
  const [from = '', to = ''] = [days[0], days.at(-1)]
  return words.opening(
    [Math.min(...numbers), Math.max(...numbers)],
    words.days(formatDate(from), formatDate(to)),
  )
}

/** Đóng sổ: how many lines there are, and what of them is not as it was first written. */
function closingOf(rows: readonly RegisterRow[]): string {
  const counted = (is: (row: RegisterRow) => boolean) => rows.filter(is).length
  return words.closing(rows.length, {
    voided: counted(({ fate }) => fate === 'voided'),
    signing: counted(({ fate }) => fate === 'signing'),
    revoked: counted(({ isRevoked }) => isRevoked),
    replaced: counted(({ isReplaced }) => isReplaced),
    corrected: counted(({ isCorrected }) => isCorrected),
    outOfOrder: counted(({ isOutOfOrder }) => isOutOfOrder),
  })
}

/** A cell as a paper says it. */
export function written(cell: string | number | null): string {
  if (cell === null) return ''
  // A letter the official font does not have, in what others sent, keeps no register from being printed.
  const text = String(cell).normalize('NFC')
  const missing = new Set(unprintable(text))
  if (missing.size > 0) return Array.from(text, (letter) => (missing.has(letter) ? '?' : letter)).join('')
  return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) ? formatDate(cell) : String(cell)
}
