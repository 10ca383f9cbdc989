/** What the system knows of a process: enough to tell a running one from a number that was used again. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export interface Command {
  /** The command line; empty when there is no such process. */
  line: string
  startedAt: string
}

export function commandOf(pid: number): Command {
  if (existsSync('/proc/self/stat')) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in parentheses may hold anything; field 22 counts from after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // A zombie is only a number its parent has not read yet; in a container it may stay for good.
      if (fields[0] === 'Z') return { line: '', startedAt: '' }
      return { line, startedAt: `${bootId()}:${fields[19]}` }
    } catch {
      return { line: '', startedAt: '' }
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], { encoding: 'utf8' })
  return { line: stdout.slice(24).trim(), startedAt: stdout.slice(0, 24).trim().replaceAll(' ', '_') }
}

/** Whether the process that was started at that moment still runs. */
export function isRunning(pid: number, startedAt: string): boolean {
  return pid > 0 && startedAt !== '' && commandOf(pid).startedAt === startedAt
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}
