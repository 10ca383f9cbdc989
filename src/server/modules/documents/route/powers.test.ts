/** Giao quyền ký: who holds a position hands its power over and ends that, and everyone of the agency sees who has it. */
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aHeadOf, anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import {
  aBureau,
  aLetterOf,
  appointTo,
  approved,
  type Bureau,
  mergeInto,
  putRules,
  signAll,
  toldOf,
} from '../agency/fixtures.ts'
import { beginDrafts } from '../agency/sign-drafts.ts'
import { someone } from '../assign/fixtures.ts'
import { getDocument } from '../get-document.ts'
import { EndPower, endPower, HandOverPower, handOverPower, listPowerChoices, viewPowers } from './powers.ts'

afterAll(stopTypesetting)

const today = localDay(new Date())
const day = (count: number) => addDays(today, count)
const as = <Result>(who: Officer, act: (work: Work) => Promise<Result>) => perform(who, act)

/** Somebody with an account who holds a position of the agency that signs nothing by itself, unless another is said. */
async function aTaker({ agency }: Pick<Bureau, 'agency'>, key = 'chuyen-vien'): Promise<Officer> {
  const officer = await someone(agency.id, 'leader')
  await appointTo(officer, `${agency.id}/${key}`)
  return officer
}

const give = ({ agency, chair }: Bureau, to: string, typed: object = {}, by = chair) => {
  const input = {
    position: `${agency.id}/chu-tich`,
    authority: 'TUQ.',
    to,
    types: ['official_letter'],
    scope: 'Công văn về tiếp công dân',
    decision: 'Quyết định số 12/QĐ-UBND',
    decidedOn: today,
    validFrom: today,
    validTo: day(30),
    ...typed,
  }
  return as(by, (work) => handOverPower(work, by, HandOverPower.parse(input)))
}
const end = (by: Officer, id: string, from = today) =>
  as(by, (work) => endPower(work, by, EndPower.parse({ id, from, reason: 'Người đứng đầu đã về' })))
const view = (who: Officer, on = today) => as(who, (work) => viewPowers(work, who, on))
const only = async (who: Officer, on = today) => {
  const powers = await view(who, on)
  expect(powers).toHaveLength(1)
  return powers[0] as (typeof powers)[number]
}

/** Why it was refused; each reason has a sentence of its own that says what to do. */
async function refused(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => undefined,
    (one: unknown) => one,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error('nothing was refused')
  const { code, details } = error
  expect(m.refusal(code, details)).not.toMatch(/Không thể giao quyền ký như vậy|undefined/)
  return String(details.reason ?? details.why ?? code)
}

async function aWaiting(bureau: Bureau, overrides: object = {}): Promise<string> {
  const id = await aLetterOf(bureau, overrides)
  await approved(bureau, id)
  return id
}

test('what the head hands over signs what it names until the head ends it, and whom it concerns is told', async () => {
  const bureau = await aBureau()
  const { agency, chair } = bureau
  const [taker, clerk] = [await aTaker(bureau), await someone(agency.id, 'clerk')]
  const aDecision = { kind: 'decision', title: 'Quyết định', register: 'decision' }
  const [letter, decision] = [await aWaiting(bureau), await aWaiting(bureau, aDecision)]
  expect((await beginDrafts(taker, [letter]))[0]?.refusal).toBe('documents.may_not_sign')

  await give(bureau, taker.id)
  expect((await beginDrafts(taker, [decision]))[0]).toMatchObject({
    refusal: 'documents.beyond_delegation',
    details: { scope: 'Công văn về tiếp công dân', decision: 'Quyết định số 12/QĐ-UBND' },
  })
  expect((await signAll(taker, [letter]))[0]?.refusal).toBeNull()
  const signed = await as(chair, (work) => getDocument(work, letter))
  expect(signed.signerPosition).toBe('TUQ. Chủ tịch, Chuyên viên')

  const { id } = await only(bureau.specialist)
  await end(chair, id)
  const next = await aWaiting(bureau)
  expect((await beginDrafts(taker, [next]))[0]?.refusal).toBe('documents.may_not_sign')
  expect(await toldOf(taker)).toEqual(['power_ended /van-ban/uy-quyen', 'power_given /van-ban/uy-quyen'])
  expect(await toldOf(clerk)).toEqual(['power_changed /van-ban/uy-quyen', 'power_changed /van-ban/uy-quyen'])
})

test('only whoever holds the position hands its power over, in the ways the law gives it', async () => {
  const bureau = await aBureau()
  const { agency, chair, deputy, specialist, clerk } = bureau
  const other = await aBureau()
  const [taker, deputyToo] = [await aTaker(bureau), await aTaker(bureau, 'pho-chu-tich')]
  for (const one of [specialist, clerk])
    expect(await refused(give(bureau, taker.id, {}, one))).toBe('identity.role_needed')
  for (const one of [deputy, taker, other.chair])
    expect(await refused(give(bureau, taker.id, {}, one))).toBe('not_held')
  const ofDeputy = { position: `${agency.id}/pho-chu-tich` }
  expect(await refused(give(bureau, taker.id, ofDeputy, deputy))).toBe('not_head')
  expect(await refused(give(bureau, taker.id, { authority: 'KT.' }))).toBe('not_deputy')
  expect(await refused(give(bureau, taker.id, { authority: 'TL.' }))).toBe('not_head_of_unit')
  expect(await refused(give(bureau, deputyToo.id, { authority: 'TL.' }))).toBe('not_head_of_unit')
  await give(bureau, deputyToo.id, { authority: 'KT.', types: [] })

  const division = await anAgency({ name: 'Phòng Thử', kind: 'division', parentId: agency.id })
  const head = await someone(agency.id, 'leader')
  await appointTo(head, await aHeadOf(division, 'Trưởng phòng'))
  await give(bureau, head.id, { authority: 'TL.', types: [] })

  // With what was handed to them nobody hands on anything.
  await give(bureau, taker.id)
  expect(await refused(give(bureau, head.id, {}, taker))).toBe('handed_on')

  const choices = await as(chair, (work) => listPowerChoices(work, chair))
  expect(choices.positions).toMatchObject([{ title: 'Chủ tịch', ways: ['KT.', 'TL.', 'TUQ.'] }])
  const people = choices.people.map(({ id, title, unitName }) => [id, title, unitName])
  // Whoever holds a position without an account is offered to nobody.
  expect(people).toHaveLength(3)
  expect(people).toEqual(
    expect.arrayContaining([
      [taker.id, 'Chuyên viên', agency.name],
      [deputyToo.id, 'Phó Chủ tịch', agency.name],
      [head.id, 'Trưởng phòng', 'Phòng Thử'],
    ]),
  )
  expect((await as(deputy, (work) => listPowerChoices(work, deputy))).positions).toEqual([])
})

test('days, decision, person and what it covers are refused in words where they cannot be', async () => {
  const bureau = await aBureau()
  const { chair, agency } = bureau
  const other = await aBureau()
  const [taker, elsewhere] = [await aTaker(bureau), await aTaker(other)]
  const why = (typed: object, to = taker.id) => refused(give(bureau, to, typed))
  expect(await why({ validFrom: day(-1) })).toBe('past')
  expect(await why({ validFrom: day(3), validTo: day(2) })).toBe('ends_before_it_begins')
  expect(await why({ validTo: '2196-12-31' })).toBe('too_long')
  expect(await why({ decidedOn: day(1) })).toBe('decided_later')
  expect(await why({ types: [] })).toBe('scope_missing')
  expect(await why({ registers: ['so-khong-co'] })).toBe('book')
  expect(await why({}, elsewhere.id)).toBe('not_of_this_agency')
  // Appointed, and without an account that works here: gone.
  expect(await why({}, bureau.specialist.id)).toBe('left')
  expect(await why({}, randomUUID())).toBe('left')
  const chairToo = await someone(agency.id, 'leader')
  await appointTo(chairToo, `${agency.id}/chu-tich`)
  expect(await refused(give(bureau, chairToo.id, {}, chairToo))).toBe('self')
  expect(await view(chair)).toEqual([])

  await give(bureau, taker.id, { validFrom: day(5), validTo: day(9) })
  expect(await why({ validFrom: day(9), validTo: day(12) })).toBe('overlaps')
  expect(await why({ validFrom: today, validTo: day(5), types: ['decision', 'official_letter'] })).toBe(
    'overlaps',
  )
  await give(bureau, taker.id, { validFrom: day(5), validTo: day(9), types: ['decision'] })
  await give(bureau, taker.id, { validFrom: day(10), validTo: day(12) })
  expect(await view(chair)).toHaveLength(3)
  // Two tabs at one moment hand it over once.
  const once = { validFrom: day(20), validTo: day(21) }
  const both = await Promise.allSettled([give(bureau, taker.id, once), give(bureau, taker.id, once)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('everyone of the agency sees who has which power on a day, by whom, and what has ended', async () => {
  const bureau = await aBureau()
  await putRules(bureau.agency.id, { registers: [{ register: 'so-dat-dai', types: ['decision'] }] })
  const { chair, specialist, clerk, deputy } = bureau
  const other = await aBureau()
  const taker = await aTaker(bureau)
  await give(bureau, taker.id, {
    types: [],
    registers: ['so-dat-dai'],
    validFrom: day(2),
    validTo: day(6),
  })
  expect(await only(specialist)).toMatchObject({ state: 'to_come', mayEnd: false, hindered: null })
  expect(await only(clerk, day(6))).toMatchObject({
    state: 'in_force',
    authority: 'TUQ.',
    toAccount: taker.id,
    own: { title: 'Chuyên viên' },
    position: { title: 'Chủ tịch' },
    types: null,
    registers: ['so-dat-dai'],
    decidedOn: today,
    madeBy: chair.id,
  })
  expect(await only(clerk, day(7))).toMatchObject({ state: 'ended', hindered: null })
  expect(await view(other.clerk)).toEqual([])
  expect(await only(taker)).toMatchObject({ mayEnd: false })

  const { id, mayEnd } = await only(chair)
  expect(mayEnd).toBe(true)
  expect(await refused(end(deputy, id))).toBe('not_held')
  expect(await refused(end(other.chair, id))).toBe('agencies.delegation_not_found')
  expect(await refused(end(specialist, id))).toBe('identity.role_needed')
  expect(await refused(end(chair, id, day(-1)))).toBe('past')
  expect(await refused(end(chair, id, day(7)))).toBe('ended')
  await end(chair, id, day(5))
  expect(await only(clerk, day(4))).toMatchObject({ state: 'in_force', lastDay: day(4), endedBy: chair.id })
  expect(await only(clerk, day(5))).toMatchObject({ state: 'ended', endedWhy: 'Người đứng đầu đã về' })
  expect(await refused(end(chair, id, day(5)))).toBe('ended')
  await end(chair, id, day(2))
  expect(await only(clerk)).toMatchObject({ state: 'ended', mayEnd: false })
  // What was undone is free to be given again.
  await give(bureau, taker.id, { validFrom: day(2), validTo: day(6) })

  const change = (who: Officer | typeof system) =>
    perform(who, async ({ tx }) => {
      const { numUpdatedRows } = await tx
        .updateTable('agencies.delegation')
        .set({ validTo: day(60) })
        .where('id', '=', id)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    })
  expect([await change(chair), await change(taker), await change(system)]).toEqual([0, 0, 0])
})

test('whoever cannot use it is said to be so, and a power ends with its agency', async () => {
  const [bureau, heir] = [await aBureau(), await aBureau({}, { name: 'Ủy ban nhân dân phường Mới' })]
  const { agency, chair, clerk } = bureau
  const noLeader = await someone(agency.id, 'specialist')
  await appointTo(noLeader, `${agency.id}/chuyen-vien`)
  await give(bureau, noLeader.id)
  expect(await only(clerk)).toMatchObject({ hindered: 'no_role' })
  await perform(system, ({ tx }) =>
    tx.updateTable('identity.account').set({ status: 'locked' }).where('id', '=', noLeader.id).execute(),
  )
  expect(await only(clerk)).toMatchObject({ hindered: 'left' })

  await mergeInto(agency, heir.agency)
  const moved = { ...heir.clerk, agencyIds: [heir.agency.id, agency.id] }
  expect(await only(moved)).toMatchObject({ state: 'ended', lastDay: day(-1), hindered: null })
  const taker = await aTaker(bureau)
  expect(await refused(give(bureau, taker.id))).toBe('merged')
  expect(await refused(end(chair, (await only(moved)).id))).toBe('merged')
})

test('the database takes no power from whoever does not hold its position', async () => {
  const bureau = await aBureau()
  const { agency, chair, deputy } = bureau
  const write = (who: Officer, madeBy = who.id) =>
    perform(who, ({ tx, now }) =>
      tx
        .insertInto('agencies.delegation')
        .values({
          id: randomUUID(),
          fromPosition: `${agency.id}/chu-tich`,
          toAccount: who.id,
          authority: 'KT.',
          scope: 'x',
          decision: 'x',
          decidedOn: today,
          validFrom: today,
          validTo: today,
          madeBy,
          madeAt: now,
        })
        .execute(),
    )
  await expect(write(deputy)).rejects.toThrow(/row-level security/)
  await expect(write(deputy, chair.id)).rejects.toThrow(/row-level security/)
  await expect(write({ ...chair, roles: ['specialist'] })).rejects.toThrow(/row-level security/)
  await write(chair)
})
