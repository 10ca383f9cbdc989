/** The life of one dossier: when each step came, in office hours, at the pace of its agency; cut off at `until`. */

import {
  addWorkingMinutes,
  foldClock,
  type LegalCalendar,
  workingMinutesBetween,
} from '#server/crafts/calendar/index.ts'
import { clockEntries } from '#server/modules/dossiers/clock.ts'
import { feeOpening } from '#server/modules/dossiers/fees/fees-of.ts'
import { type DossierState, foldDossier } from '#server/modules/dossiers/fold.ts'
import type { Action, ActionData, ActionKind, Settlement, Terms } from '#server/modules/dossiers/model.ts'
import { type Payment, planPayment } from './money/plan-payment.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

export interface Member {
  id: string
  name: string
  /** Of the simulation alone: the province has no account of theirs yet. */
  isMadeUp: boolean
}

export interface Staff {
  oneStop: Member
  specialist: Member
  leader: Member
  /** Two, since money takes two. */
  finance: readonly [Member, Member]
  /** Share of dossiers this agency ends late. */
  lateness: number
}

export interface Life {
  actions: Action[]
  state: DossierState
  outcome: 'approve' | 'decline'
  /** How what is due at filing was paid; undefined where nothing is charged. */
  payment: Payment | undefined
}

export function liveThrough(
  calendar: LegalCalendar,
  random: Random,
  {
    agencyId,
    terms,
    owed,
    moneyRandom,
    staff,
    person,
    submittedAt,
    until,
    documentId,
  }: {
    agencyId: string
    terms: Terms
    /** In đồng, awaited before acceptance. */
    owed: number
    /** The chance of money, so that all else stays as it is without. */
    moneyRandom: Random
    staff: Staff
    person: Person
    submittedAt: Date
    until: Date
    documentId: string
  },
): Life {
  const actions: Action[] = []
  const outcome = random.chance(0.03) ? 'decline' : 'approve'
  let ended = false
  const act = (
    kind: ActionKind,
    at: Date,
    who: 'applicant' | 'system' | 'oneStop' | 'specialist' | 'leader',
    data: ActionData = {},
  ) => {
    if (ended || at > until) {
      ended = true
      return
    }
    const officer = who !== 'applicant' && who !== 'system' ? staff[who] : undefined
    actions.push({
      seq: actions.length + 1,
      kind,
      actorKind: officer ? 'officer' : who === 'applicant' ? 'citizen' : 'system',
      actorId: officer?.id ?? (who === 'applicant' ? person.id : null),
      actorName: officer?.name ?? (who === 'applicant' ? person.fullName : 'Hệ thống'),
      agencyId: officer ? agencyId : null,
      data,
      at,
    })
  }
  const after = (from: Date, least: number, most: number) =>
    addWorkingMinutes(calendar, from, least + Math.floor(random.next() ** 2 * (most - least)))

  const watchedUntil = staff.finance[0].isMadeUp ? undefined : until
  const payment =
    owed > 0 ? planPayment(moneyRandom, calendar, { submittedAt, owed, watchedUntil }) : undefined
  const opens = owed > 0 ? [feeOpening('filing', owed)] : undefined
  act('submit', submittedAt, 'applicant', { toAgencyId: agencyId, terms, ...(opens ? { opens } : {}) })
  if (payment?.givenUpAt) act('withdraw', payment.givenUpAt, 'applicant', { reason: 'Không còn nhu cầu' })
  else pass(payment?.wholeAt)
  return { actions, state: foldDossier(calendar, actions), outcome, payment }

  /** What becomes of it once what it costs is there. */
  function pass(paidAt: Date | undefined): void {
    let begins = submittedAt
    if (paidAt) {
      // A job hears of it within a second or two; no past ends in between.
      const soon = paidAt.getTime() + moneyRandom.int(200, 1800)
      begins = new Date(paidAt <= until ? Math.min(soon, until.getTime()) : soon)
      const settles: Settlement = { key: opens?.[0]?.key ?? '', how: 'done', who: [], amount: owed }
      act('settle_prerequisite', begins, 'system', { settles })
    }
    receive(after(begins, 4, 420))
  }

  function receive(received: Date): void {
    if (random.chance(0.02)) {
      act('refuse', received, 'oneStop', {
        reason: 'Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan tiếp nhận.',
      })
    } else if (random.chance(0.01)) {
      act('withdraw', received, 'applicant', { reason: 'Không còn nhu cầu' })
    } else {
      act('accept', received, 'oneStop')
      const handedOn = after(received, 2, 60)
      act('forward', handedOn, 'oneStop', { toAgencyId: agencyId, assigneeId: staff.specialist.id, note: '' })
      let workFrom = handedOn
      if (random.chance(0.07)) {
        const asked = after(handedOn, 20, 400)
        act('ask_supplement', asked, 'specialist', {
          items: ['Bản chụp rõ nét của giấy tờ đã nộp'],
          reason: 'Giấy tờ nộp kèm chưa đọc được.',
        })
        if (random.chance(0.06)) {
          act('stop', addWorkingMinutes(calendar, asked, 16 * 450), 'system', {
            reason: 'Quá 15 ngày làm việc chưa bổ sung',
          })
        } else {
          workFrom = new Date(asked.getTime() + random.int(2, 160) * 3_600_000)
          act('answer_supplement', workFrom, 'applicant', { note: '', papers: 1 })
        }
      }
      const stopped = actions.at(-1)?.kind === 'stop'
      if (!ended && !stopped) decide(workFrom)
    }
  }

  function decide(from: Date): void {
    const due = foldClock(calendar, clockEntries(calendar, terms, actions)).dueAt ?? from
    const allowed = Math.max(30, workingMinutesBetween(calendar, from, due))
    const late = random.chance(staff.lateness)
    const spent = late ? allowed * (1.02 + random.next() * 0.6) : allowed * (0.15 + 0.8 * random.next())
    const signed = addWorkingMinutes(calendar, from, Math.max(12, spent))
    const proposed = addWorkingMinutes(calendar, from, Math.max(6, spent * (0.5 + 0.4 * random.next())))
    // Without a signature by now there is no document: it stays with the specialist, whose draft would be a real one.
    if (signed > until) return
    act('propose', proposed, 'specialist', { outcome, note: '', documentId })
    act('sign', signed, 'leader', { documentId, outcome })
    const delivered = new Date(signed.getTime() + random.int(1, 30) * 1000)
    act('deliver', delivered, 'system', { documentId })
    if (random.chance(0.22)) {
      const rating = late ? random.int(2, 4) : random.chance(0.75) ? 5 : random.int(3, 4)
      act('rate', new Date(delivered.getTime() + random.int(1, 60) * 3_600_000), 'applicant', {
        rating,
        comment: '',
      })
    }
  }
}
