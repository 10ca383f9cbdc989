/** What stands in a cell of a statement: whole đồng, a moment of Vietnamese time, the number of a transaction. */

/**
 * Whole đồng, above or below zero, or 0 where nothing stands there; undefined for anything that has to be guessed. Thousands may be
 * parted by points, commas or blanks; decimals only where they are noughts.
 */
export function readDong(text: string): number | undefined {
  const bare = text
    .replace(/[\s\u00a0]/g, '')
    .replace(/(?:VND|VNĐ|đ|₫)$/i, '')
    .replace(/^\((.*)\)$/, '-$1')
  if (bare === '' || bare === '-') return 0
  const [, sign = '', digits = ''] = /^([+-]?)(\d[\d.,]*)$/.exec(bare) ?? []
  const whole = wholeOf(digits)
  if (whole === undefined) return undefined
  const amount = Number(whole.replace(/[.,]/g, ''))
  return Number.isSafeInteger(amount) ? (sign === '-' ? -amount : amount) : undefined
}

const wholes = [/^\d+$/, /^\d{1,3}(?:,\d{3})+$/, /^\d{1,3}(?:\.\d{3})+$/]

function wholeOf(digits: string): string | undefined {
  // Three digits behind a mark are thousands: đồng have no thousandths.
  const [, before = '', mark = ''] = /^(.*)([.,])0{1,2}$/.exec(digits) ?? []
  const candidates = mark && !before.includes(mark) ? [digits, before] : [digits]
  return candidates.find((one) => wholes.some((pattern) => pattern.test(one)))
}

const parts = { dd: '(?<dd>\\d{1,2})', MM: '(?<MM>\\d{1,2})', yyyy: '(?<yyyy>\\d{4})' }
const clock = '(?:[ T]+(?<HH>\\d{1,2}):(?<mm>\\d{2})(?::(?<ss>\\d{2}))?)?'

/** A moment written as one of these patterns of `dd`, `MM` and `yyyy`, with a time behind it or without: then its day begins. */
export function readMoment(text: string, patterns: readonly string[]): Date | undefined {
  for (const pattern of patterns) {
    const source = pattern.replace(/dd|MM|yyyy|[^\w]/g, (part) =>
      part in parts ? parts[part as keyof typeof parts] : `\\${part}`,
    )
    const { groups } = new RegExp(`^${source}${clock}$`).exec(text.trim()) ?? {}
    if (!groups) continue
    const [year, month, day, hour, minute, second] = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'].map((part) =>
      Number(groups[part] ?? 0),
    ) as [number, number, number, number, number, number]
    const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
    const isReal =
      wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day && wall.getUTCHours() === hour
    if (!isReal || minute > 59 || second > 59 || year < 2000) return undefined
    return new Date(wall.getTime() - vietnam)
  }
  return undefined
}

const vietnam = 7 * 3_600_000

/** The number of a transaction as banks give it; undefined for what a table has rounded (`1,23E+15`) or no bank gives. */
export function readTransaction(text: string): string | undefined {
  if (/^\d+([.,]\d+)?E\+\d+$/i.test(text)) return undefined
  return /^[\x21-\x7e]{1,64}$/.test(text) ? text : undefined
}
