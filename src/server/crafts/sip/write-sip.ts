/** A work file as one ZIP: METS, PREMIS and the files themselves, streamed, each held against its digest on the way. */
import { createHash } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { writeMets } from './mets.ts'
import { DamagedPackage, dataFolder, metsFile, type Package, type PackedFile, premisFile } from './model.ts'
import { writePremis } from './premis.ts'

/** A file with its bytes, which are asked for when it is its turn. */
export interface FileToPack extends PackedFile {
  open(): Promise<Readable>
}

const plainName = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,150}[A-Za-z0-9])?$/

/**
 * Writes the package. A file whose bytes are not those of its digest and size ends it with `DamagedPackage`: what was written so far is no
 * package. The same package is the same ZIP, byte for byte.
 */
export async function writeSip(
  of: Package & { files: readonly FileToPack[] },
  into: Writable,
): Promise<void> {
  const names = new Set([of.id, ...of.files.map(({ name }) => name)])
  if (names.size !== of.files.length + 1 || [...names].some((name) => !plainName.test(name))) {
    throw new RangeError('names of a package are plain and differ')
  }
  const mtime = new Date(of.createdAt)
  const premis = Buffer.from(writePremis(of))
  const mets = Buffer.from(writeMets(of, { size: premis.length, sha256: digest(premis) }))
  const zip = new ZipFile()
  const sources: Readable[] = []
  zip.addBuffer(mets, `${of.id}/${metsFile}`, { mtime })
  zip.addBuffer(premis, `${of.id}/${premisFile}`, { mtime })
  for (const file of of.files) {
    // Signed PDFs and pictures are compressed already.
    const options = { mtime, size: file.size, compress: false }
    zip.addReadStreamLazy(`${of.id}/${dataFolder}/${file.name}`, options, (give) => {
      file.open().then(
        (source) => {
          sources.push(source)
          const checked = heldAgainst(file)
          pipeline(source, checked).catch((error) => zip.emit('error', error))
          give(null, checked)
        },
        (error) => zip.emit('error', error),
      )
    })
  }
  zip.end()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  try {
    await pipeline(output, into)
  } finally {
    // Where it ended early the file being read would stay open.
    for (const source of sources) source.destroy()
  }
}

function heldAgainst({ name, size, sha256 }: FileToPack): Transform {
  const hash = createHash('sha256')
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      seen += chunk.length
      done(null, chunk)
    },
    flush(done) {
      const isTheSame = seen === size && hash.digest('hex') === sha256
      done(isTheSame ? null : new DamagedPackage(`${name} is not what its digest says`))
    },
  })
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
