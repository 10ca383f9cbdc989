/** Reads a package back: METS says which files, every one is there once, of that size and digest, and nothing else is. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { DamagedPackage, dataFolder, metsFile, type PackedFile, premisFile } from './model.ts'
import { readTags } from './read-tags.ts'

export interface ReadLimits {
  entries: number
  /** All files together, as they are when unpacked. */
  bytes: number
}

export interface ReadPackage {
  id: string
  title: string
  files: Pick<PackedFile, 'name' | 'label' | 'mediaType' | 'size' | 'sha256'>[]
}

const defaultLimits: ReadLimits = { entries: 10_002, bytes: 20 * 2 ** 30 }
/** Of METS and PREMIS each. */
const largestText = 32 * 2 ** 20

/** Throws `DamagedPackage` with what is wrong; never gives back a package of which a file is missing or another. */
export async function readSip(path: string, limits: ReadLimits = defaultLimits): Promise<ReadPackage> {
  const zip = await openPromise(path, { strictFileNames: true, validateEntrySizes: true }).catch(refuse)
  try {
    const found = await readEntries(zip, limits)
    return compare(found)
  } finally {
    zip.close()
  }
}

interface Found {
  folder: string
  mets: string
  premis: Digest & { text: string }
  files: Map<string, Digest>
}

interface Digest {
  size: number
  sha256: string
}

async function readEntries(zip: ZipFile, limits: ReadLimits): Promise<Found> {
  if (zip.entryCount > limits.entries) throw new DamagedPackage('more entries than a package has')
  let left = limits.bytes
  let folder: string | undefined
  const texts = new Map<string, Digest & { text: string }>()
  const files = new Map<string, Digest>()
  try {
    for await (const entry of zip.eachEntry()) {
      const slash = entry.fileName.indexOf('/')
      folder ??= entry.fileName.slice(0, slash)
      const name = entry.fileName.slice(slash + 1)
      left -= entry.uncompressedSize
      if (left < 0) throw new DamagedPackage('more bytes than a package has')
      if (
        slash < 1 ||
        entry.fileName.slice(0, slash) !== folder ||
        entry.isEncrypted() ||
        files.has(name) ||
        texts.has(name)
      )
        throw new DamagedPackage('an entry has no place in a package')
      if (name === metsFile || name === premisFile) texts.set(name, await readText(zip, entry))
      else if (name.startsWith(`${dataFolder}/`)) files.set(name, await digestOf(zip, entry))
      else throw new DamagedPackage('an entry has no place in a package')
    }
  } catch (error) {
    refuse(error)
  }
  const mets = texts.get(metsFile)?.text
  const premis = texts.get(premisFile)
  if (!folder || !mets || !premis) throw new DamagedPackage('METS or PREMIS is missing')
  return { folder, mets, premis, files }
}

async function readText(zip: ZipFile, entry: Entry): Promise<Digest & { text: string }> {
  if (entry.uncompressedSize > largestText) throw new DamagedPackage('a text larger than a package has')
  const chunks: Buffer[] = []
  const found = await digestOf(zip, entry, (chunk) => chunks.push(chunk))
  return { ...found, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) }
}

/** Of METS nothing but the archive's own sum says whether it is as it was written; yauzl does not look at it. */
async function digestOf(zip: ZipFile, entry: Entry, keep?: (chunk: Buffer) => void): Promise<Digest> {
  const source: Readable = await zip.openReadStreamPromise(entry)
  const hash = createHash('sha256')
  let size = 0
  let sum = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk)
    sum = crc32(chunk, sum)
    size += chunk.length
    keep?.(chunk)
  }
  if (sum !== entry.crc32) throw new DamagedPackage('an entry is not as it was written')
  return { size, sha256: hash.digest('hex') }
}

function compare({ folder, mets, premis, files }: Found): ReadPackage {
  const said = readMets(mets)
  const fixed = readPremis(premis.text)
  const isSame = (one: Digest | undefined, other: Digest | undefined) =>
    one !== undefined && one.size === other?.size && one.sha256 === other.sha256
  if (said.id !== folder) throw new DamagedPackage('the package has two names')
  if (!isSame(said.premis, premis)) throw new DamagedPackage('PREMIS is not the one METS speaks of')
  if (said.files.length !== files.size || fixed.size !== files.size)
    throw new DamagedPackage('files are missing or too many')
  for (const file of said.files) {
    const path = `${dataFolder}/${file.name}`
    if (!isSame(files.get(path), file) || !isSame(fixed.get(path), file))
      throw new DamagedPackage(`${file.name} is not what is said of it`)
  }
  return { id: said.id, title: said.title, files: said.files }
}

function readMets(xml: string) {
  let id = ''
  let title = ''
  let premis: Digest | undefined
  const byId = new Map<string, ReadPackage['files'][number]>()
  const order: { id: string; label: string }[] = []
  let current: ReadPackage['files'][number] | undefined
  let label = ''
  for (const { name, attributes, isEnd } of readTags(xml)) {
    if (isEnd) continue
    const href = attributes['xlink:href'] ?? ''
    if (name === 'mets') {
      id = attributes.OBJID ?? ''
      title = attributes.LABEL ?? ''
    } else if (name === 'mdRef' && href === premisFile) premis = digestSaid(attributes)
    else if (name === 'file') {
      current = { name: '', label: '', mediaType: attributes.MIMETYPE ?? '', ...digestSaid(attributes) }
      byId.set(attributes.ID ?? '', current)
    } else if (name === 'FLocat' && current) current.name = href.slice(dataFolder.length + 1)
    else if (name === 'div') label = attributes.LABEL ?? ''
    else if (name === 'fptr') order.push({ id: attributes.FILEID ?? '', label })
  }
  const files = order.flatMap(({ id: fileId, label: said }) => {
    const file = byId.get(fileId)
    return file ? [{ ...file, label: said }] : []
  })
  if (new Set(files.map((file) => file.name)).size !== byId.size)
    throw new DamagedPackage('METS names a file twice')
  return { id, title, premis, files }
}

function digestSaid({ SIZE, CHECKSUM, CHECKSUMTYPE }: Readonly<Record<string, string>>): Digest {
  return { size: Number(SIZE), sha256: CHECKSUMTYPE === 'SHA-256' ? (CHECKSUM ?? '') : '' }
}

/** By where each file lies. */
function readPremis(xml: string): Map<string, Digest> {
  const found = new Map<string, Digest>()
  let current: Digest = { size: -1, sha256: '' }
  for (const { name, isEnd, text } of readTags(xml)) {
    if (isEnd) continue
    if (name === 'object') current = { size: -1, sha256: '' }
    else if (name === 'messageDigest') current.sha256 = text
    else if (name === 'size') current.size = Number(text)
    else if (name === 'contentLocationValue') found.set(text, current)
  }
  return found
}

/** Whatever is wrong with the archive itself is wrong with the package. */
function refuse(error: unknown): never {
  if (error instanceof DamagedPackage) throw error
  throw new DamagedPackage(
    `no archive that can be read: ${error instanceof Error ? error.message : 'unknown'}`,
  )
}
