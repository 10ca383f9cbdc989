import { randomFillSync } from 'node:crypto'

const random = new Uint8Array(10 * 256)
let used = random.length

let lastAt = 0
let counter = 0

/**
 * A UUID version 7 (RFC 9562 §5.7): ordered by time, so that new rows stay together in every index. Those made in one
 * millisecond by one process count on (§6.2, method 1): what was told later sorts later.
 */
export function newId(at = Date.now()): string {
  if (used >= random.length) {
    randomFillSync(random)
    used = 0
  }
  const time = at.toString(16).padStart(12, '0')
  const tail = Buffer.from(random.buffer, used, 10).toString('hex')
  used += 10
  counter = at === lastAt && counter < 0xfff ? counter + 1 : Number.parseInt(tail.slice(0, 3), 16) & 0x7ff
  lastAt = at
  const variant = ((Number.parseInt(tail[3] ?? '0', 16) & 0x3) | 0x8).toString(16)
  const sequence = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`
}

/** Before every identifier that was made at this moment or later, and after all that were made earlier. */
export function firstIdAt(at: number): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** Whether a text that came from outside may be asked for as an identifier. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
