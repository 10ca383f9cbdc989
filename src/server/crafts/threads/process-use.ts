/** What another process or thread uses, as Linux tells it. */

import { readdirSync, readFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Linux counts processor time in hundredths of a second. */
const tick = 10

/** Megabytes a process holds; 0 where the system does not say (there the heap's own limit remains). */
export function residentOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Milliseconds of processor time a process has used; 0 where the system does not say (there the clock remains). */
export function workOf(pid: number | undefined): number {
  try {
    return workIn(`/proc/${pid}/stat`)
  } catch {
    return 0
  }
}

/** The same of the thread of this process that bears this name, of at most 15 letters; undefined where the system does not say. */
export function workOfThread(name: string): number | undefined {
  const tasks = '/proc/self/task'
  try {
    const id = readdirSync(tasks).find(
      (one) => readFileSync(`${tasks}/${one}/comm`, 'latin1').trim() === name,
    )
    return id === undefined ? undefined : workIn(`${tasks}/${id}/stat`)
  } catch {
    return undefined
  }
}

function workIn(file: string): number {
  // Behind the name, which may hold spaces: state is the first field, user and system time the 12th and 13th.
  const fields = readFileSync(file, 'latin1').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * tick
}

/** Lets a process of ours come after those that answer pages; it never comes before whoever started it. */
export function yieldToOthers(pid: number, niceness: number): void {
  try {
    setPriority(pid, Math.max(getPriority(), niceness))
  } catch {
    // A system that does not allow it: then it competes as any process does.
  }
}
