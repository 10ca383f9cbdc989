/** A result asked for on paper: printed, handed over or sent, and seen on its way. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { askToRevoke, revokeDocument } from '#server/modules/documents/index.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import {
  aColleague,
  aDesk,
  anApplicant,
  anApplication,
  answersFor,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  submitAs,
} from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { deliverResult } from '../handle/deliver-result.ts'
import { forwardDossier } from '../handle/forward-dossier.ts'
import { proposeDecision } from '../handle/propose-decision.ts'
import { wishOf } from '../paper-result.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { listWork } from '../read/work-list.ts'
import { WorkListQuery } from '../read/work-list-query.ts'
import { askForPaper } from './ask-for-paper.ts'
import { type HandOver, handOverPaper, printPaper, sendPaper, takePaperBack } from './hand-over.ts'
import { viewPaper } from './view-paper.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDeskWithCopies()
})

/** A service that also asks how many copies are wanted. */
async function aDeskWithCopies(): Promise<Desk> {
  const { service } = await aDesk()
  const form = structuredClone(service.form)
  form.sections
    .find(({ key }) => key === 'receive')
    ?.questions.unshift(
      { key: 'receive.wantCopies', label: 'Có cần bản sao không?', type: 'yesNo' } as never,
      {
        key: 'receive.copies',
        label: 'Cần mấy bản sao?',
        type: 'number',
        min: 1,
        max: 20,
        condition: { eq: ['receive.wantCopies', true] },
      } as never,
    )
  return aDesk({ form })
}

const at = (text: string) => new Date(`${text}:00+07:00`)
const tuesday = at('2026-11-24T10:00')

function by<T>(actor: Actor, task: (work: Work) => Promise<T>, now = tuesday): Promise<T> {
  return perform(actor, task, { now })
}

/** Decided on Tuesday morning and returned electronically; the applicant wants it in this way. */
async function aResult(receive: object, outcome: 'approve' | 'decline' = 'approve'): Promise<Filed> {
  const citizen = await anApplicant()
  const wanted = { wantCopies: false, ...receive }
  const answers = { ...answersFor(desk.service), receive: wanted } as never
  const filed = await submitAs(citizen, await anApplication(desk, citizen, { answers }))
  const { oneStop, specialist, leader } = desk
  const { id } = filed
  await by(oneStop, (work) => acceptDossier(work, oneStop, id), monday)
  await by(oneStop, (work) => forwardDossier(work, oneStop, id, {}), monday)
  const note = outcome === 'decline' ? 'Không đủ điều kiện theo hồ sơ.' : ''
  await by(specialist, (work) => proposeDecision(work, specialist, id, { outcome, note }), monday)
  await readAndSign(leader, id, {}, tuesday)
  await by(system, (work) => deliverResult(work, id))
  await by(system, (work) => askForPaper(work, id))
  await by(system, (work) => askForPaper(work, id))
  return { ...filed, citizen }
}

const atCounter = { by: 'counter' }
const byPost = { by: 'post', address: { unit: '19789', detail: '5 Lê Lợi' } }
const paperOf = ({ id, citizen }: Filed, now = tuesday) => by(citizen, (work) => viewPaper(work, id), now)
const print = ({ id }: Filed, now = tuesday) =>
  by(desk.oneStop, (work) => printPaper(work, desk.oneStop, id), now)
async function bornOnOf({ id }: { id: string }): Promise<string> {
  const { rows } = await by(system, ({ tx }) =>
    sql<{ day: string }>`select born_on::text as day from registry.person where id = ${id}::uuid`.execute(tx),
  )
  return rows[0]?.day ?? ''
}
async function asThemself({ citizen }: Filed): Promise<HandOver> {
  const { idNumber, name } = citizen
  return { taker: 'applicant', idNumber, fullName: name, bornOn: await bornOnOf(citizen) }
}
const handOver = ({ id }: Filed, input: HandOver, officer: Officer = desk.oneStop, now = tuesday) =>
  by(officer, (work) => handOverPaper(work, officer, id, input), now)

test('what was asked for: a print of the result by counter or post, copies beside it, nothing where all is electronic', () => {
  const wish = (receive: object, given?: number) => wishOf({ receive } as never, given)
  expect(wish({ by: 'online' })).toBeUndefined()
  expect(wish({ by: 'counter' })).toEqual({ way: 'counter', originals: 1, copies: 0 })
  expect(wish({ by: 'counter' }, 2)).toMatchObject({ originals: 2, copies: 0 })
  expect(wish({ by: 'post', wantCopies: true, copies: 3 })).toEqual({ way: 'post', originals: 1, copies: 3 })
  expect(wish({ by: 'online', wantCopies: true, copies: 2 })).toEqual({
    way: 'counter',
    originals: 0,
    copies: 2,
  })
  expect(wish({ by: 'counter', wantCopies: false, copies: 2 })).toMatchObject({ copies: 0 })
  expect(wish({ by: 'online', copies: 'hai' })).toBeUndefined()
})

describe('at the counter', () => {
  test('printed, then handed to the applicant who shows their card; the result itself was returned before', async () => {
    const filed = await aResult({ ...atCounter, wantCopies: true, copies: 2 })
    expect(await paperOf(filed)).toMatchObject({ state: 'to_print', originals: 1, copies: 2, isLate: false })
    await print(filed)
    expect(await handOver(filed, await asThemself(filed))).toBeUndefined()
    const paper = await paperOf(filed)
    expect(paper).toMatchObject({ state: 'handed_over', endedAt: tuesday })
    expect(paper?.handovers).toMatchObject([
      { kind: 'print', actorId: desk.oneStop.id },
      { kind: 'hand_over', takerId: filed.citizen.id, data: { takerName: filed.citizen.name } },
    ])
    await expect(handOver(filed, await asThemself(filed))).rejects.toMatchObject({
      code: 'dossiers.not_with_paper_now',
    })
  })

  test('to nobody who is not the applicant, and the miss is kept', async () => {
    const filed = await aResult(atCounter)
    await print(filed)
    const refused = await handOver(filed, { ...(await asThemself(filed)), bornOn: '1950-01-01' })
    expect(refused).toBeInstanceOf(Refusal)
    expect(refused).toMatchObject({ code: 'dossiers.applicant_differs' })
    expect((await paperOf(filed))?.state).toBe('printed')
  })

  test('to another only with a mandate, by number, name and birth date', async () => {
    const filed = await aResult(atCounter)
    await print(filed)
    const other: HandOver = {
      taker: 'other',
      idNumber: anIdNumber('1980-02-03', 'female'),
      fullName: 'Lê Thị Nhận Thay',
      bornOn: '1980-02-03',
    }
    await expect(handOver(filed, other)).rejects.toMatchObject({ code: 'dossiers.mandate_needed' })
    const mandate = 'Giấy ủy quyền số 12/2026, chứng thực ngày 20/11/2026'
    await handOver(filed, { ...other, mandate })
    expect((await paperOf(filed))?.handovers.at(-1)).toMatchObject({
      data: { takerName: 'Lê Thị Nhận Thay', mandate },
      takerId: expect.not.stringContaining(filed.citizen.id),
    })
  })

  test('nothing is handed over that was not printed, and of two clerks one is told', async () => {
    const filed = await aResult(atCounter)
    await expect(handOver(filed, await asThemself(filed))).rejects.toMatchObject({
      code: 'dossiers.not_with_paper_now',
    })
    const colleague = await aColleague(desk.agency.id, ['one_stop'])
    const seenSeq = 0
    const outcomes = await Promise.allSettled(
      [desk.oneStop, colleague].map((officer) =>
        by(officer, (work) => printPaper(work, officer, filed.id, { seenSeq, requestKey: randomUUID() })),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a second arrival of one request changes nothing', async () => {
    const filed = await aResult(atCounter)
    const requestKey = randomUUID()
    const { oneStop } = desk
    for (const _ of [1, 2]) await by(oneStop, (work) => printPaper(work, oneStop, filed.id, { requestKey }))
    expect((await paperOf(filed))?.handovers).toHaveLength(1)
  })

  test('a revoked result is given to nobody', async () => {
    const filed = await aResult(atCounter)
    await print(filed)
    const { specialist } = desk
    const leader = { ...desk.leader, confirmedAt: tuesday }
    const { resultId } = (await by(filed.citizen, (work) => viewOwnDossier(work, filed.citizen, filed.code)))
      .dossier
    const documentId = resultId ?? ''
    await by(specialist, (work) =>
      askToRevoke(work, specialist, documentId, 'Cấp nhầm người, đã xác minh lại.'),
    )
    await by(leader, (work) => revokeDocument(work, leader, documentId))
    await expect(handOver(filed, await asThemself(filed))).rejects.toMatchObject({
      code: 'dossiers.result_revoked',
    })
  })
})

describe('by post', () => {
  test('with the number of the consignment and the day; brought back, it lies at the counter again', async () => {
    const filed = await aResult(byPost)
    await print(filed)
    const { oneStop } = desk
    const send = (sentOn: string, consignment = 'ea123456789vn') =>
      by(oneStop, (work) => sendPaper(work, oneStop, filed.id, { consignment, sentOn }))
    await expect(send('2026-11-25')).rejects.toMatchObject({ code: 'dossiers.sent_on_wrong' })
    await expect(send('2026-11-23')).rejects.toMatchObject({ code: 'dossiers.sent_on_wrong' })
    await send('2026-11-24')
    expect(await paperOf(filed)).toMatchObject({ state: 'sent', endedAt: tuesday })
    await by(oneStop, (work) => takePaperBack(work, oneStop, filed.id, { reason: 'Không có người nhận' }))
    const back = await paperOf(filed)
    expect(back).toMatchObject({ state: 'printed', endedAt: null })
    expect(back?.handovers.map(({ kind }) => kind)).toEqual(['print', 'send', 'come_back'])
    expect(back?.handovers[1]?.data).toEqual({ consignment: 'EA123456789VN', sentOn: '2026-11-24' })
    // Whoever fetches it meanwhile may have it.
    await handOver(filed, await asThemself(filed))
    expect((await paperOf(filed))?.state).toBe('handed_over')
  })

  test('what was asked for at the counter is not sent', async () => {
    const filed = await aResult(atCounter)
    await print(filed)
    const { oneStop } = desk
    const sending = by(oneStop, (work) =>
      sendPaper(work, oneStop, filed.id, { consignment: 'EA123456789VN', sentOn: '2026-11-24' }),
    )
    await expect(sending).rejects.toMatchObject({ code: 'dossiers.not_with_paper_now' })
  })
})

describe('the clock of the counter', () => {
  const due = at('2026-12-01T17:00')
  const after = at('2026-12-01T17:01')

  test('is late when the promised moment has passed and nothing is printed, and stays so', async () => {
    const filed = await aResult(atCounter)
    expect(await paperOf(filed, due)).toMatchObject({ readyBy: due, isLate: false })
    expect(await paperOf(filed, after)).toMatchObject({ isLate: true })
    await print(filed, after)
    expect(await paperOf(filed, at('2026-12-02T09:00'))).toMatchObject({ isLate: true })
  })

  test('is not late because nobody has come for it; what goes by post has to be sent', async () => {
    const [fetched, posted] = [await aResult(atCounter), await aResult(byPost)]
    await print(fetched)
    await print(posted)
    expect(await paperOf(fetched, after)).toMatchObject({ isLate: false })
    expect(await paperOf(posted, after)).toMatchObject({ isLate: true })
  })
})

test('the list shows what waits, soonest promised first, until it has left; a declined request has no copies', async () => {
  const own = desk
  desk = await aDeskWithCopies()
  const { oneStop } = desk
  const query = WorkListQuery.parse({ tab: 'paper' })
  const waiting = async () => {
    const { rows, counts, total } = await by(oneStop, (work) => listWork(work, oneStop, query))
    expect([counts.paper, total]).toEqual([rows.length, rows.length])
    return rows.map(({ code }) => code)
  }
  const first = await aResult(atCounter)
  const declined = await aResult({ ...atCounter, wantCopies: true, copies: 5 }, 'decline')
  const electronic = await aResult({ by: 'online' })
  expect(await paperOf(electronic)).toBeUndefined()
  expect(await paperOf(declined)).toMatchObject({ originals: 1, copies: 0 })
  expect((await waiting()).sort()).toEqual([first.code, declined.code].sort())
  await print(first)
  expect(await waiting()).toHaveLength(2)
  await handOver(first, await asThemself(first))
  expect(await waiting()).toEqual([declined.code])
  desk = own
})

describe('who may not', () => {
  test('anybody but the counter that received it', async () => {
    const filed = await aResult(atCounter)
    await print(filed)
    const given = await asThemself(filed)
    for (const colleague of [desk.specialist, desk.leader])
      await expect(handOver(filed, given, colleague)).rejects.toMatchObject({
        code: 'dossiers.not_your_part',
      })
    const { oneStop: elsewhere } = await aDesk()
    await expect(handOver(filed, given, elsewhere)).rejects.toMatchObject({ code: 'dossiers.not_found' })
    const stranger = await anApplicant()
    expect(await by(stranger, (work) => viewPaper(work, filed.id))).toBeUndefined()
  })

  test('the row is the fold of what was done, and nobody writes it', async () => {
    const filed = await aResult(atCounter)
    for (const actor of [desk.oneStop, system])
      await expect(
        by(actor, ({ tx }) =>
          tx
            .updateTable('dossiers.paperResult')
            .set({ state: 'handed_over' } as never)
            .where('dossierId', '=', filed.id)
            .execute(),
        ),
      ).rejects.toThrow('permission denied')
  })
})
