/** The rows of a batch as the seal remembers them: each number and the first bytes of its leaf. */

/** Enough to tell which row differs; that none differs is what the root says. */
export const shortLength = 4

export interface ListedRow {
  id: number
  short: Buffer
}

/** Differences of numbers in as few bytes as they need: about five bytes a row. */
export function encodeRowList(rows: readonly { id: number; leaf: Buffer }[]): Buffer {
  const out = Buffer.allocUnsafe(rows.length * (10 + shortLength))
  let at = 0
  let previous = 0
  for (const { id, leaf } of rows) {
    // Zigzag: transactions interleave, so a number may be smaller than the one before.
    const step = id - previous
    let rest = step < 0 ? -2 * step - 1 : 2 * step
    while (rest > 127) {
      out[at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    out[at++] = rest
    at += leaf.copy(out, at, 0, shortLength)
    previous = id
  }
  return Buffer.from(out.subarray(0, at))
}

/** What `encodeRowList` wrote; undefined for bytes it cannot have written. */
export function decodeRowList(bytes: Buffer): ListedRow[] | undefined {
  const rows: ListedRow[] = []
  let at = 0
  let id = 0
  while (at < bytes.length) {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined || scale > 2 ** 49) return undefined
      value += (byte & 127) * scale
      if (byte < 128) break
      scale *= 128
    }
    id += value % 2 === 0 ? value / 2 : -(value + 1) / 2
    if (at + shortLength > bytes.length) return undefined
    rows.push({ id, short: bytes.subarray(at, at + shortLength) })
    at += shortLength
  }
  return rows
}
