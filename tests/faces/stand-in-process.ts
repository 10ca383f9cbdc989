/** Stands in for engine and weights: takes a picture apart as they do, and reads from its fields what they would see. */
import { chooseFace } from '#server/crafts/faces/choose-face.ts'
import { decodePicture, PictureRefused } from '#server/crafts/faces/decode-picture.ts'
import { aFace } from '#server/crafts/faces/fixtures.ts'
import { type FivePoints, type Picture, templateLength } from '#server/crafts/faces/model.ts'
import type { FaceAnswer, FaceReading } from '#server/crafts/faces/process-messages.ts'
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import { fieldSide, shown } from './pictures.ts'

answerQuestions<{ bytes: Uint8Array }, FaceAnswer>(async ({ bytes }) => {
  try {
    return { reading: readFields(decodePicture(bytes)) }
  } catch (error) {
    if (error instanceof PictureRefused) return { refused: error.problem }
    throw error
  }
})

function readFields(picture: Picture): FaceReading {
  const { width, height } = picture
  const field = (index: number) =>
    picture.dots[(Math.floor(fieldSide / 2) * width + index * fieldSide + fieldSide / 2) * 3] ?? 0
  const number = (index: number) => Math.floor(field(index) / 16)
  const what = shown[number(2)]
  const took = { decode: 0, detect: 0, embed: 0 }
  const told = { detector: 'mesh', runtime: 'wasm', width, height, took } as const
  if (what === 'nobody') return { ...told, faces: 0 }
  const chosen = chooseFace([aFace({ x: 320, y: 240 }, 1)], { width: 640, height: 480 })
  if (!chosen) throw new Error('no face')
  const notes = what === 'several' || what === 'small' || what === 'dark' ? [what] : []
  const turn = (field(1) - 128) / 100
  const points = chosen.face.points.map(({ x, y }) => ({ x: 320 + ((x - 320) * number(4)) / 10, y }))
  const posed = { ...chosen.face, points: points as unknown as FivePoints, turn, notes }
  return { ...told, faces: 1, face: { ...posed, template: templateOf(number(0), number(3)) } }
}

/** One axis for the person, twins share theirs, and a smaller one for the view. */
function templateOf(person: number, view: number): Float32Array {
  const template = new Float32Array(templateLength)
  template[Math.min(person, 14)] = 1
  template[16 + view] = 0.4
  const length = Math.hypot(...template)
  return template.map((value) => value / length)
}
