/** What of a service ends soon, or has ended: the version itself, a law it rests on. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { dayNumber, formatDate, type LocalDay } from '#shared/dates.ts'
import type { Finding } from './finding.ts'

/** A text whose last day is known, and what takes its place. */
export interface EndingLaw {
  number: string
  /** The last day it is in force. */
  until: LocalDay
  replacedBy?: string | undefined
}

/** What ends within so many days of `day`; what ended before it fails. */
export function endsSoon(
  service: Service,
  laws: readonly EndingLaw[],
  { day, within }: { day: LocalDay; within: number },
): Finding[] {
  const found: Finding[] = []
  const { validTo } = service
  if (validTo && dayNumber(validTo) - dayNumber(day) <= within)
    found.push({
      kind: 'ends',
      figure: 'version',
      text:
        validTo < day ? `đã hết hiệu lực ngày ${inWords(validTo)}` : `hết hiệu lực ngày ${inWords(validTo)}`,
      fails: false,
    })
  const cited = new Set(service.legalBasis.map(({ number }) => number))
  for (const { number, until, replacedBy } of laws) {
    if (!cited.has(number) || dayNumber(until) - dayNumber(day) > within) continue
    const isOver = until < day
    // A version that ends with its law, or before it, stood on it rightly.
    const isOwnPast = validTo !== undefined && validTo <= until
    if (isOwnPast) continue
    found.push({
      kind: 'ends',
      figure: 'basis',
      text: `${number} ${isOver ? 'đã hết' : 'hết'} hiệu lực ngày ${inWords(until)}${replacedBy ? `, thay bằng ${replacedBy}` : ''}`,
      fails: isOver,
    })
  }
  return found
}

function inWords(day: LocalDay): string {
  return formatDate(new Date(`${day}T12:00:00+07:00`))
}
