/** Amounts are whole đồng; numbers are written with dots between thousands and a comma before decimals. */

const largestInWords = 10n ** 15n
const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const billion = 1_000_000_000n

/** `1.234.567,89`. Decimals beyond `maxDecimals` are rounded, zeros at their end left out. */
export function formatNumber(value: number | bigint, maxDecimals = 2): string {
  if (typeof value === 'number' && !(Math.abs(value) < 1e21)) throw new RangeError(`Not a number: ${value}`)
  const text = typeof value === 'bigint' ? value.toString() : value.toFixed(maxDecimals)
  const negative = text.startsWith('-') && /[1-9]/.test(text)
  const [whole = '', decimals = ''] = text.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const rest = decimals.replace(/0+$/, '')
  return `${negative ? '-' : ''}${grouped}${rest ? `,${rest}` : ''}`
}

/** `1.234.567 đồng`. */
export function formatDong(amount: number | bigint): string {
  return `${formatNumber(wholeAmount(amount))} đồng`
}

/** The number as Vietnamese write it, or undefined: `1.234.567,89`, `1234567`, `150.000 đồng`. */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .normalize('NFC')
    .trim()
    .replace(/\s*(?:đồng|đ|₫|VND|VNĐ)$/iu, '')
  if (!/^-?(?:\d{1,3}(?:[.\u00a0 ]\d{3})+|\d+)(?:,\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replace(/[.\u00a0 ]/g, '').replace(',', '.'))
  return Number.isSafeInteger(Math.trunc(value)) ? value : undefined
}

/**
 * `1005021` → “Một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng”, as receipts need it.
 * Refuses fractions, negative amounts and more than 10^15.
 */
export function amountInWords(amount: number | bigint): string {
  const words = numberInWords(amount)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`
}

/** `2026` → “hai nghìn không trăm hai mươi sáu”: whole numbers from 0 to 10^15, as official papers put them in words. */
export function numberInWords(number: number | bigint): string {
  const value = wholeAmount(number)
  if (value < 0n || value > largestInWords) {
    throw new RangeError(`Only numbers from 0 to 10^15 can be put in words, not ${number}`)
  }
  return value === 0n ? 'không' : wordsOf(value).join(' ')
}

/** From a billion on, the number of billions is itself read as a number: một triệu tỷ. */
function wordsOf(value: bigint): string[] {
  const billions = value / billion
  const rest = Number(value % billion)
  const groups = [
    { value: Math.floor(rest / 1_000_000), name: ['triệu'] },
    { value: Math.floor(rest / 1000) % 1000, name: ['nghìn'] },
    { value: rest % 1000, name: [] },
  ]
  const words = billions > 0n ? [...wordsOf(billions), 'tỷ'] : []
  for (const group of groups) {
    if (group.value > 0) words.push(...groupWords(group.value, words.length > 0), ...group.name)
  }
  return words
}

/** Three digits. A group below another names its missing hundreds and tens: không trăm linh năm. */
function groupWords(value: number, below: boolean): string[] {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor(value / 10) % 10
  const ones = value % 10
  const words: string[] = hundreds > 0 || below ? [word(hundreds), 'trăm'] : []
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(word(tens), 'mươi')
  if (ones > 0) words.push(onesWord(ones, tens))
  return words
}

function onesWord(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt'
  if (ones === 4 && tens > 1) return 'tư'
  if (ones === 5 && tens > 0) return 'lăm'
  return word(ones)
}

function word(digit: number): string {
  return digits[digit] ?? ''
}

function wholeAmount(amount: number | bigint): bigint {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`Not a whole amount: ${amount}`)
  }
  return BigInt(amount)
}
