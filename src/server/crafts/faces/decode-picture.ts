/** A picture from outside as dots, upright: JPEG and PNG. For a process that may be ended. */
import { convertIndexedToRgb, type DecodedPng, decode as decodePng, hasPngSignature } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { inspectJpeg, inspectPng } from '#server/crafts/inspect/inspect-image.ts'
import { Budget } from '#server/crafts/reading-budget.ts'
import type { Picture, PictureProblem } from './model.ts'

export const mostPictureBytes = 16 * 1024 * 1024
/** A photo of a phone has 12 million dots. */
const mostMegapixels = 16
const mostDecodingMegabytes = 512
const leastSide = 32

export class PictureRefused extends Error {
  readonly problem: PictureProblem

  constructor(problem: PictureProblem) {
    super(problem)
    this.problem = problem
  }
}

/** The dots of a JPEG or PNG, turned as its camera says. Throws `PictureRefused`, and for what is broken inside whatever its decoder throws. */
export function decodePicture(bytes: Uint8Array): Picture {
  if (bytes.length > mostPictureBytes) throw new PictureRefused('too_large')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = hasPngSignature(bytes)
  if (!isPng && !(buffer[0] === 0xff && buffer[1] === 0xd8)) throw new PictureRefused('no_picture')
  const { width, height } = sizeOf(buffer, isPng)
  if (width * height > mostMegapixels * 1_000_000) throw new PictureRefused('too_large')
  if (width < leastSide || height < leastSide) throw new PictureRefused('too_small')
  return isPng ? fromPng(decodePng(bytes)) : fromJpeg(buffer)
}

/** Throws `PictureRefused` where the file is no whole picture. */
function sizeOf(bytes: Buffer, isPng: boolean): { width: number; height: number } {
  const budget = Budget.forFile(bytes.length)
  try {
    if (isPng) {
      inspectPng(bytes, budget)
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    }
    inspectJpeg(bytes, budget)
    return frameOf(bytes)
  } catch {
    throw new PictureRefused('no_picture')
  }
}

/** The frame `inspectJpeg` found. */
function frameOf(bytes: Buffer): { width: number; height: number } {
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  throw new PictureRefused('no_picture')
}

function fromJpeg(bytes: Buffer): Picture {
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: mostMegapixels,
    maxMemoryUsageInMB: mostDecodingMegabytes,
  })
  return turned({ width, height, dots: data }, orientationOf(bytes))
}

function fromPng(png: DecodedPng): Picture {
  const { width, height } = png
  const dots = new Uint8Array(width * height * 3)
  const { data, channels, shift, isPacked } = channelsOf(png)
  const highest = (1 << png.depth) - 1
  const row = Math.ceil((width * png.depth) / 8)
  for (let at = 0; at < width * height; at++) {
    if (isPacked) {
      const bit = (at % width) * png.depth
      const byte = data[Math.floor(at / width) * row + (bit >> 3)] ?? 0
      dots.fill((((byte >> (8 - png.depth - (bit & 7))) & highest) * 255) / highest, at * 3, at * 3 + 3)
      continue
    }
    for (let colour = 0; colour < 3; colour++)
      dots[at * 3 + colour] = (data[at * channels + (channels >= 3 ? colour : 0)] ?? 0) >> shift
  }
  return { width, height, dots }
}

function channelsOf(png: DecodedPng) {
  if (png.palette) {
    const channels = png.palette[0]?.length ?? 3
    return { data: convertIndexedToRgb(png), channels, shift: 0, isPacked: false }
  }
  return {
    data: png.data,
    channels: png.channels,
    shift: png.depth === 16 ? 8 : 0,
    isPacked: png.depth < 8,
  }
}

/** What the camera says of how it was held, 1 to 8 (Exif 2.32, tag 0x0112); 1 where it says nothing. */
export function orientationOf(jpeg: Buffer): number {
  for (let at = 2, segments = 0; segments < 50 && at + 4 <= jpeg.length && jpeg[at] === 0xff; segments++) {
    const marker = jpeg[at + 1] ?? 0
    if (marker === 0xda || marker === 0xd9) break
    const length = jpeg.readUInt16BE(at + 2)
    if (marker === 0xe1 && jpeg.toString('latin1', at + 4, at + 10) === 'Exif\0\0')
      return orientationIn(jpeg.subarray(at + 10, at + 2 + length))
    at += 2 + length
  }
  return 1
}

function orientationIn(tiff: Buffer): number {
  if (tiff.length < 14) return 1
  const isLittle = tiff[0] === 0x49
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return 1
  const entries = Math.min(short(first), 100)
  for (let entry = 0; entry < entries; entry++) {
    const at = first + 2 + entry * 12
    if (at + 12 > tiff.length) break
    if (short(at) === 0x0112) return short(at + 8)
  }
  return 1
}

/** As somebody looks at it who holds the camera's up up. */
export function turned(picture: Picture, orientation: number): Picture {
  if (orientation < 2 || orientation > 8) return picture
  const { width, height, dots } = picture
  const isOnItsSide = orientation >= 5
  const [across, down] = isOnItsSide ? [height, width] : [width, height]
  const upright = new Uint8Array(dots.length)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const [u, v] = isOnItsSide ? [y, x] : [x, y]
      const isMirrored = [2, 3, 7, 8].includes(orientation)
      const isUpsideDown = [3, 4, 6, 7].includes(orientation)
      const from = ((isUpsideDown ? height - 1 - v : v) * width + (isMirrored ? width - 1 - u : u)) * 3
      const to = (y * across + x) * 3
      upright[to] = dots[from] ?? 0
      upright[to + 1] = dots[from + 1] ?? 0
      upright[to + 2] = dots[from + 2] ?? 0
    }
  }
  return { width: across, height: down, dots: upright }
}
