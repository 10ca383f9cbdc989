/** A correction that was asked for, as whoever decides it, or asked, sees it. */
import type { Work } from '#server/platform/work.ts'
import type { AnswerChange } from '#shared/form/show/summary.ts'
import type { Action } from '../model.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { type AskedCorrection, askedCorrection, changesOf, standingResult } from './correction.ts'

export interface CorrectionView extends AskedCorrection {
  /** Each value that is other than in what was signed. */
  changes: AnswerChange[]
}

/** Undefined while nobody asks for one. */
export async function viewCorrection(
  work: Work,
  dossier: Dossier,
  actions: readonly Action[],
): Promise<CorrectionView | undefined> {
  const asked = askedCorrection(actions)
  const before = standingResult(dossier, actions)
  if (!asked || !before) return undefined
  return { ...asked, changes: await changesOf(work, dossier, before, asked) }
}
