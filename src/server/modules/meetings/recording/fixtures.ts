/** Chunks of a recording, for tests. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  Input,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny'
import { knownBytes } from '#server/crafts/sound/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { minuteRecorded } from '../events.ts'
import { takeChunk } from './record.ts'

export const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Each chunk is another file of the same sound: what an MP4 ends with, a free box, tells them apart. */
export function chunkOf(number: number): Buffer {
  const free = Buffer.alloc(12)
  free.writeUInt32BE(12)
  free.write('free', 4)
  free.writeUInt32BE(number, 8)
  return Buffer.concat([knownBytes('opus-stereo.mp4'), free])
}

/** Our known two seconds so many times over, as one chunk of a browser whose timers were held back. */
export async function longChunk(times: number): Promise<Buffer> {
  const input = new Input({ formats: [WEBM], source: new BufferSource(knownBytes('opus.webm')) })
  const track = await input.getPrimaryAudioTrack()
  if (!track) throw new Error('no track')
  const decoderConfig = (await track.getDecoderConfig()) ?? undefined
  const seconds = await track.computeDuration()
  const target = new BufferTarget()
  const output = new Output({ format: new WebMOutputFormat(), target })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  for (let turn = 0; turn < times; turn++)
    for await (const { data, type, timestamp, duration } of new EncodedPacketSink(track).packets())
      await source.add(
        new EncodedPacket(data, type, timestamp + turn * seconds, duration),
        turn === 0 && decoderConfig ? { decoderConfig } : undefined,
      )
  await output.finalize()
  return Buffer.from(target.buffer ?? new ArrayBuffer(0))
}

interface Sent {
  bytes?: Uint8Array
  sha256?: string
  startsMs?: number
  recorded?: number
  now?: Date
}

export function send(officer: Officer, meeting: string, id: string, number: number, sent: Sent = {}) {
  const { bytes = chunkOf(number), startsMs = number * 10_000, recorded, now } = sent
  const { sha256 = digest(bytes) } = sent
  const head = { number, sha256, startsMs, ...(recorded === undefined ? {} : { recorded }) }
  const source = Readable.from([Buffer.from(bytes)])
  return takeChunk(officer, meeting, id, head, source, () => now ?? new Date())
}

/** The facts of whole minutes. */
export async function minutesOf(meeting: string) {
  const events = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'data'])
      .where('subjectId', '=', meeting)
      .where('name', '=', minuteRecorded.eventName)
      .execute(),
  )
  return events.map(({ data }) => data as { minute: number; chunks: number; sha256: string })
}
