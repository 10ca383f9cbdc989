import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy, { type Busboy } from 'busboy'
import { Refusal } from '#server/platform/refusal.ts'
import { fileMissing, fileTooLarge } from './refusals.ts'

/** What the public check reads at most; a signed document is far smaller. */
export const maximumCheckedFile = 20 * 1024 * 1024
/** Boundaries and field headers of a form around the file. */
const formOverhead = 16 * 1024
/** One file and nothing of interest beside it; parts beyond these are passed over, not kept. */
const formLimits = { files: 1, fields: 10, parts: 20, fieldSize: 1024, fileSize: maximumCheckedFile }

export interface CheckedFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The file of a posted form or of a bare body, held in memory only; refuses as soon as it grows too large. */
export async function readUpload(request: Request): Promise<CheckedFile> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.startsWith('multipart/form-data')
  const limit = maximumCheckedFile + (isForm ? formOverhead : 0)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw fileTooLarge()
  const file = isForm
    ? await readForm(request, type, limit)
    : { name: '', bytes: await readBody(request, limit) }
  if (file.bytes.length === 0) throw fileMissing()
  return file
}

async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(request, limit)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The first file of the form. A body that is no form has none. */
async function readForm(request: Request, type: string, limit: number): Promise<CheckedFile> {
  const chunks: Buffer[] = []
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
      source.on('data', (chunk: Buffer) => chunks.push(chunk))
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
  return { name, bytes: Buffer.concat(chunks) }
}

async function* limited(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > limit) throw fileTooLarge()
    yield chunk
  }
}
