/** The clock of the program under a bench: it goes on by itself, and days pass when a walk says so. */
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface Clock {
  now(): Date
  /** Returns once every process reads the later time. */
  pass(ms: number): Promise<void>
}

const preloaded = pathToFileURL(join(import.meta.dirname, 'clock-ahead.ts')).href

/** Processes started from now on read this clock, which begins on a working morning. */
export async function openClock(): Promise<Clock> {
  const file = join(mkdtempSync(join(tmpdir(), 'nhip-clock-')), 'ahead')
  let ahead = 0
  const clock: Clock = {
    now: () => new Date(Date.now() + ahead),
    async pass(ms) {
      ahead += ms
      writeFileSync(`${file}.new`, String(ahead))
      renameSync(`${file}.new`, file)
      await rest(250)
    },
  }
  await clock.pass(untilWorkingMorning(new Date()))
  process.env.NHIP_BENCH_AHEAD = file
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${preloaded}`
  return clock
}

const hour = 3_600_000
export const day = 24 * hour

/** To eight o'clock of the next day from Monday to Friday in Việt Nam. */
function untilWorkingMorning(now: Date): number {
  const morning = new Date(now)
  morning.setUTCHours(1, 0, 0, 0)
  while (morning <= now || morning.getUTCDay() % 6 === 0) morning.setTime(morning.getTime() + day)
  return morning.getTime() - now.getTime()
}
