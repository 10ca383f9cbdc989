import { fileMissing, fileTooLarge } from './refusals.ts'

/** What the public check reads at most; a signed document is far smaller. */
export const maximumCheckedFile = 20 * 1024 * 1024
/** Boundaries and field headers of a form around the file. */
const formOverhead = 16 * 1024

export interface CheckedFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The file of a posted form or of a bare body, held in memory only; refuses as soon as it grows too large. */
export async function readUpload(request: Request): Promise<CheckedFile> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.startsWith('multipart/form-data')
  const bytes = await readLimited(request, maximumCheckedFile + (isForm ? formOverhead : 0))
  if (!isForm) {
    if (bytes.length === 0) throw fileMissing()
    return { name: '', bytes }
  }
  const form = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  const file = form?.values().find((value): value is File => typeof value !== 'string')
  if (!file || file.size === 0) throw fileMissing()
  if (file.size > maximumCheckedFile) throw fileTooLarge()
  return { name: file.name.normalize('NFC').slice(0, 120), bytes: await file.bytes() }
}

async function readLimited(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw fileTooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > limit) throw fileTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
