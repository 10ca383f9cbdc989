/** What kind of values a column holds and how it writes them, judged by all of it; what can be read two ways is not guessed. */
import { searchKey } from '#shared/text/search-key.ts'
import { isMissing, tidyDigits } from '../find/look-of-cells.ts'
import { type Cell, isBlank, plainDigits, shownCell, smallPower } from '../read/grid.ts'
import { SourceStopped } from '../refusals.ts'
import type { Field } from './contract.ts'
import { judgeOrder, looksLikeDay } from './day-forms.ts'
import { hasNumberMarks, judgeMarks, type NumberMarks, takeNumber } from './number-marks.ts'

const nil = /^[-–—]$/
/** A column of figures may hold so much that is none: each such row goes into quarantine. */
const mostlyFigures = 0.9
const halfFigures = 0.5
const places = /(?:^| )(?:kinh ?do|vi ?do|lat|latitude|lon|long|lng|longitude|toa ?do)(?: |$)/
const codes =
  /(?:^| )(?:ma|code|id|stt|tt|so tt|so hieu|key|cccd|cmnd|mst|ma so|sdt|dien thoai|phone|zip|postcode)(?: |$)/

interface Sorted {
  /** Texts that may be numbers, without their sign. */
  figures: string[]
  exact: string[]
  days: string[]
  markedDays: string[]
  flags: number
  words: string[]
  missing: Set<string>
  percents: number
  count: number
}

/** `around`: what the marks mean in columns where that is plain. Throws `SourceStopped` where nobody can tell. */
export function judgeColumn(name: string, cells: readonly Cell[], around: NumberMarks = {}): Field {
  const sorted = sort(cells)
  const { figures, exact, days, markedDays, flags, words, count } = sorted
  const numbers = figures.length + exact.length
  const found = sorted.missing.size > 0 ? { missingValues: [...sorted.missing] } : {}
  if (count === 0) return asText(name, sorted, faultsOf(cells))
  if (flags === count) return { name, type: 'boolean', ...found }
  if ((days.length + markedDays.length) / count >= mostlyFigures)
    return { ...judgeDays(name, days, markedDays), ...found }
  const isCount = words.length > 0 && words.every(isOrdinal)
  if (numbers / count < halfFigures || isCount || isCode(name, cells)) return asText(name, sorted)
  if (numbers / count < mostlyFigures) {
    throw new SourceStopped('mixed-column', {
      column: name,
      value: figures[0] ?? exact[0] ?? '',
      found: words[0] ?? '',
    })
  }
  const isPlace = places.test(keyOf(name))
  const { marks, doubt } = judgeMarks(figures, isPlace ? placeMarks(figures, around) : around)
  if (doubt)
    throw new SourceStopped('unclear-number', { column: name, value: doubt[0] ?? '', found: doubt[1] ?? '' })
  const isWhole = [...exact, ...figures.map((body) => plain(body, marks))].every(
    (digits) => !digits.includes('.'),
  )
  const isNil =
    [...sorted.missing].some((one) => nil.test(one)) &&
    !hasNought(cells) &&
    !cells.some((cell) => isBlank(cell))
  const nils = isNil ? [...sorted.missing].filter((one) => nil.test(one)) : []
  const unknown = [...sorted.missing].filter((one) => !nils.includes(one))
  return {
    name,
    type: isWhole ? 'integer' : 'number',
    ...(marks.decimal && figures.some((body) => /[.,]/.test(body))
      ? { decimalChar: marks.decimal, groupChar: marks.group }
      : {}),
    ...(unknown.length > 0 ? { missingValues: unknown } : {}),
    ...(nils.length > 0 ? { nilValues: nils } : {}),
    ...(sorted.percents === figures.length && figures.length > 0 && exact.length === 0 ? { unit: '%' } : {}),
  }
}

function sort(cells: readonly Cell[]): Sorted {
  const sorted: Sorted = {
    figures: [],
    exact: [],
    days: [],
    markedDays: [],
    flags: 0,
    words: [],
    missing: new Set(),
    percents: 0,
    count: 0,
  }
  for (const cell of cells) {
    if (isBlank(cell) || (typeof cell === 'object' && cell !== null && 'fault' in cell)) continue
    const text = shownCell(cell)
    if (typeof cell === 'string' && isMissing(text)) {
      if (sorted.missing.size < 20) sorted.missing.add(text)
      continue
    }
    sorted.count += 1
    if (typeof cell === 'boolean' || /^(?:true|false)$/i.test(text)) sorted.flags += 1
    else if (typeof cell === 'object' && cell !== null && 'number' in cell) sorted.exact.push(text)
    else if (typeof cell === 'object' && cell !== null && 'day' in cell) sorted.markedDays.push(text)
    else if (looksLikeDay(text)) sorted.days.push(text)
    else {
      const taken = takeNumber(tidyDigits(text))
      if (taken?.hasPercent) sorted.percents += 1
      if (smallPower.test(text)) sorted.exact.push(plainDigits(text))
      else if (taken && hasNumberMarks(taken.body)) sorted.figures.push(taken.body)
      else sorted.words.push(text)
    }
  }
  return sorted
}

/** In a column of words a dash is a word nobody need explain. */
function asText(name: string, { missing: marks }: Sorted, faults: readonly string[] = []): Field {
  const missingValues = [...marks, ...faults]
  return { name, type: 'string', ...(missingValues.length > 0 ? { missingValues } : {}) }
}

/** A column in which every formula failed says nothing, but leaves its rows what they are. */
function faultsOf(cells: readonly Cell[]): string[] {
  const faults = cells.flatMap((cell) =>
    typeof cell === 'object' && cell !== null && 'fault' in cell ? [cell.fault] : [],
  )
  return [...new Set(faults)].slice(0, 10)
}

function judgeDays(name: string, days: string[], marked: string[]): Field {
  const hasTime = [...days, ...marked].some((text) => /[T ]\d/.test(text))
  const type = hasTime ? 'datetime' : 'date'
  if (days.length === 0) return { name, type }
  const judged = judgeOrder(days)
  if ('doubt' in judged)
    throw new SourceStopped('unclear-day', {
      column: name,
      value: judged.doubt[0] ?? '',
      found: judged.doubt[1] ?? '',
    })
  return { name, type, format: judged.order }
}

function keyOf(name: string): string {
  return searchKey(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' '))
}

/** Digits that name something: with a leading nought, or under a heading that says so. Nobody adds them. */
function isCode(name: string, cells: readonly Cell[]): boolean {
  const texts = cells.filter((cell) => !isBlank(cell)).map(shownCell)
  if (texts.some((text) => /^0\d+$/.test(text))) return true
  const digits = texts.filter((text) => /^\d[\d.-]*$/.test(text)).length
  return codes.test(keyOf(name)) && digits * 2 > texts.length
}

/** A, B, I, IV, 1.1, a): what counts rows beside plain numbers. */
function isOrdinal(text: string): boolean {
  return /^(?:[A-ZĐa-zđ]|[IVXLC]{1,6}|[ivxlc]{1,6}|\d{1,2}(?:\.\d{1,2}){1,4})[.)]?$/.test(text)
}

/** Degrees have no thousands: a lone mark parts their decimals. */
function placeMarks(figures: string[], around: NumberMarks): NumberMarks {
  const mark = figures.join('').includes('.') ? '.' : figures.join('').includes(',') ? ',' : undefined
  return mark ? { decimal: mark } : around
}

function plain(body: string, { decimal = '.', group }: NumberMarks): string {
  const bare = group ? body.replaceAll(group, '') : body
  return bare.replace(decimal, '.').replace(/\.0+$/, '')
}

function hasNought(cells: readonly Cell[]): boolean {
  return cells.some((cell) => /^0(?:[.,]0+)?$/.test(shownCell(cell)))
}
