/** How somebody pays what a dossier costs: most in minutes by a code, some later or at the counter, a few not as they should. */
import { addWorkingMinutes, type LegalCalendar } from '#server/crafts/calendar/index.ts'
import { paymentRules } from '#server/modules/payments/province-rules.ts'
import { minuteMs } from '#shared/dates.ts'
import { cumulate, type Random } from '../random.ts'

const hourMs = 60 * minuteMs

export type Way = 'notice' | 'redirect' | 'wallet' | 'cash'

/** What happens with the money of one charge, of payers and of officers of finance. */
export type Move =
  | { do: 'order'; at: Date; way: Way }
  | { do: 'expire'; at: Date }
  /** Money comes; without its reference nobody knows what it is for. */
  | { do: 'pay'; at: Date; way: Way; amount: number; isNamed: boolean }
  /** The dossier asks for nothing any more. */
  | { do: 'drop'; at: Date }
  /** Two of finance say what it is for. */
  | { do: 'propose' | 'assign'; at: Date }
  /** And two give it back. */
  | { do: 'ask_refund' | 'approve_refund' | 'refund'; at: Date }

export interface Payment {
  /** In the order of time. */
  moves: Move[]
  /** When all of it is there; undefined where the applicant never pays. */
  wholeAt: Date | undefined
  /** When they give the dossier up instead. */
  givenUpAt: Date | undefined
}

const mishaps = ['late', 'partial', 'over', 'double', 'unnamed', 'never'] as const
const mishapWeights = cumulate([20, 12, 9, 12, 8, 14])
/** The share of payments that do not go as they should. */
const mishapShare = 0.06
const cashShare = 0.06
const lastDays = 4

/**
 * `watchedUntil`: at an agency whose finance people can sign in more of what they are there for happens, most of all in the
 * last days before that moment, so that something waits for them.
 */
export function planPayment(
  random: Random,
  calendar: LegalCalendar,
  { submittedAt, owed, watchedUntil }: { submittedAt: Date; owed: number; watchedUntil: Date | undefined },
): Payment {
  const moves: Move[] = []
  const after = (from: Date, least: number, most: number) =>
    new Date(from.getTime() + Math.floor((least + random.next() ** 2 * (most - least)) * minuteMs))
  const inOffice = (from: Date, least: number, most: number) =>
    addWorkingMinutes(calendar, from, random.int(least, most))
  const order = (at: Date, way: Way) => void moves.push({ do: 'order', at, way })
  const pay = (at: Date, amount = owed, way: Way = 'notice', isNamed = true) =>
    void moves.push({ do: 'pay', at, way, amount, isNamed })
  const expire = (from: Date) =>
    void moves.push({ do: 'expire', at: after(new Date(from.getTime() + shownMs()), 0, 1) })
  const giveBack = (from: Date) => {
    // Most is asked back within two days, some of it within five; nothing waits for so long that an alarm is bad.
    const asked = random.chance(0.15) ? inOffice(from, 450, 2250) : inOffice(from, 60, 900)
    const approved = inOffice(asked, 20, 600)
    moves.push({ do: 'ask_refund', at: asked }, { do: 'approve_refund', at: approved })
    moves.push({ do: 'refund', at: inOffice(approved, 30, 450) })
  }
  const planned = (wholeAt: Date | undefined, givenUpAt?: Date): Payment => {
    moves.sort((one, other) => one.at.getTime() - other.at.getTime())
    return { moves, wholeAt, givenUpAt }
  }

  const asked = after(submittedAt, 1, 25)
  const isLast = watchedUntil && watchedUntil.getTime() - submittedAt.getTime() < lastDays * 24 * hourMs
  if (random.chance(mishapShare * (isLast ? 9 : watchedUntil ? 4 : 1))) {
    const mishap = mishaps[random.weighted(mishapWeights)] ?? 'late'
    return mishapAs(mishap)
  }
  if (random.chance(cashShare)) {
    const atCounter = inOffice(submittedAt, 30, 900)
    order(atCounter, 'cash')
    const paid = after(atCounter, 0.5, 4)
    pay(paid, owed, 'cash')
    return planned(paid)
  }
  const isSlow = random.chance(0.08)
  const way: Way = random.chance(0.76) ? 'notice' : random.chance(0.5) ? 'redirect' : 'wallet'
  order(asked, way)
  // Before the order expires.
  const paid = isSlow ? after(asked, 60, (shownMs() / minuteMs) * 0.9) : after(asked, 0.5, 12)
  pay(paid, owed, way)
  return planned(paid)

  function mishapAs(mishap: (typeof mishaps)[number]): Payment {
    const first = after(asked, 0.5, 12)
    if (mishap === 'never') return neverPaid()
    order(asked, 'notice')
    if (mishap === 'late') {
      expire(asked)
      const paid = after(new Date(asked.getTime() + shownMs()), 60, 9 * 1440)
      pay(paid)
      return planned(paid)
    }
    if (mishap === 'partial') {
      const rest = Math.min(1000, Math.floor(owed / 2))
      const paid = after(first, 5, 2400)
      pay(first, owed - rest)
      pay(paid, rest)
      return planned(paid)
    }
    if (mishap === 'over') {
      pay(first, owed % 10_000 === 0 ? owed + 5000 : Math.ceil(owed / 10_000) * 10_000)
      giveBack(first)
      return planned(first)
    }
    if (mishap === 'double') {
      const again = after(first, 2, 60)
      pay(first)
      pay(again)
      giveBack(again)
      return planned(first)
    }
    expire(asked)
    pay(first, owed, 'notice', false)
    if (random.chance(0.2)) {
      const again = after(first, 120, 2400)
      pay(again)
      giveBack(again)
      return planned(again)
    }
    const proposed = inOffice(first, 30, 700)
    const assigned = inOffice(proposed, 10, 480)
    moves.push({ do: 'propose', at: proposed }, { do: 'assign', at: assigned })
    return planned(assigned)
  }

  function neverPaid(): Payment {
    const givenUpAt = new Date(submittedAt.getTime() + random.int(96, 480) * hourMs)
    moves.push({ do: 'drop', at: givenUpAt })
    if (random.chance(0.8)) {
      order(asked, 'notice')
      expire(asked)
      // Somebody still has the code.
      if (random.chance(0.5)) {
        const paid = after(givenUpAt, 60, 5 * 1440)
        pay(paid)
        giveBack(paid)
      }
    }
    return planned(undefined, givenUpAt)
  }
}

/** How long an order is shown, in milliseconds. */
export function shownMs(): number {
  return paymentRules().orderHours * hourMs
}
