/** Rows on their way into one table by COPY: encoded as they come, gathered into pieces of a megabyte. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null | undefined

export interface CopyTable {
  /** A string goes in as it is: what may hold a tab, a line end or a backslash passes `text` or `json` first. */
  add(...cells: Cell[]): void
  /** Bytes waiting. */
  waiting(): number
  flush(client: pg.ClientBase): Promise<void>
}

const pieceSize = 1_048_576
const mostBytesPerCharacter = 3

export function openCopy(table: string, columns: string): CopyTable {
  let full: Buffer[] = []
  let waiting = 0
  let piece = Buffer.alloc(0)
  let end = 0

  function closePiece(): void {
    if (end > 0) full.push(piece.subarray(0, end))
    piece = Buffer.alloc(0)
    end = 0
  }

  return {
    // Written out row by row: a long text grown by appending is copied again and again by the garbage collector.
    add(...cells) {
      let line = `${encode(cells[0])}`
      for (let index = 1; index < cells.length; index++) line += `\t${encode(cells[index])}`
      line += '\n'
      const most = line.length * mostBytesPerCharacter
      if (end + most > piece.length) {
        closePiece()
        piece = Buffer.allocUnsafeSlow(Math.max(pieceSize, most))
      }
      const size = piece.write(line, end)
      end += size
      waiting += size
    },
    waiting: () => waiting,
    async flush(client) {
      closePiece()
      if (full.length === 0) return
      const pieces = full
      full = []
      waiting = 0
      await pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)))
    },
  }
}

function encode(cell: Cell): string | number {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'object') return instant(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  return cell
}

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A cell of any text. */
export function text(value: string): string {
  return special.test(value) ? value.replace(/[\\\n\r\t]/g, (char) => escapes[char] as string) : value
}

export function json(value: object): string {
  return text(JSON.stringify(value))
}

export function bytea(bytes: Uint8Array): string {
  return `\\\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`
}

const dayMs = 86_400_000
const days = new Map<number, string>()
const minutes = Array.from(
  { length: 1440 },
  (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}:`,
)
const seconds = Array.from({ length: 60 }, (_, second) => `${two(second)}.`)

/** As `toISOString`, which works out the calendar anew each time: a past has tens of millions of instants. */
function instant(at: Date): string {
  const time = at.getTime()
  const number = Math.floor(time / dayMs)
  let day = days.get(number)
  if (day === undefined) {
    day = at.toISOString().slice(0, 11)
    days.set(number, day)
  }
  const rest = time - number * dayMs
  const second = Math.floor(rest / 1000)
  return `${day}${minutes[Math.floor(second / 60)]}${seconds[second % 60]}${String(rest % 1000).padStart(3, '0')}Z`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
