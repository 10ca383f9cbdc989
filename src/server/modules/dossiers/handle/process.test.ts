/** The one-stop work on a dossier: who may do what, when, and what everyone can see of it afterwards. */

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import {
  appoint,
  committeeOfCommune,
  inheritedAgencyIds,
  listCommunes,
  resolveSuccessor,
} from '#server/modules/agencies/index.ts'
import { getDocument, renderReceipt } from '#server/modules/documents/index.ts'
import { listAccessesTo, listPapers } from '#server/modules/registry/index.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { detailOf } from '../api-shapes.ts'
import { answerSupplement } from '../apply/answer-supplement.ts'
import { rateService } from '../apply/rate-service.ts'
import { stopUnanswered, withdrawDossier } from '../apply/withdraw-dossier.ts'
import {
  aColleague,
  aDesk,
  aDossierInWork,
  aFiledDossier,
  anAcceptedDossier,
  anApplicant,
  answersFor,
  anUpload,
  aProposedDossier,
  type Desk,
  type Filed,
  loadVersion,
  monday,
  readAndSign,
  submitAs,
} from '../fixtures.ts'
import { isExtendedBeforeDue } from '../fold.ts'
import { gatherReceipt, gatherSlip } from '../print/print-papers.ts'
import { type DossierView, viewOfficerDossier, viewOwnDossier } from '../read/view-dossier.ts'
import { refuseDossier } from '../refuse/refuse-dossier.ts'
import { acceptDossier } from './accept-dossier.ts'
import { askSupplement } from './ask-supplement.ts'
import { chooseLimit } from './choose-limit.ts'
import { deliverResult } from './deliver-result.ts'
import { extendDeadline } from './extend-deadline.ts'
import { forwardDossier } from './forward-dossier.ts'
import { proposeDecision } from './propose-decision.ts'
import { sendBack } from './send-back.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const at = (text: string) => new Date(`${text}:00+07:00`)
const missing = { items: ['Giấy chứng sinh bản chụp rõ'], reason: 'Bản chụp bị mờ, không đọc được số.' }

/** Who has just proved who they are. */
const proven = (officer: Officer, confirmedAt = monday): Officer => ({ ...officer, confirmedAt })

/** As an officer, at a time. */
function by<T>(actor: Actor, task: (work: Work) => Promise<T>, now = monday): Promise<T> {
  return perform(actor, task, { now })
}

function seen({ citizen, code }: Filed, now = monday): Promise<DossierView> {
  return by(citizen, (work) => viewOwnDossier(work, citizen, code), now)
}

async function factsOf(id: string): Promise<string[]> {
  const { rows } = await by(system, ({ tx }) =>
    sql<{
      name: string
    }>`select name from platform.event_log where subject_id = ${id}::uuid order by id`.execute(tx),
  )
  return rows.map(({ name }) => name.replace('dossiers.', ''))
}

async function successorOf(agencyId: string): Promise<string> {
  return (await by(system, (work) => resolveSuccessor(work, agencyId, '2026-11-23'))).id
}

test('from filing to rating: every step is in the dossier, in the log and in what the applicant sees', async () => {
  const { oneStop, specialist, leader } = desk
  const filed = await aProposedDossier(desk)
  const { id, citizen } = filed
  const tuesday = at('2026-11-24T10:00')
  const { documentId } = await readAndSign(leader, id, {}, tuesday)
  await by(system, (work) => deliverResult(work, id), tuesday)
  await by(system, (work) => deliverResult(work, id), tuesday)
  await by(citizen, (work) => rateService(work, citizen, id, { rating: 5 }), tuesday)

  const { dossier, actions } = await seen(filed)
  expect(dossier).toMatchObject({
    status: 'returned',
    step: 'done',
    onTime: true,
    rating: 5,
    resultId: documentId,
  })
  expect(actions.map(({ kind, actorId }) => [kind, actorId])).toEqual([
    ['submit', citizen.id],
    ['accept', oneStop.id],
    ['forward', oneStop.id],
    ['propose', specialist.id],
    ['sign', leader.id],
    ['deliver', null],
    ['rate', citizen.id],
  ])
  expect(await factsOf(id)).toEqual([
    'submitted',
    'accepted',
    'forwarded',
    'proposed',
    'decided',
    'delivered',
    'rated',
  ])

  const document = await by(citizen, (work) => getDocument(work, documentId))
  expect(document).toMatchObject({ status: 'issued', signerName: leader.name, ownerId: citizen.id })
  const vault = await by(citizen, (work) => listPapers(work, citizen))
  expect(vault).toMatchObject([{ documentId, sha256: document.sha256, dossierId: id }])

  await expect(by(citizen, (work) => rateService(work, citizen, id, { rating: 1 }))).rejects.toMatchObject({
    code: 'dossiers.not_permitted_now',
  })
})

describe('a supplement', () => {
  test('is asked once, rests the clock, and a complete answer starts the limit again', async () => {
    const filed = await aDossierInWork(desk)
    const { id, citizen } = filed
    const ask = (now: Date) =>
      by(desk.specialist, (work) => askSupplement(work, desk.specialist, id, missing), now)
    await ask(at('2026-11-25T09:00'))
    expect((await seen(filed)).dossier).toMatchObject({
      status: 'supplement',
      step: 'applicant',
      dueAt: null,
    })

    const upload = await anUpload(citizen)
    const input = { note: 'Đã chụp lại', papers: [{ key: 'more', upload }] }
    await by(citizen, (work) => answerSupplement(work, citizen, id, input), at('2026-12-01T10:00'))
    const { dossier, papers } = await seen(filed)
    expect(dossier).toMatchObject({ status: 'processing', step: 'specialist', dueAt: at('2026-12-08T17:00') })
    expect(papers.map(({ key, actionSeq }) => [key, actionSeq])).toEqual([
      ['proof', 1],
      ['more', 5],
    ])
    await expect(ask(at('2026-12-02T09:00'))).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
  })

  test('where the rest of the limit runs on, the days already used stay used', async () => {
    const resuming = await aDesk({ timeLimit: { ...desk.service.timeLimit, supplementRestarts: false } })
    const filed = await aDossierInWork(resuming)
    const { specialist } = resuming
    const { id, citizen } = filed
    await by(specialist, (work) => askSupplement(work, specialist, id, missing), at('2026-11-25T09:00'))
    await by(citizen, (work) => answerSupplement(work, citizen, id, { papers: [] }), at('2026-12-01T10:00'))
    const { dueAt } = (await seen(filed)).dossier
    expect(dueAt && dueAt < at('2026-12-08T17:00')).toBe(true)
    expect(dueAt && dueAt > at('2026-12-01T17:00')).toBe(true)
  })

  test('not answered within 15 working days ends the dossier, and not before, whatever fails of another before it', async () => {
    const [broken, filed] = [await anAcceptedDossier(desk), await anAcceptedDossier(desk)]
    for (const [one, hour] of [[broken, 9] as const, [filed, 10] as const])
      await by(
        desk.oneStop,
        (work) => askSupplement(work, desk.oneStop, one.id, missing),
        at(`2026-11-23T${String(hour).padStart(2, '0')}:00`),
      )
    await stopUnanswered(at('2026-12-14T16:00'))
    expect((await seen(filed)).dossier.status).toBe('supplement')
    const owner = new pg.Client(process.env.MIGRATOR_URL)
    await owner.connect()
    const version = 'update dossiers.dossier set service_version = $1 where id = $2'
    await owner.query(version, [99, broken.id])
    await expect(stopUnanswered(at('2026-12-15T17:10'))).rejects.toMatchObject({
      code: 'catalogue.service_not_found',
    })
    expect((await seen(filed)).dossier).toMatchObject({ status: 'stopped', step: 'done' })
    expect(await factsOf(filed.id)).toContain('stopped')
    await owner.query(version, [desk.service.version, broken.id])
    await owner.end()
    await stopUnanswered(at('2026-12-15T17:10'))
    expect((await seen(broken)).dossier.status).toBe('stopped')
  })

  test('nor, where the service gives two working days, within those, while others wait on', async () => {
    const [strict, usual] = [
      await aDesk(({ timeLimit }) => ({
        timeLimit: { ...timeLimit, supplementWithin: { workingDays: 2 }, supplementRestarts: false },
      })),
      desk,
    ]
    const [soon, late] = [await anAcceptedDossier(strict), await anAcceptedDossier(usual)]
    await by(strict.oneStop, (work) => askSupplement(work, strict.oneStop, soon.id, missing))
    await by(usual.oneStop, (work) => askSupplement(work, usual.oneStop, late.id, missing))
    // 24/11 is a holiday: two working days after Monday end on Thursday.
    await stopUnanswered(at('2026-11-26T16:00'))
    expect((await seen(soon)).dossier.status).toBe('supplement')
    await stopUnanswered(at('2026-11-26T17:10'))
    const { dossier, actions } = await seen(soon)
    expect(dossier.status).toBe('stopped')
    expect(actions.at(-1)?.data.reason).toBe('Quá 2 ngày làm việc chưa bổ sung')
    expect((await seen(late)).dossier.status).toBe('supplement')
  })
})

test('a longer limit counts from acceptance, is chosen once with a reason, and not once the day has passed', async () => {
  const verify = { key: 'verify', name: 'Xác minh', text: '08 ngày', basis: 'Luật' }
  const own = await aDesk(({ timeLimit }) => ({
    timeLimit: { ...timeLimit, choices: [{ ...verify, duration: { workingDays: 8 } }] },
  }))
  const choose = ({ id }: Filed, choice: string, now = monday) =>
    by(
      own.oneStop,
      (work) => chooseLimit(work, own.oneStop, id, { choice, reason: 'Cần xác minh nơi cư trú.' }),
      now,
    )
  const filed = await anAcceptedDossier(own)
  await expect(choose(filed, 'other')).rejects.toMatchObject({ code: 'dossiers.limit_unknown' })
  expect(await choose(filed, 'verify', at('2026-11-26T09:00'))).toEqual({ dueAt: at('2026-12-04T17:00') })
  await expect(choose(filed, 'verify')).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
  expect((await seen(filed)).dossier).toMatchObject({ budget: 8, dueAt: at('2026-12-04T17:00') })
  await expect(choose(await anAcceptedDossier(own), 'verify', at('2026-12-01T17:05'))).rejects.toMatchObject({
    code: 'dossiers.limit_past',
  })
})

describe('handing on', () => {
  test('to another agency and back; only people who work there can be named', async () => {
    const other = await aDesk()
    const filed = await aDossierInWork(desk)
    const { id } = filed
    const { specialist } = desk
    const to = (officer: Officer, toAgencyId: string, assigneeId?: string) =>
      by(officer, (work) =>
        forwardDossier(work, officer, id, { toAgencyId, ...(assigneeId ? { assigneeId } : {}) }),
      )
    await expect(to(specialist, other.agency.id, specialist.id)).rejects.toMatchObject({
      code: 'dossiers.assignee_unknown',
    })
    await expect(to(specialist, 'khong-co')).rejects.toMatchObject({ code: 'dossiers.agency_unknown' })
    await to(specialist, other.agency.id, other.specialist.id)
    expect((await seen(filed)).dossier).toMatchObject({
      agencyId: desk.agency.id,
      handlingAgencyId: other.agency.id,
      assigneeId: other.specialist.id,
    })
    await expect(to(desk.oneStop, desk.agency.id)).rejects.toMatchObject({ code: 'dossiers.not_your_part' })
    await to(other.specialist, desk.agency.id, specialist.id)
    await by(specialist, (work) => proposeDecision(work, specialist, id, { outcome: 'approve' }))
    await readAndSign(desk.leader, id, {}, monday)
    expect((await seen(filed)).dossier.status).toBe('decided')
  })

  test('a draft sent back and handed to another agency is discarded; that agency writes its own', async () => {
    const other = await aDesk()
    const filed = await aProposedDossier(desk)
    const { id } = filed
    await by(desk.leader, (work) => sendBack(work, desk.leader, id, { reason: 'Cần ý kiến của đơn vị kia' }))
    const forward = () =>
      by(desk.specialist, (work) =>
        forwardDossier(work, desk.specialist, id, { toAgencyId: other.agency.id }, { requestKey: key }),
      )
    const key = randomUUID()
    await forward()
    expect((await seen(filed)).dossier.resultId).toBeNull()
    const proposed = await by(other.specialist, (work) =>
      proposeDecision(work, other.specialist, id, { outcome: 'approve' }),
    )
    await forward()
    const document = await by(other.leader, (work) => getDocument(work, proposed.documentId ?? ''))
    expect(document).toMatchObject({ agencyId: other.agency.id, status: 'draft' })
  })
})

test('an abolished agency’s dossier is found, handed on and signed by its successor', async () => {
  const filedOn = at('2024-12-30T09:00')
  const [commune] = await by(system, (work) => listCommunes(work, '2024-12-30'), filedOn)
  const unit = commune?.code ?? ''
  const field = 'place.unit'
  const { service: before } = await aDesk()
  const service = await loadVersion({
    ...before,
    version: before.version + 1,
    agency: { by: 'unit-of', field },
  })
  const answers = answersFor(service, { today: '2024-12-30', unit })
  const citizen = await anApplicant()
  const papers = [{ key: 'proof', upload: await anUpload(citizen) }]
  const input = { requestKey: randomUUID(), serviceCode: service.code, answers, papers }
  const filed = await submitAs(citizen, input, filedOn)
  const old = await by(system, (work) => committeeOfCommune(work, unit, '2024-12-30'))
  expect(filed.agencyId).toBe(old?.id)
  expect(old?.validTo).not.toBeNull()

  const successor = await successorOf(filed.agencyId)
  const agencyIds = await by(system, (work) => inheritedAgencyIds(work, successor))
  const now = at('2026-11-23T09:00')
  const officer = { ...(await aColleague(successor, ['one_stop', 'specialist'])), agencyIds }
  const leader = { ...(await aColleague(successor, ['leader'])), agencyIds }
  await by(system, (work) =>
    appoint(work, { positionId: `${successor}/pho-chu-tich`, accountId: leader.id, validFrom: '2025-07-01' }),
  )
  const view = await by(officer, (work) => viewOfficerDossier(work, officer, filed.code), now)
  expect(view.dossier.id).toBe(filed.id)
  await by(officer, (work) => acceptDossier(work, officer, filed.id), now)
  await by(officer, (work) => forwardDossier(work, officer, filed.id, {}), now)
  await by(officer, (work) => proposeDecision(work, officer, filed.id, { outcome: 'approve' }), now)
  const { documentId } = await readAndSign(leader, filed.id, {}, now)
  const document = await by(leader, (work) => getDocument(work, documentId))
  expect(document).toMatchObject({ agencyId: successor, status: 'issued' })
})

describe('a page that is no longer true', () => {
  test('what was seen before someone else acted changes nothing', async () => {
    const filed = await aFiledDossier(desk)
    const { oneStop } = desk
    await by(oneStop, (work) => acceptDossier(work, oneStop, filed.id, { seenSeq: 1 }))
    const late = by(oneStop, (work) =>
      refuseDossier(work, oneStop, filed.id, { reason: 'Không thuộc thẩm quyền' }, { seenSeq: 1 }),
    )
    await expect(late).rejects.toMatchObject({
      code: 'dossiers.changed_meanwhile',
      details: { state: 'accepted' },
    })
    expect((await seen(filed)).dossier).toMatchObject({ status: 'accepted', lastSeq: 2 })
  })

  test('a request that arrives again changes nothing', async () => {
    const filed = await aDossierInWork(desk)
    const { specialist, leader } = desk
    const key = { requestKey: randomUUID() }
    const propose = () =>
      by(specialist, (work) => proposeDecision(work, specialist, filed.id, { outcome: 'approve' }, key))
    const first = await propose()
    expect(await propose()).toEqual(first)
    const signKey = { requestKey: randomUUID() }
    const sign = () => readAndSign(leader, filed.id, signKey, monday)
    const signed = await sign()
    expect(await sign()).toEqual(signed)
    const { actions } = await seen(filed)
    expect(actions.filter(({ kind }) => kind === 'propose' || kind === 'sign')).toHaveLength(2)
    expect((await factsOf(filed.id)).filter((name) => name === 'decided')).toHaveLength(1)
  })

  test('of two officers at the same moment one acts and the other is told', async () => {
    const filed = await aFiledDossier(desk)
    const { oneStop } = desk
    const colleague = await aColleague(desk.agency.id, ['one_stop'])
    const outcomes = await Promise.allSettled(
      [oneStop, colleague].map((officer) =>
        by(officer, (work) =>
          acceptDossier(work, officer, filed.id, { seenSeq: 1, requestKey: randomUUID() }),
        ),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await seen(filed)).actions.filter(({ kind }) => kind === 'accept')).toHaveLength(1)
  })
})

test('one apology with a new date, by the leader, with a reason; the due date moves by so many working days', async () => {
  const filed = await aDossierInWork(desk)
  const extend = (officer: Officer) =>
    by(officer, (work) =>
      extendDeadline(work, officer, filed.id, { amount: 2, reason: 'Chờ xác minh tại nơi cư trú cũ' }),
    )
  const leader = proven(desk.leader)
  await expect(extend(desk.specialist)).rejects.toMatchObject({ code: 'dossiers.not_your_part' })
  expect((await extend(leader)).dueAt).toEqual(at('2026-12-03T17:00'))
  await expect(extend(leader)).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
})

test.each([
  ['a minute before the day passes: nothing is excused', '2026-12-01T16:59', true],
  ['a minute after: the lateness is', '2026-12-01T17:01', false],
])('a new date named %s', async (_, when, beforeDue) => {
  const filed = await aDossierInWork(desk)
  const leader = proven(desk.leader, at(when))
  const reason = 'Chờ xác minh tại nơi cư trú cũ'
  await by(leader, (work) => extendDeadline(work, leader, filed.id, { amount: 2, reason }), at(when))
  const { actions } = await seen(filed)
  expect(actions.map((action) => isExtendedBeforeDue(actions, action)).at(-1)).toBe(beforeDue)
  const [event] = await by(leader, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select('data')
      .where('name', '=', 'dossiers.extended')
      .where('subjectId', '=', filed.id)
      .execute(),
  )
  expect(event?.data).toMatchObject({ beforeDue })
})

test('the apology names both dates and is signed in the capacity of who apologises; a later pause changes nothing', async () => {
  const filed = await aDossierInWork(desk)
  const leader = proven(desk.leader)
  const slip = () =>
    by(filed.citizen, async (work) => {
      const view = await viewOwnDossier(work, filed.citizen, filed.code)
      const person = { name: 'Lê Thị Mỹ Hạnh', identityNumber: '046198005678', address: null, unitCode: null }
      return gatherSlip(work, view, { ...person, phone: null, email: null }, 'apology')
    })
  await by(leader, (work) =>
    extendDeadline(work, leader, filed.id, { amount: 2, reason: 'Chờ xác minh tại nơi cư trú cũ' }),
  )
  const given = await slip()
  expect(given).toMatchObject({
    previousDueAt: '2026-12-01T17:00',
    newDueAt: '2026-12-03T17:00',
    beforeDue: true,
    signature: { capacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: leader.name },
  })
  await by(desk.specialist, (work) => askSupplement(work, desk.specialist, filed.id, missing))
  await by(
    filed.citizen,
    (work) => answerSupplement(work, filed.citizen, filed.id, { papers: [] }),
    at('2026-11-30T09:00'),
  )
  expect((await seen(filed)).dossier.dueAt).not.toEqual(at('2026-12-03T17:00'))
  expect(await slip()).toEqual(given)
})

test('a request may be declined only with a reason, and the applicant receives it in writing', async () => {
  const filed = await aDossierInWork(desk)
  const { specialist, leader } = desk
  const decline = (note: string) =>
    by(specialist, (work) => proposeDecision(work, specialist, filed.id, { outcome: 'decline', note }))
  await expect(decline('')).rejects.toMatchObject({ code: 'dossiers.reason_needed' })
  await decline('Người đề nghị đang có vợ theo sổ hộ tịch.')
  const { documentId } = await readAndSign(leader, filed.id, {}, monday)
  const document = await by(filed.citizen, (work) => getDocument(work, documentId))
  expect(document).toMatchObject({
    kind: 'notice',
    status: 'issued',
    subject: `Về việc không giải quyết hồ sơ ${filed.code}`,
    content: { register: 'so-thong-bao' },
  })
  const text = JSON.stringify(document.content.blocks)
  expect(text).toContain('Ủy ban nhân dân phường Thử Nghiệm nhận hồ sơ của ông/bà')
  expect(text).toContain('vì: Người đề nghị đang có vợ theo sổ hộ tịch.')
  await by(system, (work) => deliverResult(work, filed.id))
  const [paper] = await by(filed.citizen, (work) => listPapers(work, filed.citizen))
  expect(paper).toMatchObject({ documentId, kind: 'thong-bao-khong-giai-quyet' })
})

test('a dossier filed long ago with letters no paper can show: every paper says so by name, none fails', async () => {
  const filed = await aDossierInWork(desk)
  const { specialist, leader } = desk
  // No use case renames whom a case concerns: only the owner of the tables can make such an old row.
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('update dossiers.dossier set applicant_name = $1 where id = $2', ['김철수', filed.id])
  await owner.end()
  const refused = { code: 'platform.letters_unprintable', details: { letters: ['김', '철', '수'] } }
  const decline = (note: string) =>
    by(specialist, (work) => proposeDecision(work, specialist, filed.id, { outcome: 'decline', note }))
  await expect(decline('Người đề nghị đang có vợ.')).rejects.toMatchObject(refused)
  await expect(decline('Người đề nghị 田')).rejects.toThrow(/“田”/)
  const view = await seen(filed)
  const person = {
    name: '김철수',
    identityNumber: '1',
    address: null,
    unitCode: null,
    phone: null,
    email: null,
  }
  const receipt = await by(leader, (work) => gatherReceipt(work, view, person))
  await expect(renderReceipt(receipt)).rejects.toMatchObject(refused)
  expect(m.refusal(refused.code, { ...refused.details, part: 'recipients' })).toMatch(
    /không in được “김”, “철”, “수” ở mục nơi nhận.*yêu cầu bổ sung/,
  )
})

test('neither receipt nor contract promises a fee, nor that there is none, where nobody has established it', async () => {
  const { sources } = desk.service
  const feesOf = (state: 'source' | 'unverified') => ({ ...sources, fees: { ...sources.fees, state } })
  const unknown = await aDesk({ fees: [], sources: feesOf('unverified') })
  const free = await aDesk({ fees: [], sources: feesOf('source') })
  const person = {
    name: 'Lê An',
    identityNumber: '1',
    address: null,
    unitCode: null,
    phone: null,
    email: null,
  }
  for (const [at, said, fee] of [
    [unknown, 'theo thông báo của cơ quan giải quyết', null],
    [free, 'không thu', 0],
  ] as const) {
    const filed = await aFiledDossier(at)
    const view = await by(at.oneStop, (work) => viewOfficerDossier(work, at.oneStop, filed.code))
    expect((await by(at.oneStop, (work) => gatherReceipt(work, view, person))).fee).toBe(said)
    expect(detailOf(view).fee).toBe(fee)
  }
})

test('a receipt printed while a supplement is awaited says when its date will be known', async () => {
  const { id, code } = await anAcceptedDossier(desk)
  const { oneStop } = desk
  await by(oneStop, (work) =>
    askSupplement(work, oneStop, id, { items: ['Giấy tờ rõ hơn'], reason: 'Bản chụp mờ' }),
  )
  const person = {
    name: 'Lê An',
    identityNumber: '1',
    address: null,
    unitCode: null,
    phone: null,
    email: null,
  }
  const view = await by(oneStop, (work) => viewOfficerDossier(work, oneStop, code))
  const receipt = await by(oneStop, (work) => gatherReceipt(work, view, person))
  expect(receipt).toMatchObject({ dueAt: null, dueNote: 'tính lại khi hồ sơ được bổ sung đủ' })
})

test('withdrawn by the applicant before a decision, and never after', async () => {
  const filed = await aDossierInWork(desk)
  const withdraw = ({ citizen, id }: Filed) =>
    by(citizen, (work) => withdrawDossier(work, citizen, id, { reason: '' }))
  await withdraw(filed)
  expect((await seen(filed)).dossier).toMatchObject({ status: 'withdrawn', step: 'done' })
  const decided = await aProposedDossier(desk)
  await readAndSign(desk.leader, decided.id, {}, monday)
  await expect(withdraw(decided)).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
})

test('the applicant sees who opened the dossier', async () => {
  const filed = await aFiledDossier(desk)
  await by(desk.oneStop, (work) => viewOfficerDossier(work, desk.oneStop, filed.code))
  const accesses = await by(filed.citizen, (work) => listAccessesTo(work, filed.citizen))
  expect(JSON.stringify(accesses)).toContain(desk.agency.id)
})

describe('who may not', () => {
  const reason = 'Không thuộc thẩm quyền của cơ quan'
  const officerActions: Record<string, (work: Work, officer: Officer, id: string) => Promise<unknown>> = {
    accept: (work, officer, id) => acceptDossier(work, officer, id),
    'ask for more': (work, officer, id) => askSupplement(work, officer, id, missing),
    refuse: (work, officer, id) => refuseDossier(work, officer, id, { reason }),
    'hand on': (work, officer, id) => forwardDossier(work, officer, id, {}),
    propose: (work, officer, id) => proposeDecision(work, officer, id, { outcome: 'approve' }),
    'send back': (work, officer, id) => sendBack(work, officer, id, { reason }),
    sign: (_work, officer, id) => readAndSign(officer, id, {}, monday),
    extend: (work, officer, id) => extendDeadline(work, proven(officer), id, { amount: 1, reason }),
    open: (work, officer, id) => viewByIdOf(work, officer, id),
  }
  const codes = new Map<string, string>()
  const viewByIdOf = (work: Work, officer: Officer, id: string) =>
    viewOfficerDossier(work, officer, codes.get(id) ?? '')

  test.each(Object.keys(officerActions))('%s: an officer of another agency finds nothing', async (name) => {
    const filed = await aProposedDossier(desk)
    codes.set(filed.id, filed.code)
    const stranger = anOfficer({ agencyId: (await anAgency()).id })
    const attempt = by(
      stranger,
      (work) => officerActions[name]?.(work, stranger, filed.id) ?? Promise.resolve(),
    )
    await expect(attempt).rejects.toMatchObject({ status: 404 })
    expect((await seen(filed)).dossier.lastSeq).toBe(4)
  })

  test.each([
    ['accept', aFiledDossier, ['specialist', 'leader']],
    ['refuse', aFiledDossier, ['specialist', 'leader']],
    ['ask for more', aDossierInWork, ['leader', 'monitor']],
    ['hand on', anAcceptedDossier, ['leader', 'monitor']],
    ['propose', aDossierInWork, ['one_stop', 'leader']],
    ['send back', aProposedDossier, ['one_stop', 'specialist']],
    ['sign', aProposedDossier, ['one_stop', 'specialist']],
    ['extend', aDossierInWork, ['one_stop', 'specialist']],
  ] as const)('%s: a colleague without the role is told it is not their part', async (name, make, roles) => {
    const filed = await make(desk)
    const before = (await seen(filed)).dossier.lastSeq
    const colleague = await aColleague(desk.agency.id, [...roles])
    const attempt = by(
      colleague,
      (work) => officerActions[name]?.(work, colleague, filed.id) ?? Promise.resolve(),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'dossiers.not_your_part', status: 403 })
    expect((await seen(filed)).dossier.lastSeq).toBe(before)
  })

  test('another citizen can do nothing with it, and neither database nor page shows it to them', async () => {
    const filed = await aFiledDossier(desk)
    const { id, code } = filed
    const stranger = await anApplicant()
    const attempts: ((work: Work) => Promise<unknown>)[] = [
      (work) => viewOwnDossier(work, stranger, code),
      (work) => withdrawDossier(work, stranger, id, { reason: '' }),
      (work) => answerSupplement(work, stranger, id, { papers: [] }),
      (work) => rateService(work, stranger, id, { rating: 1 }),
    ]
    for (const attempt of attempts) {
      await expect(by(stranger, attempt)).rejects.toMatchObject({ code: 'dossiers.not_found' })
    }
  })

  test('row by row, the database itself shows a dossier only to whom it concerns', async () => {
    const { id, citizen } = await aFiledDossier(desk)
    const count = async (actor: Actor) => {
      const { rows } = await by(actor, ({ tx }) =>
        sql<{ rows: number[] }>`select array[
            (select count(*) from dossiers.dossier where id = ${id}::uuid),
            (select count(*) from dossiers.action where dossier_id = ${id}::uuid),
            (select count(*) from dossiers.paper where dossier_id = ${id}::uuid),
            (select count(*) from reporting.dossier where id = ${id}::uuid)]::int[] as rows`.execute(tx),
      )
      return rows[0]?.rows
    }
    const all = [1, 1, 1, 1]
    const none = [0, 0, 0, 0]
    expect(await count(citizen)).toEqual(all)
    expect(await count(desk.oneStop)).toEqual(all)
    expect(await count(anOfficer({ roles: ['leader', 'commander'], scope: 'province' }))).toEqual(all)
    expect(await count(aCitizen())).toEqual(none)
    expect(await count(anOfficer())).toEqual(none)
    expect(await count({ kind: 'anonymous' })).toEqual(none)

    const meddle = by(anOfficer(), ({ tx }) =>
      sql`update dossiers.dossier set status = 'decided' where id = ${id}::uuid returning id`.execute(tx),
    )
    expect((await meddle).rows).toEqual([])
    const rewrite = by(desk.oneStop, ({ tx }) =>
      sql`update dossiers.action set data = '{}' where dossier_id = ${id}::uuid`.execute(tx),
    )
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })
})
