import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { closeFolder } from '#tests/closed-folder.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { perform } from '../work.ts'
import { filesFolder } from './file-store.ts'
import { aJpeg, aLargePdf, aPdf } from './fixtures.ts'
import {
  appendUpload,
  collectGarbage,
  createUpload,
  DamagedFile,
  expireUploads,
  findFile,
  finishUpload,
  getUploadedFile,
  openFile,
  readFile,
  receiveFile,
  releaseFile,
  storeOwn,
  storeStream,
  uploadState,
  useFile,
} from './index.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pathOf = (sha256: string) => join(filesFolder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
const streamOf = (bytes: Buffer) => Readable.from([bytes], { objectMode: false })
const unique = () => aPdf([`(${randomUUID()})`])
const incoming = () => readdirSync(join(filesFolder, 'incoming')).length

async function age(sha256: string, days = 2): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000)
  await perform(system, ({ tx }) =>
    sql`update platform.file set stored_at = ${then} where sha256 = ${sha256}`.execute(tx),
  )
  if (existsSync(pathOf(sha256))) utimesSync(pathOf(sha256), then, then)
}

const isKnown = async (sha256: string) =>
  (await perform(system, (work) => findFile(work, sha256))) !== undefined

afterEach(() => vi.restoreAllMocks())

describe('storing', () => {
  test('keeps a file under its hash and gives it back', async () => {
    const bytes = unique()
    const file = await storeStream(streamOf(bytes))
    expect(file).toEqual({ sha256: sha(bytes), size: bytes.length, mediaType: 'application/pdf' })
    expect(await readFile(file.sha256)).toEqual(bytes)
    expect(statSync(pathOf(file.sha256)).mode & 0o077).toBe(0)
  })

  test('the same bytes at once by many stores one file and leaves nothing behind', async () => {
    const bytes = unique()
    const before = incoming()
    const files = await Promise.all(Array.from({ length: 8 }, () => storeStream(streamOf(bytes))))
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1)
    expect(incoming()).toBe(before)
  })

  test('refuses what is too long or not accepted, and leaves nothing behind', async () => {
    const before = incoming()
    await expect(storeStream(streamOf(unique()), { limit: 100 })).rejects.toMatchObject({
      code: 'files.too_large',
      status: 413,
      details: { limit: 100 },
    })
    await expect(storeStream(streamOf(Buffer.from('MZ')))).rejects.toMatchObject({ code: 'files.program' })
    expect(incoming()).toBe(before)
  })

  test('a line that breaks stores nothing', async () => {
    const before = incoming()
    const broken = Readable.from(
      (async function* () {
        yield aPdf().subarray(0, 50)
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
      })(),
    )
    await expect(storeStream(broken)).rejects.toThrow('aborted')
    expect(incoming()).toBe(before)
  })

  test('keeps what the program made itself without asking what it is', async () => {
    const { sha256, mediaType } = await storeOwn(Buffer.from(`<edXML>${randomUUID()}`), 'application/xml')
    expect(mediaType).toBe('application/xml')
    expect((await readFile(sha256)).toString()).toContain('<edXML>')
  })

  test('a full disk is a clear refusal', async () => {
    const { writeAll } = await import('./file-store.ts')
    const full = { write: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) }
    await expect(writeAll(full, Buffer.from('a'))).rejects.toMatchObject({
      code: 'files.disk_full',
      status: 503,
    })
  })

  test('a disk that takes nothing is another, and nothing is left behind on it', async () => {
    const { diskFileStore, writeAll } = await import('./file-store.ts')
    const broken = { write: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })) }
    const refused = { code: 'files.not_writable', status: 503 }
    await expect(writeAll(broken, Buffer.from('a'))).rejects.toMatchObject(refused)

    const folder = mkdtempSync(join(tmpdir(), 'nhip-closed-'))
    const open = closeFolder(folder)
    try {
      if (open) await expect(diskFileStore(folder).stage()).rejects.toMatchObject(refused)
    } finally {
      open?.()
    }
    const staged = await diskFileStore(folder).stage()
    await staged.write(Buffer.from('a'))
    await staged.discard()
  })

  test('50 MB pass through in little memory', async () => {
    const program = `
      const { storeStream, openFile } = await import('#server/platform/files/index.ts')
      const { aPdf } = await import('#server/platform/files/fixtures.ts')
      const { Readable } = await import('node:stream')
      const shell = aPdf(['<< /Length 1 >>\\nstream\\nMARK\\nendstream']).toString('latin1').split('MARK')
      let most = 0
      // What the program itself still holds after a collection; resident memory also tells of the allocator's moods.
      const look = () => { global.gc(); most = Math.max(most, process.memoryUsage().arrayBuffers) }
      async function* large() {
        yield Buffer.from(shell[0], 'latin1')
        for (let i = 0; i < 792; i += 1) {
          if (i % 40 === 0) look()
          yield Buffer.alloc(65536, 65 + (i % 26))
        }
        yield Buffer.from(shell[1], 'latin1')
      }
      const file = await storeStream(Readable.from(large()))
      let size = 0
      for await (const part of await openFile(file.sha256)) size += part.length, size % 4194304 || look()
      console.log(JSON.stringify({ size, same: size === file.size, most }))
      process.exit(0)`
    const output = await run(program)
    const { size, same, most } = JSON.parse(output)
    expect(same).toBe(true)
    expect(size).toBeGreaterThan(51_900_000)
    expect(most).toBeLessThan(16 * 1024 * 1024)
  })
})

describe('opening', () => {
  test('never serves a small damaged file', async () => {
    const { sha256 } = await storeStream(streamOf(unique()))
    const bytes = await readFile(sha256)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    writeFileSync(pathOf(sha256), bytes)
    await expect(openFile(sha256)).rejects.toThrow(DamagedFile)
  })

  test('breaks off a large damaged file before its end', async () => {
    const bytes = aLargePdf(9 * 1024 * 1024, 7)
    const { sha256 } = await storeStream(streamOf(bytes))
    expect(sha(await readFile(sha256))).toBe(sha256)

    truncateSync(pathOf(sha256), bytes.length - 1)
    let received = 0
    await expect(
      (async () => {
        for await (const part of await openFile(sha256)) received += (part as Buffer).length
      })(),
    ).rejects.toThrow(DamagedFile)
    expect(received).toBeLessThan(bytes.length - 1)
  })

  test('a missing file is a defect, and handing it in again heals it', async () => {
    const bytes = unique()
    const { sha256 } = await storeStream(streamOf(bytes))
    writeFileSync(pathOf(sha256), '')
    await expect(openFile(sha256)).rejects.toThrow(DamagedFile)
    await storeStream(streamOf(bytes))
    expect(await readFile(sha256)).toEqual(bytes)
  })
})

describe('collecting', () => {
  test('takes what nobody needed for a day, and nothing else', async () => {
    const [unused, used, young, released] = (await Promise.all(
      [unique(), unique(), unique(), unique()].map(
        async (bytes) => (await storeStream(streamOf(bytes))).sha256,
      ),
    )) as [string, string, string, string]
    await perform(system, async (work) => {
      await useFile(work, used, 'test.paper:1')
      await useFile(work, used, 'test.paper:1')
      await useFile(work, released, 'test.paper:2')
      await releaseFile(work, released, 'test.paper:2')
    })
    for (const sha256 of [unused, used, released]) await age(sha256)

    await collectGarbage()
    expect(await Promise.all([unused, used, young, released].map(isKnown))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(existsSync(pathOf(unused))).toBe(false)
    expect(existsSync(pathOf(used))).toBe(true)
  })

  test('leaves the bytes while a backup is being made, and takes them afterwards', async () => {
    const { sha256 } = await storeStream(streamOf(unique()))
    await age(sha256)
    const owner = new pg.Client(process.env.MIGRATOR_URL)
    await owner.connect()
    await owner.query(
      `insert into platform.backup (place, busy_until) values ('máy:/sao-luu', now() + interval '1 minute')`,
    )
    await collectGarbage()
    expect(existsSync(pathOf(sha256))).toBe(true)
    await owner.query('delete from platform.backup')
    await owner.end()
    const then = new Date(Date.now() - 2 * 86_400_000)
    utimesSync(pathOf(sha256), then, then)
    await collectGarbage()
    expect(existsSync(pathOf(sha256))).toBe(false)
  })

  test('using a collected file is refused; handing it in again begins a new day', async () => {
    const bytes = unique()
    const { sha256 } = await storeStream(streamOf(bytes))
    await age(sha256)
    await collectGarbage()
    await expect(perform(system, (work) => useFile(work, sha256, 'test.paper:3'))).rejects.toMatchObject({
      code: 'files.gone',
      status: 410,
    })
    await storeStream(streamOf(bytes))
    await collectGarbage()
    expect(await readFile(sha256)).toEqual(bytes)
  })

  test('removes bytes without a row and stale staged files', async () => {
    const orphan = sha(randomBytes(8))
    const { sha256 } = await storeStream(streamOf(unique()))
    const { mkdirSync } = await import('node:fs')
    mkdirSync(join(filesFolder, orphan.slice(0, 2), orphan.slice(2, 4)), { recursive: true })
    writeFileSync(pathOf(orphan), 'left behind')
    const staged = join(filesFolder, 'incoming', randomUUID())
    writeFileSync(staged, 'left behind')
    const then = new Date(Date.now() - 2 * 86_400_000)
    for (const path of [pathOf(orphan), staged]) utimesSync(path, then, then)

    await collectGarbage()
    expect([existsSync(pathOf(orphan)), existsSync(staged)]).toEqual([false, false])
    expect(await isKnown(sha256)).toBe(true)
  })

  test('races with storing and using without ever losing a file in use', async () => {
    const bytes = unique()
    const sha256 = sha(bytes)
    for (let round = 0; round < 25; round += 1) {
      await storeStream(streamOf(bytes))
      await age(sha256)
      const holder = `test.race:${round}`
      const [, used] = await Promise.all([
        collectGarbage(),
        perform(system, (work) => useFile(work, sha256, holder)).then(
          () => true,
          () => false,
        ),
        round % 2 ? storeStream(streamOf(bytes)) : undefined,
      ])
      if (used) expect(await readFile(sha256)).toEqual(bytes)
      if (await isKnown(sha256)) expect(await readFile(sha256)).toEqual(bytes)
      await perform(system, (work) => releaseFile(work, sha256, holder))
    }
  })
})

describe('resumable upload', () => {
  const start = (owner = aCitizen(), size = 1) =>
    perform(owner, (work) => createUpload(work, owner, { name: 'Giấy chứng sinh.pdf', size }))

  test('goes on where the line broke, and ends as a file', async () => {
    const owner = aCitizen()
    const bytes = aLargePdf(9_000_000, 11)
    const { id } = await start(owner, bytes.length)
    const breaks = (from: number, to: number) =>
      Readable.from(
        (async function* () {
          for (let at = from; at < to; at += 65_536) yield bytes.subarray(at, Math.min(to, at + 65_536))
          throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
        })(),
        { objectMode: false },
      )

    expect((await appendUpload(owner, id, 0, breaks(0, 5_000_000))).offset).toBe(5_000_000)
    expect((await perform(owner, (work) => uploadState(work, owner, id))).offset).toBe(5_000_000)
    await expect(finishUpload(owner, id)).rejects.toMatchObject({
      code: 'files.upload_incomplete',
      details: { offset: 5_000_000, size: bytes.length },
    })
    await expect(appendUpload(owner, id, 0, streamOf(bytes))).rejects.toMatchObject({
      code: 'files.wrong_offset',
      status: 409,
      details: { offset: 5_000_000 },
    })
    await appendUpload(owner, id, 5_000_000, streamOf(bytes.subarray(5_000_000)))

    const file = await finishUpload(owner, id)
    expect(file).toMatchObject({
      sha256: sha(bytes),
      name: 'Giấy chứng sinh.pdf',
      mediaType: 'application/pdf',
    })
    expect(await finishUpload(owner, id)).toEqual(file)
    expect(existsSync(join(filesFolder, 'uploads', id))).toBe(false)
    await age(file.sha256)
    await collectGarbage()
    expect(await isKnown(file.sha256)).toBe(true)
  })

  test('a scanner that does not answer holds an upload back, and nothing of it is lost', async () => {
    const owner = aCitizen()
    const bytes = unique()
    const { id } = await start(owner, bytes.length)
    await appendUpload(owner, id, 0, streamOf(bytes))
    config.SCANNER_URL = 'unix:/no/scanner'
    try {
      await expect(finishUpload(owner, id)).rejects.toMatchObject({
        code: 'files.scanner_silent',
        status: 503,
      })
      await expect(receiveFile(owner, { name: 'a.pdf', source: streamOf(bytes) })).rejects.toMatchObject({
        code: 'files.scanner_silent',
      })
    } finally {
      delete config.SCANNER_URL
    }
    // The script asks again with an empty last piece.
    expect((await appendUpload(owner, id, bytes.length, streamOf(Buffer.alloc(0)))).offset).toBe(bytes.length)
    expect((await finishUpload(owner, id)).sha256).toBe(sha(bytes))
  })

  test('two connections of one upload cannot mix their bytes', async () => {
    const owner = aCitizen()
    const bytes = aLargePdf(200_000, 3)
    const { id } = await start(owner, bytes.length)
    const slow = Readable.from(
      (async function* () {
        for (let at = 0; at < bytes.length; at += 20_000) {
          yield Buffer.alloc(Math.min(20_000, bytes.length - at), 0x42)
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
      })(),
      { objectMode: false },
    )
    const results = await Promise.allSettled([
      appendUpload(owner, id, 0, slow),
      appendUpload(owner, id, 0, streamOf(bytes)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect((await finishUpload(owner, id)).sha256).toBe(sha(bytes))
  })

  test('what is killed in the middle goes on from its last part', async () => {
    const owner = aCitizen()
    const bytes = aLargePdf(12_000_000, 5)
    const { id } = await start(owner, bytes.length)
    const program = `
      const { appendUpload } = await import('#server/platform/files/index.ts')
      const { aLargePdf } = await import('#server/platform/files/fixtures.ts')
      const { Readable } = await import('node:stream')
      const bytes = aLargePdf(12000000, 5)
      await appendUpload(${JSON.stringify(owner)}, '${id}', 0, Readable.from((async function* () {
        for (let at = 0; at < 10000000; at += 100000) yield bytes.subarray(at, at + 100000)
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300)
        await new Promise((resolve) => setTimeout(resolve, 60000))
      })(), { objectMode: false }))`
    await run(program)
    const { offset } = await perform(owner, (work) => uploadState(work, owner, id))
    expect(offset).toBeGreaterThanOrEqual(8_000_000)
    await appendUpload(owner, id, offset, streamOf(bytes.subarray(offset)))
    expect((await finishUpload(owner, id)).sha256).toBe(sha(bytes))
  })

  test('of the wrong content is refused, and stays refused', async () => {
    const owner = aCitizen()
    const { id } = await start(owner, 2)
    await appendUpload(owner, id, 0, streamOf(Buffer.from('MZ')))
    await expect(finishUpload(owner, id)).rejects.toMatchObject({ code: 'files.program' })
    await expect(finishUpload(owner, id)).rejects.toMatchObject({ code: 'files.program', status: 415 })
    expect((await perform(owner, (work) => uploadState(work, owner, id))).refusal).toBe('files.program')
  })

  test('takes no more than was announced', async () => {
    const owner = aCitizen()
    const { id } = await start(owner, 10)
    await expect(appendUpload(owner, id, 0, streamOf(Buffer.alloc(11)))).rejects.toMatchObject({
      code: 'files.upload_too_long',
    })
    expect((await perform(owner, (work) => uploadState(work, owner, id))).offset).toBe(0)
    await expect(start(owner, 0)).rejects.toMatchObject({ code: 'files.empty' })
    await expect(start(owner, 50 * 1024 * 1024 + 1)).rejects.toMatchObject({ code: 'files.too_large' })
  })

  test('belongs to its owner alone', async () => {
    const owner = aCitizen()
    const stranger = aCitizen()
    const { id } = await start(owner, 5)
    await expect(perform(stranger, (work) => uploadState(work, stranger, id))).rejects.toMatchObject({
      code: 'files.upload_not_found',
    })
    await expect(appendUpload(stranger, id, 0, streamOf(Buffer.alloc(5)))).rejects.toMatchObject({
      status: 404,
    })
    await expect(finishUpload(stranger, id)).rejects.toMatchObject({ status: 404 })
  })

  test('ends after a day, parts and all', async () => {
    const owner = aCitizen()
    const { id } = await start(owner, 10)
    await appendUpload(owner, id, 0, streamOf(Buffer.alloc(5)))
    const tomorrow = new Date(Date.now() + 86_400_001)
    await expect(
      perform(owner, (work) => uploadState(work, owner, id), { now: tomorrow }),
    ).rejects.toMatchObject({ code: 'files.upload_not_found' })
    expect(await expireUploads(tomorrow)).toBeGreaterThan(0)
    expect(existsSync(join(filesFolder, 'uploads', id))).toBe(false)
  })

  test('is bounded in number and in size, even when begun all at once', async () => {
    const owner = aCitizen()
    const begun = await Promise.allSettled(Array.from({ length: 25 }, () => start(owner)))
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)

    const other = aCitizen()
    for (let i = 0; i < 10; i += 1) await start(other, 50 * 1024 * 1024)
    await expect(start(other, 1)).rejects.toMatchObject({ code: 'files.upload_quota_used', status: 429 })
  })

  test('a whole file in one request is an upload too', async () => {
    const owner = anOfficer()
    const file = await receiveFile(owner, { name: 'scan/anh.jpeg', source: streamOf(aJpeg()) })
    expect(file).toMatchObject({ name: 'anh.jpg', mediaType: 'image/jpeg' })
    expect(await perform(owner, (work) => getUploadedFile(work, owner, file.uploadId))).toEqual(file)
  })
})

/** Runs a program in a process of its own and gives what it printed. */
function run(program: string): Promise<string> {
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: process.cwd(),
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve) => child.on('close', () => resolve(output)))
}
