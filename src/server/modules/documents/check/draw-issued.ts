/** A signed file as a screen shows it beside another: every page drawn from its bytes. */
import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { getDocument, openDocument } from '../get-document.ts'
import type { Document } from '../queries.ts'
import { documentNotFound, fileNotHeld } from '../refusals.ts'

/** How many pages the signed file has; none where only the record of it is held. */
export async function countIssuedPages({ sha256 }: Pick<Document, 'sha256'>): Promise<number> {
  return sha256 === null ? 0 : countPages(await readFile(sha256))
}

/** One page as a PNG, for whoever may open the file. That staff opened one about a person is recorded with its first page. */
export async function drawIssuedPage(
  actor: Citizen | Officer,
  id: string,
  page: number,
): Promise<Uint8Array> {
  const { sha256 } = await perform(actor, (work) =>
    page === 1 ? openDocument(work, id) : getDocument(work, id),
  )
  if (sha256 === null) throw fileNotHeld()
  const picture = await drawPage(await readFile(sha256), page)
  if (!picture) throw documentNotFound()
  return picture
}
