/** Records a microphone as chunks that each stand alone: the next one begins before the one before it ends, so that no word falls between. */
import { type KeptRecording, keepChunk } from './chunk-store.ts'

const chunkMs = 10_000
const overlapMs = 150
const lookMs = 200
const silentAfterMs = 8_000
/** Beneath it a microphone hears nothing, not even a room. */
const silentBelow = 0.003
const clippedFrom = 0.99
/** So many looks of the last ones with distorted sound are no single knock on the table. */
const [clippedLooks, looksKept] = [4, 25]

export type Loudness = 'fine' | 'silent' | 'clipping'

const kinds = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus']

/** Undefined where this browser records no Opus. */
export function soundKind(): string | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined
  return kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
}

export interface SoundRecorder {
  /** When the last chunk is kept. Gives how many there are. */
  stop(): Promise<number>
}

/** Throws what the browser says where the microphone may not be used. */
export async function recordSound(
  recording: KeptRecording,
  { kept, heard, lost }: { kept(): void; heard(loudness: Loudness): void; lost(): void },
): Promise<SoundRecorder> {
  const kind = soundKind()
  if (!kind) throw new Error('no Opus')
  const options: MediaRecorderOptions = { mimeType: kind, audioBitsPerSecond: 32_000 }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
  const current = { ...recording }
  const keeping = new Set<Promise<void>>()
  let active: MediaRecorder | undefined
  let isStopped = false

  function beginChunk(): void {
    const recorder = new MediaRecorder(stream, options)
    const number = current.next++
    const startsMs = Math.max(0, Date.now() - current.begunAt)
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const keeps = new Promise<void>((resolve, reject) => {
      recorder.onstop = () => {
        keep(number, startsMs, new Blob(parts)).then(resolve, reject)
      }
    })
    keeping.add(keeps)
    keeps.then(() => kept(), lost).finally(() => keeping.delete(keeps))
    recorder.start()
    active = recorder
  }

  async function keep(number: number, startsMs: number, blob: Blob): Promise<void> {
    const bytes = await blob.arrayBuffer()
    const digest = await crypto.subtle.digest('SHA-256', bytes)
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const { id, meeting } = current
    await keepChunk({ recording: id, meeting, number, startsMs, sha256, bytes }, { ...current })
  }

  function turn(): void {
    const before = active
    beginChunk()
    setTimeout(() => stopOne(before), overlapMs)
  }

  beginChunk()
  const turning = setInterval(turn, chunkMs - overlapMs)
  const stopWatching = watchLoudness(stream, heard)
  // A microphone that was pulled out.
  for (const track of stream.getTracks()) track.onended = () => !isStopped && lost()

  return {
    async stop() {
      isStopped = true
      clearInterval(turning)
      stopWatching()
      // The one before may still run for its last moments.
      await new Promise((resolve) => setTimeout(resolve, overlapMs))
      stopOne(active)
      await Promise.allSettled(keeping)
      for (const track of stream.getTracks()) track.stop()
      return current.next
    },
  }
}

function stopOne(recorder: MediaRecorder | undefined): void {
  if (recorder && recorder.state !== 'inactive') recorder.stop()
}

/** Tells within ten seconds of a microphone that hears nothing, or too much. */
function watchLoudness(stream: MediaStream, heard: (loudness: Loudness) => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 4096
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const clipped: boolean[] = []
  let lastSound = performance.now()
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (peak > silentBelow) lastSound = performance.now()
    clipped.push(peak >= clippedFrom)
    if (clipped.length > looksKept) clipped.shift()
    const isSilent = performance.now() - lastSound > silentAfterMs
    const isClipping = clipped.filter(Boolean).length >= clippedLooks
    heard(isSilent ? 'silent' : isClipping ? 'clipping' : 'fine')
  }, lookMs)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}
