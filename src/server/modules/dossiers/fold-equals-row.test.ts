/** Whatever people do, in whatever order: the stored row is the fold of its actions, and nothing else. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { answerSupplement } from './apply/answer-supplement.ts'
import { rateService } from './apply/rate-service.ts'
import { stopUnanswered, withdrawDossier } from './apply/withdraw-dossier.ts'
import { aDesk, aFiledDossier, anUpload, type Desk, type Filed, monday, readAndSign } from './fixtures.ts'
import { foldDossier } from './fold.ts'
import { acceptDossier } from './handle/accept-dossier.ts'
import { askSupplement } from './handle/ask-supplement.ts'
import { deliverResult } from './handle/deliver-result.ts'
import { extendDeadline } from './handle/extend-deadline.ts'
import { forwardDossier } from './handle/forward-dossier.ts'
import { proposeDecision } from './handle/propose-decision.ts'
import { sendBack } from './handle/send-back.ts'
import { awaiting } from './prerequisites/fixtures.ts'
import { lapsePrerequisites } from './prerequisites/lapse.ts'
import { openPrerequisite } from './prerequisites/open-prerequisite.ts'
import { settlePrerequisite } from './prerequisites/settle-prerequisite.ts'
import { listActions } from './read/action-queries.ts'
import { lockDossier } from './read/dossier-queries.ts'
import { refuseDossier } from './refuse/refuse-dossier.ts'
import { dropRefusal } from './refuse/sign-refusal.ts'

let here: Desk
let there: Desk
beforeAll(async () => {
  const asked = { ifNeeded: true, within: { workingDays: 2 } } as const
  here = await aDesk((service) =>
    awaiting(
      [
        { ...asked, key: 'opinion', kind: 'opinion', of: { outside: 'X' }, rests: true, silence: 'agreed' },
        { ...asked, key: 'duty', kind: 'duty', before: 'sign' },
      ],
      service,
    ),
  )
  there = await aDesk()
})

const reason = 'Lý do đủ dài để ghi vào phiếu'
type Step = (filed: Filed, now: Date) => Promise<unknown>

type Role = 'oneStop' | 'specialist' | 'leader'

function byOfficer(
  role: Role,
  task: (officer: Desk['leader'], id: string, now: Date) => Promise<unknown>,
): Step[] {
  return [() => here, () => there].map((desk) => (filed, now) => task(desk()[role], filed.id, now))
}

/** The same in one work. */
function asOfficer(
  role: Role,
  task: (work: Work, officer: Desk['leader'], id: string) => Promise<unknown>,
): Step[] {
  return byOfficer(role, (officer, id, now) => perform(officer, (work) => task(work, officer, id), { now }))
}

/** Each several times as likely as it takes for dossiers to come far. */
const steps: Step[] = [
  ...asOfficer('oneStop', (work, officer, id) => acceptDossier(work, officer, id)),
  ...asOfficer('oneStop', (work, officer, id) => forwardDossier(work, officer, id, {})),
  ...asOfficer('specialist', (work, officer, id) =>
    forwardDossier(work, officer, id, { toAgencyId: there.agency.id }),
  ),
  ...asOfficer('specialist', (work, officer, id) =>
    proposeDecision(work, officer, id, { outcome: 'approve' }),
  ),
  ...asOfficer('specialist', (work, officer, id) =>
    askSupplement(work, officer, id, { items: ['Giấy tờ rõ hơn'], reason }),
  ),
  ...asOfficer('oneStop', (work, officer, id) => refuseDossier(work, officer, id, { reason })),
  ...asOfficer('leader', (work, officer, id) => dropRefusal(work, officer, id, { reason })),
  ...asOfficer('leader', (work, officer, id) => sendBack(work, officer, id, { reason })),
  ...byOfficer('leader', (officer, id, now) => readAndSign(officer, id, {}, now)),
  ...asOfficer('leader', (work, officer, id) =>
    extendDeadline(work, { ...officer, confirmedAt: work.now }, id, { amount: 3, reason }),
  ),
  ...['opinion', 'duty'].flatMap((key) => [
    ...asOfficer('specialist', (work, officer, id) => openPrerequisite(work, officer, id, { key })),
    ...byOfficer('specialist', async (officer, id, now) => {
      const upload = await anUpload(officer)
      const settled = { key, how: 'done', number: '1', on: '2026-11-23', amount: 5, upload } as const
      await perform(officer, (work) => settlePrerequisite(work, officer, id, settled), { now })
    }),
  ]),
  (_filed, now) => lapsePrerequisites(now),
  ({ citizen, id }, now) =>
    perform(citizen, (work) => answerSupplement(work, citizen, id, { papers: [] }), { now }),
  ({ citizen, id }, now) =>
    perform(citizen, (work) => withdrawDossier(work, citizen, id, { reason }), { now }),
  ({ citizen, id }, now) =>
    perform(citizen, (work) => rateService(work, citizen, id, { rating: 3 }), { now }),
  ({ id }, now) => perform(system, (work) => deliverResult(work, id), { now }),
  (_filed, now) => stopUnanswered(now),
]
const usual = [0, 2, 6, 16, 24, 26]

test('after any sequence of what people may try', async () => {
  const attempt = fc.record({
    step: fc.oneof(fc.constantFrom(...usual), fc.nat({ max: steps.length - 1 })),
    hours: fc.integer({ min: 0, max: 60 }),
  })
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 12, maxLength: 24 }), async (attempts) => {
      const filed = await aFiledDossier(here)
      let at = monday.getTime()
      for (const { step, hours } of attempts) {
        at += hours * 3_600_000
        await steps[step]?.(filed, new Date(at)).catch(expectRefusal)
      }
      const { dossier, actions } = await perform(system, async ({ tx }) => ({
        dossier: await lockDossier(tx, filed.id),
        actions: await listActions(tx, filed.id),
      }))
      const { terms, clock, submittedAt, limitChosen, correcting, prerequisites, ...state } = foldDossier(
        provinceCalendar(),
        actions,
      )
      expect([limitChosen, correcting]).toEqual([false, false])
      for (const { state: how } of Object.values(prerequisites)) reached.add(how)
      expect(dossier).toMatchObject(state)
      expect(dossier).toMatchObject({ runningSince: clock.runningSince, budget: terms.budget, submittedAt })
      expect(actions.map(({ seq }) => seq)).toEqual(actions.map((_, index) => index + 1))
      reached.add(state.status)
    }),
    { numRuns: 12, endOnFailure: true },
  )
  expect(reached.size).toBeGreaterThan(2)
})

/** A rule may say no; anything else is a defect. */
function expectRefusal(error: unknown): void {
  expect(error).toMatchObject({
    code: expect.stringMatching(/^(dossiers|documents)\./),
    status: expect.any(Number),
  })
}
