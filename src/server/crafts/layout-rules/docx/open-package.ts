import yauzl from 'yauzl'
import type { Budget } from '#server/crafts/reading-budget.ts'
import { XmlBroken } from '#server/crafts/xml/read-xml.ts'

/** Of one part, unpacked: a text of some thousand pages. */
const largestPart = 32 * 1024 * 1024
const wanted =
  /^(?:word\/(?:document|styles|numbering|header\d*|footer\d*)\.xml|word\/theme\/theme1\.xml|word\/_rels\/document\.xml\.rels|docProps\/app\.xml)$/

/** The parts of a DOCX that say how it looks, as text. Every byte unpacked is paid for. */
export async function openPackage(bytes: Buffer, budget: Budget): Promise<Map<string, string>> {
  const parts = new Map<string, string>()
  const zip = await yauzl
    .fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true })
    .catch(() => Promise.reject(new XmlBroken('no archive')))
  for await (const entry of zip.eachEntry()) {
    budget.step(100)
    if (!wanted.test(entry.fileName)) continue
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const part: Buffer = chunk
      size += part.length
      budget.takeBytes(part.length)
      if (size > largestPart) throw new RangeError('a part that unpacks too large')
      chunks.push(part)
    }
    parts.set(entry.fileName, decode(Buffer.concat(chunks)))
  }
  if (!parts.has('word/document.xml')) throw new XmlBroken('no document')
  return parts
}

function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('latin1')
  if (mark === '\xff\xfe') return bytes.toString('utf16le')
  if (mark === '\xfe\xff')
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  return bytes.toString('utf8')
}
