/** Where a face stands, as its owner and as administrators read it. */
import type { FaceView } from '#server/modules/meetings/index.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.meetings.faces

export function presentFace({ state, last }: FaceView, ownId: string) {
  const isTold = state === 'enrolled' && last !== undefined
  return {
    state,
    /** What is known of an enrolment that stands, line by line. */
    lines: isTold
      ? [
          words.enrolled(formatDateTime(last.enrolledAt), last.views),
          last.basis === 'consent' ? words.basis.consent(last.consentVersion ?? 0) : words.basis.legal,
          ...(last.enrolledBy === ownId ? [] : [words.byAdministrator]),
          ...(last.ground ? [words.ground(last.ground)] : []),
        ]
      : [],
  }
}
