/** BlazeFace and the face mesh at work, by TensorFlow.js as WebAssembly. */
import { readFile } from 'node:fs/promises'
import { requireChecked } from '#server/crafts/checked-file.ts'
import { apply, warp } from './align.ts'
import {
  detectorPlaces,
  detectorSide,
  detectorSquare,
  fivePoints,
  meshPoints,
  meshSide,
  meshSquare,
  numbersPerPlace,
  type RoughFace,
  roughFaces,
} from './mesh.ts'
import type { FoundFace, Picture, Point } from './model.ts'
import type { MeshFiles } from './process-messages.ts'
import { loadByRequire } from './runtime.ts'

/** What we use of TensorFlow.js. */
interface Tensor {
  shape: number[]
  data(): Promise<Float32Array>
  dispose(): void
}
interface Core {
  setBackend(name: string): Promise<boolean>
  ready(): Promise<void>
  tensor(values: Float32Array, shape: number[]): Tensor
}
interface Converter {
  loadGraphModel(handler: { load(): Promise<object> }): Promise<{ execute(input: Tensor): Tensor | Tensor[] }>
}

/** A mesh less sure than this is of no face. */
const leastMesh = 0.5
/** Looked at closely at most so many, the largest first. */
const mostLooked = 4

interface Networks {
  detect(input: Float32Array): Promise<Float32Array[]>
  mesh(input: Float32Array): Promise<Float32Array[]>
}

let opening: Promise<Networks> | undefined

/** The faces in a picture, the surest first. Throws `FileUnusable`. */
export async function meshFaces(picture: Picture, files: MeshFiles): Promise<FoundFace[]> {
  opening ??= open(files)
  opening.catch(() => {
    opening = undefined
  })
  const networks = await opening
  const { toPicture, scale } = detectorSquare(picture.width, picture.height)
  const outputs = await networks.detect(numbersOf(warp(picture, toPicture, detectorSide), 1 / 127.5, -1))
  const rough = roughFaces(joined(outputs), scale)
  rough.sort((one, other) => other.size - one.size)
  const found: FoundFace[] = []
  for (const face of rough.slice(0, mostLooked)) {
    const closer = await look(picture, face, networks)
    if (closer) found.push(closer)
  }
  return found.sort((one, other) => other.score - one.score)
}

async function look(picture: Picture, face: RoughFace, { mesh }: Networks): Promise<FoundFace | undefined> {
  const toPicture = meshSquare(face)
  const outputs = await mesh(numbersOf(warp(picture, toPicture, meshSide), 1 / 255, 0))
  const places = outputs.find(({ length }) => length === meshPoints * 3)
  const score = outputs.find(({ length }) => length === 1)?.[0] ?? 0
  if (!places || !(score >= leastMesh)) return undefined
  const points = Array.from(
    { length: meshPoints },
    (_, index): Point => ({
      x: places[index * 3] ?? 0,
      y: places[index * 3 + 1] ?? 0,
    }),
  )
  const inPicture = points.map((point) => apply(toPicture, point))
  const [xs, ys] = [inPicture.map(({ x }) => x), inPicture.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return {
    left,
    top,
    width: Math.max(...xs) - left,
    height: Math.max(...ys) - top,
    points: fivePoints(points, toPicture),
    score,
  }
}

/** Each dot as `dot * factor + offset`. */
function numbersOf({ dots }: Picture, factor: number, offset: number): Float32Array {
  const numbers = new Float32Array(dots.length)
  for (let at = 0; at < dots.length; at++) numbers[at] = (dots[at] ?? 0) * factor + offset
  return numbers
}

/** The four outputs of the detector (score and places of either grid) as 17 numbers for each place, the fine grid first. */
function joined(outputs: readonly Float32Array[]): Float32Array {
  const [fewScores, manyScores, fewPlaces, manyPlaces] = outputs.toSorted(
    (one, other) => one.length - other.length,
  )
  const all = new Float32Array(detectorPlaces * numbersPerPlace)
  let at = 0
  for (const [scores, places] of [
    [manyScores, manyPlaces],
    [fewScores, fewPlaces],
  ]) {
    for (let index = 0; index < (scores?.length ?? 0); index++, at += numbersPerPlace) {
      all[at] = scores?.[index] ?? 0
      for (let part = 0; part < 16; part++) all[at + 1 + part] = places?.[index * 16 + part] ?? 0
    }
  }
  return all
}

async function open(files: MeshFiles): Promise<Networks> {
  const core = await loadByRequire<Core>(files.core)
  const converter = await loadByRequire<Converter>(files.converter)
  await loadByRequire(files.kernels)
  await core.setBackend('wasm')
  await core.ready()
  const run = async (pair: MeshFiles['mesh'], side: number) => {
    const model = await openModel(pair, converter)
    return async (input: Float32Array) => {
      const tensor = core.tensor(input, [1, side, side, 3])
      const given = model.execute(tensor)
      const outputs = Array.isArray(given) ? given : [given]
      const numbers = await Promise.all(outputs.map((output) => output.data()))
      for (const used of [tensor, ...outputs]) used.dispose()
      return numbers
    }
  }
  return { detect: await run(files.detector, detectorSide), mesh: await run(files.mesh, meshSide) }
}

interface ModelDescription {
  modelTopology: object
  weightsManifest: { weights: object[] }[]
}

async function openModel([described, weights]: MeshFiles['mesh'], converter: Converter) {
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(await requireChecked(described), 'utf8'),
  ) as ModelDescription
  const bytes = await readFile(await requireChecked(weights))
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const weightSpecs = weightsManifest.flatMap((part) => part.weights)
  return converter.loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) })
}
