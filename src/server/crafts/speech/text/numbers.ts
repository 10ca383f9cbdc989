/** Numbers that are spoken, as they are written: “mười lăm tháng mười” → “15 tháng 10”. What may mean something else stays as it was said. */

const digits = new Map(
  Object.entries({
    không: 0,
    một: 1,
    hai: 2,
    ba: 3,
    bốn: 4,
    năm: 5,
    sáu: 6,
    bảy: 7,
    bẩy: 7,
    tám: 8,
    chín: 9,
  }),
)
/** How a digit is said behind tens. */
const afterTens = new Map([...digits, ['mốt', 1], ['tư', 4], ['lăm', 5], ['nhăm', 5]])
const months = new Map([...digits, ['tư', 4], ['mười', 10], ['giêng', 1]])
const large = new Map([
  ['nghìn', 1e3],
  ['ngàn', 1e3],
  ['triệu', 1e6],
  ['tỷ', 1e9],
  ['tỉ', 1e9],
])

interface Found {
  value: number
  /** Words it takes. */
  length: number
}

/** A number of at least two words at `at`: tens, hundreds and what is above; undefined where there is none. */
function numberAt(words: readonly string[], at: number): Found | undefined {
  let [sum, length, below] = [0, 0, Number.POSITIVE_INFINITY]
  for (;;) {
    const part = hundredsAt(words, at + length)
    if (!part) break
    const scale = large.get(words[at + length + part.length] ?? '')
    // “hai nghìn năm” is a span of years.
    if (length > 0 && part.length === 1 && !scale) break
    const value = part.value * (scale ?? 1)
    if (value >= below && below !== Number.POSITIVE_INFINITY) break
    sum += value
    length += part.length + (scale ? 1 : 0)
    if (!scale) break
    below = scale
  }
  return length >= 2 ? { value: sum, length } : undefined
}

/** Up to 999, of one word or more. */
function hundredsAt(words: readonly string[], at: number): Found | undefined {
  const first = digits.get(words[at] ?? '')
  if (first === undefined || words[at + 1] !== 'trăm') return tensAt(words, at)
  const hundreds = first * 100
  const behind = words[at + 2] ?? ''
  if (behind === 'linh' || behind === 'lẻ') {
    const last = afterTens.get(words[at + 3] ?? '')
    return last === undefined ? { value: hundreds, length: 2 } : { value: hundreds + last, length: 4 }
  }
  const tens = tensAt(words, at + 2)
  // A digit alone behind a hundred means something else: “hai trăm năm” is a span of years.
  return tens && tens.length >= 2
    ? { value: hundreds + tens.value, length: 2 + tens.length }
    : behind === 'mười'
      ? { value: hundreds + 10, length: 3 }
      : { value: hundreds, length: 2 }
}

function tensAt(words: readonly string[], at: number): Found | undefined {
  const [first = '', second = '', third = ''] = words.slice(at, at + 3)
  if (first === 'mười') {
    // “mười năm” is ten years; fifteen is “mười lăm”.
    const last = second === 'năm' || second === 'tư' || second === 'mốt' ? undefined : afterTens.get(second)
    return last === undefined || last === 0 ? { value: 10, length: 1 } : { value: 10 + last, length: 2 }
  }
  const tens = digits.get(first)
  if (tens === undefined) return undefined
  if (second === 'mươi') {
    const last = third === 'năm' ? undefined : afterTens.get(third)
    return last === undefined ? { value: tens * 10, length: 2 } : { value: tens * 10 + last, length: 3 }
  }
  // “hai lăm”, “ba mốt”: nobody means anything else.
  if (tens >= 2 && (second === 'lăm' || second === 'nhăm' || second === 'mốt'))
    return { value: tens * 10 + (afterTens.get(second) ?? 0), length: 2 }
  return { value: tens, length: 1 }
}

/** What words `from` up to `to` are written as. */
export interface Written {
  from: number
  to: number
  text: string
}

/** Which of these words (in small letters, without punctuation) are written in digits. They never overlap and are in order. */
export function numbersIn(words: readonly string[]): Written[] {
  const found: Written[] = []
  for (let at = 0; at < words.length; ) {
    const one = percentAt(words, at) ?? dayAt(words, at) ?? plainAt(words, at)
    if (one) found.push(...one)
    at = one?.at(-1)?.to ?? at + 1
  }
  return found
}

/** “mười lăm phẩy năm phần trăm”. */
function percentAt(words: readonly string[], at: number): Written[] | undefined {
  if (isPartOfMore(words, at)) return undefined
  const whole = numberAt(words, at) ?? hundredsAt(words, at)
  if (!whole) return undefined
  let to = at + whole.length
  let text = String(whole.value)
  const decimal = words[to] === 'phẩy' ? hundredsAt(words, to + 1) : undefined
  if (decimal) {
    text += `,${decimal.value}`
    to += 1 + decimal.length
  }
  if (words[to] !== 'phần' || words[to + 1] !== 'trăm') return undefined
  return [{ from: at, to: to + 2, text: `${text}%` }]
}

/** “ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu”, also without “ngày” where the day takes two words. */
function dayAt(words: readonly string[], at: number): Written[] | undefined {
  const day = tensAt(words, at)
  const isDay = ['ngày', 'mùng', 'mồng'].includes(words[at - 1] ?? '') || (day?.length ?? 0) >= 2
  if (!day || !isDay || day.value < 1 || day.value > 31 || isPartOfMore(words, at)) return undefined
  const to = at + day.length
  if (words[to] !== 'tháng') return undefined
  const month = monthAt(words, to + 1)
  if (!month) return undefined
  const end = to + 1 + month.length
  // “mười hai tháng một lần”: every twelve months.
  if (words[end] === 'lần') return undefined
  const year = words[end] === 'năm' ? yearAt(words, end + 1) : undefined
  return [
    { from: at, to, text: String(day.value) },
    { from: to + 1, to: end, text: String(month.value) },
    ...(year ? [{ from: end + 1, to: end + 1 + year.length, text: String(year.value) }] : []),
  ]
}

function monthAt(words: readonly string[], at: number): Found | undefined {
  if (words[at] === 'mười' && (words[at + 1] === 'một' || words[at + 1] === 'hai'))
    return { value: words[at + 1] === 'một' ? 11 : 12, length: 2 }
  const value = months.get(words[at] ?? '')
  return value === undefined || value === 0 ? undefined : { value, length: 1 }
}

/** “hai nghìn không trăm hai mươi sáu”, “hai không hai sáu”. */
function yearAt(words: readonly string[], at: number): Found | undefined {
  const whole = numberAt(words, at)
  if (whole && whole.value >= 1900 && whole.value < 2100) return whole
  const four = words.slice(at, at + 4).map((word) => afterTens.get(word))
  const value = Number(four.join(''))
  return four.length === 4 && four.every((one) => one !== undefined) && value >= 1900 && value < 2100
    ? { value, length: 4 }
    : undefined
}

function plainAt(words: readonly string[], at: number): Written[] | undefined {
  if (isPartOfMore(words, at)) return undefined
  if (words[at - 1] === 'năm') {
    const year = yearAt(words, at)
    if (year) return [{ from: at, to: at + year.length, text: String(year.value) }]
  }
  const number = numberAt(words, at)
  if (!number) return undefined
  const to = at + number.length
  // “hai mươi ba mươi ngày” is about how many.
  if (hundredsAt(words, to) && words[to] !== 'năm') return undefined
  const [scale = ''] = words.slice(to - 1, to)
  const unit = large.get(scale)
  if (unit && unit >= 1e6 && number.value % unit === 0)
    return [{ from: at, to: to - 1, text: grouped(number.value / unit) }]
  return [{ from: at, to, text: grouped(number.value) }]
}

/** Whether the word before says that what stands here is the end of something longer or vague. */
function isPartOfMore(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? ''
  return (
    (digits.has(before) && before !== 'năm') ||
    ['mười', 'mươi', 'trăm', 'phẩy', 'chấm', 'linh', 'lẻ'].includes(before)
  )
}

const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '.')
