/** AAC, for which there is no free decoder among our packages: by the system's own ffmpeg, where there is one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { residentOf, workOf, yieldToOthers } from '#server/crafts/threads/process-use.ts'
import type { SoundContainer, SoundLimits } from './model.ts'
import { SoundRefused } from './refusals.ts'
import { soundRate } from './resample.ts'

const mostMegabytes = 512
const kernelLimits = `ulimit -d ${mostMegabytes * 1024} 2>/dev/null; ulimit -f 0 2>/dev/null`
const watchEvery = 100
const niceness = 10
const pieceBytes = 5 * soundRate * 4

/** Which of its readers may look at the file: none that follows addresses or opens other files. */
const demuxers: Record<SoundContainer, string> = {
  webm: 'matroska',
  matroska: 'matroska',
  mp4: 'mov',
  quicktime: 'mov',
  ogg: 'ogg',
  wav: 'wav',
  mp3: 'mp3',
  flac: 'flac',
  adts: 'aac',
}

/** Whether AAC can be read here: pages say so beside the field. */
export function canReadAac(): boolean {
  return findFfmpeg() !== undefined
}

/** Where ffmpeg is, by PATH. */
export function findFfmpeg(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, 'ffmpeg'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return statSync(file).isFile()
      } catch {
        return false
      }
    })
}

/** The first track of sound at 16 kHz, as fast as it is taken. Throws `SoundRefused`; what was given before is good. */
export async function* readByFfmpeg(
  ffmpeg: string,
  path: string,
  container: SoundContainer,
  { mostSeconds, work, wait }: SoundLimits,
): AsyncGenerator<Float32Array> {
  const child = spawn(
    '/bin/sh',
    ['-c', `${kernelLimits}; exec "$0" "$@"`, ffmpeg, ...optionsFor(path, container)],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {},
    },
  )
  if (child.pid !== undefined) yieldToOthers(child.pid, niceness)
  const ended = once(child, 'close').catch(() => [1])
  let given = 0
  let refused: SoundRefused | undefined
  let [since, before] = [performance.now(), workOf(child.pid)]
  const second = () => given / soundRate
  const refuse = (problem: 'too-costly' | 'overdue') => {
    refused = new SoundRefused(problem, second())
    child.kill('SIGKILL')
  }
  let isWaiting = true
  const watch = setInterval(() => {
    if (!isWaiting) return
    if (residentOf(child.pid) > mostMegabytes || workOf(child.pid) - before > work) refuse('too-costly')
    else if (performance.now() - since > wait) refuse('overdue')
  }, watchEvery)
  try {
    let waiting = Buffer.alloc(0)
    for await (const bytes of child.stdout) {
      waiting = Buffer.concat([waiting, bytes as Buffer])
      if (waiting.length < pieceBytes) continue
      const whole = waiting.length - (waiting.length % 4)
      const piece = samplesOf(waiting.subarray(0, whole))
      waiting = waiting.subarray(whole)
      given += piece.length
      if (second() > mostSeconds) throw new SoundRefused('too-long', second())
      isWaiting = false
      yield piece
      isWaiting = true
      ;[since, before] = [performance.now(), workOf(child.pid)]
    }
    const piece = samplesOf(waiting.subarray(0, waiting.length - (waiting.length % 4)))
    given += piece.length
    if (piece.length > 0) yield piece
    const [code] = await ended
    if (refused) throw refused
    if (given === 0) throw new SoundRefused('unreadable')
    if (code !== 0) throw new SoundRefused('damaged', second())
  } finally {
    clearInterval(watch)
    child.kill('SIGKILL')
  }
}

function optionsFor(path: string, container: SoundContainer): string[] {
  const reading = ['-nostdin', '-v', 'error', '-xerror', '-threads', '1', '-protocol_whitelist', 'file']
  const source = ['-f', demuxers[container], '-i', `file:${path}`]
  const output = ['-map', '0:a:0', '-vn', '-sn', '-dn', '-ac', '1', '-ar', `${soundRate}`, '-f', 'f32le']
  return [...reading, ...source, ...output, 'pipe:1']
}

function samplesOf(bytes: Buffer): Float32Array {
  const samples = new Float32Array(bytes.length / 4)
  for (let at = 0; at < samples.length; at++) samples[at] = bytes.readFloatLE(at * 4)
  return samples
}
