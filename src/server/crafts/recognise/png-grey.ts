/** A PNG as shades of grey, no larger than a page is read at. */
import { type DecodedPng, decode } from 'fast-png'
import type { Grey } from './grey.ts'

/** Wide enough for 200 dots per inch of A4 on its long side; a larger picture is made smaller by whole steps. */
const widest = 2400
/** However long and thin it is; A4 at 300 dots per inch has 8.7 million. */
const mostDots = 12_000_000

/** Transparent dots are paper. Throws where it is no picture. */
export function pngAsGrey(png: Uint8Array): Grey {
  const decoded = decode(png)
  const { width, height } = decoded
  const step = Math.max(
    1,
    Math.round(Math.min(width, height) / widest + 0.2),
    Math.ceil(Math.sqrt((width * height) / mostDots)),
  )
  const shadeAt = decoded.depth < 8 ? packedShades(decoded) : shades(decoded)
  const across = Math.max(1, Math.floor(width / step))
  const down = Math.max(1, Math.floor(height / step))
  const dots = new Uint8Array(across * down)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      let sum = 0
      for (let dy = 0; dy < step; dy++)
        for (let dx = 0; dx < step; dx++) sum += shadeAt(x * step + dx, y * step + dy)
      dots[y * across + x] = sum / (step * step)
    }
  }
  return { width: across, height: down, dots }
}

/** The shade of each dot, of one or two whole bytes for each of its channels. */
function shades({ width, data, channels, depth, palette }: DecodedPng): (x: number, y: number) => number {
  const shift = depth === 16 ? 8 : 0
  return (x, y) => {
    const at = (y * width + x) * channels
    if (palette) {
      const colour = palette[data[at] ?? 0] ?? [255, 255, 255]
      return luminance(colour[0] ?? 255, colour[1] ?? 255, colour[2] ?? 255)
    }
    const value = (offset: number) => (data[at + offset] ?? 255) >> shift
    const shade = channels >= 3 ? luminance(value(0), value(1), value(2)) : value(0)
    const isClear = channels === 2 || channels === 4
    return isClear ? 255 - ((255 - shade) * value(channels - 1)) / 255 : shade
  }
}

/** The same of one, two or four bits a dot, as scanners write black and white: rows of whole bytes. */
function packedShades({ width, data, depth, palette }: DecodedPng): (x: number, y: number) => number {
  const row = Math.ceil((width * depth) / 8)
  const highest = (1 << depth) - 1
  return (x, y) => {
    const bit = x * depth
    const value = ((data[y * row + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & highest
    const colour = palette?.[value]
    return colour ? luminance(colour[0] ?? 255, colour[1] ?? 255, colour[2] ?? 255) : (value * 255) / highest
  }
}

function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}
