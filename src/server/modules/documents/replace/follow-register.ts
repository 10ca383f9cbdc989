/** What a change of the register makes of the paper it was entered by: the new one stands in its place, as long as it stands itself. */
import { system } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { documentReinstated, documentReplaced } from '../events.ts'
import { findDocument } from '../queries.ts'
import { aboutOf } from '../route/counted.ts'
import { takeAction } from '../take-action.ts'

/**
 * The issued document `by` changed what this one had entered: it stands in its place from now on, whatever agency issued it. Does
 * nothing where it does not stand any more.
 */
export async function supersedeDocument(
  work: Work,
  id: string,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  const replaced = await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    const document = await findDocument(work.tx, system, id)
    if (document?.status !== 'issued') return undefined
    await takeAction({ ...work, actor: system }, document, 'replace', { reason, data: { replacedBy: by } })
    return document
  })
  if (!replaced) return
  const about = await aboutOf(work, replaced, { isSigned: true, since: replaced.issuedAt })
  await work.record(documentReplaced(id, { ...about, replacedBy: by }))
}

/** The change `by` was taken back: what it had taken the place of stands again. Does nothing to what was replaced otherwise. */
export async function reinstateDocument(work: Work, id: string, by: string): Promise<void> {
  const again = await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    const document = await findDocument(work.tx, system, id)
    if (document?.status !== 'revoked' || document.replacedBy !== by) return undefined
    await takeAction({ ...work, actor: system }, document, 'reinstate', {})
    return document
  })
  if (!again) return
  const about = await aboutOf(work, again, { isSigned: true, since: again.issuedAt })
  await work.record(documentReinstated(id, about))
}
