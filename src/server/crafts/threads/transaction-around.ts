/** What is slow is not waited for within a transaction: that holds a connection and locks which everybody else waits for. */
import { AsyncLocalStorage } from 'node:async_hooks'

const around = new AsyncLocalStorage<{ isOpen: boolean }>()

/** Runs what happens within one transaction; until it ends, whatever it calls can tell. */
export async function withinTransaction<T>(task: () => Promise<T>): Promise<T> {
  const transaction = { isOpen: true }
  try {
    return await around.run(transaction, task)
  } finally {
    transaction.isOpen = false
  }
}

/** Throws within a transaction: a defect of ours, since threads, readers and keys are asked before it or after it. */
export function requireNoTransaction(what: string): void {
  if (around.getStore()?.isOpen) throw new Error(`${what} asked within a transaction`)
}
