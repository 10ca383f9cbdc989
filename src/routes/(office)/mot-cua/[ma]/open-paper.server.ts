/** A paper of a case as its page shows it: drawn where it is a PDF, since nothing people hand in runs in an officer's browser. */

import { countPages, drawPage } from '#server/crafts/draw/draw-page.ts'
import { getPaperForOfficer } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'

/** Longer ones are read as a file. */
const mostPages = 60
const largest = 20 * 1024 * 1024

/** What stands beside the answers: how many pages to draw, or null where it is a picture or cannot be drawn. */
export async function describePaper(officer: Officer, code: string, seq: number) {
  const paper = await perform(officer, (work) => getPaperForOfficer(work, officer, code, seq))
  const isPdf = paper.mediaType === 'application/pdf' && paper.size <= largest
  // What PDFium cannot read, or not in its time, is opened as a file like any other.
  const pages = isPdf
    ? await readFile(paper.sha256)
        .then((pdf) => countPages(pdf, { asker: officer.id }))
        .catch(() => null)
    : null
  return {
    seq,
    pages: pages !== null && pages <= mostPages ? pages : null,
    isPicture: ['image/jpeg', 'image/png', 'image/webp'].includes(paper.mediaType),
  }
}

/** One page of it as a PNG; undefined where there is none. */
export async function drawPaperPage(officer: Officer, code: string, seq: number, page: number) {
  const paper = await perform(officer, (work) => getPaperForOfficer(work, officer, code, seq))
  if (paper.mediaType !== 'application/pdf' || paper.size > largest || page > mostPages) return undefined
  return drawPage(await readFile(paper.sha256), page, { asker: officer.id })
}
