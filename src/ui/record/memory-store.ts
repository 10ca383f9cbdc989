import { byTime, type ChunkStore, type KeptChunk, type KeptRecording, keyOf } from './kept.ts'

/** The memory of this window, for what the browser's own store has no room for: gone when the window is closed. Throws `QuotaExceededError` behind `most`. */
export function memoryStore(most = Number.POSITIVE_INFINITY): ChunkStore {
  const recordings = new Map<string, KeptRecording>()
  const chunks = new Map<string, KeptChunk>()
  return {
    async keepRecording(recording) {
      recordings.set(recording.id, recording)
    },
    async recordingsOf(meeting) {
      const all = [...recordings.values()].filter((one) => one.meeting === meeting)
      return all.sort((a, b) => a.begunAt - b.begunAt)
    },
    async forgetRecording(id) {
      recordings.delete(id)
    },
    async addChunk(chunk, recording) {
      if (chunks.has(keyOf(chunk))) throw new DOMException('taken', 'ConstraintError')
      if (chunks.size >= most) throw new DOMException('full', 'QuotaExceededError')
      chunks.set(keyOf(chunk), chunk)
      recordings.set(recording.id, { ...recording, next: Math.max(recording.next, chunk.number + 1) })
    },
    async chunksOf(meeting) {
      return [...chunks.values()].filter((one) => one.meeting === meeting).sort(byTime)
    },
    async markChunk(chunk, refused) {
      if (chunks.has(keyOf(chunk))) chunks.set(keyOf(chunk), marked(chunk, refused))
    },
    async dropChunk(chunk) {
      chunks.delete(keyOf(chunk))
    },
  }
}

export function marked({ refused: _, ...chunk }: KeptChunk, refused: string | undefined): KeptChunk {
  return refused === undefined ? chunk : { ...chunk, refused }
}
