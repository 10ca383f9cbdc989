import { cpus, loadavg } from 'node:os'

export interface Figure {
  what: string
  /** As people read it, with its unit. */
  value: string
  target: string
  met: boolean
  /** What it is measured against, or how. */
  note?: string
}

/** One line per figure, with how busy the machine was; a missed target fails the run. */
export function report({ what, value, target, met, note }: Figure): void {
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')
  const parts = [`${what}: ${value}`, `target ${target}${met ? '' : ' MISSED'}`]
  if (note) parts.push(note)
  parts.push(`load ${load} on ${cpus().length} cores`)
  console.log(parts.join('; '))
  if (!met) process.exitCode = 1
}

/** What so great a part of them stays within. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
