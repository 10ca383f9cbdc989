/** Rows on their way into one table by COPY, gathered into large pieces. */

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null | undefined

export interface CopyTable {
  add(...cells: Cell[]): void
  /** Characters waiting. */
  waiting(): number
  flush(client: pg.ClientBase): Promise<void>
}

export function openCopy(table: string, columns: string): CopyTable {
  let text = ''
  return {
    add(...cells) {
      let line = ''
      for (let index = 0; index < cells.length; index++)
        line += (index === 0 ? '' : '\t') + encode(cells[index])
      text += `${line}\n`
    },
    waiting: () => text.length,
    async flush(client) {
      if (text.length === 0) return
      const piece = Buffer.from(text)
      text = ''
      await pipeline(Readable.from([piece]), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)))
    },
  }
}

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function encode(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'string') {
    return special.test(cell) ? cell.replace(/[\\\n\r\t]/g, (char) => escapes[char] as string) : cell
  }
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  return String(cell)
}

export function bytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`
}
