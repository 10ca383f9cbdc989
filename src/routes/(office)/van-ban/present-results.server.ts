/** What became of each of several documents that something was done with at once. */
import { listDraftsById, type OneResult } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'

/** Each by its subject, with what was done in words, or why not. */
export async function presentResults(
  officer: Officer,
  results: readonly OneResult[],
  done: (symbol: string, isIssued: boolean) => string,
) {
  const rows = await perform(officer, (work) =>
    listDraftsById(
      work,
      officer,
      results.map(({ id }) => id),
    ),
  )
  return results.map(({ id, refusal, details }) => {
    const row = rows.find((one) => one.id === id)
    const words = refusal ? m.refusal(refusal, details) : done(row?.symbol ?? '', row?.status === 'issued')
    return { id, href: `/van-ban/${id}`, subject: row?.subject ?? '', words, isDone: refusal === null }
  })
}
