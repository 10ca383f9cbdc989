/** A supplement brought to the counter: for the applicant who stands there, and told as such. */
import { beforeAll, describe, expect, test } from 'vitest'
import { getPerson } from '#server/modules/registry/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { recountedWords } from '#ui/dossiers/recounted-words.ts'
import {
  aColleague,
  aDesk,
  aDossierInWork,
  aFiledDossier,
  anApplicant,
  answersFor,
  anUpload,
  type Desk,
  type Filed,
} from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { askSupplement } from '../handle/ask-supplement.ts'
import { forwardDossier } from '../handle/forward-dossier.ts'
import { payFees } from '../paying/fixtures.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { type AnswerSupplement, answerSupplement, answerSupplementAtCounter } from './answer-supplement.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const missing = { items: ['Trang 2'], reason: 'Bản đã gửi thiếu trang' }

async function aWaitingDossier(): Promise<Filed> {
  const filed = await aFiledDossier(desk)
  await perform(desk.oneStop, (work) => askSupplement(work, desk.oneStop, filed.id, missing))
  return filed
}

const cardOf = ({ citizen }: Filed) =>
  perform(system, async (work) => {
    const { idNumber, fullName, bornOn } = await getPerson(work, citizen.id)
    return { idNumber, fullName, bornOn }
  })

async function bring(officer: Officer, { id }: Filed, input: Partial<AnswerSupplement>, key = {}) {
  const refused = await perform(officer, (work) =>
    answerSupplementAtCounter(work, officer, id, { papers: [], ...input }, key),
  )
  if (refused) throw refused
}

const see = (officer: Officer, { code }: Filed) =>
  perform(officer, (work: Work) => viewOfficerDossier(work, officer, code))
const eventsOf = ({ id }: Filed, name: string) =>
  perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['actorId', 'data'])
      .where('name', '=', name)
      .where('subjectId', '=', id)
      .execute(),
  )

test('the applicant comes with the paper: it is in the dossier, the clock runs, and history and log say who took it where', async () => {
  const filed = await aWaitingDossier()
  const papers = [{ key: 'more', upload: await anUpload(desk.oneStop) }]
  const answers = answersFor(desk.service, { today: localDay(new Date()) })
  await bring(desk.oneStop, filed, { papers, answers, note: 'Mang đến', applicant: await cardOf(filed) })
  const view = await see(desk.oneStop, filed)
  expect(view.dossier).toMatchObject({ status: 'submitted', step: 'one_stop' })
  expect(view.papers.map(({ key }) => key)).toEqual(['proof', 'more'])
  expect(view.actions.at(-1)).toMatchObject({
    kind: 'answer_supplement',
    actorKind: 'officer',
    actorName: 'Trần Thị Cửa',
    data: { atCounter: true },
  })
  const [event] = await eventsOf(filed, 'dossiers.supplement_answered')
  expect(event).toMatchObject({ actorId: desk.oneStop.id, data: { channel: 'direct' } })
})

describe('nothing is taken', () => {
  test.each([
    ['the number', { idNumber: '046301009901' }],
    ['the name', { fullName: 'Lê Văn Khác' }],
    ['the birth date', { bornOn: '1971-01-02' }],
  ])('where %s is not the applicant’s: the miss is counted and the dossier waits on', async (_, wrong) => {
    const filed = await aWaitingDossier()
    const clerk = await aColleague(desk.agency.id, ['one_stop'])
    const applicant = { ...(await cardOf(filed)), ...wrong }
    await expect(bring(clerk, filed, { note: 'x', applicant })).rejects.toMatchObject({
      code: 'dossiers.applicant_differs',
    })
    expect((await see(clerk, filed)).dossier.status).toBe('supplement')
    const misses = await perform(system, ({ tx }) =>
      tx.selectFrom('registry.missedLookup').select('personId').where('accountId', '=', clerk.id).execute(),
    )
    expect(misses).toEqual([{ personId: filed.citizen.id }])
  })

  test('where nobody is named, or by whom it is no counter', async () => {
    const filed = await aWaitingDossier()
    const applicant = await cardOf(filed)
    await expect(bring(desk.oneStop, filed, { note: 'x' })).rejects.toMatchObject({
      code: 'dossiers.applicant_unknown',
    })
    for (const officer of [desk.specialist, desk.leader])
      await expect(bring(officer, filed, { note: 'x', applicant })).rejects.toMatchObject({
        code: 'dossiers.not_your_part',
      })
    const elsewhere = (await aDesk()).oneStop
    await expect(bring(elsewhere, filed, { note: 'x', applicant })).rejects.toMatchObject({
      code: 'dossiers.not_found',
    })
  })

  test('twice by one key, nor an upload that another person made', async () => {
    const filed = await aWaitingDossier()
    const applicant = await cardOf(filed)
    const stranger = await anApplicant()
    const papers = [{ key: 'more', upload: await anUpload(stranger) }]
    await expect(bring(desk.oneStop, filed, { papers, applicant })).rejects.toThrow()
    const key = { requestKey: crypto.randomUUID() }
    await bring(desk.oneStop, filed, { note: 'x', applicant }, key)
    await bring(desk.oneStop, filed, { note: 'x', applicant }, key)
    expect(await eventsOf(filed, 'dossiers.supplement_answered')).toHaveLength(1)
  })
})

test('where another agency works on it and asked, its own counter takes what is brought', async () => {
  const filed = await aDossierInWork(desk)
  const other = await aDesk()
  await perform(desk.specialist, (work) =>
    forwardDossier(work, desk.specialist, filed.id, { toAgencyId: other.agency.id }),
  )
  await perform(other.specialist, (work) => askSupplement(work, other.specialist, filed.id, missing))
  const papers = [{ key: 'more', upload: await anUpload(other.oneStop) }]
  await bring(other.oneStop, filed, { papers, applicant: await cardOf(filed) })
  expect((await see(other.oneStop, filed)).dossier.status).toBe('processing')
})

test('an answer changed by a supplement recounts fee and limit, and what they were stays beside what they are', async () => {
  const isSingle = { eq: ['marital.status', 'single'] as [string, string] }
  const common = { waivers: [], payAt: 'filing' as const, basis: 'Nghị quyết thử nghiệm' }
  const own = await aDesk(({ timeLimit }) => ({
    timeLimit: {
      ...timeLimit,
      supplementRestarts: false,
      variants: [{ condition: { not: isSingle }, duration: { workingDays: 12 }, text: '12 ngày làm việc' }],
    },
    fees: [
      { ...common, key: 'usual', name: 'Phí', amount: { fixed: 8_000 } },
      { ...common, key: 'more', name: 'Phí tra cứu', condition: { not: isSingle }, amount: { fixed: 5_000 } },
    ],
  }))
  const answers = answersFor(own.service)
  const single = { ...answers, marital: { status: 'single' } }
  const married = { ...answers, marital: { ...(answers.marital as object), status: 'married' } } as never
  const at = (day: number) => new Date(`2026-11-${day}T09:00:00+07:00`)
  const filed = await aFiledDossier(own, { answers: single, now: at(20) })
  expect(await payFees(filed.id, at(23))).toBe(8_000)
  await perform(own.oneStop, (work) => acceptDossier(work, own.oneStop, filed.id), { now: at(23) })
  expect((await see(own.oneStop, filed)).dossier).toMatchObject({ fee: 8_000, budget: 5 })
  await perform(own.oneStop, (work) => askSupplement(work, own.oneStop, filed.id, missing), { now: at(25) })
  await perform(
    filed.citizen,
    (work) => answerSupplement(work, filed.citizen, filed.id, { answers: married, papers: [] }),
    { now: at(26) },
  )
  const { dossier, actions, fee } = await see(own.oneStop, filed)
  expect(dossier).toMatchObject({ fee: 13_000, budget: 12 })
  expect(fee).toBe(13_000)
  expect(actions.at(-1)?.data.recount).toEqual({
    fee: { before: 8_000, after: 13_000, because: expect.stringContaining('Phí tra cứu') },
    limit: { before: own.service.timeLimit.text, after: '12 ngày làm việc' },
  })
  expect(recountedWords(actions.at(-1)?.data ?? {})).toEqual([
    expect.stringMatching(/trước 8\.000 đồng, nay 13\.000 đồng/),
    expect.stringMatching(/nay là “12 ngày làm việc”/),
  ])
  // What is dearer now is awaited, and the clock rests until it is there.
  expect(dossier).toMatchObject({ status: 'duty', dueAt: null })
  expect(await payFees(filed.id, at(27))).toBe(5_000)
  // Twelve days from acceptance, the two of the supplement and that of the payment left out: not twelve anew.
  const paid = (await see(own.oneStop, filed)).dossier
  expect(paid.status).toBe('accepted')
  expect(localDay(paid.dueAt ?? new Date(0))).toBe('2026-12-14')
})
