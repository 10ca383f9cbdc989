/** A signed file as a screen shows it beside another: every page drawn from its bytes. */
import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { openDocument } from '../get-document.ts'
import type { Document } from '../queries.ts'
import { documentDestroyed, documentNotFound, fileNotHeld } from '../refusals.ts'

/** How many pages the signed file has; none where only the record of it is held. Outside any transaction. */
export async function countIssuedPages(
  { sha256, destroyedAt }: Pick<Document, 'sha256' | 'destroyedAt'>,
  asker?: string,
): Promise<number> {
  return sha256 === null || destroyedAt ? 0 : countPages(await readFile(sha256), { asker, isOurs: true })
}

/** One page as a PNG, for whoever may open the file. That staff opened it is recorded. */
export async function drawIssuedPage(
  actor: Citizen | Officer,
  id: string,
  page: number,
): Promise<Uint8Array> {
  const { sha256, destroyedAt } = await perform(actor, (work) => openDocument(work, id))
  if (destroyedAt) throw documentDestroyed()
  if (sha256 === null) throw fileNotHeld()
  const picture = await drawPage(await readFile(sha256), page, { asker: actor.id, isOurs: true })
  if (!picture) throw documentNotFound()
  return picture
}
