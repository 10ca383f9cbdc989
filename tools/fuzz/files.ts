import { deflateRawSync } from 'node:zlib'
import { aJpeg, anOfficeFile, aPng, aZip, type ZipEntry } from '#server/platform/files/fixtures.ts'
import { hostileFiles } from '#server/platform/reading/fixtures.ts'
import { mutateBytes } from './mutate-bytes.ts'
import type { Chance } from './random.ts'

export function imageSeeds(): Buffer[] {
  return [
    aPng(),
    aPng(4000, 3000),
    aJpeg(),
    aJpeg(4000, 3000),
    ...Object.entries(hostileFiles)
      .filter(([name]) => name.includes('PNG') || name.includes('JPEG'))
      .map(([, make]) => make().subarray(0, 100_000)),
  ]
}

/** Repeats, drops and mislabels whole chunks or segments, or changes bytes. */
export function mutateImage(seed: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  if (chance.is(0.5)) return mutateBytes(seed, chance)
  const parts = partsOf(seed)
  const part = chance.pick(parts)
  const at = chance.below(parts.length)
  const changed = [...parts]
  if (chance.is(0.3)) changed.splice(at, 1)
  else if (chance.is(0.5)) changed.splice(at, 0, ...Array<Buffer>(1 + chance.below(3000)).fill(part))
  else changed.splice(at, 0, chance.pick(partsOf(chance.pick(others))))
  const bytes = Buffer.concat(changed).subarray(0, 1 << 20)
  return chance.is(0.3) ? mutateBytes(bytes, chance) : bytes
}

function partsOf(bytes: Buffer): Buffer[] {
  const isPng = bytes[0] === 0x89
  const parts = [bytes.subarray(0, isPng ? 8 : 2)]
  for (let at = isPng ? 8 : 2; at + 4 <= bytes.length && parts.length < 2000; ) {
    const length = isPng ? 12 + bytes.readUInt32BE(at) : 2 + bytes.readUInt16BE(at + 2)
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return parts
}

export function officeSeeds(): Buffer[] {
  return [
    anOfficeFile('word/document.xml'),
    anOfficeFile('xl/workbook.xml', [{ name: 'xl/a.xml', data: Buffer.alloc(100_000, '<row/>') }]),
    ...Object.entries(hostileFiles)
      .filter(([name]) => name.includes('archive'))
      .map(([, make]) => make()),
  ]
}

const names = [
  '[Content_Types].xml',
  'word/document.xml',
  'xl/workbook.xml',
  'word/vbaProject.bin',
  '../a',
  'a\\b',
  'a/',
  '',
]

/** An archive of entries that lie about themselves, or a right one with changed bytes. */
export function mutateOffice(seed: Buffer, _: readonly Buffer[], chance: Chance): Buffer {
  if (chance.is(0.4)) return mutateBytes(seed, chance)
  const entries = Array.from({ length: 1 + chance.below(chance.is(0.05) ? 2500 : 8) }, () => anEntry(chance))
  const zip = aZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: 'word/document.xml', data: Buffer.from('<document/>') },
    ...entries,
  ])
  return chance.is(0.5) ? mutateBytes(zip, chance) : zip
}

function anEntry(chance: Chance): ZipEntry {
  const data = Buffer.alloc(chance.is(0.03) ? 4 << 20 : chance.below(5000), chance.pick(['a', '<a/>', '\0']))
  const packed = chance.is(0.3) ? mutateBytes(deflateRawSync(data), chance) : undefined
  return {
    name: chance.is(0.5) ? chance.pick(names) : `word/${chance.below(1e6)}.xml`,
    data,
    flags: chance.is(0.1) ? chance.below(65_536) : 0,
    declared: chance.is(0.2) ? chance.pick([0, 1, 0xffffffff, data.length * 2]) : data.length,
    ...(packed ? { packed } : {}),
    ...(chance.is(0.1) ? { shared: true } : {}),
  }
}
