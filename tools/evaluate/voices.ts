/** The voice print on speakers it was not learnt from: telling two pieces apart, and giving turns to one of four enrolled. */
import { resolve } from 'node:path'
import { likeness, meanPrint, usualBounds, voicePrint, whoSpoke } from '#server/crafts/voices/voice-print.ts'
import { type Clip, cut, readClips } from '../voices/clips.ts'
import { createRandom, inRoom, usualRoom } from '../voices/room.ts'
import type { Evaluation } from './model.ts'

const folder = '../shared/assets/voices/test'
const seconds = 3
/** One room is chance: the mean over several says more. */
const roomsEach = 3
const draws = 300
const [groupSize, turnsEnrolled] = [4, 3]

interface Piece {
  speaker: string
  print: Float32Array
}

/** `options[0]` is another folder of clips, its speakers before the first dash of each name. */
export async function evaluateVoices([other]: string[]): Promise<Evaluation[]> {
  const clips = await Array.fromAsync(readClips(resolve(other ?? folder)))
  const random = createRandom(2026)
  const clean = piecesOf(clips, (samples) => samples)
  const rooms = Array.from({ length: roomsEach }, () =>
    piecesOf(clips, (samples) => inRoom(samples, usualRoom(20), random)),
  )
  const inAll = rooms.map(equalError)
  const turns = rooms.map((pieces) => giveTurns(pieces, random))
  const wrong = sum(turns.map((one) => one.wrong)) / sum(turns.map((one) => one.all))
  const unknown = sum(turns.map((one) => one.unknown)) / sum(turns.map((one) => one.all))
  const strangers = sum(turns.map((one) => one.strangers)) / sum(turns.map((one) => one.asked))
  const speakers = new Set(clean.map(({ speaker }) => speaker)).size
  return [
    {
      set: `${resolve(other ?? folder)}: ${clean.length} đoạn ${seconds} giây của ${speakers} người chưa học`,
      figures: [
        figure('lỗi cân bằng, sạch', equalError(clean), 0.045),
        figure(
          `lỗi cân bằng, phòng mô phỏng 20 dB (${inAll.map(percent).join(', ')})`,
          sum(inAll) / roomsEach,
          0.08,
        ),
        figure(`lượt nói giao nhầm, ${groupSize} người đã ghi danh, phòng 20 dB`, wrong, 0.05),
        { name: 'lượt nói để “chưa rõ ai”', value: percent(unknown) },
        { name: 'người lạ bị nhận là một trong bốn', value: percent(strangers) },
      ],
    },
  ]
}

function piecesOf(clips: Clip[], heard: (samples: Float32Array) => Float32Array): Piece[] {
  return clips.flatMap((clip) => {
    // Of a clip that is shorter than a piece the whole clip is one.
    const [samples] = cut(clip, Math.min(seconds, clip.samples.length / 16_000), 1)
    const print = samples && voicePrint(heard(samples))
    return print ? [{ speaker: clip.speaker, print }] : []
  })
}

/** The share at which as many same speakers are told apart as different ones are taken for one. */
function equalError(pieces: readonly Piece[]): number {
  const [same, different]: [number[], number[]] = [[], []]
  for (const [at, one] of pieces.entries())
    for (const other of pieces.slice(at + 1)) {
      const score = likeness(one.print, other.print)
      if (one.speaker === other.speaker) same.push(score)
      else different.push(score)
    }
  same.sort((a, b) => a - b)
  different.sort((a, b) => a - b)
  let best = { gap: 1, error: 1 }
  for (const [at, threshold] of same.entries()) {
    const missed = at / same.length
    const taken = 1 - firstFrom(different, threshold) / different.length
    const gap = Math.abs(missed - taken)
    if (gap < best.gap) best = { gap, error: (missed + taken) / 2 }
  }
  return best.error
}

function firstFrom(sorted: readonly number[], threshold: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < threshold) low = middle + 1
    else high = middle
  }
  return low
}

/** Four speakers enrol with three turns each; all their other turns are given to one of them or to nobody. One more speaker is a stranger. */
function giveTurns(pieces: readonly Piece[], random: ReturnType<typeof createRandom>) {
  const speakers = [...new Set(pieces.map(({ speaker }) => speaker))]
  const counts = { all: 0, wrong: 0, unknown: 0, asked: 0, strangers: 0 }
  for (let draw = 0; draw < draws; draw++) {
    const shuffled = speakers
      .map((speaker) => ({ speaker, at: random.uniform() }))
      .sort((a, b) => a.at - b.at)
      .map(({ speaker }) => speaker)
    const group = shuffled.slice(0, groupSize).map((speaker) => {
      const own = pieces
        .filter((piece) => piece.speaker === speaker)
        .map(({ print }) => ({ print, at: random.uniform() }))
        .sort((a, b) => a.at - b.at)
        .map(({ print }) => print)
      return { speaker, enrolled: own.slice(0, turnsEnrolled), turns: own.slice(turnsEnrolled) }
    })
    const enrolled = group.map(({ speaker, enrolled: prints }) => ({
      name: speaker,
      print: meanPrint(prints),
    }))
    for (const { speaker, turns } of group)
      for (const turn of turns) {
        const { name } = whoSpoke(turn, enrolled, usualBounds)
        counts.all += 1
        if (name === undefined) counts.unknown += 1
        else if (name !== speaker) counts.wrong += 1
      }
    for (const { print } of pieces.filter(({ speaker }) => speaker === shuffled[groupSize])) {
      counts.asked += 1
      if (whoSpoke(print, enrolled, usualBounds).name !== undefined) counts.strangers += 1
    }
  }
  return counts
}

function figure(name: string, value: number, most: number) {
  return { name, value: percent(value), bound: `nhiều nhất ${percent(most)}`, isMet: value <= most }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const percent = (share: number) => `${(share * 100).toFixed(1).replace('.', ',')} %`
