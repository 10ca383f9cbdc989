import type { Failure } from './checks.ts'

/** Once more at the end, where it is found: what failed, each with the first lines of what it said. */
export function reportFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return ''
  const shown = failures.slice(0, 20)
  const lines = shown.flatMap(({ name, said }) => [
    `  ${name}`,
    ...said.slice(0, 6).map((line) => `      ${line.slice(0, 200)}`),
  ])
  const more = failures.length - shown.length
  return ['\nFailed:', ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')
}
