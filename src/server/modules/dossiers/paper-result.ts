/** Bản giấy của kết quả: what was asked for on paper, as plain data and the rules that need no I/O. */
import { type Answers, valueAt } from '#shared/form/answers.ts'

export type PaperState = 'to_print' | 'printed' | 'sent' | 'handed_over'
export type HandoverKind = 'print' | 'hand_over' | 'send' | 'come_back'

/** How the applicant wants the paper, and how much of it. */
export interface PaperWish {
  way: 'counter' | 'post'
  originals: number
  copies: number
}

/**
 * What this application asks for on paper, `given` the originals the law gives of the result; undefined where all of it is
 * electronic. Copies asked for without a way wait at the counter.
 */
export function wishOf(answers: Answers, given = 1): PaperWish | undefined {
  const by = valueAt(answers, 'receive.by')
  const isWanted = valueAt(answers, 'receive.wantCopies') !== false
  const asked = isWanted ? Number(valueAt(answers, 'receive.copies') ?? 0) : 0
  const copies = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, 999) : 0
  const originals = by === 'counter' || by === 'post' ? given : 0
  if (originals + copies === 0) return undefined
  return { way: by === 'post' ? 'post' : 'counter', originals, copies }
}

interface Waiting {
  state: PaperState
  way: PaperWish['way']
}

/** What may happen next to a paper. Whoever asked for the post may still come to the counter before it is sent. */
export function nextHandovers({ state, way }: Waiting): HandoverKind[] {
  switch (state) {
    case 'to_print':
      return ['print']
    case 'printed':
      return way === 'post' ? ['send', 'hand_over', 'print'] : ['hand_over', 'print']
    case 'sent':
      return ['come_back']
    case 'handed_over':
      return []
  }
}

/**
 * Whether the counter has let the promised moment pass: it has not printed the paper, or not given to the post what goes by
 * post. That nobody has come for it yet is not the counter's lateness.
 */
export function isPaperLate(
  {
    state,
    way,
    readyBy,
    printedAt,
    endedAt,
  }: Waiting & { readyBy: Date; printedAt: Date | null; endedAt: Date | null },
  now: Date,
): boolean {
  const left = way === 'post' && state !== 'handed_over' ? endedAt : (printedAt ?? endedAt)
  return (left ?? now) > readyBy
}
