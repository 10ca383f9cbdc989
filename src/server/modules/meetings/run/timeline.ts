/** When somebody was there: from what was said of them, one after the other; and what that means for each point of the agenda. */

/** Only a person says of another that they are absent: that no face or code was seen says nothing. */
export const presences = ['present', 'left', 'absent'] as const
export type Presence = (typeof presences)[number]

export const sources = ['list', 'qr', 'pin', 'face', 'remote'] as const
export type Source = (typeof sources)[number]

interface Said {
  state: Presence
  since: Date
}

/** What holds from when on, in the order of time. What is said later takes the place of everything from its moment on. */
export function timelineOf<One extends Said>(marks: readonly One[]): One[] {
  let line: One[] = []
  for (const mark of marks) line = [...line.filter(({ since }) => since < mark.since), mark]
  return line
}

/** What holds at that moment; undefined where nobody has said anything. */
export function stateAt(line: readonly Said[], at: Date): Presence | undefined {
  return line.findLast(({ since }) => since <= at)?.state
}

/** Whoever comes within so many minutes of its beginning is not late for it. */
export const graceMs = 5 * 60_000

export type AtItem = 'present' | 'late' | 'left' | 'away'

/** At a point that has begun: there throughout, come late, gone before its end, or not there. */
export function atItem(
  line: readonly Said[],
  { startedAt, endedAt }: { startedAt: Date; endedAt: Date | null },
  now: Date,
): AtItem {
  const end = endedAt ?? now
  const came = line.find(({ state, since }) => state === 'present' && since <= end)
  const atEnd = stateAt(line, end)
  const wasThere =
    stateAt(line, startedAt) === 'present' ||
    line.some(({ state, since }) => state === 'present' && since > startedAt && since <= end)
  if (!came || !wasThere) return 'away'
  if (atEnd !== 'present') return 'left'
  const isThere =
    stateAt(line, new Date(Math.min(startedAt.getTime() + graceMs, end.getTime()))) === 'present'
  return isThere ? 'present' : 'late'
}
