/** What Linux says of running processes. Empty or nothing for one that has just ended. */
import { readdirSync, readFileSync } from 'node:fs'

/** A process and every one under it. */
export function processesUnder(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? statOf(name)[1] : undefined
    if (parent) parents.set(Number(name), Number(parent))
  }
  const isUnder = (pid: number): boolean => {
    if (pid === root) return true
    const parent = parents.get(pid)
    return parent !== undefined && isUnder(parent)
  }
  return [...parents.keys()].filter(isUnder)
}

/** Megabytes, of shared memory only this process's share: the proportional set size. */
export function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readProcess(pid, 'smaps_rollup'))?.[1] ?? 0
  return Number(kilobytes) / 1024
}

/** Seconds of processor time so far, with those of its children that have ended. */
export function processorTimeOf(pid: number): number {
  const ticks = statOf(pid).slice(11, 15)
  return ticks.reduce((sum, value) => sum + Number(value), 0) / 100
}

export function commandOf(pid: number): string {
  return readProcess(pid, 'cmdline')
}

/** The fields from the third, the state, on: the name before them stands in parentheses and may hold spaces. */
function statOf(pid: number | string): string[] {
  const stat = readProcess(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function readProcess(pid: number | string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}
