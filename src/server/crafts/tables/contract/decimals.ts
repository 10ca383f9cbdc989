/** Decimal numbers as digits and a power of ten: compared and written without floating point. */

export interface Decimal {
  /** The number without its point. */
  units: bigint
  /** Digits behind the point. */
  scale: number
}

const form = /^(-?)(\d+)(?:\.(\d+))?$/

/** Of plain decimal digits such as `-12.50`. Throws for anything else. */
export function toDecimal(digits: string): Decimal {
  const [, sign = '', whole = '', part = ''] = form.exec(digits) ?? []
  if (whole === '') throw new TypeError('no decimal number')
  return { units: BigInt(`${sign}${whole}${part}`), scale: part.length }
}

/** Its units at so many digits behind the point, which must be as many as it has or more. */
export function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale)
}

/** Below, at or above zero as the first is below, equal to or above the second. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const scale = Math.max(one.scale, other.scale)
  const difference = unitsAt(one, scale) - unitsAt(other, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The sum of plain decimal digits, as plain decimal digits. */
export function sumDigits(numbers: Iterable<string>): string {
  let sum: Decimal = { units: 0n, scale: 0 }
  for (const digits of numbers) {
    const next = toDecimal(digits)
    const scale = Math.max(sum.scale, next.scale)
    sum = { units: unitsAt(sum, scale) + unitsAt(next, scale), scale }
  }
  return toDigits(sum)
}

export function toDigits({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const part = digits.slice(digits.length - scale).replace(/0+$/, '')
  return part === '' ? `${whole === '0' ? '' : sign}${whole}` : `${sign}${whole}.${part}`
}
