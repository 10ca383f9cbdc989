/** Pictures of payment codes as phones meet them, and two readers that nobody here wrote. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import jsQR from 'jsqr'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { qrMatrix } from '#server/crafts/typeset/qr.ts'

export interface Look {
  /** Pixels of the picture to each module of the code. */
  scale: number
  /** Degrees, clockwise. */
  turned: number
  /** How far the brightness of a pixel may stray, of 255. */
  noise: number
  /** How much darker the right edge is than the left, of 255. */
  shade: number
  seed: number
}

export interface Picture {
  data: Uint8ClampedArray<ArrayBuffer>
  width: number
  height: number
}

/** The size and light of a code on a near screen, on a paper beside it, on a small slip, on a poster across the room. */
export const looks = [
  { scale: 8, noise: 4, shade: 0 },
  { scale: 6, noise: 8, shade: 20 },
  { scale: 5, noise: 12, shade: 50 },
  { scale: 4, noise: 14, shade: 40 },
  { scale: 3, noise: 12, shade: 30 },
] as const

/** The code on white, each pixel the mean of four points, so that edges blur as in a lens. */
export function pictureOf(text: string, { scale, turned, noise, shade, seed }: Look): Picture {
  const rows = qrMatrix(text)
  const side = Math.ceil((rows.length + 8) * scale * Math.SQRT2)
  const cos = Math.cos((turned * Math.PI) / 180) / scale
  const sin = Math.sin((turned * Math.PI) / 180) / scale
  const random = randomFrom(seed)
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  const darkAt = (x: number, y: number) => {
    const column = Math.floor((x - side / 2) * cos + (y - side / 2) * sin + rows.length / 2)
    const row = Math.floor((y - side / 2) * cos - (x - side / 2) * sin + rows.length / 2)
    return rows[row]?.charAt(column) === '1' ? 1 : 0
  }
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark =
        darkAt(x + 0.25, y + 0.25) +
        darkAt(x + 0.75, y + 0.25) +
        darkAt(x + 0.25, y + 0.75) +
        darkAt(x + 0.75, y + 0.75)
      const light = 240 - dark * 52 - (shade * x) / side + (random() + random() - 1) * noise
      data.fill(light, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { data, width: side, height: side }
}

export function readByJsqr({ data, width, height }: Picture): string | undefined {
  return jsQR(data, width, height)?.data
}

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
let ready: Promise<unknown> | undefined

/** Its WebAssembly comes from the package: nothing is fetched. */
export async function readByZxing(picture: Picture): Promise<string | undefined> {
  ready ??= prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
    fireImmediately: true,
  })
  await ready
  const [found] = await readBarcodes({ ...picture, colorSpace: 'srgb' }, { formats: ['QRCode'] })
  return found?.text
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
