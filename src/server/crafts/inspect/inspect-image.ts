import type { Budget } from '#server/crafts/reading-budget.ts'
import { hasArchiveBehind } from './archive-behind.ts'
import { fileUnreadable, imageTooLarge, unpacksTooLarge } from './refusals.ts'

/** A4 at 600 dpi has 35 million pixels; a photo of a modern phone up to 108. Decoding more would take gigabytes. */
const maxPixels = 120_000_000
const maxSide = 30_000

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw fileUnreadable({ kind: 'image' })
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    throw imageTooLarge({ width, height, maxPixels })
  }
}

/** A progressive picture has about ten scans; each costs whoever shows it as much as the whole picture. */
const maxScans = 100

/** Walks the segments to the frame header, which says how large the picture is (ITU-T T.81, B.2.2), and counts the scans. */
export function inspectJpeg(bytes: Buffer, budget: Budget): void {
  refuseArchive(bytes)
  let position = 2
  for (let segments = 0; segments < 2_000 && position + 4 <= bytes.length; segments += 1) {
    const marker = bytes[position + 1] ?? 0
    if (bytes[position] !== 0xff) break
    if (marker === 0xff) {
      position += 1
      continue
    }
    if (isFrame(marker) && position + 9 <= bytes.length) {
      checkSize(bytes.readUInt16BE(position + 7), bytes.readUInt16BE(position + 5))
      checkScans(bytes, position, budget)
      return
    }
    // The picture data has begun, or the picture has ended, without a frame header.
    if (marker === 0xda || marker === 0xd9) break
    // Before the frame no honest picture has a marker without a length, behind which two readers would find two frames.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) break
    position += 2 + bytes.readUInt16BE(position + 2)
  }
  throw fileUnreadable({ kind: 'image' })
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** From the frame header on; what follows the end of the picture belongs to the camera. */
function checkScans(bytes: Buffer, frame: number, budget: Budget): void {
  let scans = 0
  for (let at = bytes.indexOf(0xff, frame); at >= 0 && at + 4 <= bytes.length; ) {
    budget.step(4)
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return
    if (marker === 0xda) scans += 1
    // A second frame would be another size than was looked at.
    if (at > frame && isFrame(marker)) throw fileUnreadable({ kind: 'image' })
    if (scans > maxScans) throw unpacksTooLarge()
    // Behind a zero, a restart or filling the data go on.
    const hasLength = marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)
    at = bytes.indexOf(0xff, hasLength ? at + 2 + bytes.readUInt16BE(at + 2) : at + 1)
  }
}

/** A ZIP archive is read from its end: behind a picture it would be handed on unseen. */
function refuseArchive(bytes: Buffer): void {
  if (hasArchiveBehind(bytes)) throw fileUnreadable({ kind: 'image' })
}

/** Walks the chunks from IHDR to IEND: a picture that breaks off is not accepted (ISO/IEC 15948). */
export function inspectPng(bytes: Buffer, budget: Budget): void {
  refuseArchive(bytes)
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
