import fc from 'fast-check'
import { expect, test } from 'vitest'
import { provinceCalendar } from '#server/platform/province.ts'
import { foldDossier } from './fold.ts'
import { type Action, type ActionData, type ActionKind, actionKinds, isPermitted } from './model.ts'
import { isFinal } from './states.ts'

const calendar = provinceCalendar()
const terms = { budget: 5, budgetUnit: 'day', supplementRestarts: true } as const

function anAction(seq: number, kind: ActionKind, at: Date, data: ActionData = {}): Action {
  return { seq, kind, actorKind: 'officer', actorId: null, actorName: 'Thử', agencyId: 'x', data, at }
}

function aSubmission(at: Date): Action {
  return anAction(1, 'submit', at, { toAgencyId: 'ubnd', terms: { ...terms } })
}

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
        const data = kind === 'extend' ? { amount: 2 } : kind === 'rate' ? { rating: 4 } : { documentId: 'd' }
        const wasFinal = isFinal(state.status)
        actions.push(anAction(state.lastSeq + 1, kind, at, data))
        state = foldDossier(calendar, actions)

        expect(state.lastSeq).toBe(actions.length)
        expect(wasFinal && kind !== 'rate').toBe(false)
        expect(state.pausedSince !== null).toBe(state.status === 'supplement')
        expect(state.supplements).toBeLessThanOrEqual(1)
        const ended = isFinal(state.status) || state.status === 'decided'
        expect(state.finishedAt !== null).toBe(ended)
        expect(['running', 'paused'].includes(state.clock.state)).toBe(state.acceptedAt !== null && !ended)
        expect(foldDossier(calendar, actions)).toEqual(state)
      }
    }),
    { numRuns: 300 },
  )
})
