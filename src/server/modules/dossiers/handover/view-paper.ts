import type { Work } from '#server/platform/work.ts'
import { isPaperLate } from '../paper-result.ts'
import {
  findPaperResult,
  type Handover,
  listHandovers,
  listPaperResults,
  type PaperResult,
} from './handover-queries.ts'

export interface PaperView extends PaperResult {
  isLate: boolean
  handovers: Handover[]
}

/** The result on paper, as far as it is; undefined where it was not asked for. Who sees the dossier sees it. */
export async function viewPaper(work: Work, dossierId: string): Promise<PaperView | undefined> {
  const paper = await findPaperResult(work.tx, dossierId)
  if (!paper) return undefined
  return {
    ...paper,
    isLate: isPaperLate(paper, work.now),
    handovers: await listHandovers(work.tx, dossierId),
  }
}

/** The same of many dossiers, without what was done. */
export async function papersOf(
  work: Work,
  dossierIds: readonly string[],
): Promise<Map<string, PaperResult & { isLate: boolean }>> {
  const papers = await listPaperResults(work.tx, dossierIds)
  return new Map(papers.map((paper) => [paper.dossierId, { ...paper, isLate: isPaperLate(paper, work.now) }]))
}
