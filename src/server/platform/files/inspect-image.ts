import type { FileHandle } from 'node:fs/promises'
import { readAt } from './read-at.ts'
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
export async function inspectJpeg(file: FileHandle, size: number): Promise<void> {
  let position = 2
  for (let segments = 0; segments < 2_000 && position + 4 <= size; segments += 1) {
    const header = await readAt(file, position, 9)
    const marker = header[1] ?? 0
    if (header[0] !== 0xff) break
    if (marker === 0xff) {
      position += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && header.length === 9) return checkSize(header.readUInt16BE(7), header.readUInt16BE(5))
    // The picture data has begun, or the picture has ended, without a frame header.
    if (marker === 0xda || marker === 0xd9) break
    position += 2 + header.readUInt16BE(2)
  }
  throw fileUnreadable({ kind: 'image' })
}

/** Walks the chunks from IHDR to IEND: a picture that breaks off is not accepted (ISO/IEC 15948). */
export async function inspectPng(file: FileHandle, size: number): Promise<void> {
  const first = await readAt(file, 8, 16)
  if (first.length < 16 || first.toString('latin1', 4, 8) !== 'IHDR') throw fileUnreadable({ kind: 'image' })
  checkSize(first.readUInt32BE(8), first.readUInt32BE(12))

  let position = 8
  for (let chunks = 0; chunks < 100_000; chunks += 1) {
    const header = await readAt(file, position, 8)
    if (header.length < 8) break
    position += 12 + header.readUInt32BE(0)
    if (position > size) break
    if (header.toString('latin1', 4, 8) === 'IEND') return
  }
  throw fileUnreadable({ kind: 'image' })
}
