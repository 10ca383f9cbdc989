/** How wide words are in Times New Roman: Tinos has its metrics. */
import { readFileSync } from 'node:fs'
import opentype, { type Font } from 'opentype.js'
import { tinos } from '#server/crafts/fonts/fonts.ts'
import type { Run } from './model.ts'

const faces = new Map<string, Font>()

function faceOf({ bold = false, italic = false }: Run): Font {
  const path = bold ? (italic ? tinos.boldItalic : tinos.bold) : italic ? tinos.italic : tinos.regular
  let face = faces.get(path)
  if (!face) {
    const bytes = readFileSync(path)
    face = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    faces.set(path, face)
  }
  return face
}

/** In points; runs of unknown size count as 13. */
export function widthOf(runs: readonly Run[]): number {
  let width = 0
  for (const run of runs) {
    const face = faceOf(run)
    for (const letter of run.text.normalize('NFC')) {
      const { advanceWidth = 0 } = face.charToGlyph(letter)
      width += (advanceWidth / face.unitsPerEm) * (run.size ?? 13)
    }
  }
  return width
}
