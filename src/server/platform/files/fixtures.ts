/** Small files for tests, built byte by byte so that each can be wrong in exactly one way. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** A PDF with these further objects; `trailer` goes into its trailer. */
export function aPdf(objects: readonly string[] = [], trailer = ''): Buffer {
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...objects,
  ]
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = all.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return latin1(text)
}

/** A PDF of about this size, different for each `seed`. */
export function aLargePdf(size: number, seed = 1): Buffer {
  const filler = Buffer.alloc(Math.max(0, size - 400))
  for (let i = 0, value = seed; i < filler.length; i += 1) {
    value = (value * 1103515245 + 12345) & 0x7fffffff
    filler[i] = 0x41 + ((value >> 16) % 26)
  }
  return aPdf([`<< /Length ${filler.length} >>\nstream\n${filler.toString('latin1')}\nendstream`])
}

export function aPng(width = 1, height = 1): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([latin1(type), data])
    const whole = Buffer.alloc(body.length + 8)
    whole.writeUInt32BE(data.length, 0)
    body.copy(whole, 4)
    whole.writeUInt32BE(crc32(body), body.length + 4)
    return whole
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The header of a JPEG with its size, and no picture. */
export function aJpeg(width = 16, height = 16): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const app = latin1('\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00')
  return Buffer.concat([
    latin1('\xff\xd8'),
    app,
    frame,
    latin1('\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f\xff\xd9'),
  ])
}

export interface ZipEntry {
  name: string
  data: Buffer
  flags?: number
  /** The unpacked size the archive claims. */
  declared?: number
  /** Packed bytes to write instead of packing `data`. */
  packed?: Buffer
  crc?: number
  /** Point at the first shared entry's bytes instead of writing them again. */
  shared?: boolean
}

export function aZip(entries: readonly ZipEntry[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let sharedOffset: number | undefined
  for (const { name, data, flags = 0, declared = data.length, packed, crc, shared } of entries) {
    const bytes = packed ?? deflateRawSync(data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc ?? crc32(data), 10)
    fields.writeUInt32LE(bytes.length, 14)
    fields.writeUInt32LE(declared, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = shared ? (sharedOffset ?? offset) : offset
    if (!shared || sharedOffset === undefined) {
      if (shared) sharedOffset = offset
      const local = Buffer.concat([latin1('PK\x03\x04'), fields, latin1(name), bytes])
      parts.push(local)
      offset += local.length
    }
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(place, 10)
    directory.push(latin1('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, latin1(name))
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(comment.length, 16)
  return Buffer.concat([...parts, list, latin1('PK\x05\x06'), end, latin1(comment)])
}

export function anOfficeFile(main: string, further: readonly ZipEntry[] = []): Buffer {
  return aZip([
    { name: '[Content_Types].xml', data: latin1('<Types/>') },
    { name: main, data: latin1('<document/>') },
    ...further,
  ])
}
