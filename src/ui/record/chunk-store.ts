/** What was recorded and is not confirmed yet, kept by the browser itself: a closed lid or a dead tab loses nothing. */

export interface KeptRecording {
  id: string
  meeting: string
  track: 'room' | 'person'
  /** By the clock of this machine. */
  begunAt: number
  /** The number of the next chunk. */
  next: number
  isOver: boolean
}

export interface KeptChunk {
  recording: string
  number: number
  meeting: string
  startsMs: number
  sha256: string
  bytes: ArrayBuffer
  /** Why the server will not take it: it stays here. */
  refused?: string
}

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
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

export async function keepRecording(recording: KeptRecording): Promise<void> {
  await within(['recording'], 'readwrite', (at) => at.objectStore('recording').put(recording))
}

export async function recordingsOf(meeting: string): Promise<KeptRecording[]> {
  const all: KeptRecording[] =
    (await within(['recording'], 'readonly', (at) => at.objectStore('recording').getAll())) ?? []
  return all.filter((one) => one.meeting === meeting).sort((a, b) => a.begunAt - b.begunAt)
}

/** The chunk and that its number is taken, together. */
export async function keepChunk(chunk: KeptChunk, recording: KeptRecording): Promise<void> {
  await within(['recording', 'chunk'], 'readwrite', (at) => {
    at.objectStore('chunk').put(chunk)
    return at.objectStore('recording').put({ ...recording, next: Math.max(recording.next, chunk.number + 1) })
  })
}

export async function refuseChunk(chunk: KeptChunk, why: string): Promise<void> {
  await within(['chunk'], 'readwrite', (at) => at.objectStore('chunk').put({ ...chunk, refused: why }))
}

export async function dropChunk({ recording, number }: KeptChunk): Promise<void> {
  await within(['chunk'], 'readwrite', (at) => at.objectStore('chunk').delete([recording, number]))
}

/** Those of a meeting that are still here, the oldest first. */
export async function chunksOf(meeting: string): Promise<KeptChunk[]> {
  const all: KeptChunk[] =
    (await within(['chunk'], 'readonly', (at) => at.objectStore('chunk').getAll())) ?? []
  return all
    .filter((one) => one.meeting === meeting)
    .sort((a, b) => a.startsMs - b.startsMs || a.number - b.number)
}

/** A recording that is over and wholly confirmed is forgotten here. */
export async function forgetRecording(id: string): Promise<void> {
  await within(['recording'], 'readwrite', (at) => at.objectStore('recording').delete(id))
}
