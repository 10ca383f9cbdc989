/** How wide words are in Times New Roman: Tinos has its metrics. */
import { readFileSync } from 'node:fs'
import opentype, { type Font } from 'opentype.js'
import { tinos } from './fonts.ts'

/** Letters that look alike; `size` in points. */
interface Letters {
  text: string
  size?: number | undefined
  bold?: boolean | undefined
  italic?: boolean | undefined
}

const faces = new Map<string, Font>()

function faceOf({ bold = false, italic = false }: Letters): Font {
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
export function widthOf(runs: readonly Letters[]): number {
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
