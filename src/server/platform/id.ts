import { randomFillSync } from 'node:crypto'

const random = new Uint8Array(10 * 256)
let used = random.length

/** A UUID version 7 (RFC 9562 §5.7): ordered by time, so that new rows stay together in every index. */
export function newId(at = Date.now()): string {
  if (used >= random.length) {
    randomFillSync(random)
    used = 0
  }
  const time = at.toString(16).padStart(12, '0')
  const tail = Buffer.from(random.buffer, used, 10).toString('hex')
  used += 10
  const variant = ((Number.parseInt(tail[3] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`
}

/** Whether a text that came from outside may be asked for as an identifier. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
