import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { stopSheets } from '#server/crafts/sheet/write-sheet.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { handedIn } from '#tests/handed-in.ts'
import { anOfficer } from '#tests/people.ts'
import { aBureau, type Bureau } from '../agency/fixtures.ts'
import {
  AddEntry,
  addEntry,
  approvePlan,
  beginPlan,
  ChangeEntry,
  changeEntry,
  closeWorkFile,
  filePaper,
  OpenWorkFile,
  openPlanned,
  openWorkFile,
  planAsPdf,
  planAsSheet,
  removeEntry,
  viewPlan,
  viewWorkFile,
} from '../index.ts'

afterAll(() => Promise.all([stopSheets(), stopTypesetting()]))

const thisYear = Number(new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 4))
const as = <Result>(who: Officer, act: (work: Work) => Promise<Result>, now = new Date()) =>
  perform(who, act, { now })
const refused = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  )
const see = (who: Officer, year = thisYear) => as(who, (work) => viewPlan(work, who, year))
const begin = (who: Officer, year = thisYear, entries: string[] = [], now = new Date()) =>
  as(who, (work) => beginPlan(work, { year, entries }), now)
const approve = async (who: Officer, year = thisYear, seen?: string) => {
  const shown = seen ?? (await see(who, year)).seen
  return as(who, (work) => approvePlan(work, { year, seen: shown }))
}
const codes = async (who: Officer, year = thisYear) => (await see(who, year)).entries.map(({ code }) => code)

/** An agency with somebody whose account is known, who answers for what the list plans. */
async function anOffice() {
  const bureau: Bureau = await aBureau()
  const { id } = await aStaffAccount({ agencyId: bureau.agency.id, roles: ['specialist'] })
  const add = (more: object, year = thisYear) => {
    const typed = { year, code: '01.TH', title: 'Kế hoạch công tác', retention: 'permanent', responsible: id }
    return as(bureau.clerk, (work) => addEntry(work, AddEntry.parse({ ...typed, ...more })))
  }
  return { ...bureau, responsible: id, add }
}

const openEntry = (who: Officer, entryId: string) => as(who, (work) => openPlanned(work, { entryId }))

async function close(who: Officer, id: string) {
  const file = await handedIn(who, aPdf([`<< /Of (${id}) >>`]))
  await as(who, (work) => filePaper(work, id, { file, label: 'Giấy', originalName: 'a.pdf' }))
  await as(who, (work) => closeWorkFile(work, id))
}

test('the clerk writes the list, who leads approves what was on the page, and then it is only added to', async () => {
  const { clerk, specialist, chair, deputy, responsible, add } = await anOffice()
  expect((await see(specialist)).plan).toBeUndefined()
  expect(await refused(begin(specialist))).toBe('identity.role_needed')
  expect(await refused(begin(chair))).toBe('identity.role_needed')
  expect(await refused(begin(clerk, thisYear - 1))).toBe('documents.plan_year_over')
  expect(await refused(add({}))).toBe('documents.plan_not_found')
  await begin(clerk)
  expect(await refused(begin(clerk))).toBe('documents.plan_begun_already')
  expect(await refused(approve(chair))).toBe('documents.plan_empty')

  const tenth = await add({ heading: 'I. Tổng hợp', code: '10.TH' })
  await add({ heading: 'II. Tổ chức', code: '01.TC', title: '  Nâng   lương ' })
  await add({ heading: 'I. Tổng hợp', code: '02.TH', note: 'Cả năm' })
  expect(await codes(specialist)).toEqual(['02.TH', '10.TH', '01.TC'])
  expect((await see(specialist)).entries.map(({ title }) => title).at(-1)).toBe('Nâng lương')
  expect(await refused(add({ code: '02.TH' }))).toBe('documents.plan_code_taken')
  expect(await refused(add({ code: '3', retention: 'khong-co' }))).toBe('documents.retention_unknown')
  const stranger = anOfficer({ roles: ['specialist'] })
  expect(await refused(add({ code: '3', responsible: stranger.id }))).toBe('documents.plan_person_unknown')

  const said = { heading: 'I. Tổng hợp', code: '11.TH', title: 'Báo cáo', retention: 'y5', responsible }
  const change = (more: object = {}) =>
    as(clerk, (work) => changeEntry(work, ChangeEntry.parse({ id: tenth, ...said, ...more })))
  expect(await refused(change({ code: '02.TH' }))).toBe('documents.plan_code_taken')
  const { seen } = await see(deputy)
  await change()
  // What the deputy has on the page is another list by now.
  expect(await refused(approve(deputy, thisYear, seen))).toBe('documents.plan_changed')
  expect(await refused(openEntry(specialist, tenth))).toBe('documents.plan_not_approved')
  expect(await refused(approve(specialist))).toBe('identity.role_needed')
  const byOrder = anOfficer({ agencyId: clerk.agencyId, roles: ['leader'] })
  expect(await refused(approve(byOrder))).toBe('documents.plan_of_head')
  await approve(deputy)
  expect(await refused(approve(chair))).toBe('documents.plan_stands')
  expect(await refused(change({ title: 'Khác' }))).toBe('documents.plan_stands')
  expect(await refused(as(clerk, (work) => removeEntry(work, tenth)))).toBe('documents.plan_stands')

  await add({ heading: 'II. Tổ chức', code: '02.TC' })
  const { plan, entries } = await see(chair)
  expect(plan?.approvedBy).toBe(deputy.id)
  expect(entries.map(({ code, isAddition }) => [code, isAddition])).toEqual([
    ['02.TH', false],
    ['11.TH', false],
    ['01.TC', false],
    ['02.TC', true],
  ])
})

test('a work file takes what its entry says; what has none, and what stands in no entry, is shown', async () => {
  const { clerk, specialist, chair, responsible, add } = await anOffice()
  await begin(clerk)
  const entry = await add({ code: '05.VX', title: 'Trường học', retention: 'y20' })
  await add({ code: '06.VX' })
  await approve(chair)
  const id = await openEntry(specialist, entry)
  const { file } = await as(specialist, (work) => viewWorkFile(work, id))
  expect(file).toMatchObject({
    code: `${thisYear}.05.VX`,
    title: 'Trường học',
    retention: 'y20',
    responsible,
    openedBy: specialist.id,
  })
  expect(await refused(openEntry(specialist, entry))).toBe('documents.plan_entry_opened')
  expect(await refused(openEntry(anOfficer({ roles: ['specialist'] }), entry))).toBe(
    'documents.plan_entry_not_found',
  )

  // Without the list it is opened as before.
  const free = OpenWorkFile.parse({ code: 'Riêng', title: 'Việc phát sinh', retention: 'y5' })
  const outside = await as(specialist, (work) => openWorkFile(work, free))
  const shown = await see(specialist)
  expect(shown.entries.map(({ code, workFileId }) => [code, workFileId])).toEqual([
    ['05.VX', id],
    ['06.VX', null],
  ])
  expect(shown.outside).toMatchObject([{ id: outside, code: 'Riêng' }])
  await add({ code: '07.VX', workFileId: outside })
  expect((await see(specialist)).outside).toEqual([])
  expect(await refused(add({ code: '08.VX', workFileId: outside }))).toBe('documents.plan_entry_opened')
})

test('the next year takes over what was chosen: an open work file goes on, the rest is expected anew', async () => {
  const { clerk, specialist, chair, add } = await anOffice()
  await begin(clerk)
  const open = await add({ code: `01.${thisYear}.XD`, title: `Xây trường năm ${thisYear}` })
  const done = await add({ code: `02.${thisYear}.TH`, title: `Kế hoạch năm ${thisYear}` })
  const ended = await add({ code: '03.TH' })
  await approve(chair)
  const goingOn = await openEntry(specialist, open)
  await close(specialist, await openEntry(specialist, done))
  expect((await see(clerk)).entries.map(({ closedAt }) => closedAt !== null)).toEqual([false, true, false])

  await begin(clerk, thisYear + 1, [open, done])
  const { entries, plan } = await see(clerk, thisYear + 1)
  expect(plan?.approvedAt).toBeNull()
  expect(entries.map(({ code, title, workFileId }) => [code, title, workFileId])).toEqual([
    [`01.${thisYear}.XD`, `Xây trường năm ${thisYear}`, goingOn],
    [`02.${thisYear + 1}.TH`, `Kế hoạch năm ${thisYear + 1}`, null],
  ])
  expect(ended).toBeTruthy()
  await as(clerk, (work) => removeEntry(work, entries[0]?.id ?? ''))
  expect(await codes(clerk, thisYear + 1)).toEqual([`02.${thisYear + 1}.TH`])
})

test('what was approved stays as it is, also against the program', async () => {
  const { clerk, chair, specialist, add } = await anOffice()
  await begin(clerk)
  const id = await add({})
  await approve(chair)
  const entry = (act: (work: Work) => Promise<unknown>, who = clerk) => refused(as(who, act))
  const row = ({ tx }: Work) => tx.updateTable('documents.planEntry').where('id', '=', id)
  expect(await entry((work) => row(work).set({ title: 'Khác' }).execute())).toBe('42501')
  expect(await entry((work) => row(work).set({ title: 'Khác' }).execute(), specialist)).toBe('42501')
  expect(await entry(({ tx }) => tx.deleteFrom('documents.planEntry').where('id', '=', id).execute())).toBe(
    '42501',
  )
  const undo = ({ tx }: Work) =>
    tx
      .updateTable('documents.filePlan')
      .set({ approvedBy: null, approvedAt: null })
      .where('agencyId', '=', clerk.agencyId)
      .execute()
  expect(await entry(undo, chair)).toBe('42501')
  expect((await see(clerk)).entries.map(({ title }) => title)).toEqual(['Kế hoạch công tác'])
})

test('the list is taken along as PDF/A and XLSX in the legal columns', async () => {
  const { clerk, specialist, chair, add } = await anOffice()
  expect(await refused(planAsPdf(specialist, thisYear))).toBe('documents.plan_not_found')
  await begin(clerk)
  await add({ heading: 'I. Tổng hợp', code: '02.TH', note: 'Cả năm' })
  await add({ heading: 'I. Tổng hợp', code: '03.TH', retention: 'y5' })
  const wordsOf = async () => {
    const pdf = Buffer.from(await planAsPdf(specialist, thisYear))
    expect(pdf.includes('pdfaid')).toBe(true)
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().replace(/\s+/g, ' ')
  }
  expect(await wordsOf()).toContain('DỰ THẢO, chưa phê duyệt')
  await approve(chair)
  const said = await wordsOf()
  for (const part of [
    'DANH MỤC HỒ SƠ',
    'Người lập hồ sơ',
    'I. Tổng hợp',
    '02.TH',
    'Vĩnh viễn',
    'Cả năm',
    'phê duyệt ngày',
    'gồm 1 hồ sơ bảo quản vĩnh viễn và 1 hồ sơ bảo quản có thời hạn',
  ])
    expect(said).toContain(part)
  expect(said).not.toContain('DỰ THẢO')
  const sheet = Buffer.from(await planAsSheet(specialist, thisYear))
  expect(sheet.subarray(0, 2).toString()).toBe('PK')
})
