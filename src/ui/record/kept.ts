/** What a browser keeps of a recording until the server has it, and where. */

export interface KeptRecording {
  id: string
  meeting: string
  track: 'room' | 'person'
  /** By the clock of this machine. */
  begunAt: number
  /** The number of the next chunk. */
  next: number
  isOver: boolean
  /** The server knows how many chunks there are. */
  isTold?: boolean
}

export interface KeptChunk {
  recording: string
  number: number
  meeting: string
  startsMs: number
  lengthMs: number
  sha256: string
  bytes: ArrayBuffer
  /** Why it is set aside: it stays here, and holds up no other. */
  refused?: string
}

/** A place for chunks: the browser's own store, or the memory of a window. */
export interface ChunkStore {
  keepRecording(recording: KeptRecording): Promise<void>
  recordingsOf(meeting: string): Promise<KeptRecording[]>
  forgetRecording(id: string): Promise<void>
  /** The chunk and that its number is taken, together. Throws `ConstraintError` where another bears that number. */
  addChunk(chunk: KeptChunk, recording: KeptRecording): Promise<void>
  /** Those of a meeting, the oldest first. */
  chunksOf(meeting: string): Promise<KeptChunk[]>
  /** Of one that is still here. */
  markChunk(chunk: KeptChunk, refused: string | undefined): Promise<void>
  dropChunk(chunk: KeptChunk): Promise<void>
}

export const byTime = (a: KeptChunk, b: KeptChunk) => a.startsMs - b.startsMs || a.number - b.number

export const keyOf = ({ recording, number }: Pick<KeptChunk, 'recording' | 'number'>) =>
  `${recording}/${number}`
