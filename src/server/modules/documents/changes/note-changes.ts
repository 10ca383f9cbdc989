/** The copy an agency received learns what its sender did to the document since. */
import { system } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { senderFollowed } from '../events.ts'
import { holdDocuments } from '../queries.ts'
import { takeAction } from '../take-action.ts'
import { type Change, findCopy, listChanges, listSentChanges } from './change-queries.ts'

/**
 * Notes on a copy what its sender did and it does not say yet, each by an act of the program; returns those. Repeating notes nothing twice, and
 * the order in which the copy was entered and the sender acted makes no difference.
 */
export async function noteChanges(work: Work, documentId: string): Promise<Change[]> {
  const noted = await asProgram(work, async () => {
    await holdDocuments(work.tx, [documentId])
    const copy = await findCopy(work.tx, documentId)
    if (!copy) return undefined
    const changes = await listSentChanges(work.tx, [copy.sent])
    const known = await listChanges(work.tx, [documentId])
    const isKnown = ({ kind, byDocument }: Change) =>
      known.some((one) => one.kind === kind && one.byDocument === byDocument)
    const news = changes.filter((change) => !isKnown(change))
    for (const [at, { kind, byDocument }] of news.entries())
      await takeAction(
        { ...work, actor: system },
        { id: documentId, lastSeq: copy.lastSeq + at },
        'follow_sender',
        { data: { change: kind, by: byDocument } },
      )
    return { copy, news }
  })
  if (!noted) return []
  const { agencyId, type } = noted.copy
  for (const { kind } of noted.news)
    await work.record(senderFollowed(documentId, { agencyId, kind: type, change: kind }))
  return noted.news
}
