/** Processes that this one started, for tests that kill them. */
import { readdirSync, readFileSync } from 'node:fs'

/** The numbers of our children whose command names this file. */
export function childrenRunning(file: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(file)
      } catch {
        return false
      }
    })
    .map(Number)
}
