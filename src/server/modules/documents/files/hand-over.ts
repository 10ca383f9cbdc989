/** Giao nộp hồ sơ vào lưu trữ: a package (SIP) is made, read back to the same files, and recorded with its fingerprint. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { PassThrough, type Readable, Writable } from 'node:stream'
import { DamagedPackage, type Package } from '#server/crafts/sip/model.ts'
import { readSip } from '#server/crafts/sip/read-sip.ts'
import { type FileToPack, writeSip } from '#server/crafts/sip/write-sip.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { openFile, stageAside } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { listChanges } from '../changes/change-queries.ts'
import { sayChange } from '../changes/changes.ts'
import { workFileTransferred } from '../events.ts'
import { countPaper } from '../limits.ts'
import { recordFiledOpening } from '../openings.ts'
import {
  packageBusy,
  packageDamaged,
  packageTooLarge,
  workFileDestroyed,
  workFileNotFound,
  workFileOpen,
} from './refusals.ts'
import { findClass } from './retention.ts'
import { insertTransfer, listTransfers, type PackedChange, type Transfer } from './transfer-queries.ts'
import {
  changeWorkFile,
  type FiledWhole,
  findWorkFile,
  listFiledWhole,
  lockWorkFile,
  type WorkFile,
} from './work-file-queries.ts'

/** A whole package is written beside the files and read again before it is handed over. */
const largest = 2 * 2 ** 30
/** What METS, PREMIS and the ZIP itself add to a file, at most. */
const addedToEach = 8 * 1024
/** So many packages are made at once; one person makes one. */
const mostAtOnce = 2

/** Makes the package of a closed work file and records it. Refuses where it does not read back to the same files: nothing is recorded then. */
export async function handOver(officer: Officer, workFileId: string): Promise<void> {
  // From the first question on: pressed twice, it is made once.
  await inTurn(officer.id, async () => {
    const madeAt = new Date()
    const contents = await perform(officer, async (work) => {
      const found = await contentsOf(work, workFileId)
      await countPaper(work, officer, found)
      return found
    })
    const packed = await packAndRead(contents, madeAt)
    await perform(officer, (work) => keepTransfer(work, officer, contents, { madeAt, ...packed }))
  })
}

async function keepTransfer(
  work: Work,
  { id: madeBy, agencyIds }: Officer,
  { file: { id: workFileId }, filed, changes }: Contents,
  { madeAt, size, sha256 }: { madeAt: Date; size: number; sha256: string },
): Promise<void> {
  const file = await lockWorkFile(work.tx, agencyIds, workFileId)
  if (!file) throw workFileNotFound()
  if (file.destroyedAt) throw workFileDestroyed()
  const files = filed.reduce((sum, { parts }) => sum + 1 + parts.length, 0)
  await insertTransfer(work.tx, { id: newId(), workFileId, madeBy, madeAt, files, size, sha256, changes })
  if (!file.transferredAt) await changeWorkFile(work.tx, workFileId, { transferredAt: madeAt })
  await work.record(workFileTransferred(workFileId, { agencyId: file.agencyId, files, sha256 }))
}

/**
 * The package that was last recorded, byte for byte, made anew from the same files while it is taken along: first to see that it is the
 * same, then to be sent. It lies nowhere on the disk.
 */
export async function openPackage(
  officer: Officer,
  workFileId: string,
): Promise<{ name: string; size: number; bytes: Readable }> {
  const { contents, last } = await perform(officer, async (work) => {
    const found = await contentsOf(work, workFileId)
    const [newest] = await listTransfers(work.tx, workFileId)
    if (!newest) throw workFileNotFound()
    await countPaper(work, officer, found)
    await recordFiledOpening(work, found.file, null)
    return { contents: found, last: newest }
  })
  // What became of its documents since then is not in what was handed over.
  const wanted = packageOf({ ...contents, changes: last.changes }, last.madeAt)
  const { sha256 } = await inTurn(officer.id, () => pack(wanted, async () => {}))
  if (sha256 !== last.sha256) throw packageDamaged()
  const bytes = new PassThrough()
  // Whoever reads it is told by the stream, that ends before its length.
  writeSip(wanted, bytes).catch((failure) => bytes.destroy(failure))
  return { name: `${packageId(contents.file, last)}.zip`, size: Number(last.size), bytes }
}

const making = new Set<string>()

async function inTurn<T>(accountId: string, task: () => Promise<T>): Promise<T> {
  if (making.has(accountId) || making.size >= mostAtOnce) throw packageBusy()
  making.add(accountId)
  try {
    return await task()
  } finally {
    making.delete(accountId)
  }
}

interface Contents {
  file: WorkFile
  agency: { id: string; name: string }
  filed: FiledWhole[]
  /** What became of its documents until now. */
  changes: PackedChange[]
  /** Of all its files together. */
  bytes: number
}

async function contentsOf(work: Work, workFileId: string): Promise<Contents> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const file = await findWorkFile(work.tx, agencyIds, workFileId)
  if (!file) throw workFileNotFound()
  if (!file.closedAt) throw workFileOpen()
  if (file.destroyedAt) throw workFileDestroyed()
  const filed = await listFiledWhole(work.tx, workFileId)
  const sizes = filed.flatMap(({ size, parts }) => [size, ...parts.map((part) => part.size)])
  const bytes = sizes.reduce<number>((sum, size) => sum + Number(size), 0)
  if (bytes > largest) throw packageTooLarge({ limit: '2 GB' })
  const { id, name } = await getAgency(work, file.agencyId)
  const found = await listChanges(
    work.tx,
    filed.flatMap(({ documentId }) => documentId ?? []),
  )
  const changes = found.map((change) => ({
    documentId: change.documentId,
    kind: change.kind,
    words: sayChange(change),
    at: change.at.toISOString(),
  }))
  return { file, agency: { id, name }, filed, changes, bytes }
}

type Wanted = ReturnType<typeof packageOf>

/** Written beside the files and read back from there to the same files. */
async function packAndRead(contents: Contents, madeAt: Date): Promise<{ size: number; sha256: string }> {
  const wanted = packageOf(contents, madeAt)
  const room = wanted.files.reduce((sum, { size }) => sum + size + addedToEach, addedToEach)
  const staged = await stageAside(room)
  try {
    const packed = await pack(wanted, (chunk) => staged.write(chunk))
    const { files } = await readSip(staged.path).catch(damaged)
    const isTheSame =
      files.length === wanted.files.length &&
      files.every(
        ({ name, sha256 }, at) => name === wanted.files[at]?.name && sha256 === wanted.files[at]?.sha256,
      )
    if (!isTheSame) throw packageDamaged()
    return packed
  } finally {
    await staged.discard()
  }
}

async function pack(
  wanted: Wanted,
  keep: (chunk: Uint8Array) => Promise<void>,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  const into = new Writable({
    write(chunk: Buffer, _, done) {
      hash.update(chunk)
      size += chunk.length
      keep(chunk).then(() => done(), done)
    },
  })
  await writeSip(wanted, into).catch(damaged)
  return { size, sha256: hash.digest('hex') }
}

function damaged(failure: unknown): never {
  throw failure instanceof DamagedPackage ? packageDamaged() : failure
}

function packageOf(
  { file, agency, filed, changes }: Contents,
  madeAt: Date,
): Package & { files: FileToPack[] } {
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
    files: filed.flatMap((one, at) =>
      [one, ...one.parts].map((part) => ({
        name: nameIn(at, part),
        label: part === one ? one.label : m.documents.workFiles.transfer.part(one.label, part.originalName),
        originalName: part.originalName,
        mediaType: part.mediaType,
        size: Number(part.size),
        sha256: part.sha256,
        createdAt: one.filedAt.toISOString(),
        open: () => openFile(part.sha256),
      })),
    ),
    events: changes.flatMap(({ documentId, kind, words: detail, at }) => {
      const place = filed.findIndex((one) => one.documentId === documentId)
      const one = filed[place]
      if (!one) return []
      const names = [one, ...one.parts].map((part) => nameIn(place, part))
      return [{ type: m.documents.changes.events[kind], at, detail, files: names }]
    }),
  }
}

/** `0003.pdf` is the third of the list, `0003-02.pdf` what came with it. */
function nameIn(at: number, part: FiledWhole | FiledWhole['parts'][number]): string {
  const number = String(at + 1).padStart(4, '0')
  const further = 'filedId' in part ? `-${String(part.position).padStart(2, '0')}` : ''
  return `${number}${further}${plainEnding(part.originalName)}`
}

function packageId({ id }: Pick<WorkFile, 'id'>, { madeAt }: Pick<Transfer, 'madeAt'>): string {
  return `SIP-${id}-${madeAt.toISOString().replace(/\D/g, '').slice(0, 14)}`
}

function plainEnding(name: string): string {
  const ending = extname(name).toLowerCase()
  return /^\.[a-z0-9]{1,5}$/.test(ending) ? ending : ''
}
