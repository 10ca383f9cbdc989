/** A PNG as shades of grey, no larger than a page is read at. */
import { type DecodedPng, decode } from 'fast-png'
import type { Grey } from './grey.ts'

/** Wide enough for 200 dots per inch of A4 on its long side; a larger picture is made smaller by whole steps. */
const widest = 2400

/** Transparent dots are paper. Throws where it is no picture. */
export function pngAsGrey(png: Uint8Array): Grey {
  const decoded = decode(png)
  if (decoded.depth < 8) return unpacked(decoded)
  const { width, height, data, channels, depth, palette } = decoded
  const step = Math.max(1, Math.round(Math.min(width, height) / widest + 0.2))
  const across = Math.floor(width / step)
  const down = Math.floor(height / step)
  const dots = new Uint8Array(across * down)
  const shift = depth === 16 ? 8 : 0
  const shadeAt = (place: number): number => {
    const at = place * channels
    if (palette) {
      const colour = palette[data[at] ?? 0] ?? [255, 255, 255]
      return luminance(colour[0] ?? 255, colour[1] ?? 255, colour[2] ?? 255)
    }
    const value = (offset: number) => (data[at + offset] ?? 255) >> shift
    const shade = channels >= 3 ? luminance(value(0), value(1), value(2)) : value(0)
    const isClear = channels === 2 || channels === 4
    return isClear ? 255 - ((255 - shade) * value(channels - 1)) / 255 : shade
  }
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      let sum = 0
      for (let dy = 0; dy < step; dy++)
        for (let dx = 0; dx < step; dx++) sum += shadeAt((y * step + dy) * width + x * step + dx)
      dots[y * across + x] = sum / (step * step)
    }
  }
  return { width: across, height: down, dots }
}

/** One, two or four bits a dot, as scanners write black and white: rows of whole bytes. */
function unpacked({ width, height, data, depth, palette }: DecodedPng): Grey {
  const row = Math.ceil((width * depth) / 8)
  const highest = (1 << depth) - 1
  const dots = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth
      const value = ((data[y * row + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & highest
      const colour = palette?.[value]
      dots[y * width + x] = colour
        ? luminance(colour[0] ?? 255, colour[1] ?? 255, colour[2] ?? 255)
        : (value * 255) / highest
    }
  }
  return { width, height, dots }
}

function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}
