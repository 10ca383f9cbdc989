/** A workbook that unpacks to far more than it is: refused by what its list of contents says, before anything of it is unpacked. */
import { SourceStopped } from '../refusals.ts'

const mega = 1 << 20
/** What the sheets of an honest workbook of that size come to at most. */
const mostUnpacked = 150 * mega
const mostTimes = 100
const small = 20 * mega
const entryMark = 0x02014b50
const endMark = 0x06054b50

export function requireModestZip(bytes: Buffer): void {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) return
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endMark)
    throw new SourceStopped('unreadable')
  let at = bytes.readUInt32LE(end + 16)
  let unpacked = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === entryMark) {
    unpacked += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (unpacked > mostUnpacked || (unpacked > small && unpacked > bytes.length * mostTimes))
    throw new SourceStopped('unpacks-too-far', { found: `${Math.round(unpacked / mega)} MB` })
}
