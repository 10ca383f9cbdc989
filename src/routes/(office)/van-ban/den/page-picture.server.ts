import { z } from 'zod'
import { pageNotThere } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'

const Page = z.coerce.number().int().min(1).max(1000)

/** A page or place as an address names it; what is no number leads to none. */
export function readPage(text: string): number {
  const page = Page.safeParse(text)
  if (!page.success) throw pageNotThere()
  return page.data
}

/** An address that holds no identifier leads to nothing. */
export function requireId(text: string): string {
  if (!isId(text)) throw pageNotThere()
  return text
}

export function pagePicture(picture: Uint8Array): Response {
  return new Response(new Uint8Array(picture), {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.length),
      // Strips of one page are one picture on a screen. It is asked for anew by whoever may still see it.
      'cache-control': 'private, no-store',
    },
  })
}
