/**
 * Learns the table of `crafts/voices` from LibriSpeech (CC BY 4.0), 251 speakers beside the checkout, clean and in rooms that are simulated:
 * `npm run learn-voices`. The same every time.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { voiceFeatures } from '#server/crafts/voices/features.ts'
import { cut, readClips } from './clips.ts'
import { learnTable } from './learn-table.ts'
import { createRandom, inRoom } from './room.ts'

const folder = '../shared/assets/voices/train'
const target = 'src/server/crafts/voices/table.json'
const [seconds, piecesEach, roomsEach] = [3, 4, 2]
const seed = 7

const random = createRandom(seed)
const randomRoom = () => ({
  decay: 500 + random.uniform() * 1700,
  direct: 2.5 + random.uniform() * 5,
  snr: 6 + random.uniform() * 26,
})

const rows: Float64Array[] = []
const labels: string[] = []
function learn(speaker: string, samples: Float32Array): void {
  const features = voiceFeatures(samples)
  if (!features) return
  rows.push(features)
  labels.push(speaker)
}

for await (const clip of readClips(resolve(folder)))
  for (const piece of cut(clip, seconds, piecesEach)) {
    learn(clip.speaker, piece)
    for (let room = 0; room < roomsEach; room++) learn(clip.speaker, inRoom(piece, randomRoom(), random))
  }
writeFileSync(target, `${JSON.stringify(learnTable(rows, labels))}\n`)
console.log(`${target}: ${rows.length} đoạn của ${new Set(labels).size} người`)
