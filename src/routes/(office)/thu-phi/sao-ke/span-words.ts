import { formatDate } from '#shared/dates.ts'

/** `1/11/2026 – 15/11/2026`, or the one day. */
export function spanWords({ fromOn, untilOn }: { fromOn: string; untilOn: string }): string {
  return fromOn === untilOn ? formatDate(fromOn) : `${formatDate(fromOn)} – ${formatDate(untilOn)}`
}
