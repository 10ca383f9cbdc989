import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import { readFile } from '#server/platform/files/index.ts'
import type { PicturedFile } from '../model.ts'
import { tooManyPages } from '../refusals.ts'

/** A copy is a stored file of at most 32 MB, and a page drawn takes about half of one. */
export const mostPages = 40

/** A4 at 600 dots per inch: more would take the typesetter hundreds of megabytes. */
const mostDots = 35_000_000

/** The pages of a file as pictures, all or those that are wanted: drawn by PDFium, within its limits, or the picture that the file is. */
export async function picturesOf(
  { sha256, mediaType, pages: wanted }: PicturedFile,
  asker?: string,
): Promise<Uint8Array[]> {
  const file = await readFile(sha256)
  if (mediaType !== 'application/pdf') {
    if (mediaType === 'image/png' && file.readUInt32BE(16) * file.readUInt32BE(20) > mostDots)
      throw tooManyPages({ most: mostPages })
    return [file]
  }
  const pages = wanted ?? Array.from({ length: await countPages(file, { asker }) }, (_, index) => index + 1)
  if (pages.length > mostPages) throw tooManyPages({ most: mostPages })
  const pictures: Uint8Array[] = []
  for (const page of pages) {
    const picture = await drawPage(file, page, { asker })
    if (picture) pictures.push(picture)
  }
  return pictures
}
