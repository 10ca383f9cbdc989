/** What a count of today is beside the usual one at the same time of a like day. */
import { m } from '#shared/messages/index.ts'
import { formatNumber } from '#shared/money.ts'

/** Below this many, what is usual is no measure for a share. */
const fewest = 10

/** Words for a tile; `strong` where there is a share to tell. */
export function againstUsual(
  value: number | null,
  usual: number | null,
  weekday: string,
): { strong?: string; lines: string[] } {
  const words = m.wall.usual
  if (usual === null) return { lines: [words.unknown] }
  if (usual === 0) return { lines: [words.none(weekday)] }
  if (value === usual) return { lines: [words.same(weekday)] }
  // From a handful, a share says more than it knows.
  if (value === null || usual < fewest) return { lines: [words.some(formatNumber(usual, 0), weekday)] }
  const percent = Math.round((value / usual - 1) * 100)
  if (percent === 0) return { lines: [words.about(weekday)] }
  const strong = `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent), 0)} %`
  return { strong, lines: [words.comparedWith, words.sameTime(weekday)] }
}
