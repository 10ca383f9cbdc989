/** Keeps chunks in the browser's store, and in the memory of this window once that has no room: then it says so, and from when to when. */
import { byTime, type ChunkStore, type KeptChunk, type KeptRecording, keyOf } from './kept.ts'
import { memoryStore } from './memory-store.ts'

export interface Span {
  fromMs: number
  toMs: number
}

export interface Keeping {
  /** In memory alone: lost if this window is closed before it is sent. */
  unsafe: Span | undefined
  /** Neither kept nor sent: these stretches are gone. */
  lost: Span[]
}

/** Two hours of chunks: as much as a window can be trusted to hold. */
const mostInMemory = 720

export interface Keeper extends Omit<ChunkStore, 'addChunk'> {
  /** Gives the number it was kept under; undefined where there was no place for it at all. Never throws. */
  keep(chunk: Omit<KeptChunk, 'number'>, recording: KeptRecording): Promise<number | undefined>
  readonly keeping: Keeping
}

export function createKeeper(
  store: ChunkStore,
  tell: (keeping: Keeping) => void,
  memory = memoryStore(mostInMemory),
): Keeper {
  const inMemory = new Map<string, KeptChunk>()
  const lost: Span[] = []
  const storeOf = (chunk: KeptChunk) => (inMemory.has(keyOf(chunk)) ? memory : store)

  function keeping(): Keeping {
    const all = [...inMemory.values()].map(spanOf)
    const unsafe = all.length === 0 ? undefined : all.reduce(join)
    return { unsafe, lost: [...lost] }
  }

  /** Under the first number from `next` on that no other chunk bears. */
  async function addTo(
    place: ChunkStore,
    chunk: Omit<KeptChunk, 'number'>,
    recording: KeptRecording,
  ): Promise<KeptChunk> {
    for (let number = recording.next; ; number++) {
      try {
        const numbered = { ...chunk, number }
        await place.addChunk(numbered, { ...recording, next: number + 1 })
        return numbered
      } catch (error) {
        if (!isNamed(error, 'ConstraintError')) throw error
      }
    }
  }

  return {
    get keeping() {
      return keeping()
    },

    async keep(chunk, recording) {
      try {
        return (await addTo(store, chunk, recording)).number
      } catch {
        // No room, or a store that is broken: what was recorded goes on its way all the same.
      }
      try {
        const kept = await addTo(memory, chunk, recording)
        inMemory.set(keyOf(kept), kept)
        return kept.number
      } catch {
        const span = spanOf(chunk)
        const last = lost.at(-1)
        if (last && span.fromMs - last.toMs < chunk.lengthMs) last.toMs = span.toMs
        else lost.push(span)
        return undefined
      } finally {
        tell(keeping())
      }
    },

    async keepRecording(recording) {
      await store.keepRecording(recording).catch(() => memory.keepRecording(recording))
    },

    async recordingsOf(meeting) {
      const kept = await store.recordingsOf(meeting).catch(() => [])
      const beside = await memory.recordingsOf(meeting)
      const byId = new Map([...kept, ...beside].map((one) => [one.id, one]))
      for (const one of kept) {
        const other = byId.get(one.id) ?? one
        byId.set(one.id, {
          ...one,
          next: Math.max(one.next, other.next),
          isOver: one.isOver || other.isOver,
          isTold: one.isTold === true || other.isTold === true,
        })
      }
      return [...byId.values()].sort((a, b) => a.begunAt - b.begunAt)
    },

    async forgetRecording(id) {
      await memory.forgetRecording(id)
      await store.forgetRecording(id)
    },

    async chunksOf(meeting) {
      const kept = await store.chunksOf(meeting).catch(() => [])
      return [...kept, ...(await memory.chunksOf(meeting))].sort(byTime)
    },

    async markChunk(chunk, refused) {
      await storeOf(chunk).markChunk(chunk, refused)
    },

    async dropChunk(chunk) {
      await storeOf(chunk).dropChunk(chunk)
      if (inMemory.delete(keyOf(chunk))) tell(keeping())
    },
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

const spanOf = ({ startsMs, lengthMs }: Pick<KeptChunk, 'startsMs' | 'lengthMs'>): Span => ({
  fromMs: startsMs,
  toMs: startsMs + lengthMs,
})

const join = (one: Span, other: Span): Span => ({
  fromMs: Math.min(one.fromMs, other.fromMs),
  toMs: Math.max(one.toMs, other.toMs),
})
