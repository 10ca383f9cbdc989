import type { Budget } from '#server/crafts/reading-budget.ts'
import { fileUnreadable, imageTooLarge } from './refusals.ts'

/** A4 at 600 dpi has 35 million pixels; a photo of a modern phone up to 108. Decoding more would take gigabytes. */
const maxPixels = 120_000_000
const maxSide = 30_000

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw fileUnreadable({ kind: 'image' })
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    throw imageTooLarge({ width, height, maxPixels })
  }
}

/** Walks the segments to the frame header, which says how large the picture is (ITU-T T.81, B.2.2). */
export function inspectJpeg(bytes: Buffer): void {
  let position = 2
  for (let segments = 0; segments < 2_000 && position + 4 <= bytes.length; segments += 1) {
    const marker = bytes[position + 1] ?? 0
    if (bytes[position] !== 0xff) break
    if (marker === 0xff) {
      position += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && position + 9 <= bytes.length) {
      checkSize(bytes.readUInt16BE(position + 7), bytes.readUInt16BE(position + 5))
      return
    }
    // The picture data has begun, or the picture has ended, without a frame header.
    if (marker === 0xda || marker === 0xd9) break
    position += 2 + bytes.readUInt16BE(position + 2)
  }
  throw fileUnreadable({ kind: 'image' })
}

/** Walks the chunks from IHDR to IEND: a picture that breaks off is not accepted (ISO/IEC 15948). */
export function inspectPng(bytes: Buffer, budget: Budget): void {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw fileUnreadable({ kind: 'image' })
  checkSize(bytes.readUInt32BE(16), bytes.readUInt32BE(20))

  for (let position = 8; position + 8 <= bytes.length; ) {
    budget.step(8)
    const next = position + 12 + bytes.readUInt32BE(position)
    if (next > bytes.length) break
    if (bytes.toString('latin1', position + 4, position + 8) === 'IEND') return
    position = next
  }
  throw fileUnreadable({ kind: 'image' })
}
