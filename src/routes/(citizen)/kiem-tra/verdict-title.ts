import type { Verdict } from '#server/modules/documents/index.ts'
import { m } from '#shared/messages/index.ts'

/** The one sentence somebody came for. */
export function verdictTitle(verdict: Verdict): string {
  const words = m.documents.verdict
  if (verdict.verdict === 'genuine' && !verdict.document.hasFile) return words.genuineRecord
  return words[verdict.verdict === 'revoked' && verdict.document.replacedBy ? 'replaced' : verdict.verdict]
}
