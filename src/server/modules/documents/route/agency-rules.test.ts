import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, endOfLocalDay, type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import {
  aBureau,
  aLetterOf,
  anExtraPosition,
  appointTo,
  approved,
  type Bureau,
  signAll,
  toldOf,
} from '../agency/fixtures.ts'
import { submitDraft } from '../agency/submit-draft.ts'
import { someone } from '../assign/fixtures.ts'
import { findDocument } from '../queries.ts'
import { enterAbsence } from './absences.ts'
import {
  EndRule,
  endRule,
  MakeHoldRule,
  MakeRouteRule,
  MakeSealRule,
  makeHoldRule,
  makeRouteRule,
  makeSealRule,
} from './agency-rules.ts'
import { heldUntil } from './numbering.ts'
import { planRoute } from './plan-route.ts'
import { findRoute } from './route-queries.ts'
import { mayMakeRules } from './rule-makers.ts'
import { insertRule, insertRuleEnd } from './rule-queries.ts'
import { tryRoute, viewRules } from './view-rules.ts'

const today = localDay(new Date())
const as = <Result>(who: Officer, act: (work: Work) => Promise<Result>) => perform(who, act)
const refused = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    ({ code, details }: { code: string; details?: { why?: string } }) => details?.why ?? code,
  )
const routeRule = (who: Officer, typed: object) =>
  as(who, (work) => makeRouteRule(work, who, MakeRouteRule.parse({ validFrom: today, ...typed })))
const sealRule = (who: Officer, typed: object) =>
  as(who, (work) => makeSealRule(work, who, MakeSealRule.parse({ validFrom: today, ...typed })))
const keepsFor = (who: Officer, typed: object) =>
  as(who, (work) => makeHoldRule(work, who, MakeHoldRule.parse({ validFrom: today, ...typed })))
const end = (who: Officer, id: string, from: LocalDay) =>
  as(who, (work) => endRule(work, who, EndRule.parse({ id, from })))
const step = ({ agency }: Bureau, key: string, more: object = {}) => ({
  position: `${agency.id}/${key}`,
  ...more,
})
const tried = async ({ specialist }: Bureau, asked: object, on = today) => {
  const about = { type: 'decision', urgency: 'normal' as const, amount: null, on, ...asked }
  const { steps, signers, seal, isOwn } = await as(specialist, (work) => tryRoute(work, specialist, about))
  return { steps: steps.map(({ who }) => who), signers, seal, isOwn }
}
const common = { steps: ['Văn thư'], signers: [], seal: 'at_once', isOwn: false }

test('the head says through whom documents go, by type, urgency and sum, and the narrowest that fits is followed', async () => {
  const bureau = await aBureau()
  const other = await aBureau()
  const { chair, specialist, clerk } = bureau
  expect(await tried(bureau, {})).toEqual(common)
  await routeRule(chair, {
    types: ['decision'],
    amountFrom: '500.000.000',
    steps: {
      1: step(bureau, 'pho-chu-tich', { days: '2' }),
      2: step(bureau, 'van-thu', { kind: 'layout', standIn: `${bureau.agency.id}/pho-chu-tich` }),
      3: { position: '' },
    },
    signers: [`${bureau.agency.id}/chu-tich`],
  })
  await routeRule(chair, { urgencies: ['express'], direct: 'yes' })
  await routeRule(chair, { types: ['decision'], steps: { 1: step(bureau, 'pho-chu-tich') } })

  const dear = { steps: ['Phó Chủ tịch', 'Văn thư'], signers: ['Chủ tịch'], seal: 'at_once', isOwn: true }
  expect(await tried(bureau, { amount: 500_000_000 })).toEqual(dear)
  expect(await tried(bureau, { amount: 500_000_000, urgency: 'express' })).toEqual(dear)
  expect(await tried(bureau, { urgency: 'express' })).toMatchObject({ steps: [], isOwn: true })
  expect(await tried(bureau, { amount: 499_999_999 })).toMatchObject({ steps: ['Phó Chủ tịch'] })
  expect(await tried(bureau, { type: 'notice' })).toEqual(common)
  expect(await tried(bureau, {}, addDays(today, -1))).toEqual(common)
  expect(await tried(other, { amount: 500_000_000 })).toEqual(common)

  const { inForce } = await as(clerk, (work) => viewRules(work, clerk, today))
  expect(inForce.map(({ isOwn }) => isOwn)).toEqual([true, true, true, false])
  expect(inForce[0]).toMatchObject({ madeBy: chair.id, amountFrom: 500_000_000, validFrom: today })
  expect(inForce[0]?.steps[1]).toMatchObject({ standIns: 'Phó Chủ tịch', days: 1, isVacant: false })

  for (const one of [specialist, clerk])
    expect(await refused(routeRule(one, { direct: 'yes' }))).not.toBe('done')
  expect(await refused(routeRule(chair, {}))).toBe('steps')
  expect(await refused(routeRule(chair, { direct: 'yes', validFrom: addDays(today, -1) }))).toBe('past')
  expect(await refused(routeRule(chair, { direct: 'yes', amountFrom: '9', amountTo: '9' }))).toBe('amounts')
  expect(await refused(routeRule(chair, { steps: { 1: step(other, 'van-thu') } }))).toBe('position')
  const { error } = MakeRouteRule.safeParse({ validFrom: today, amountFrom: 'năm trăm triệu' })
  expect(error?.issues).toMatchObject([{ path: ['amountFrom'], message: m.ui.form.number }])
  const itself = { standIn: `${bureau.agency.id}/van-thu` }
  expect(await refused(routeRule(chair, { steps: { 1: step(bureau, 'van-thu', itself) } }))).toBe('stand_in')
  const clerkSigns = { direct: 'yes', signers: [`${bureau.agency.id}/van-thu`] }
  expect(await refused(routeRule(chair, clerkSigns))).toBe('signer')
})

test('of a step whose position the agency does not have no key is shown, but that it has none', async () => {
  const { chair } = await aBureau({
    routes: [{ steps: [{ kind: 'content', keys: ['chanh-van-phong'], days: 1 }] }],
  })
  const { inForce } = await as(chair, (work) => viewRules(work, chair, today))
  expect(inForce[0]?.steps).toMatchObject([{ who: 'chức vụ cơ quan chưa có', isVacant: true }])
})

test('a rule ends from a day on, once that is not over, and the days before keep it', async () => {
  const bureau = await aBureau()
  const other = await aBureau()
  const { chair } = bureau
  await routeRule(chair, { direct: 'yes', validFrom: addDays(today, 3) })
  const [rule] = (await as(chair, (work) => viewRules(work, chair, today))).others
  const id = rule?.id ?? ''
  expect(await tried(bureau, {}, addDays(today, 2))).toMatchObject({ isOwn: false })
  expect(await tried(bureau, {}, addDays(today, 9))).toMatchObject({ isOwn: true, steps: [] })

  expect(await refused(end(other.chair, id, today))).toBe('documents.rule_not_found')
  expect(await refused(end(bureau.clerk, id, today))).not.toBe('done')
  expect(await refused(end(chair, id, addDays(today, -1)))).toBe('past')
  await end(chair, id, addDays(today, 8))
  expect(await tried(bureau, {}, addDays(today, 7))).toMatchObject({ isOwn: true })
  expect(await tried(bureau, {}, addDays(today, 8))).toMatchObject({ isOwn: false })
  expect(await refused(end(chair, id, addDays(today, 9)))).toBe('ended')
  await end(chair, id, addDays(today, 5))
  const { inForce, others } = await as(chair, (work) => viewRules(work, chair, addDays(today, 4)))
  expect([inForce[0]?.id, inForce[0]?.endsFrom, inForce[0]?.endedBy]).toEqual([
    id,
    addDays(today, 5),
    chair.id,
  ])
  expect(others).toEqual([])
  expect(
    (await as(chair, (work) => viewRules(work, chair, addDays(today, 6)))).others.map((one) => one.id),
  ).toEqual([id])

  const change = (who: Officer | typeof system) =>
    perform(who, async ({ tx }) => {
      const { numUpdatedRows } = await tx
        .updateTable('documents.rule')
        .set({ rank: 99 })
        .where('id', '=', id)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    })
  expect([await change(chair), await change(system)]).toEqual([0, 0])
})

test('the head says for how long numbers are held, and everyone sees that and which book numbers', async () => {
  const bureau = await aBureau({ registers: [{ types: ['decision'], register: 'so-quyet-dinh' }] })
  const { chair, specialist, clerk } = bureau
  const asked = (type: string, on = today) =>
    as(specialist, (work) => tryRoute(work, specialist, { type, urgency: 'normal', amount: 9_000_000, on }))
  expect(await asked('decision')).toMatchObject({ register: 'so-quyet-dinh', days: 0 })
  await keepsFor(chair, { days: '5' })
  await keepsFor(chair, { days: '2', types: ['decision'], validFrom: addDays(today, 2) })
  expect(await asked('decision')).toMatchObject({ days: 5 })
  expect(await asked('decision', addDays(today, 2))).toMatchObject({ days: 2 })
  expect(await asked('notice', addDays(today, 2))).toMatchObject({ register: 'notice', days: 5 })
  // A number goes by it as the page says.
  const id = await aLetterOf(bureau)
  const letter = await as(specialist, (work) => findDocument(work.tx, specialist, id))
  if (!letter) throw new Error('there is no draft')
  const takenAt = new Date()
  const year = Number(today.slice(0, 4))
  const until = await perform(system, (work) => heldUntil(work, letter, { takenAt, year }))
  const yearsEnd = startOfLocalDay(`${year + 1}-01-01`).getTime()
  const next = startOfLocalDay(addDays(today, 1))
  const fifth = endOfLocalDay(localDay(addWorkingDays(provinceCalendar(), next, 4))).getTime()
  expect(until.getTime()).toBe(Math.min(fifth, yearsEnd))

  const { inForce, others } = await as(clerk, (work) => viewRules(work, clerk, today))
  expect(inForce.map(({ about, register, days, isOwn }) => [about, register ?? days, isOwn])).toEqual([
    ['hold', 5, true],
    ['register', 'so-quyet-dinh', false],
    ['route', null, false],
  ])
  expect(others.map(({ days }) => days)).toEqual([2])
  await end(chair, inForce[0]?.id ?? '', addDays(today, 1))
  expect(await asked('notice', addDays(today, 1))).toMatchObject({ days: 0 })

  for (const one of [specialist, clerk]) expect(await refused(keepsFor(one, { days: '3' }))).not.toBe('done')
  expect(await refused(keepsFor(chair, { days: '3', validFrom: addDays(today, -1) }))).toBe('past')
  for (const days of ['-1', '61', 'ba']) {
    const { error } = MakeHoldRule.safeParse({ validFrom: today, days })
    expect(error?.issues).toMatchObject([{ path: ['days'], message: 'Nhập số ngày làm việc, từ 0 đến 60.' }])
  }
})

test('a rule an agency made never bears a name a province may give one of its own', async () => {
  const { chair, agency } = await aBureau()
  const named = perform(chair, ({ tx }) =>
    sql`
      insert into documents.rule (id, about, rank, agency_id, value, valid_from, made_by, made_at)
      values ('quy-che-chung', 'seal', 7, ${agency.id}, '{"seal": "at_once"}', ${today}::date, ${chair.id}::uuid, now())`.execute(
      tx,
    ),
  )
  await expect(named).rejects.toMatchObject({ code: '23514' })
})

test('what is in its route keeps the rule it began by, its route and who seals it', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'at_once' }] })
  const { chair, deputy, specialist } = bureau
  const early = await aLetterOf(bureau)
  const late = await aLetterOf(bureau)
  await as(specialist, (work) => submitDraft(work, specialist, early, { version: 1, amount: null }))
  const before = await perform(system, (work) => findRoute(work.tx, early))
  await routeRule(chair, { direct: 'yes' })
  await sealRule(chair, { seal: 'by_clerk', amountFrom: '1.000.000' })
  await sealRule(chair, { seal: 'by_clerk', types: ['notice'] })
  expect(await perform(system, (work) => findRoute(work.tx, early))).toEqual(before)
  expect(before?.steps).toHaveLength(1)
  const document = await as(specialist, (work) => findDocument(work.tx, specialist, late))
  if (!document) throw new Error('there is no draft')
  expect(await as(specialist, (work) => planRoute(work, specialist, document, null))).toMatchObject({
    steps: [],
    seal: 'at_once',
  })

  // Its sum decides who seals it, long after it was said.
  const planned = await as(specialist, (work) =>
    submitDraft(work, specialist, late, { version: 1, amount: 1_000_000 }),
  )
  expect(planned).toMatchObject({ steps: [], seal: 'by_clerk' })
  await signAll(deputy, [late])
  expect(await perform(system, (work) => findRoute(work.tx, late))).toMatchObject({ seal: 'by_clerk' })

  const third = await aLetterOf(bureau)
  await approved(bureau, third)
  await sealRule(chair, { seal: 'by_clerk' })
  await signAll(deputy, [third])
  expect(await perform(system, (work) => findDocument(work.tx, system, third))).toMatchObject({
    status: 'issued',
  })
})

test('who signs by order or with a power handed over makes and ends no rule, whichever way; the others who answer for it are told', async () => {
  const bureau = await aBureau()
  const { agency, chair, deputy } = bureau
  const ofAgency = { agencyId: agency.id, validFrom: agency.validFrom, validTo: null, signs: true }
  const byOrder = { title: 'Trưởng phòng', authority: 'TL.' as const, authorityOf: 'Chủ tịch' }
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.position')
      .values({ id: `${agency.id}/truong-phong`, ...ofAgency, ...byOrder })
      .execute(),
  )
  await forgetAgencies(agency.id)
  const [head, handed, clerk] = [
    await someone(agency.id, 'leader'),
    await someone(agency.id, 'leader'),
    await someone(agency.id, 'clerk'),
  ]
  await appointTo(head, `${agency.id}/truong-phong`)
  await appointTo(handed, `${agency.id}/chuyen-vien`)
  const power = { fromPosition: `${agency.id}/chu-tich`, toAccount: handed.id, authority: 'TUQ.' as const }
  const limits = { scope: 'Ký công văn', types: ['official_letter'], decision: '12/QĐ-UBND' }
  const days = { validFrom: addDays(today, -9), validTo: addDays(today, 9) }
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.delegation')
      .values({ id: randomUUID(), ...power, ...limits, ...days })
      .execute(),
  )
  const straight = { types: ['official_letter'], direct: 'yes' }
  for (const one of [head, handed]) {
    expect(await refused(routeRule(one, straight))).toBe('documents.rules_of_head')
    expect(await refused(sealRule(one, { seal: 'at_once' }))).toBe('documents.rules_of_head')
    expect(await as(one, (work) => mayMakeRules(work, one))).toBe(false)
    // Nor past the program.
    const rule = { id: randomUUID(), about: 'route', rank: 0, agencyId: agency.id, value: '{"steps":[]}' }
    const made = { validFrom: today, madeBy: one.id, madeAt: new Date() }
    const none = { types: null, urgencies: null, amountFrom: null, amountTo: null }
    await expect(as(one, ({ tx }) => insertRule(tx, { ...rule, ...made, ...none }))).rejects.toThrow(
      /row-level security/,
    )
  }
  await routeRule(deputy, straight)
  const [rule] = (await as(chair, (work) => viewRules(work, chair, today))).inForce
  const ruleId = rule?.id ?? ''
  for (const one of [head, handed]) {
    expect(await refused(end(one, ruleId, today))).toBe('documents.rules_of_head')
    const act = { ruleId, fromDay: today, endedBy: one.id, endedAt: new Date() }
    await expect(as(one, ({ tx }) => insertRuleEnd(tx, act))).rejects.toThrow(/row-level security/)
  }
  await end(chair, ruleId, addDays(today, 3))
  for (const one of [head, clerk])
    expect(await toldOf(one)).toEqual([
      `rule_ended /van-ban/quy-che?ngay=${addDays(today, 3)}`,
      `rule_made /van-ban/quy-che?ngay=${today}`,
    ])

  // Nor does anybody else put such a one in the place of who leads.
  const replace = (accountId: string, standIn: string) => {
    const away = { accountId, standIn, fromOn: today, toOn: today, reason: 'Đi họp' }
    return as(bureau.clerk, (work) => enterAbsence(work, bureau.clerk, away))
  }
  for (const one of [head, handed]) expect(await refused(replace(chair.id, one.id))).toBe('signs')
  expect(await refused(replace(head.id, deputy.id))).toBe('done')
})

test('what is pressed twice is one rule, and what ended makes room for others and stands on pages', async () => {
  const { chair, agency } = await aBureau()
  const view = (page?: number) => as(chair, (work) => viewRules(work, chair, today, page))
  const own = async () => (await view()).inForce.filter(({ isOwn }) => isOwn).length
  const express = { urgencies: ['express'], direct: 'yes' }
  await Promise.all([routeRule(chair, express), routeRule(chair, express)])
  expect(await own()).toBe(1)
  // Another comes between: it is said anew.
  await routeRule(chair, { urgencies: ['urgent'], direct: 'yes' })
  await routeRule(chair, express)
  expect(await own()).toBe(3)

  const made = (count: number, isEnded: boolean) =>
    perform(chair, async ({ tx }) => {
      const { rows } = await sql<{ id: string }>`
        insert into documents.rule (id, about, rank, agency_id, types, value, valid_from, made_by, made_at)
        select gen_random_uuid()::text, 'seal', 6, ${agency.id}, array['notice'], '{"seal": "at_once"}', ${today}::date, ${chair.id}::uuid, now()
          from generate_series(1, ${count}::integer)
        returning id`.execute(tx)
      if (!isEnded) return
      await sql`
        insert into documents.rule_end (rule_id, from_day, ended_by, ended_at)
        select id, ${today}::date, ${chair.id}::uuid, now() from unnest(${rows.map(({ id }) => id)}::text[]) as id`.execute(
        tx,
      )
    })
  await made(300, true)
  expect(await refused(sealRule(chair, { seal: 'by_clerk' }))).toBe('done')
  const [first, last] = [await view(), await view(99)]
  expect([first.page, first.pages, first.others.length]).toEqual([1, 15, 20])
  expect([last.page, last.others.length]).toEqual([15, 20])
  expect(new Set([...first.others, ...last.others].map(({ id }) => id)).size).toBe(40)
  await made(96, false)
  expect(await refused(sealRule(chair, { seal: 'at_once' }))).toBe('many')
})

test('of two who end a rule at once the second is told that it has ended', async () => {
  const { chair, deputy } = await aBureau()
  await routeRule(chair, { direct: 'yes' })
  const [rule] = (await as(chair, (work) => viewRules(work, chair, today))).inForce
  const id = rule?.id ?? ''
  const ends = await Promise.all([
    perform(chair, async (work) => {
      await endRule(work, chair, { id, from: today })
      await new Promise((go) => setTimeout(go, 300))
      return 'done'
    }),
    new Promise((go) => setTimeout(go, 100)).then(() => refused(end(deputy, id, today))),
  ])
  expect(ends).toEqual(['done', 'ended'])
})

test('a position whose key bears a number takes part in a rule like any other', async () => {
  const bureau = await aBureau()
  const { chair, deputy, agency } = bureau
  await anExtraPosition(agency, 'pho-giam-doc-2', 'Phó Giám đốc thứ hai')
  await appointTo(deputy, `${agency.id}/pho-giam-doc-2`)
  await routeRule(chair, { types: ['decision'], steps: { 1: step(bureau, 'pho-giam-doc-2') } })
  expect(await tried(bureau, {})).toMatchObject({ steps: ['Phó Giám đốc thứ hai'], isOwn: true })
})
