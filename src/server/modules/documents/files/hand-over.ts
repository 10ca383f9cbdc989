/** Giao nộp hồ sơ vào lưu trữ: a package (SIP) is made, read back to the same files, and recorded with its fingerprint. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { DamagedPackage, type Package } from '#server/crafts/sip/model.ts'
import { readSip } from '#server/crafts/sip/read-sip.ts'
import { type FileToPack, writeSip } from '#server/crafts/sip/write-sip.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { openFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { filedOpened, workFileTransferred } from '../events.ts'
import {
  packageDamaged,
  packageTooLarge,
  workFileDestroyed,
  workFileNotFound,
  workFileOpen,
} from './refusals.ts'
import { findClass } from './retention.ts'
import {
  changeWorkFile,
  type FiledWhole,
  findWorkFile,
  insertTransfer,
  listFiledWhole,
  listTransfers,
  lockWorkFile,
  type Transfer,
  type WorkFile,
} from './work-file-queries.ts'

/** A whole package is written to the disk and read again before it is handed over. */
const largest = 2 * 2 ** 30

/** Makes the package of a closed work file and records it. Refuses where it does not read back to the same files: nothing is recorded then. */
export async function handOver(officer: Officer, workFileId: string): Promise<void> {
  const madeAt = new Date()
  const contents = await perform(officer, (work) => contentsOf(work, workFileId))
  const { size, sha256 } = await inFolder(async (folder) => {
    const path = await pack(contents, madeAt, folder)
    return { size: (await stat(path)).size, sha256: await digestOf(path) }
  })
  await perform(officer, async (work) => {
    const file = await lockWorkFile(work.tx, officer.agencyIds, workFileId)
    if (!file) throw workFileNotFound()
    if (file.destroyedAt) throw workFileDestroyed()
    const files = contents.filed.reduce((sum, { parts }) => sum + 1 + parts.length, 0)
    const row = { id: newId(), workFileId, madeBy: officer.id, madeAt, files, size, sha256 }
    await insertTransfer(work.tx, row)
    if (!file.transferredAt) await changeWorkFile(work.tx, workFileId, { transferredAt: madeAt })
    await work.record(workFileTransferred(workFileId, { agencyId: file.agencyId, files, sha256 }))
  })
}

/** The package that was last recorded, byte for byte, made anew from the same files; gone from the disk when it was read. */
export async function openPackage(
  officer: Officer,
  workFileId: string,
): Promise<{ name: string; size: number; bytes: Readable }> {
  const { contents, last } = await perform(officer, async (work) => {
    const found = await contentsOf(work, workFileId)
    const [newest] = await listTransfers(work.tx, workFileId)
    if (!newest) throw workFileNotFound()
    await work.record(filedOpened(workFileId, { agencyId: found.file.agencyId, documentId: null }))
    return { contents: found, last: newest }
  })
  const folder = await mkdtemp(join(tmpdir(), 'nhip-sip-'))
  const done = () => rm(folder, { recursive: true, force: true })
  try {
    const path = await pack(contents, last.madeAt, folder)
    if ((await digestOf(path)) !== last.sha256) throw packageDamaged()
    const bytes = createReadStream(path)
    bytes.once('close', done)
    return { name: `${packageId(contents.file, last)}.zip`, size: last.size, bytes }
  } catch (failure) {
    await done()
    throw failure
  }
}

interface Contents {
  file: WorkFile
  agency: { id: string; name: string }
  filed: FiledWhole[]
}

async function contentsOf(work: Work, workFileId: string): Promise<Contents> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const file = await findWorkFile(work.tx, agencyIds, workFileId)
  if (!file) throw workFileNotFound()
  if (!file.closedAt) throw workFileOpen()
  if (file.destroyedAt) throw workFileDestroyed()
  const filed = await listFiledWhole(work.tx, workFileId)
  const sizes = filed.flatMap(({ size, parts }) => [size, ...parts.map((part) => part.size)])
  if (sizes.reduce<number>((sum, size) => sum + Number(size), 0) > largest) {
    throw packageTooLarge({ limit: '2 GB' })
  }
  const { id, name } = await getAgency(work, file.agencyId)
  return { file, agency: { id, name }, filed }
}

/** Written into the folder and read back from there. */
async function pack(contents: Contents, madeAt: Date, folder: string): Promise<string> {
  const path = join(folder, 'package.zip')
  try {
    const wanted = packageOf(contents, madeAt)
    await writeSip(wanted, createWriteStream(path))
    const { files } = await readSip(path)
    const isTheSame =
      files.length === wanted.files.length &&
      files.every(
        ({ name, sha256 }, at) => name === wanted.files[at]?.name && sha256 === wanted.files[at]?.sha256,
      )
    if (!isTheSame) throw new DamagedPackage('other files than were packed')
  } catch (failure) {
    if (failure instanceof DamagedPackage) throw packageDamaged()
    throw failure
  }
  return path
}

function packageOf({ file, agency, filed }: Contents, madeAt: Date): Package & { files: FileToPack[] } {
  const words = m.documents.workFiles.transfer.facts
  const day = (at: Date | null) => (at ? formatDate(localDay(at)) : '')
  return {
    id: packageId(file, { madeAt }),
    title: file.title,
    code: file.code,
    agency,
    madeBy: 'Nhịp',
    createdAt: madeAt.toISOString(),
    facts: [
      { name: words.retention, value: findClass(file.retention)?.name ?? file.retention },
      { name: words.opened, value: day(file.openedAt) },
      { name: words.closed, value: day(file.closedAt) },
      { name: words.count, value: String(filed.length) },
    ],
    files: filed.flatMap((one, at) => {
      const number = String(at + 1).padStart(4, '0')
      const main = { ...one, name: number, label: one.label }
      const others = one.parts.map((part) => ({
        ...part,
        name: `${number}-${String(part.position).padStart(2, '0')}`,
        label: m.documents.workFiles.transfer.part(one.label, part.originalName),
      }))
      return [main, ...others].map(({ name, label, originalName, mediaType, size, sha256 }) => ({
        name: `${name}${plainEnding(originalName)}`,
        label,
        originalName,
        mediaType,
        size: Number(size),
        sha256,
        createdAt: one.filedAt.toISOString(),
        open: () => openFile(sha256),
      }))
    }),
  }
}

function packageId({ id }: Pick<WorkFile, 'id'>, { madeAt }: Pick<Transfer, 'madeAt'>): string {
  return `SIP-${id}-${madeAt.toISOString().replace(/\D/g, '').slice(0, 14)}`
}

function plainEnding(name: string): string {
  const ending = extname(name).toLowerCase()
  return /^\.[a-z0-9]{1,5}$/.test(ending) ? ending : ''
}

async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-sip-'))
  try {
    return await task(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}
