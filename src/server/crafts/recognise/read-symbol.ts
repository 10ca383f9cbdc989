/** Number and symbol of a letter: `Số: 05/QĐ-UBND`, `Số: 198/SNV-TH`, `Số: 12/2026/QĐ-UBND`. */
import { stripMarks } from '#shared/text/index.ts'

export interface ReadSymbol {
  number: string
  symbol: string
  /** Lower where letters had to be taken for others. */
  certainty: number
}

const confused: Record<string, string> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
}
const longest = 60

/** What begins with `Số` and has a number before a slash; undefined for everything else. */
export function readSymbol(line: string): ReadSymbol | undefined {
  const text = line.trim().slice(0, 120)
  const start = beginning(text)
  if (start < 0) return undefined
  const slash = text.indexOf('/', start)
  if (slash < 0) return undefined
  const written = text.slice(start, slash).replace(/[\s.,]/gu, '')
  const number = Array.from(written, (letter) => confused[letter] ?? letter).join('')
  if (number.length > 11 || !/^\d+[a-zA-Z]?$/.test(number)) return undefined
  const symbol = symbolOf(text.slice(slash + 1))
  if (!symbol) return undefined
  return { number, symbol, certainty: number === written ? 1 : 0.8 }
}

/** Where the number begins behind `Số:`; -1 where the line does not begin with it. */
function beginning(text: string): number {
  const head = stripMarks(text.slice(0, 8)).toUpperCase()
  const marks = /^[^A-Z0-9]{0,2}S[O0Ó6][:;.,\s]{1,3}/.exec(head)
  return marks ? marks[0].length : -1
}

/** Letters, figures, strokes and hyphens up to the first space that is not one of a broken symbol. */
function symbolOf(text: string): string | undefined {
  const parts = text
    .replace(/\s*([-–—/])\s*/gu, (_, mark: string) => (mark === '/' ? '/' : '-'))
    .trim()
    .split(/\s/u)
  const symbol = (parts[0] ?? '').replace(/Ð/gu, 'Đ').replace(/[^\p{L}\p{N}]+$/u, '')
  if (symbol.length === 0 || symbol.length > longest || !/^[\p{L}\p{N}\-/.&()]+$/u.test(symbol))
    return undefined
  return symbol.split('-').map(known).join('-')
}

/** Abbreviations as they come out where accents or small letters were lost, and what they can only be: there is no kind `QD`. */
const shorts: Record<string, string> = {
  QD: 'QĐ',
  ND: 'NĐ',
  CD: 'CĐ',
  TTR: 'TTr',
  CTR: 'CTr',
  QYĐ: 'QyĐ',
  QYD: 'QyĐ',
}

function known(part: string, index: number): string {
  if (index > 0) return part
  const pieces = part.split('/')
  const last = pieces.at(-1) ?? ''
  return [...pieces.slice(0, -1), shorts[last] ?? last].join('/')
}
