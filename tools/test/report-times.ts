import type { Time } from './checks.ts'

/** Where the time went: each part, and the ten slowest of what they ran. */
export function reportTimes(parts: Time[], pieces: Time[]): string {
  const total = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const lines = [`\nTime: ${total.toFixed(0)} s`, ...parts.map(line)]
  const slowest = pieces.toSorted((one, other) => other.seconds - one.seconds).slice(0, 10)
  if (slowest.length > 0) lines.push('Slowest:', ...slowest.map(line))
  return lines.join('\n')
}

function line({ name, seconds }: Time): string {
  return `${seconds.toFixed(1).padStart(8)} s  ${name}`
}
