/** What the search does by itself: it reads every document anew that changed. */
import { defineSchedule, type Schedule } from '#server/platform/jobs/jobs.ts'
import type { Follower } from '#server/platform/log/follower.ts'
import { readAllWaiting, readWaiting } from './read-texts.ts'

/** Whatever changes a document records a fact, so that the log goes on; what changed a trigger has noted. */
export const textFollower: Follower<never> = {
  name: 'documents.texts',
  on: [],
  batch: 1000,
  restMs: 500,
  async follow(work) {
    await readWaiting(work)
  },
}

/** What is left of a burst, and texts from before there was a search. */
export const textSchedules: readonly Schedule[] = [
  defineSchedule({ name: 'documents.read-texts', cron: '* * * * *', run: () => readAllWaiting() }),
]
