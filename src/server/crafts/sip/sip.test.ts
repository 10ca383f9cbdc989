import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DamagedPackage } from './model.ts'
import { readSip } from './read-sip.ts'
import { type FileToPack, writeSip } from './write-sip.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhip-sip-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function aFile(name: string, bytes: Buffer, label = `Quyết định "${name}" & phụ lục <1>`): FileToPack {
  return {
    name,
    label,
    originalName: `Tệp ${name}`,
    mediaType: 'application/pdf',
    size: bytes.length,
    sha256: sha256(bytes),
    createdAt: '2026-11-20T08:00:00+07:00',
    open: async () => Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]),
  }
}

const files = [aFile('001.pdf', randomBytes(70_000)), aFile('002.pdf', randomBytes(11), 'Tờ trình')]
const aPackage = {
  id: 'SIP-0001',
  title: 'Hồ sơ về "quy hoạch" & đất đai',
  code: '01.2026.KT',
  agency: { id: 'H57.01', name: 'Ủy ban nhân dân phường Thuận Hóa' },
  madeBy: 'Nhịp',
  createdAt: '2026-11-29T09:00:00+07:00',
  facts: [{ name: 'Thời hạn bảo quản', value: 'Vĩnh viễn' }],
  files,
}

async function written(of = aPackage, name = 'one.zip'): Promise<string> {
  const path = join(folder, name)
  await writeSip(of, createWriteStream(path))
  return path
}

describe('a package', () => {
  test('reads back to the same files in their order, and is the same twice', async () => {
    const path = await written()
    const found = await readSip(path)
    expect(found).toMatchObject({ id: 'SIP-0001', title: aPackage.title })
    expect(found.files).toEqual(
      files.map(({ name, label, mediaType, size, sha256: digest }) => ({
        name,
        label,
        mediaType,
        size,
        sha256: digest,
      })),
    )
    expect(sha256(await readFile(path))).toBe(sha256(await readFile(await written(aPackage, 'two.zip'))))
  })

  test('is not written of a file that is another', async () => {
    const changed = { ...aFile('001.pdf', Buffer.alloc(20)), sha256: sha256(Buffer.alloc(21)) }
    const wrong = writeSip({ ...aPackage, files: [changed] }, createWriteStream(join(folder, 'wrong.zip')))
    await expect(wrong).rejects.toThrow(DamagedPackage)
  })

  test('is not written of a file that is gone', async () => {
    const gone = { ...aFile('001.pdf', Buffer.alloc(20)), open: () => Promise.reject(new Error('gone')) }
    const wrong = writeSip({ ...aPackage, files: [gone] }, createWriteStream(join(folder, 'gone.zip')))
    await expect(wrong).rejects.toThrow('gone')
  })

  test('of which a byte changed, or the end is missing, does not read back', async () => {
    const bytes = await readFile(await written())
    const at = bytes.indexOf(await firstBytes())
    expect(at).toBeGreaterThan(0)
    const changedAt = (where: number) => {
      const changed = Buffer.from(bytes)
      changed[where] = (changed[where] ?? 0) ^ 1
      return changed
    }
    // METS lies first, squeezed: a letter of a title that is another one is a change, too.
    const mets = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)
    const squeezed = bytes.indexOf('PK\u0003\u0004', mets) - mets
    const changes = Array.from(
      { length: 80 },
      (_, index) => mets + Math.floor((index * (squeezed - 30)) / 80),
    )
    for (const damaged of [
      changedAt(at),
      ...changes.map(changedAt),
      bytes.subarray(0, bytes.length - 30),
      Buffer.alloc(100),
      Buffer.alloc(0),
    ]) {
      const path = join(folder, 'damaged.zip')
      await writeFile(path, damaged)
      await expect(readSip(path)).rejects.toThrow(DamagedPackage)
    }
  })

  test('larger than its limits is not read', async () => {
    const path = await written()
    await expect(readSip(path, { entries: 3, bytes: 1e9 })).rejects.toThrow('more entries')
    await expect(readSip(path, { entries: 10, bytes: 50_000 })).rejects.toThrow('more bytes')
  })
})

async function firstBytes(): Promise<Buffer> {
  const [chunk] = (await (await files[0]?.open())?.toArray()) ?? []
  return chunk
}

const schemas = resolve('../shared/testdata/schemas/archive')
describe('the schemas of METS 1.12 and PREMIS 3.0', () => {
  test('accept what is in a package', async () => {
    if (!existsSync(schemas)) test.skip('missing: ../shared/testdata/schemas/archive')
    const path = await written()
    execFileSync('unzip', ['-q', '-o', path, '-d', folder])
    // Nothing is fetched: what the schemas import lies beside them.
    const catalog = join(folder, 'catalog.xml')
    const local = (name: string) => pathToFileURL(join(schemas, name)).href
    await writeFile(
      catalog,
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
       <system systemId="http://www.loc.gov/standards/xlink/xlink.xsd" uri="${local('xlink.xsd')}"/>
       <uri name="http://www.loc.gov/standards/xlink/xlink.xsd" uri="${local('xlink.xsd')}"/></catalog>`,
    )
    const lint = (schema: string, file: string) =>
      execFileSync(
        'xmllint',
        ['--nonet', '--noout', '--schema', join(schemas, schema), join(folder, 'SIP-0001', file)],
        {
          env: { ...process.env, XML_CATALOG_FILES: catalog },
          stdio: 'pipe',
        },
      )
    for (const schema of ['mets-1.12.xsd', 'mets-1.12.1.xsd']) lint(schema, 'METS.xml')
    lint('premis-3.0.xsd', 'metadata/preservation/premis.xml')
  })
})
