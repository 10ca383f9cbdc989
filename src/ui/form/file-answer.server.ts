import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { openFile } from '#server/platform/files/index.ts'

/** A stored file as a download. What people handed in never opens as a page of ours. */
export async function fileAnswer(file: {
  sha256: string
  name: string
  mediaType: string
  size: number
}): Promise<Response> {
  const stream = await openFile(file.sha256)
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(file.name)?.[0] ?? ''
  const isViewable = ['application/pdf', 'image/jpeg', 'image/png'].includes(file.mediaType)
  const disposition = isViewable ? 'inline' : 'attachment'
  return new Response(Readable.toWeb(stream) as WebStream as ReadableStream, {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': `${disposition}; filename="tep${ending}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
