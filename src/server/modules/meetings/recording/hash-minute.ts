import { createHash } from 'node:crypto'

/** Over the numbers and hashes of a minute of chunks, in their order, one a line. */
export function hashOfMinute(chunks: readonly { number: number; sha256: string }[]): string {
  const lines = chunks
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, sha256 }) => `${number} ${sha256}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex')
}
