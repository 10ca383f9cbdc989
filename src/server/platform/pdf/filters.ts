import { inflateSync } from 'node:zlib'
import type { PdfDict } from './objects.ts'
import { PdfError } from './parser.ts'

/** What one document may inflate to. */
export const maximumInflated = 64 << 20

/** Undoes Flate, as far as memory allows. */
export function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: maximumInflated })
  } catch {
    throw new PdfError('a stream does not inflate')
  }
}

/** Undoes the PNG predictors that cross-reference streams are written with. */
export function undoPredictor(data: Buffer, settings: PdfDict): Buffer {
  const setting = (key: string, otherwise: number) => {
    const value = settings.entries.get(key)
    return typeof value === 'number' ? value : otherwise
  }
  const predictor = setting('Predictor', 1)
  if (predictor === 1) return data
  if (predictor < 10) throw new PdfError('a predictor that is not supported here')
  const pixel = Math.max(1, (setting('Colors', 1) * setting('BitsPerComponent', 8)) >> 3)
  const width = Math.ceil((setting('Columns', 1) * setting('Colors', 1) * setting('BitsPerComponent', 8)) / 8)
  if (!(width > 0)) throw new PdfError('a row without columns')
  const rows = Math.floor(data.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const type = data[row * (width + 1)] ?? 0
    for (let i = 0; i < width; i++) {
      const at = row * width + i
      const left = i >= pixel ? (out[at - pixel] ?? 0) : 0
      const up = row > 0 ? (out[at - width] ?? 0) : 0
      const corner = row > 0 && i >= pixel ? (out[at - width - pixel] ?? 0) : 0
      const base = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][type]
      if (base === undefined) throw new PdfError('not a PNG predictor')
      out[at] = (data[row * (width + 1) + 1 + i] ?? 0) + base
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
