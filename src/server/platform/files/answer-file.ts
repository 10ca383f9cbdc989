import { Readable } from 'node:stream'
import type { TypedResponse } from 'hono'
import { endingOf } from '#shared/accepted-files.ts'
import { openFile } from './index.ts'

export interface AnsweredFile {
  sha256: string
  name: string
  mediaType: string
  size: number
}

/** What a browser shows by itself, for those who ask for a page. */
const viewable = ['application/pdf', 'image/jpeg', 'image/png']

/**
 * A stored file as a download, with an ending by its type; `isShown` lets a browser show what it can. What people handed in
 * never opens as a page of ours.
 */
export async function answerFile(
  { sha256, name, mediaType, size }: AnsweredFile,
  { isShown = false } = {},
): Promise<TypedResponse<string> & Response> {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0]
  const named = ending ? name : `${name}${endingOf(mediaType)}`
  const disposition = isShown && viewable.includes(mediaType) ? 'inline' : 'attachment'
  const headers = {
    'content-type': mediaType,
    'content-length': String(size),
    'content-disposition': `${disposition}; filename="tep${ending ?? endingOf(mediaType)}"; filename*=UTF-8''${encodeURIComponent(named)}`,
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  }
  return new Response(Readable.toWeb(await openFile(sha256)) as ReadableStream, { headers }) as never
}
