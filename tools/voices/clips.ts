/** Recorded speech by speaker, as it lies in `../shared/assets/voices`, cut into pieces. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readSound } from '#server/crafts/sound/read-sound.ts'
import { voiceRate } from '#server/crafts/voices/features.ts'

export interface Clip {
  speaker: string
  samples: Float32Array
}

/** Every file of a folder; what stands before the first dash of its name is the speaker. Throws where the folder is missing. */
export async function* readClips(folder: string): AsyncGenerator<Clip> {
  if (!existsSync(folder)) throw new Error(`No voices at ${folder}.`)
  for (const name of readdirSync(folder).sort()) {
    if (!/\.(flac|wav)$/.test(name)) continue
    const pieces: Float32Array[] = []
    const sound = await readSound(join(folder, name), 600)
    for await (const piece of sound.samples()) pieces.push(piece)
    const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of pieces) {
      samples.set(piece, at)
      at += piece.length
    }
    yield { speaker: name.split('-')[0] ?? name, samples }
  }
}

/** As many pieces as fit, spread evenly, at most `most`; one piece is the middle. */
export function cut({ samples }: Clip, seconds: number, most: number): Float32Array[] {
  const length = Math.round(seconds * voiceRate)
  const count = Math.min(most, Math.floor(samples.length / length))
  const rest = samples.length - count * length
  return Array.from({ length: count }, (_, at) => {
    const start = Math.floor((rest * (at + 1)) / (count + 1)) + at * length
    return samples.subarray(start, start + length)
  })
}
