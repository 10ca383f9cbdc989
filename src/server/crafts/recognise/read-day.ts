/** The day of a letter: `Huế, ngày 05 tháng 02 năm 2026`. */
import { stripMarks } from '#shared/text/index.ts'

const confused: Record<string, string> = { O: '0', Q: '0', D: '0', L: '1', I: '1', Z: '2', S: '5', B: '8' }

/** As `2026-02-05`; undefined where no day stands or there is no such day. What is often misread for a figure is taken for it. */
export function readDay(text: string): string | undefined {
  const words = stripMarks(text)
    .toUpperCase()
    .replace(/(NGAY|THANG|NAM)(?=[0-9OIL])/g, '$1 ')
    .replace(/(?<=[0-9])(THANG|NAM)/g, ' $1')
    .split(/[^A-Z0-9]+/)
  const at = words.indexOf('NGAY')
  if (at < 0) return undefined
  const month = words.indexOf('THANG', at)
  const year = words.indexOf('NAM', month)
  if (month < 0 || year < 0) return undefined
  return dayOf(figures(words[year + 1]), figures(words[month + 1]), figures(words[at + 1]))
}

function figures(word = ''): number {
  const text = Array.from(word, (letter) => confused[letter] ?? letter).join('')
  return text.length <= 4 && /^\d+$/.test(text) ? Number(text) : Number.NaN
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal && year >= 1945 && year < 2100 ? date.toISOString().slice(0, 10) : undefined
}
