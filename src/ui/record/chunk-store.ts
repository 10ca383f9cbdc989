/** What was recorded and is not confirmed yet, kept by the browser itself: a closed lid or a dead tab loses nothing. */
import { byTime, type ChunkStore, type KeptChunk, type KeptRecording } from './kept.ts'
import { marked } from './memory-store.ts'

const [name, version] = ['nhip-ghi-am', 1]
let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('recording', { keyPath: 'id' })
      request.result.createObjectStore('chunk', { keyPath: ['recording', 'number'] })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  // What failed once, for want of room, is tried again.
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

/** Resolved when the transaction is complete: what was written is on the disk. */
async function within<Result>(
  stores: string[],
  mode: IDBTransactionMode,
  task: (transaction: IDBTransaction) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: 'strict' })
    const request = task(transaction)
    transaction.oncomplete = () => resolve(request?.result)
    // Where there is no room the request tells less than the transaction does.
    transaction.onabort = () => reject(transaction.error ?? request?.error)
  })
}

export const browserStore: ChunkStore = {
  async keepRecording(recording) {
    await within(['recording'], 'readwrite', (at) => at.objectStore('recording').put(recording))
  },
  async recordingsOf(meeting) {
    const all: KeptRecording[] =
      (await within(['recording'], 'readonly', (at) => at.objectStore('recording').getAll())) ?? []
    return all.filter((one) => one.meeting === meeting).sort((a, b) => a.begunAt - b.begunAt)
  },
  async forgetRecording(id) {
    await within(['recording'], 'readwrite', (at) => at.objectStore('recording').delete(id))
  },
  async addChunk(chunk, recording) {
    await within(['recording', 'chunk'], 'readwrite', (at) => {
      at.objectStore('chunk').add(chunk)
      const next = Math.max(recording.next, chunk.number + 1)
      return at.objectStore('recording').put({ ...recording, next })
    })
  },
  async chunksOf(meeting) {
    const all: KeptChunk[] =
      (await within(['chunk'], 'readonly', (at) => at.objectStore('chunk').getAll())) ?? []
    return all.filter((one) => one.meeting === meeting).sort(byTime)
  },
  async markChunk(chunk, refused) {
    await within(['chunk'], 'readwrite', (at) => {
      const chunks = at.objectStore('chunk')
      const there = chunks.getKey([chunk.recording, chunk.number])
      // Another window may have sent it meanwhile.
      there.onsuccess = () => {
        if (there.result !== undefined) chunks.put(marked(chunk, refused))
      }
      return there
    })
  },
  async dropChunk({ recording, number }) {
    await within(['chunk'], 'readwrite', (at) => at.objectStore('chunk').delete([recording, number]))
  },
}
