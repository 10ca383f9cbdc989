import fc from 'fast-check'
import { expect, test } from 'vitest'
import { provinceCalendar } from '#server/platform/province.ts'
import { foldDossier } from './fold.ts'
import {
  type Action,
  type ActionData,
  type ActionKind,
  actionKinds,
  isPermitted,
  isRefusalAwaited,
} from './model.ts'
import { isFinal } from './states.ts'

const calendar = provinceCalendar()
const terms = { budget: 5, budgetUnit: 'day', supplementRestarts: true } as const

function anAction(seq: number, kind: ActionKind, at: Date, data: ActionData = {}): Action {
  return { seq, kind, actorKind: 'officer', actorId: null, actorName: 'Thử', agencyId: 'x', data, at }
}

function aSubmission(at: Date): Action {
  return anAction(1, 'submit', at, { toAgencyId: 'ubnd', terms: { ...terms } })
}

test('what is due at filing is awaited from then on; once it is paid the agency may accept, and the promise counts from there', () => {
  const monday = new Date('2026-11-23T08:00+07:00')
  const paid = new Date('2026-11-26T10:00+07:00')
  const opens = [{ key: 'fee.filing', kind: 'duty', who: [], rests: true, amount: 16_000 }]
  const filed = { ...aSubmission(monday), data: { ...aSubmission(monday).data, opens } }
  const owed = foldDossier(calendar, [filed])
  expect(owed).toMatchObject({ status: 'duty', step: 'applicant', dueAt: null, waitsFor: 1 })
  expect(isPermitted(owed, 'accept')).toBe(false)
  expect(isPermitted(owed, 'refuse')).toBe(true)
  const settles = { key: 'fee.filing', how: 'done' as const, who: [] }
  const settled = [filed, anAction(2, 'settle_prerequisite', paid, { settles })]
  const state = foldDossier(calendar, settled)
  expect(state).toMatchObject({ status: 'submitted', step: 'one_stop', waitsFor: 0 })
  expect(state.dueAt).toEqual(new Date('2026-12-03T17:00+07:00'))
  const taxed = [
    anAction(3, 'accept', paid),
    anAction(4, 'open_prerequisite', paid, { opens: [{ ...opens[0], key: 'tax' } as never] }),
  ]
  expect(isPermitted(foldDossier(calendar, [...settled, ...taxed]), 'refuse')).toBe(false)
})

test('accepted on Monday 23/11/2026 with five working days, it is due on Tuesday 1/12/2026 at 17:00', () => {
  const monday = new Date('2026-11-23T08:00+07:00')
  const state = foldDossier(calendar, [aSubmission(monday), anAction(2, 'accept', monday)])
  expect(state.dueAt).toEqual(new Date('2026-12-01T17:00+07:00'))
})

test('while a supplement is awaited there is no due time, and the whole limit begins again with the answer', () => {
  const at = (text: string) => new Date(`${text}+07:00`)
  const asked = [
    aSubmission(at('2026-11-23T08:00')),
    anAction(2, 'accept', at('2026-11-23T08:00')),
    anAction(3, 'ask_supplement', at('2026-11-25T09:00'), { items: ['Giấy chứng sinh'] }),
  ]
  expect(foldDossier(calendar, asked)).toMatchObject({ status: 'supplement', dueAt: null })

  const answered = [...asked, anAction(4, 'answer_supplement', at('2026-12-01T10:00'))]
  expect(foldDossier(calendar, answered)).toMatchObject({
    status: 'accepted',
    dueAt: at('2026-12-08T17:00'),
    supplements: 1,
  })
})

test('while money is owed the dossier waits in a state of its own, and the clock rests until all of it is settled', () => {
  const at = (text: string) => new Date(`${text}+07:00`)
  const duty = { key: 'tax', kind: 'duty', who: [], rests: true } as const
  const opinion = { ...duty, key: 'opinion', kind: 'opinion', rests: true } as const
  const owed = [
    aSubmission(at('2026-11-23T08:00')),
    anAction(2, 'accept', at('2026-11-23T08:00')),
    anAction(3, 'forward', at('2026-11-23T08:30'), { toAgencyId: 'ubnd' }),
    anAction(4, 'open_prerequisite', at('2026-11-24T09:00'), { opens: [{ ...opinion, who: [] }] }),
    anAction(5, 'open_prerequisite', at('2026-11-25T09:00'), { opens: [{ ...duty, who: [] }] }),
  ]
  expect(foldDossier(calendar, owed)).toMatchObject({
    status: 'duty',
    step: 'applicant',
    dueAt: null,
    waitsFor: 2,
  })
  const paid = [
    ...owed,
    anAction(6, 'settle_prerequisite', at('2026-12-01T10:00'), {
      settles: { key: 'tax', how: 'done', who: [] },
    }),
  ]
  expect(foldDossier(calendar, paid)).toMatchObject({
    status: 'processing',
    step: 'specialist',
    dueAt: null,
    waitsFor: 1,
  })
  const heard = [
    ...paid,
    anAction(7, 'settle_prerequisite', at('2026-12-02T10:00'), {
      settles: { key: 'opinion', how: 'lapsed', who: [] },
    }),
  ]
  expect(foldDossier(calendar, heard)).toMatchObject({
    status: 'processing',
    waitsFor: 0,
    dueAt: at('2026-12-09T17:00'),
  })
})

test('whatever legal actions follow each other, a dossier has one state, one clock and loses no step', () => {
  const attempt = fc.record({
    kind: fc.constantFrom(...actionKinds),
    minutes: fc.integer({ min: 0, max: 20_000 }),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
      let at = new Date('2026-03-02T09:00+07:00')
      const actions = [aSubmission(at)]
      let state = foldDossier(calendar, actions)
      for (const { kind, minutes } of attempts) {
        at = new Date(at.getTime() + minutes * 60_000)
        if (!isPermitted(state, kind)) continue
        const data = dataOf(kind, minutes)
        const wasFinal = isFinal(state.status)
        actions.push(anAction(state.lastSeq + 1, kind, at, data))
        state = foldDossier(calendar, actions)

        expect(state.lastSeq).toBe(actions.length)
        expect(wasFinal && kind !== 'rate').toBe(false)
        expect(state.pausedSince !== null).toBe(state.status === 'supplement')
        expect(state.supplements).toBeLessThanOrEqual(1)
        const ended = isFinal(state.status) || state.step === 'delivery'
        const owes = Object.values(state.prerequisites).some(
          (one) => one.kind === 'duty' && one.state === 'open',
        )
        // While somebody is to sign that it is refused, nobody is asked to pay.
        expect(state.status === 'duty').toBe(owes && !isFinal(state.status) && !isRefusalAwaited(state))
        expect(state.finishedAt !== null).toBe(ended)
        expect(['running', 'paused'].includes(state.clock.state)).toBe(state.acceptedAt !== null && !ended)
        expect(foldDossier(calendar, actions)).toEqual(state)
      }
    }),
    { numRuns: 300 },
  )
})

const awaitedThings = ['duty', 'opinion', 'consent'] as const

/** What such an action might carry; which of the things awaited it is about, chance says. */
function dataOf(kind: ActionKind, chance: number): ActionData {
  const thing = awaitedThings[chance % awaitedThings.length] ?? 'duty'
  const opening = {
    key: thing,
    kind: thing,
    who: thing === 'consent' ? ['a', 'b'] : [],
    rests: thing !== 'consent',
  }
  switch (kind) {
    case 'extend':
      return { amount: 2 }
    case 'rate':
      return { rating: 4 }
    case 'choose_limit':
      return { choice: 'longer', terms: { ...terms, budget: 8 } }
    case 'open_prerequisite':
      return { opens: [opening] }
    case 'sign':
      return { documentId: 'd', ...(chance % 2 ? { opens: [{ ...opening, key: 'after' }] } : {}) }
    case 'settle_prerequisite': {
      const key = chance % 5 === 0 ? 'after' : thing
      const how = chance % 7 === 0 ? ('refused' as const) : ('done' as const)
      return { settles: { key, how, who: chance % 2 && thing === 'consent' ? ['a'] : [] } }
    }
    default:
      return { documentId: 'd' }
  }
}
