/** Words heard wrongly: the second pass beside the bare engine on the same sound, what each cost, and what announced terms change. */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openSound } from '#server/crafts/sound/open-sound.ts'
import { EngineProcess } from '#server/crafts/speech/engine/engine-process.ts'
import { sampleRate, type Word } from '#server/crafts/speech/model.ts'
import { withTerms } from '#server/crafts/speech/text/terms.ts'
import { transcribe } from '#server/crafts/speech/transcribe.ts'
import { speechFiles } from '#server/platform/assets/speech.ts'
import type { Evaluation } from './model.ts'
import { drawTerms, type TermDraw } from './term-draws.ts'
import { comparedWords, compareWords } from './word-errors.ts'

const folder = '../shared/testdata/speech'
const notices = '../shared/testdata/conclusions/*.txt'
/** Silence between two clips, as between two speakers. */
const gapSeconds = 1
const windowSeconds = 30
const draws = 30

interface Clip {
  file: string
  set: string
  reference: string
}

interface Heard {
  set: string
  clips: Clip[]
  reference: string[]
  whole: Word[]
  wholeErrors: number
  bareErrors: number
}

/** `options` are names of sets; all where none is named. */
export async function evaluateSpeech(options: string[]): Promise<Evaluation[]> {
  const clips: Clip[] = JSON.parse(readFileSync(join(folder, 'transcripts.json'), 'utf8'))
  const sets = [...new Set(clips.map(({ set }) => set))].filter(
    (set) => options.length === 0 || options.includes(set),
  )
  // One after the other and in the foreground: what is measured is the engine.
  const engine = new EngineProcess(await speechFiles(), { niceness: 0 })
  const heard: Heard[] = []
  const work = { bare: 0, whole: 0 }
  try {
    // What starting costs is neither's.
    await engine.hear(new Float32Array(sampleRate), { isBare: true })
    for (const set of sets) {
      const own = clips.filter((clip) => clip.set === set)
      const samples = await recordingOf(own)
      const before = engine.spent
      const bare = await hearBare(engine, samples)
      const between = engine.spent
      const { words } = await transcribe(samples, { engine })
      work.bare += between - before
      work.whole += engine.spent - between
      const reference = own.flatMap((clip) => comparedWords(clip.reference))
      const errorsOf = (text: string) => compareWords(reference, comparedWords(text)).errors
      const wholeErrors = errorsOf(textOf(words))
      heard.push({ set, clips: own, reference, whole: words, wholeErrors, bareErrors: errorsOf(bare) })
    }
  } finally {
    engine.close()
  }
  return [...setsTold(heard), costTold(work), ...termsTold(heard)]
}

/** The clips of a set one after the other. */
async function recordingOf(clips: readonly Clip[]): Promise<Float32Array> {
  const parts: Float32Array[] = []
  for (const { file } of clips) {
    const sound = await openSound(resolve(folder, file))
    for await (const part of sound.samples()) parts.push(part)
    parts.push(new Float32Array(gapSeconds * sampleRate))
  }
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  return samples
}

/** The engine without anything of ours: thirty seconds after thirty seconds. */
async function hearBare(engine: EngineProcess, samples: Float32Array): Promise<string> {
  const texts: string[] = []
  for (let at = 0; at < samples.length; at += windowSeconds * sampleRate) {
    const window = samples.slice(at, at + windowSeconds * sampleRate)
    texts.push(textOf((await engine.hear(window, { isBare: true })).words))
  }
  return texts.join(' ')
}

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ')
const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function setsTold(heard: readonly Heard[]): Evaluation[] {
  const groups = new Map<string, Heard[]>()
  for (const one of heard) {
    groups.set(one.set, [...(groups.get(one.set) ?? []), one])
    if (one.set.startsWith('vivos')) groups.set('VIVOS', [...(groups.get('VIVOS') ?? []), one])
  }
  return [...groups].map(([set, parts]) => {
    const words = sum(parts.map(({ reference }) => reference.length))
    const [whole, bare] = [
      sum(parts.map(({ wholeErrors }) => wholeErrors)) / words,
      sum(parts.map(({ bareErrors }) => bareErrors)) / words,
    ]
    const target = set === 'VIVOS' ? [{ ...bounded('từ sai, lượt hai', whole, 0.17) }] : []
    return {
      set: `${set}: ${words} từ`,
      figures: [
        ...target,
        {
          ...bounded('từ sai, lượt hai', whole, bare + 0.01),
          bound: `bộ máy trần ${percent(bare)} + 1`,
        },
      ],
    }
  })
}

function bounded(name: string, value: number, most: number) {
  return { name, value: percent(value), bound: `≤ ${percent(most)}`, isMet: value <= most }
}

function costTold({ bare, whole }: { bare: number; whole: number }): Evaluation {
  const ratio = bare === 0 ? 0 : whole / bare
  const value = `${(whole / 1000).toFixed(1)} / ${(bare / 1000).toFixed(1)} s = ${ratio.toFixed(2)}`
  return {
    set: 'thời gian xử lý',
    figures: [{ name: 'lượt hai so với bộ máy trần', value, bound: '≤ 1.15', isMet: ratio <= 1.15 }],
  }
}

/** Errors within the terms that were spoken and elsewhere, over all draws, without and with the terms. */
function termsTold(heard: readonly Heard[]): Evaluation[] {
  const texts = globSync(notices)
    .toSorted()
    .map((file) => readFileSync(file, 'utf8'))
  if (texts.length === 0) return []
  const references = heard.flatMap(({ clips }) => clips.map((clip) => comparedWords(clip.reference)))
  const all = {
    spoken: 0,
    before: 0,
    after: 0,
    other: 0,
    otherBefore: 0,
    otherAfter: 0,
    noneAfter: 0,
    noneBefore: 0,
  }
  for (let draw = 0; draw < draws; draw++) {
    const terms = drawTerms(references, texts, draw)
    for (const one of heard) count(one, terms, all)
  }
  const gained = 1 - all.after / Math.max(1, all.before)
  const worse = (all.otherAfter - all.otherBefore) / Math.max(1, all.other)
  const noneWorse = (all.noneAfter - all.noneBefore) / Math.max(1, all.other + all.spoken)
  return [
    {
      set: `500 thuật ngữ, 20 được nói, ${draws} lần rút: ${all.spoken} từ trong thuật ngữ, ${all.other} từ khác`,
      figures: [
        {
          name: 'lỗi trong thuật ngữ bớt đi',
          value: `${percent(gained)} (${all.before} → ${all.after})`,
          bound: '≥ 20 %',
          isMet: gained >= 0.2,
        },
        bounded('lỗi chỗ khác tăng', worse, 0.003),
        bounded('lỗi tăng khi không thuật ngữ nào được nói', noneWorse, 0.003),
      ],
    },
  ]
}

function count(one: Heard, { spoken, others }: TermDraw, all: Record<string, number>): void {
  const isSpoken = markSpoken(one.reference, spoken)
  const compare = (words: readonly Word[]) => compareWords(one.reference, comparedWords(textOf(words)))
  const [before, after] = [compare(one.whole), compare(withTerms(one.whole, [...spoken, ...others]))]
  const none = compare(withTerms(one.whole, others))
  const inTerms = ({ wrong }: { wrong: boolean[] }) =>
    wrong.filter((is, index) => is && isSpoken[index]).length
  const add = (name: string, value: number) => {
    all[name] = (all[name] ?? 0) + value
  }
  const inside = isSpoken.filter(Boolean).length
  add('spoken', inside)
  add('other', one.reference.length - inside)
  add('before', inTerms(before))
  add('after', inTerms(after))
  add('otherBefore', before.errors - inTerms(before))
  add('otherAfter', after.errors - inTerms(after))
  add('noneBefore', before.errors)
  add('noneAfter', none.errors)
}

/** Which words of a reference stand in a term that was announced. */
function markSpoken(reference: readonly string[], spoken: readonly string[]): boolean[] {
  const marks = reference.map(() => false)
  for (const term of spoken) {
    const parts = term.split(' ')
    for (let at = 0; at + parts.length <= reference.length; at++)
      if (parts.every((part, index) => reference[at + index] === part))
        marks.fill(true, at, at + parts.length)
  }
  return marks
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
