import type { Time } from './checks.ts'

/** Where the time went: each part, some beside others, and the ten slowest of what they ran. */
export function reportTimes(parts: Time[], pieces: Time[], total = sumOf(parts)): string {
  const lines = [`\nTime: ${total.toFixed(0)} s`, ...parts.map(line)]
  const slowest = pieces.toSorted((one, other) => other.seconds - one.seconds).slice(0, 10)
  if (slowest.length > 0) lines.push('Slowest:', ...slowest.map(line))
  return lines.join('\n')
}

function sumOf(parts: Time[]): number {
  return parts.reduce((sum, { seconds }) => sum + seconds, 0)
}

function line({ name, seconds }: Time): string {
  return `${seconds.toFixed(1).padStart(8)} s  ${name}`
}
