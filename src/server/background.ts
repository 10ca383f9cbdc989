/** All background work on one screen: what follows which fact, what the clock starts, who reads the feed. */
import type { Follower } from '#server/platform/follower.ts'
import type { Job, Schedule } from '#server/platform/jobs.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds jobs of different data
export const jobs: readonly Job<any>[] = []

export const schedules: readonly Schedule[] = []

export const followers: readonly Follower[] = []
