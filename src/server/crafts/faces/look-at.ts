/** The face that is meant in a picture, as 128 numbers. */
import { alignedSize, alignFace } from './align.ts'
import { chooseFace, turnOf } from './choose-face.ts'
import { meshFaces } from './mesh-network.ts'
import { type FoundFace, type Picture, type Template, templateLength } from './model.ts'
import type { Detector, FaceFiles, FaceQuestion, FaceReading, Runtime } from './process-messages.ts'
import { chooseRuntime, openNetwork } from './runtime.ts'
import { yunetFaces, yunetInput, yunetSide } from './yunet.ts'

/** Finds and describes it by the detector and engine asked for, or the best there are. Throws `FileUnusable`. */
export async function lookAt(
  picture: Picture,
  { files, detector: asked, runtime: wanted }: Omit<FaceQuestion, 'bytes'>,
): Promise<FaceReading> {
  const runtime = await chooseRuntime(files, wanted)
  const detector = asked ?? (files.yunet ? 'yunet' : 'mesh')
  const began = performance.now()
  const faces = await findFaces(picture, files, detector, runtime)
  const found = performance.now()
  const chosen = chooseFace(faces, picture)
  const told = { detector, runtime, width: picture.width, height: picture.height, faces: faces.length }
  if (!chosen) return { ...told, took: { decode: 0, detect: found - began, embed: 0 } }
  const { dots } = alignFace(picture, chosen.face.points)
  const template = await describe(dots, files, runtime)
  const took = { decode: 0, detect: found - began, embed: performance.now() - found }
  const { face } = chosen
  const notes = lightOf(dots) < leastLight ? [...chosen.notes, 'dark' as const] : chosen.notes
  return { ...told, face: { ...face, notes, template, turn: turnOf(face.points) }, took }
}

async function findFaces(
  picture: Picture,
  files: FaceFiles,
  detector: Detector,
  runtime: Runtime,
): Promise<FoundFace[]> {
  if (detector === 'mesh' || !files.yunet) return meshFaces(picture, files.mesh)
  const network = await openNetwork(files, runtime, files.yunet)
  const { data, scale } = yunetInput(picture)
  return yunetFaces(await network(data, [1, 3, yunetSide, yunetSide]), scale)
}

/** Below it SFace tells people apart by their surroundings. */
const leastLight = 0.15

/** How light a face is, from 0 to 1: the mean of what an eye makes of its dots. */
export function lightOf(dots: Uint8Array): number {
  let sum = 0
  for (let at = 0; at + 2 < dots.length; at += 3)
    sum += 0.299 * (dots[at] ?? 0) + 0.587 * (dots[at + 1] ?? 0) + 0.114 * (dots[at + 2] ?? 0)
  return sum / (dots.length / 3) / 255
}

/** SFace over the aligned face: red, green, blue from 0 to 255; what comes is brought to length 1. */
async function describe(dots: Uint8Array, files: FaceFiles, runtime: Runtime): Promise<Template> {
  const plane = alignedSize * alignedSize
  const input = new Float32Array(3 * plane)
  for (let at = 0; at < plane; at++)
    for (let colour = 0; colour < 3; colour++) input[colour * plane + at] = dots[at * 3 + colour] ?? 0
  const network = await openNetwork(files, runtime, files.sface)
  const [numbers] = Object.values(await network(input, [1, 3, alignedSize, alignedSize]))
  if (numbers?.length !== templateLength) throw new Error('SFace gave no template')
  const length = Math.hypot(...numbers)
  if (!(length > 0)) throw new Error('SFace gave an empty template')
  return Float32Array.from(numbers, (value) => value / length)
}
