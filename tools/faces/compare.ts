/** npm run faces -- compare A B [--json]: whether two pictures show one person, as far as SFace can tell. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { mostPictureBytes } from '#server/crafts/faces/decode-picture.ts'
import { FaceRefused, FacesUnusable, readFace, stopReadingFaces } from '#server/crafts/faces/faces.ts'
import { likeness, usualThreshold } from '#server/crafts/faces/model.ts'
import type { FaceFiles, FaceReading } from '#server/crafts/faces/process-messages.ts'
import { faceFiles } from '#server/platform/assets/faces.ts'
import { AssetUnusable } from '#server/platform/assets/index.ts'
import { m } from '#shared/messages/index.ts'

const words = m.faces

class BadCommand extends Error {}

async function run(): Promise<void> {
  const { help, json, threshold, paths } = readCommand()
  if (help) return console.log(words.help)
  const [one = '', other = ''] = paths
  const pictures = [await open(one), await open(other)]
  const files = requireFiles()
  const [first, second] = [
    await read(files, one, pictures[0] ?? Buffer.alloc(0)),
    await read(files, other, pictures[1] ?? Buffer.alloc(0)),
  ]
  const score = likeness(first.template, second.template)
  const same = score >= threshold
  if (json) {
    const notes = { first: first.notes, second: second.notes }
    console.log(
      JSON.stringify({ score: Number(score.toFixed(4)), same, threshold, detector: first.detector, notes }),
    )
    return
  }
  for (const [path, { notes }] of [[one, first] as const, [other, second] as const])
    for (const note of notes) console.log(words.note(path, note))
  const tell = (value: number) => value.toFixed(2).replace('.', ',')
  console.log(words.result(tell(score), same, tell(threshold)))
}

function readCommand() {
  const flag = { type: 'boolean', default: false } as const
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse()
  } catch {
    throw new BadCommand(words.badCommand)
  }
  const { values, positionals } = parsed
  const [word, ...paths] = positionals
  if (!values.help && (word !== 'compare' || paths.length !== 2)) throw new BadCommand(words.badCommand)
  const threshold = values.threshold === undefined ? usualThreshold : Number(values.threshold)
  if (!(threshold >= -1 && threshold <= 1)) throw new BadCommand(words.badThreshold)
  return { ...values, threshold, paths }

  function parse() {
    const options = { json: flag, help: flag, threshold: { type: 'string' } } as const
    return parseArgs({ allowPositionals: true, options })
  }
}

async function open(path: string): Promise<Buffer> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new BadCommand(words.noFile(path))
  if (info.size > mostPictureBytes) throw new BadCommand(words.problem(path, 'too_large'))
  return readFile(path).catch(() => Promise.reject(new BadCommand(words.noFile(path))))
}

function requireFiles(): FaceFiles {
  try {
    return faceFiles()
  } catch (error) {
    if (error instanceof AssetUnusable) throw new BadCommand(words.missing(error.why))
    throw error
  }
}

async function read(
  files: FaceFiles,
  path: string,
  bytes: Uint8Array,
): Promise<NonNullable<FaceReading['face']> & { detector: string }> {
  try {
    const { face, detector } = await readFace({ files, bytes })
    if (!face) throw new BadCommand(words.problem(path, 'no_face'))
    return { ...face, detector }
  } catch (error) {
    if (error instanceof FaceRefused) throw new BadCommand(words.problem(path, error.problem))
    if (error instanceof FacesUnusable)
      throw new BadCommand(words.missing(error.isMissing ? 'absent' : 'damaged'))
    throw error
  }
}

try {
  await run()
} catch (failure) {
  if (!(failure instanceof BadCommand)) throw failure
  console.error(failure.message)
  process.exitCode = 2
} finally {
  stopReadingFaces()
}
