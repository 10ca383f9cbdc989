/** Reads what a page posted, bounded before it is held; files go to whoever takes them while they arrive. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy, { type Busboy } from 'busboy'
import { Refusal } from '#shared/refusal.ts'
import { isStorable, notText } from '../storable-text.ts'
import { formBroken, formTooLarge, formTooManyFields, formUnreadable } from './refusals.ts'

/**
 * What a form may hold; more is a mistake or an attack. The answers to a service's questions come in many rows, what is
 * read into one object (`readValues`) is a page's own and smaller. Files are bounded by whoever takes them.
 */
export const formLimits = {
  bytes: 512 * 1024,
  readPast: 64 * 1024 * 1024,
  fields: 3000,
  /** In characters: more than the longest text a page takes, so that one too long comes back with what was typed. */
  value: 60_000,
  files: 60,
  values: { fields: 500, depth: 6 },
}

export interface Post {
  /** Everything but our own controls, as typed. */
  fields: [string, string][]
  /** Our own: names that begin with `_`. */
  control: Record<string, string>
}

/** A form that may carry files: what of it could be read, and what stands against the form as a whole. */
export interface UploadPost extends Post {
  refused: Refusal | undefined
}

/** A form without files. */
export async function readPost(request: Request): Promise<Post> {
  // A file where none was asked for is read past.
  if (hasParts(request)) {
    const { refused, ...post } = await readUploads(request, async ({ source }) => void source.resume())
    if (refused) throw refused
    return post
  }
  if (!isOfType(request, 'application/x-www-form-urlencoded')) throw formUnreadable()
  const body = await readBody(request)
  return sortOut([...new URLSearchParams(body)])
}

export interface ArrivingFile {
  field: string
  name: string
  source: Readable
}

/**
 * A form and its files, one after the other and never whole in memory. `take` must read its file to the end or throw. A form
 * that breaks off, or holds too much, gives back what came before: files that were taken stay taken.
 */
export async function readUploads(
  request: Request,
  take: (file: ArrivingFile) => Promise<void>,
): Promise<UploadPost> {
  if (!hasParts(request)) return { ...(await readPost(request)), refused: undefined }
  const pairs: [string, string][] = []
  let bytes = 0
  let failure: unknown
  const parser = parserFor(request)
  const taking: Promise<void>[] = []
  await new Promise<void>((resolve) => {
    parser.on('field', (name, value, { valueTruncated }) => {
      // A part that says no name belongs to no field; the parser's types do not know it.
      if (name === undefined) return
      bytes += name.length + value.length
      if (valueTruncated || bytes > formLimits.bytes) failure ??= formTooLarge()
      else pairs.push([name, value])
    })
    parser.on('file', (field, source, { filename }) => {
      // A form that breaks off breaks its file too: without a listener that would end the process.
      source.on('error', () => (failure ??= formBroken()))
      // A file field left empty arrives as an empty file without a name of its own.
      if (!filename || field === undefined || failure) {
        source.resume()
        return
      }
      const taken = take({ field, name: filename, source }).catch((error: unknown) => {
        failure ??= error
        source.resume()
      })
      taking.push(taken)
    })
    parser.on('fieldsLimit', () => (failure ??= formTooManyFields()))
    parser.on('error', () => {
      failure ??= formBroken()
      resolve()
    })
    parser.on('close', resolve)
    const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
    body.on('error', (error) => {
      failure ??= error instanceof Refusal ? error : formBroken()
      parser.destroy()
      resolve()
    })
    body.pipe(parser)
  })
  await Promise.all(taking)
  if (failure && !(failure instanceof Refusal)) throw failure
  try {
    return { ...sortOut(pairs), refused: failure as Refusal | undefined }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { fields: [], control: {}, refused: error }
  }
}

/** True for a form that may carry files. */
function hasParts(request: Request): boolean {
  return isOfType(request, 'multipart/form-data')
}

function isOfType(request: Request, type: string): boolean {
  return typeOf(request).toLowerCase().startsWith(type)
}

function typeOf({ headers }: Request): string {
  return headers.get('content-type') ?? ''
}

function parserFor(request: Request): Busboy {
  try {
    return busboy({
      headers: { 'content-type': typeOf(request) },
      defParamCharset: 'utf8',
      limits: { fields: formLimits.fields, files: formLimits.files, fieldSize: formLimits.value * 4 },
    })
  } catch {
    throw formBroken()
  }
}

/** What is too long is read past and not held: a browser that is cut off in the middle shows no answer at all. */
async function readBody(request: Request): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream)) {
    length += part.length
    if (length > formLimits.readPast) throw formTooLarge()
    if (length <= formLimits.bytes) parts.push(part)
  }
  if (length > formLimits.bytes) throw formTooLarge()
  return Buffer.concat(parts).toString('utf8')
}

function sortOut(pairs: readonly [string, string][]): Post {
  if (pairs.length > formLimits.fields) throw formTooManyFields()
  const fields: [string, string][] = []
  const control: Record<string, string> = {}
  for (const [name, value] of pairs) {
    if (value.length > formLimits.value) throw formTooLarge()
    if (!isStorable(name) || !isStorable(value)) throw notText()
    if (!name.startsWith('_')) fields.push([name, value])
    // The button pressed comes last, after the one that Enter would press.
    else if (name !== '__proto__') control[name] = value
  }
  return { fields, control }
}
