/** Rows of a query as fast as PostgreSQL can hand them over: COPY in binary, parsed where they lie. */
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** The fields of one row; valid until the next row is asked for. */
export type Fields = readonly (Buffer | null)[]

const headerLength = 19

/** Streams `select` (without parameters) row by row. */
export async function* copyRows(client: pg.ClientBase, select: string): AsyncGenerator<Fields[]> {
  const stream = client.query(copyTo(`copy (${select}) to stdout (format binary)`))
  let rest: Buffer = Buffer.alloc(0)
  let isHeaderRead = false
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    if (!isHeaderRead) {
      if (bytes.length < headerLength) {
        rest = bytes
        continue
      }
      at = headerLength
      isHeaderRead = true
    }
    const rows: Fields[] = []
    for (let end = endOfRow(bytes, at); end > 0; end = endOfRow(bytes, at)) {
      rows.push(readFields(bytes, at))
      at = end
    }
    rest = bytes.subarray(at)
    yield rows
  }
}

/** Where the row beginning at `at` ends; 0 if it is not all there, or is the end mark. */
function endOfRow(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) return 0
  const count = bytes.readInt16BE(at)
  if (count < 0) return 0
  let end = at + 2
  for (let field = 0; field < count; field++) {
    if (end + 4 > bytes.length) return 0
    const length = bytes.readInt32BE(end)
    end += 4 + Math.max(length, 0)
  }
  return end <= bytes.length ? end : 0
}

function readFields(bytes: Buffer, start: number): Fields {
  const count = bytes.readInt16BE(start)
  const fields: (Buffer | null)[] = []
  let at = start + 2
  for (let field = 0; field < count; field++) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) fields.push(null)
    else {
      fields.push(bytes.subarray(at, at + length))
      at += length
    }
  }
  return fields
}
