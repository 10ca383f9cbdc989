/** Tells those who look at a draft that something about it changed: by its rows, for what is saved while somebody types is no fact of the log. */

import { system } from '#server/platform/actor.ts'
import { whileWatched } from '#server/platform/log/live/while-watched.ts'
import { perform } from '#server/platform/work.ts'
import { listMarks } from './queries.ts'

interface Watcher {
  documentId: string
  tell(mark: string): void
}

const drafts = whileWatched<Watcher>({
  name: 'drafts',
  restMs: 1000,
  begin() {},
  async look(watchers) {
    const ids = [...new Set([...watchers].map(({ documentId }) => documentId))]
    const marks = await perform(system, ({ tx }) => listMarks(tx, ids))
    const byId = new Map(marks.map(({ id, mark }) => [id, mark]))
    for (const { documentId, tell } of watchers) tell(byId.get(documentId) ?? '')
  },
})

/** Calls `tell` once at the beginning and at every change, until the returned function is called. */
export function watchDraft(documentId: string, tell: () => void): () => void {
  let last: string | undefined
  return drafts.watch({
    documentId,
    tell(mark) {
      if (mark !== last) tell()
      last = mark
    },
  })
}
