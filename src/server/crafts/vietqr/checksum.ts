/** CRC-16/IBM-3740 of one byte and nothing before it: polynomial 0x1021, not reflected. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1
  return value
})

/**
 * The checksum of the first `length` characters, from 0xFFFF, as it is written: four digits, upper case. Undefined if one of
 * them is not printable ASCII.
 */
export function checksumOf(text: string, length: number): string | undefined {
  let sum = 0xffff
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e) return undefined
    sum = ((sum << 8) & 0xff00) ^ (table[(sum >> 8) ^ code] ?? 0)
  }
  return digit(sum >> 12) + digit(sum >> 8) + digit(sum >> 4) + digit(sum)
}

function digit(value: number): string {
  return '0123456789ABCDEF'.charAt(value & 15)
}
