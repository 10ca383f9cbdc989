/** Brings rows to the database while more are written: one side rarely waits for the other. */
import type pg from 'pg'
import type { PastTables } from './past-tables.ts'

const mostWaiting = 160_000_000
const sendAt = 4_000_000

export interface Loading {
  /** Sends what is waiting in large pieces. Returns at once while the database is busy, as far as memory allows. */
  send(client: pg.ClientBase): Promise<void>
  /** Sends all that is left and waits until it is there. */
  finish(client: pg.ClientBase): Promise<void>
  isSending(): boolean
}

export function openLoading(tables: PastTables): Loading {
  const all = Object.values(tables)
  let sending: Promise<void> = Promise.resolve()
  let isSending = false

  function start(client: pg.ClientBase, least: number): void {
    const full = all.filter((table) => table.waiting() > least)
    if (full.length === 0) return
    isSending = true
    sending = (async () => {
      for (const table of full) await table.flush(client)
      isSending = false
    })()
    // Surfaces at the next sending; without this an early failure would be unhandled.
    sending.catch(() => {})
  }

  return {
    async send(client) {
      const waiting = all.reduce((sum, table) => sum + table.waiting(), 0)
      if (isSending && waiting < mostWaiting) return
      await sending
      start(client, sendAt)
    },
    async finish(client) {
      await sending
      start(client, 0)
      await sending
    },
    isSending: () => isSending,
  }
}
