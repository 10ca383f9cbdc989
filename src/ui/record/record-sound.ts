/** Records a microphone as chunks that each stand alone. What was recorded is the clock: timers of a hidden tab are held back, its sound is not. */
import type { Keeper } from './keeper.ts'
import type { KeptRecording } from './kept.ts'
import { createEar, type Loudness } from './loudness.ts'
import { createTurns } from './turns.ts'

/** The recorder gives what it has so often, and is looked at then. */
const sliceMs = 200

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

interface Listener {
  kept(): void
  heard(loudness: Loudness, peak: number): void
  lost(): void
}

/** Throws what the browser says where the microphone may not be used. */
export async function recordSound(
  recording: KeptRecording,
  keeper: Keeper,
  { kept, heard, lost }: Listener,
): Promise<SoundRecorder> {
  const kind = soundKind()
  if (!kind) throw new Error('no Opus')
  const options: MediaRecorderOptions = { mimeType: kind, audioBitsPerSecond: 32_000 }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
  const current = { ...recording }
  const running = new Set<Promise<void>>()
  let keeping: Promise<void> = Promise.resolve()
  let active: MediaRecorder | undefined
  let former: MediaRecorder | undefined
  let isStopped = false

  function beginChunk(): void {
    const recorder = new MediaRecorder(stream, options)
    const startsMs = Math.max(0, Date.now() - current.begunAt)
    const parts: Blob[] = []
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => {
        // One after the other: each is given the next number.
        keeping = keeping.then(() => keep(startsMs, new Blob(parts))).catch(lost)
        keeping.then(resolve)
      }
    })
    running.add(ended)
    ended.then(() => running.delete(ended)).then(kept)
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data)
      look()
    }
    recorder.onerror = () => !isStopped && lost()
    recorder.start(sliceMs)
    active = recorder
  }

  async function keep(startsMs: number, blob: Blob): Promise<void> {
    if (blob.size === 0) return
    const lengthMs = Math.max(0, Date.now() - current.begunAt - startsMs)
    const bytes = await blob.arrayBuffer()
    const digest = await crypto.subtle.digest('SHA-256', bytes)
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const { id, meeting } = current
    const chunk = { recording: id, meeting, startsMs, lengthMs, sha256, bytes }
    const number = await keeper.keep(chunk, { ...current })
    if (number !== undefined) current.next = number + 1
  }

  const turns = createTurns(performance.now())
  function look(): void {
    if (isStopped) return
    listen()
    const turn = turns.look(performance.now())
    if (turn === 'stop former') stopOne(former)
    if (turn !== 'begin') return
    former = active
    beginChunk()
  }

  const ear = listenTo(stream)
  const listen = () => {
    const { loudness, peak } = ear.take()
    heard(loudness, peak)
  }
  beginChunk()
  // A microphone that gives nothing at all gives no slices either.
  const timer = setInterval(look, sliceMs)
  // A microphone that was pulled out.
  for (const track of stream.getTracks()) track.onended = () => !isStopped && lost()

  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      ear.close()
      stopOne(former)
      stopOne(active)
      await Promise.all(running)
      for (const track of stream.getTracks()) track.stop()
      return current.next
    },
  }
}

function stopOne(recorder: MediaRecorder | undefined): void {
  if (recorder && recorder.state !== 'inactive') recorder.stop()
}

function listenTo(stream: MediaStream) {
  const context = new AudioContext()
  void context.resume()
  const analyser = context.createAnalyser()
  analyser.fftSize = 16_384
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const ear = createEar(performance.now())
  return {
    take() {
      analyser.getFloatTimeDomainData(samples)
      const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      return { loudness: ear.take(peak, performance.now()), peak }
    },
    close: () => void context.close(),
  }
}
