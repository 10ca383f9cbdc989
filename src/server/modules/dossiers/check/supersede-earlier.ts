/** Papers that a change of the register took the place of before the program marked them are marked. */
import { getDocument, supersedeDocument } from '#server/modules/documents/index.ts'
import { listSuperseded } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform } from '#server/platform/work.ts'

/** Marked at once; the next call goes on. */
const atOnce = 200

/** Marks each as replaced by what changed it, in a work of its own. Repeating changes nothing. */
export async function supersedeEarlier(): Promise<void> {
  const found = await perform(system, (work) => listSuperseded(work, atOnce))
  await eachApart(found, ({ documentId, changedBy: by }) =>
    perform(system, async (work) => {
      const { title: reason } = await getDocument(work, by)
      await supersedeDocument(work, documentId, { by, reason })
    }),
  )
}
