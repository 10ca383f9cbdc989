import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy, { type Busboy } from 'busboy'
import { isBusy } from '#server/platform/reading/read-outside.ts'
import { Refusal } from '#shared/refusal.ts'
import { fileEmpty, fileMissing, fileTooLarge, readersBusy } from '../refusals.ts'

/** What the public check reads at most; a signed document is far smaller. */
export const maximumCheckedFile = 20 * 1024 * 1024
/** Boundaries and field headers of a form around the file. */
const formOverhead = 16 * 1024
/** One file and nothing of interest beside it; parts beyond these are passed over, not kept. */
const formLimits = { files: 1, fields: 10, parts: 20, fieldSize: 1024, fileSize: maximumCheckedFile }

/** What all checks together may hold while it arrives: strangers do not fill the memory of this process. */
const mostArriving = 96 * 1024 * 1024
let arriving = 0

export interface CheckedFile {
  name: string
  /** The bytes, in the pieces they came in. */
  parts: readonly Uint8Array[]
  size: number
}

/**
 * The file of a posted form or of a bare body, held in memory only; refuses as soon as it grows too large, and before it has
 * come where it could not be read now.
 */
export async function readUpload(request: Request): Promise<CheckedFile> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.startsWith('multipart/form-data')
  const limit = maximumCheckedFile + (isForm ? formOverhead : 0)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limit) throw fileTooLarge()
  if (isBusy('read-pdf', announced)) throw readersBusy({ seconds: 30 })
  const { name, parts } = isForm
    ? await readForm(request, type, limit)
    : { name: '', parts: await Array.fromAsync(limited(request, limit)) }
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  // A browser sends a nameless part of no bytes where nothing was chosen.
  if (size === 0) throw name === '' ? fileMissing() : fileEmpty()
  return { name, parts, size }
}

/** The first file of the form. A body that is no form has none. */
async function readForm(request: Request, type: string, limit: number): Promise<Omit<CheckedFile, 'size'>> {
  const parts: Buffer[] = []
  let name = ''
  let isTooLarge = false
  try {
    const parser: Busboy = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: formLimits,
    })
    parser.on('file', (_, source, { filename }) => {
      name = (filename ?? '').normalize('NFC').slice(0, 120)
      source.on('data', (chunk: Buffer) => parts.push(chunk))
      // A form that breaks off breaks its file too: told by the parser, and without a listener the end of the process.
      source.on('error', () => {})
      source.on('limit', () => {
        isTooLarge = true
      })
    })
    await pipeline(Readable.from(limited(request, limit)), parser)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw fileMissing()
  }
  if (isTooLarge) throw fileTooLarge()
  return { name, parts }
}

async function* limited(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.length
      arriving += chunk.length
      if (length > limit) throw fileTooLarge()
      if (arriving > mostArriving) throw readersBusy({ seconds: 30 })
      yield chunk
    }
  } finally {
    arriving -= length
  }
}
