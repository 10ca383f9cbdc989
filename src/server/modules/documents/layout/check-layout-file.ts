/** Thể thức of a file somebody brings: judged and kept nowhere. */
import type { Judgement } from '#server/crafts/layout-rules/check-layout.ts'
import { checkFileLayout } from '#server/crafts/layout-rules/layout-rules.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { countReading } from '../limits.ts'

/** What `checkFileLayout` finds, for whoever works on documents. Refuses what it refuses, and more files than a person's work needs. */
export async function checkLayoutFile(officer: Officer, bytes: Buffer): Promise<Judgement> {
  requireDocumentHandler(officer)
  await perform(officer, (work) => countReading(work, officer))
  return checkFileLayout(bytes, officer.id)
}
