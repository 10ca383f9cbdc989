import { inflateSync } from 'node:zlib'
import type { Budget } from '#server/crafts/reading-budget.ts'
import type { PdfDict } from './objects.ts'
import { PdfError } from './parser.ts'

/** What one stream may inflate to. */
const maximumInflated = 32 << 20

/** Thrown when a stream inflates to more than any cross-reference or object stream holds. */
export class InflatesTooLarge extends PdfError {}

/** Undoes Flate, as far as memory allows. */
export function inflate(bytes: Buffer, budget: Budget): Buffer {
  budget.takeBytes(bytes.length)
  let inflated: Buffer
  try {
    inflated = inflateSync(bytes, { maxOutputLength: maximumInflated })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE')
      throw new PdfError('a stream does not inflate')
    budget.takeBytes(maximumInflated)
    throw new InflatesTooLarge('a stream inflates to too much')
  }
  budget.takeBytes(inflated.length)
  return inflated
}

/** Undoes the PNG predictors that cross-reference streams are written with. */
export function undoPredictor(data: Buffer, settings: PdfDict, budget: Budget): Buffer {
  const setting = (key: string, otherwise: number) => {
    const value = settings.entries.get(key)
    return typeof value === 'number' ? value : otherwise
  }
  const predictor = setting('Predictor', 1)
  if (predictor === 1) return data
  if (predictor < 10) throw new PdfError('a predictor that is not supported here')
  const bitsPerPixel = setting('Colors', 1) * setting('BitsPerComponent', 8)
  const width = Math.ceil((setting('Columns', 1) * bitsPerPixel) / 8)
  if (!(bitsPerPixel > 0 && bitsPerPixel <= 1024) || !(width > 0)) throw new PdfError('a row without columns')
  const pixel = Math.max(1, bitsPerPixel >> 3)
  const rows = Math.floor(data.length / (width + 1))
  budget.step(rows * width)
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const from = row * (width + 1)
    const type = data[from] ?? 0
    if (type > 4) throw new PdfError('not a PNG predictor')
    for (let i = 0; i < width; i++) {
      const at = row * width + i
      const left = i >= pixel ? (out[at - pixel] ?? 0) : 0
      const up = row > 0 ? (out[at - width] ?? 0) : 0
      const corner = row > 0 && i >= pixel ? (out[at - width - pixel] ?? 0) : 0
      out[at] = (data[from + 1 + i] ?? 0) + predict(type, left, up, corner)
    }
  }
  return out
}

function predict(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0
  if (type === 1) return left
  if (type === 2) return up
  return type === 3 ? (left + up) >> 1 : paeth(left, up, corner)
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
