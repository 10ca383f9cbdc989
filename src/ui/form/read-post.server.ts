/** Reads what a page posted, bounded before it is held; files go to whoever takes them while they arrive. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { isStorable, notText } from '#server/platform/storable-text.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'

const formTooLarge = defineRefusal('ui.form_too_large', 413)
const formTooManyFields = defineRefusal('ui.form_too_many_fields', 413)
/** A line that broke, or a body that is no form. */
const formBroken = defineRefusal('ui.form_broken', 400)
const formUnreadable = defineRefusal('ui.form_unreadable', 415)

const limits = { bytes: 512 * 1024, readPast: 64 * 1024 * 1024, fields: 3000, value: 20_000 }

export interface Post {
  /** Everything but our own controls, as typed. */
  fields: [string, string][]
  /** Our own: names that begin with `_`. */
  control: Record<string, string>
}

/** A form that carries files: what of it could be read, and what stands against the form as a whole. */
export interface UploadPost extends Post {
  refused: Refusal | undefined
}

/** A form without files. */
export async function readPost(request: Request): Promise<Post> {
  const type = request.headers.get('content-type') ?? ''
  // A file where none was asked for is read past.
  if (type.startsWith('multipart/form-data')) {
    const { refused, ...post } = await readUploads(request, async ({ source }) => void source.resume())
    if (refused) throw refused
    return post
  }
  if (!type.startsWith('application/x-www-form-urlencoded')) throw formUnreadable()
  const body = await readBody(request)
  return sortOut([...new URLSearchParams(body)])
}

export interface ArrivingFile {
  field: string
  name: string
  source: Readable
}

/**
 * A form with files, one after the other and never whole in memory. `take` must read its file to the end or throw. A form
 * that breaks off, or holds too much, gives back what came before: files that were taken stay taken.
 */
export async function readUploads(
  request: Request,
  take: (file: ArrivingFile) => Promise<void>,
): Promise<UploadPost> {
  const pairs: [string, string][] = []
  let bytes = 0
  let failure: unknown
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;.*boundary=/i.test(type)) throw formUnreadable()
  const parser = busboy({
    headers: { 'content-type': type },
    defParamCharset: 'utf8',
    limits: { fields: limits.fields, files: 60, fieldSize: limits.value * 4, fieldNameSize: 300 },
  })
  const taking: Promise<void>[] = []
  await new Promise<void>((resolve) => {
    parser.on('field', (name, value, { valueTruncated }) => {
      bytes += name.length + value.length
      if (valueTruncated || bytes > limits.bytes) failure ??= formTooLarge()
      else pairs.push([name, value])
    })
    parser.on('file', (field, source, { filename }) => {
      // A form that breaks off breaks its file too: without a listener that would end the process.
      source.on('error', () => (failure ??= formBroken()))
      // A file field left empty arrives as a nameless empty file.
      if (!filename || failure) {
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

/** What is too long is read past and not held: a browser that is cut off in the middle shows no answer at all. */
async function readBody(request: Request): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream)) {
    length += part.length
    if (length > limits.readPast) throw formTooLarge()
    if (length <= limits.bytes) parts.push(part)
  }
  if (length > limits.bytes) throw formTooLarge()
  return Buffer.concat(parts).toString('utf8')
}

function sortOut(pairs: readonly [string, string][]): Post {
  if (pairs.length > limits.fields) throw formTooManyFields()
  const fields: [string, string][] = []
  const control: Record<string, string> = {}
  for (const [name, value] of pairs) {
    if (value.length > limits.value) throw formTooLarge()
    if (!isStorable(name) || !isStorable(value)) throw notText()
    if (!name.startsWith('_')) fields.push([name, value])
    // The button pressed comes last, after the one that Enter would press.
    else if (name !== '__proto__') control[name] = value
  }
  return { fields, control }
}
