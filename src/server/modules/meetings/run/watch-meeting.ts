/** Tells those who look at a meeting that something about it changed. */
import { system } from '#server/platform/actor.ts'
import { whileWatched } from '#server/platform/log/live/while-watched.ts'
import { perform } from '#server/platform/work.ts'
import { listLiveMarks } from './queries.ts'

interface Watcher {
  meetingId: string
  tell(mark: string): void
}

const meetings = whileWatched<Watcher>({
  name: 'meetings',
  restMs: 1000,
  begin() {},
  async look(watchers) {
    const ids = [...new Set([...watchers].map(({ meetingId }) => meetingId))]
    const marks = await perform(system, ({ tx }) => listLiveMarks(tx, ids))
    const byId = new Map(marks.map(({ id, mark }) => [id, mark]))
    for (const { meetingId, tell } of watchers) tell(byId.get(meetingId) ?? '')
  },
})

/** Calls `tell` once at the beginning and at every change, until the returned function is called. */
export function watchMeeting(meetingId: string, tell: () => void): () => void {
  let last: string | undefined
  return meetings.watch({
    meetingId,
    tell(mark) {
      if (mark !== last) tell()
      last = mark
    },
  })
}
