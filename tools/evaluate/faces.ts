/** Whether faces tell people apart: true accept at a false accept of 1 in 1,000 and at the threshold in use, by either detector. */
import { globSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { readFace, stopReadingFaces } from '#server/crafts/faces/faces.ts'
import { usualThreshold } from '#server/crafts/faces/model.ts'
import type { Detector, FaceFiles } from '#server/crafts/faces/process-messages.ts'
import { type Known, type Rates, ratesOf } from '#server/crafts/faces/rates.ts'
import { faceFiles } from '#server/platform/assets/faces.ts'
import { AssetUnusable } from '#server/platform/assets/index.ts'
import { replaceFile } from '#server/platform/kept-file.ts'
import { m } from '#shared/messages/index.ts'
import type { Evaluation } from './model.ts'

const usualFolder = '../shared/testdata/faces'
const falseAccept = 1 / 1000
const target = 0.985

/** What the page of administrators shows of the last evaluation: `evaluation-faces.json` in the data folder. */
interface KeptEvaluation {
  set: string
  day: string
  detectors: (Rates & { detector: Detector; photos: number; withoutFace: number })[]
}

/** `options[0]` is another folder of photos, the person before the last underscore of each name, at any depth. */
export async function evaluateFaces([other]: string[]): Promise<Evaluation[]> {
  const folder = resolve(other ?? usualFolder)
  const photos = globSync('**/*.{jpg,jpeg,png}', { cwd: folder }).sort()
  if (photos.length === 0) throw new Error(m.faces.evaluation.noPhotos(folder))
  const files = requireFiles()
  const kept: KeptEvaluation = { set: folder, day: new Date().toISOString().slice(0, 10), detectors: [] }
  try {
    for (const detector of files.yunet ? (['yunet', 'mesh'] as const) : (['mesh'] as const)) {
      const known: Known[] = []
      for (const photo of photos) known.push(await describe(join(folder, photo), files, detector))
      const withoutFace = known.filter(({ template }) => !template).length
      kept.detectors.push({
        detector,
        photos: known.length,
        withoutFace,
        ...ratesOf(known, usualThreshold, falseAccept),
      })
    }
  } finally {
    stopReadingFaces()
  }
  await keep(kept)
  return kept.detectors.map((found) => tell(found, kept))
}

function requireFiles(): FaceFiles {
  try {
    return faceFiles()
  } catch (error) {
    if (error instanceof AssetUnusable) throw new Error(m.faces.missing(error.why))
    throw error
  }
}

async function describe(path: string, files: FaceFiles, detector: Detector): Promise<Known> {
  const [, person = ''] = /^(.*)_[^_]*$/.exec(basename(path)) ?? []
  const { face } = await readFace({ files, bytes: await readFile(path), detector })
  return { person, template: face?.template }
}

async function keep(found: KeptEvaluation): Promise<void> {
  const data = resolve(process.env.NHIP_DATA || 'var')
  await mkdir(data, { recursive: true })
  replaceFile(join(data, 'evaluation-faces.json'), JSON.stringify(found))
}

function tell(
  {
    detector,
    photos,
    withoutFace,
    genuine,
    impostors,
    atThreshold,
    atFalseAccept,
  }: KeptEvaluation['detectors'][number],
  { set, day }: KeptEvaluation,
): Evaluation {
  const words = m.faces.evaluation
  const isMet =
    detector === 'yunet' ? { bound: `≥ ${percent(target)}`, isMet: atFalseAccept.trueAccept >= target } : {}
  return {
    set: words.set(set, day, words.detector[detector], photos, withoutFace, genuine, impostors),
    figures: [
      {
        name: words.atFalseAccept(decimal(atFalseAccept.threshold)),
        value: percent(atFalseAccept.trueAccept),
        ...isMet,
      },
      { name: words.trueAccept(decimal(atThreshold.threshold)), value: percent(atThreshold.trueAccept) },
      { name: words.falseAccept(decimal(atThreshold.threshold)), value: percent(atThreshold.falseAccept, 3) },
    ],
  }
}

const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits).replace('.', ',')} %`
const decimal = (value: number) => value.toFixed(3).replace('.', ',')
