import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopSheets } from '#server/crafts/sheet/write-sheet.ts'
import { readSip } from '#server/crafts/sip/read-sip.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, formatDate, localDay } from '#shared/dates.ts'
import { beginSuccessor } from '../agency/begin-successor.ts'
import { CreateDraft, createDraft } from '../agency/create-draft.ts'
import { aBureau, aLetterOf, approved, type Bureau, proven, signAll, toldOf } from '../agency/fixtures.ts'
import type { RelationKind } from '../agency/relations.ts'
import { changesOf } from '../changes/changes.ts'
import { closeWorkFile } from '../files/close-work-file.ts'
import { fileDocument } from '../files/file-document.ts'
import { handOver, openPackage } from '../files/hand-over.ts'
import { OpenWorkFile, openWorkFile } from '../files/open-work-file.ts'
import { viewWorkFile } from '../files/view-work-files.ts'
import { countUnreminded } from '../health/waiting-queries.ts'
import { sendOut } from '../incoming/exchange/send-out.ts'
import { detailsOf } from '../incoming/fixtures.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { listArrivals, viewArrival } from '../incoming/view-arrival.ts'
import { findDocument } from '../queries.ts'
import { readRegister } from '../registers/list-register.ts'
import { registerAsPdf, registerAsSheet } from '../registers/take-register.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { takeAction } from '../take-action.ts'
import { actsOn, assignDocument, handOn } from './assign-document.ts'
import { closeIncoming, reopenIncoming, reportProgress } from './carry-out.ts'
import { aDesk, answered, type Desk } from './fixtures.ts'
import { markAnswered } from './follow-answers.ts'
import { followEnded, followMissed, followSender } from './follow-sender.ts'
import { listWork } from './list-work.ts'
import { remindOfTerms } from './remind.ts'

afterAll(() => Promise.all([stopSheets(), stopTypesetting(), stopDrawing()]))

const today = formatDate(localDay(new Date()))

/** A letter the sender's deputy signed, at these receivers. */
async function sentTo(sender: Bureau, ...receivers: Desk[]): Promise<string> {
  const id = await aLetterOf(sender, { recipientAgencies: receivers.map((one) => one.clerk.agencyId) })
  await approved(sender, id)
  await signAll(sender.deputy, [id])
  await sendOut(id)
  return id
}

async function arrivalOf(clerk: Officer, sent: string): Promise<string> {
  const waiting = await perform(clerk, (work) => listArrivals(work, clerk, { limit: 50 }))
  return waiting.find(({ said }) => said.documentId === sent)?.id ?? ''
}

/** The clerk enters what came of it. */
async function entered({ clerk }: Desk, sent: string, index = 0): Promise<string> {
  const arrival = await arrivalOf(clerk, sent)
  const { documentId } = await perform(clerk, (work) =>
    registerArrival(work, clerk, arrival, { details: detailsOf(index), distinct: [] }),
  )
  return documentId
}

async function revoked({ specialist, chair }: Bureau, id: string): Promise<void> {
  await perform(specialist, (work) => askToRevoke(work, specialist, id, 'Sai thẩm quyền ban hành'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), id))
}

/** Another document of the sender does this to it, is signed and goes to the same receivers. */
async function succeeded(sender: Bureau, id: string, kind: RelationKind): Promise<string> {
  const { specialist, deputy } = sender
  const next = await perform(specialist, (work) =>
    beginSuccessor(work, specialist, id, { kind, reason: 'Sai số liệu' }),
  )
  await approved(sender, next.id)
  expect(await signAll(deputy, [next.id])).toMatchObject([{ refusal: null }])
  await sendOut(next.id)
  return next.id
}

const symbolOf = async (id: string) =>
  (await perform(system, (work) => findDocument(work.tx, system, id)))?.symbol ?? ''

const said = async (officer: Officer, id: string) =>
  (await perform(officer, (work) => changesOf(work, [id]))).get(id) ?? []

const give = ({ leader, specialist }: Desk, id: string) =>
  perform(leader, (work) =>
    assignDocument(work, leader, id, {
      lead: { agencyId: specialist.agencyId, accountId: specialist.id },
      parts: [],
      instruction: '',
      days: 3,
    }),
  )

const actsIn = (id: string) =>
  perform(system, ({ tx }) =>
    tx.selectFrom('documents.action').select('kind').where('documentId', '=', id).orderBy('seq').execute(),
  )

test('what its sender revokes is frozen at every receiver: said and told once, given to nobody, answered no more, nothing undone', {
  timeout: 120_000,
}, async () => {
  const [sender, desk, other] = [await aBureau(), await aDesk(), await aDesk()]
  const { clerk, leader, specialist, colleague } = desk
  const id = await sentTo(sender, desk, other)
  const [copy, idle] = [await entered(desk, id), await entered(other, id)]
  await give(desk, copy)
  await perform(specialist, (work) => reportProgress(work, specialist, copy, { text: 'Đang rà soát' }))
  const before = await actsIn(copy)
  await revoked(sender, id)
  for (let times = 0; times < 2; times++) await followSender(id)

  const words = `Đã bị nơi ban hành thu hồi ngày ${today}`
  expect(await said(specialist, copy)).toEqual([{ kind: 'revoked', words, href: '', isFrozen: true }])
  expect(await said(other.leader, idle)).toMatchObject([{ words }])
  // The copy of another agency is nobody else's to see.
  expect(await said(other.leader, copy)).toEqual([])
  expect(await actsIn(copy)).toEqual([...before, { kind: 'follow_sender' }])
  const notice = `document_revoked /van-ban/viec/${copy}`
  expect((await toldOf(clerk)).filter((one) => one === notice)).toHaveLength(1)
  expect((await toldOf(specialist)).filter((one) => one === notice)).toHaveLength(1)
  expect(await toldOf(other.clerk)).toContain(`document_revoked /van-ban/viec/${idle}`)
  expect(await toldOf(colleague)).toEqual([])

  const acts = async (officer: Officer) =>
    (await perform(officer, (work) => actsOn(work, officer, copy)))?.may
  expect(await acts(leader)).toMatchObject({ assign: false, answer: false, close: true })
  expect(await acts(specialist)).toMatchObject({ handOn: false, answer: false, close: true })
  const frozen = { code: 'documents.frozen', details: { why: words } }
  await expect(give(desk, copy)).rejects.toMatchObject(frozen)
  await expect(give(other, idle)).rejects.toMatchObject(frozen)
  const lead = { agencyId: colleague.agencyId, accountId: colleague.id }
  await expect(perform(specialist, (work) => handOn(work, specialist, copy, { lead }))).rejects.toMatchObject(
    frozen,
  )
  const letter = CreateDraft.parse({ kind: 'official_letter', subject: 'Về việc trả lời', answers: copy })
  await expect(perform(specialist, (work) => createDraft(work, specialist, letter))).rejects.toMatchObject(
    frozen,
  )
  // What was issued since answers nothing, and the database lets nobody say otherwise.
  const late = await answered(desk, copy)
  await perform(system, (work) => markAnswered(work, late))
  const state = async () => (await perform(leader, (work) => actsOn(work, leader, copy)))?.assignment
  expect(await state()).toMatchObject({ state: 'assigned', progress: 'Đang rà soát' })
  const lastSeq = (await state())?.lastSeq ?? 0
  const data = { leadAgency: specialist.agencyId }
  await expect(
    perform(leader, (work) => takeAction(work, { id: copy, lastSeq }, 'assign', { data })),
  ).rejects.toThrow(/revoked or replaced/)
  const invented = { change: 'amended', by: null }
  await expect(
    perform(system, (work) => takeAction(work, { id: copy, lastSeq }, 'follow_sender', { data: invented })),
  ).rejects.toThrow(/nothing of the kind/)

  await perform(specialist, (work) => closeIncoming(work, specialist, copy, { reason: words }))
  expect(await state()).toMatchObject({ state: 'closed', closedWhy: words })
  await expect(
    perform(leader, (work) => reopenIncoming(work, leader, copy, { reason: 'Xem lại' })),
  ).rejects.toMatchObject(frozen)

  // The remark stands in the registers, on screen and taken along.
  const { rows } = await perform(clerk, (work) => readRegister(work, clerk, { which: 'in', page: 1 }))
  expect(rows[0]).toMatchObject({ isRevoked: true })
  expect(rows[0]?.cells.at(-1)).toContain(words)
  const pdf = Buffer.from(await registerAsPdf(clerk, { which: 'followed', page: 1 }))
  const paper = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replace(/\s+/g, ' ')
  expect(paper).toContain('thu hồi ngày')
  const folder = await mkdtemp(join(tmpdir(), 'nhip-register-'))
  const sheet = Buffer.from(await registerAsSheet(clerk, { which: 'in', page: 1 }))
  const path = join(folder, 'so.xlsx')
  await pipeline([sheet], createWriteStream(path))
  expect(execFileSync('unzip', ['-p', path, 'xl/*.xml']).toString()).toContain(words)
  await rm(folder, { recursive: true })
})

test('the order makes no difference: what waits for the clerk says so, and is frozen from the moment it is entered', {
  timeout: 90_000,
}, async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { clerk } = desk
  const id = await sentTo(sender, desk)
  const arrival = await arrivalOf(clerk, id)
  await revoked(sender, id)
  for (let times = 0; times < 2; times++) await followSender(id)
  expect(await toldOf(clerk)).toEqual([`document_revoked /van-ban/den/nhan/${arrival}`])
  const { changes } = await perform(clerk, (work) => viewArrival(work, clerk, arrival))
  expect(changes).toMatchObject([{ isFrozen: true }])
  // The list of what waits says it too.
  const waiting = await perform(clerk, (work) => listArrivals(work, clerk, { limit: 50 }))
  expect(waiting.map((line) => line.changes.map(({ words }) => words))).toEqual([
    [`Đã bị nơi ban hành thu hồi ngày ${today}`],
  ])
  const copy = await entered(desk, id)
  expect(await said(clerk, copy)).toMatchObject([{ isFrozen: true }])
  await followSender(id)
  expect(await actsIn(copy)).toEqual([{ kind: 'receive' }, { kind: 'follow_sender' }])
  await expect(give(desk, copy)).rejects.toMatchObject({ code: 'documents.frozen' })
  // It is nobody's to give, and nobody is asked to end it: what is in force alone waits.
  const standing = await entered(desk, await sentTo(sender, desk), 1)
  const { items, counts } = await perform(desk.leader, (work) => listWork(work, desk.leader, 'waiting', 1))
  expect([items.map(({ assignment }) => assignment.documentId), counts.waiting]).toEqual([[standing], 1])
})

test('what was answered before its sender replaced it stays answered, whichever the program hears of first; the copy leads to the new one', {
  timeout: 120_000,
}, async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { leader } = desk
  const id = await sentTo(sender, desk)
  const copy = await entered(desk, id)
  const answer = await answered(desk, copy)
  const next = await succeeded(sender, id, 'replaces')
  await followSender(id)
  await perform(system, (work) => markAnswered(work, answer))
  expect((await perform(leader, (work) => actsOn(work, leader, copy)))?.assignment).toMatchObject({
    state: 'answered',
    answeredBy: answer,
  })
  const words = `Đã được thay thế bằng văn bản số ${await symbolOf(next)} ngày ${today}`
  // Sent to this agency as well, it may be opened there; entered, it is the agency's own copy.
  expect(await said(leader, copy)).toEqual([
    { kind: 'replaced', words, href: `/van-ban/${next}`, isFrozen: true },
  ])
  const newCopy = await entered(desk, next, 1)
  expect(await said(leader, copy)).toMatchObject([{ href: `/van-ban/den/${newCopy}` }])
  expect(await said(leader, newCopy)).toEqual([])
})

test('what is amended or corrected is marked and led on, and goes its way', {
  timeout: 120_000,
}, async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { leader, specialist, clerk } = desk
  const id = await sentTo(sender, desk)
  const copy = await entered(desk, id)
  const amending = await succeeded(sender, id, 'amends')
  const correcting = await succeeded(sender, id, 'corrects')
  await followSender(id)
  expect(await said(leader, copy)).toMatchObject([
    {
      words: `Đã được sửa đổi, bổ sung bằng văn bản số ${await symbolOf(amending)} ngày ${today}`,
      isFrozen: false,
    },
    {
      words: `Đã được đính chính bằng công văn số ${await symbolOf(correcting)} ngày ${today}`,
      isFrozen: false,
    },
  ])
  expect((await toldOf(clerk)).sort()).toEqual([
    `document_amended /van-ban/viec/${copy}`,
    `document_corrected /van-ban/viec/${copy}`,
  ])
  await give(desk, copy)
  const answer = await answered(desk, copy)
  await perform(system, (work) => markAnswered(work, answer))
  expect((await perform(specialist, (work) => actsOn(work, specialist, copy)))?.assignment.state).toBe(
    'answered',
  )
  // Revoked after all, it is frozen beside that, also where no job came to it.
  await revoked(sender, id)
  await followMissed()
  expect((await said(leader, copy)).map(({ isFrozen }) => isFrozen)).toEqual([false, false, true])
})

test('what amended or replaced it and is revoked itself is said to be, once, at the copies and at the issuer', {
  timeout: 120_000,
}, async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { leader, clerk } = desk
  const id = await sentTo(sender, desk)
  const copy = await entered(desk, id)
  const amending = await succeeded(sender, id, 'amends')
  await followSender(id)
  await revoked(sender, amending)
  for (let times = 0; times < 2; times++) await followEnded(amending)
  const undone = async (by: string) =>
    `Văn bản số ${await symbolOf(by)} ngày ${today} nói trên đã bị nơi ban hành thu hồi hoặc thay thế ngày ${today}`
  const changes = [
    { words: `Đã được sửa đổi, bổ sung bằng văn bản số ${await symbolOf(amending)} ngày ${today}` },
    { words: await undone(amending), isFrozen: false },
  ]
  expect(await said(leader, copy)).toMatchObject(changes)
  expect(await said(sender.specialist, id)).toMatchObject(changes)
  expect((await toldOf(clerk)).filter((one) => one.startsWith('document_undone'))).toEqual([
    `document_undone /van-ban/viec/${copy}`,
  ])
  // Replaced by what was revoked then it stays frozen, also where no job came to it.
  const next = await succeeded(sender, id, 'replaces')
  await followSender(id)
  await revoked(sender, next)
  await followMissed()
  expect(await said(leader, copy)).toMatchObject([
    ...changes,
    { isFrozen: true },
    { words: await undone(next), isFrozen: false },
  ])
})

test('of what its sender froze nobody is reminded, and no operator is told that nobody was', {
  timeout: 90_000,
}, async () => {
  const [sender, desk, other] = [await aBureau(), await aDesk(), await aDesk()]
  const [frozen, standing] = [await sentTo(sender, desk), await sentTo(sender, other)]
  const [copy, inForce] = [await entered(desk, frozen), await entered(other, standing)]
  await give(desk, copy)
  await give(other, inForce)
  await revoked(sender, frozen)
  await followSender(frozen)
  const { leader } = other
  const dueAt = (await perform(leader, (work) => actsOn(work, leader, inForce)))?.assignment.dueAt
  await remindOfTerms(dueAt ?? undefined)
  const reminded = async (...officers: Officer[]) =>
    (await Promise.all(officers.map(toldOf))).flat().filter((one) => one.startsWith('document_due'))
  expect(await reminded(desk.specialist, desk.leader)).toEqual([])
  expect(await reminded(other.specialist, leader)).toEqual([
    `document_due_soon /van-ban/viec/${inForce}`,
    `document_due_head /van-ban/viec/${inForce}`,
  ])
  const now = dueAt ?? new Date()
  const late = (whom: 'lead' | 'head') =>
    perform(system, ({ tx }) => countUnreminded(tx, whom, { until: now, asOf: now }))
  expect([await late('lead'), await late('head')]).toEqual([0, 0])
})

test('a work file says what became of what lies in it, takes nothing as if it were in force, and its package records it', {
  timeout: 120_000,
}, async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { clerk } = desk
  const id = await sentTo(sender, desk)
  const copy = await entered(desk, id)
  const open = () =>
    perform(clerk, (work) =>
      openWorkFile(
        work,
        OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ thử', retention: 'permanent' }),
      ),
    )
  const [early, held, late] = [await open(), await open(), await open()]
  for (const file of [early, held]) await perform(clerk, (work) => fileDocument(work, file, copy))
  const packed = async (file: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'nhip-sip-'))
    const path = join(folder, 'goi.zip')
    await pipeline((await openPackage(clerk, file)).bytes, createWriteStream(path))
    const { files } = await readSip(path)
    const premis = execFileSync('unzip', ['-p', path, '*/premis.xml']).toString()
    await rm(folder, { recursive: true })
    return { files, premis }
  }
  await perform(clerk, (work) => closeWorkFile(work, early))
  await handOver(clerk, early)
  const before = await packed(early)
  await revoked(sender, id)
  await followSender(id)

  const words = `Đã bị nơi ban hành thu hồi ngày ${today}`
  const { filed, changes } = await perform(clerk, (work) => viewWorkFile(work, held))
  expect(filed).toHaveLength(1)
  expect(changes.get(copy)).toMatchObject([{ words }])
  await expect(perform(clerk, (work) => fileDocument(work, late, copy))).rejects.toMatchObject({
    code: 'documents.frozen_to_file',
  })
  await perform(clerk, (work) => fileDocument(work, late, copy, { isKnown: true }))
  // What was handed over before is the same package, and a new one records what happened.
  expect(await packed(early)).toEqual(before)
  expect(before.premis).not.toContain('thu hồi')
  await perform(clerk, (work) => closeWorkFile(work, held))
  await handOver(clerk, held)
  const { files, premis } = await packed(held)
  expect(files.map(({ sha256 }) => sha256)).toEqual(before.files.map(({ sha256 }) => sha256))
  expect(premis).toMatch(/<([a-z]+:)?eventType>thu hồi</)
  expect(premis).toContain(words)
})

test('an agency that has ended, and that nobody has followed, keeps no other from hearing what its sender did', {
  timeout: 120_000,
}, async () => {
  const [sender, desk, ended] = [await aBureau(), await aDesk(), await aDesk()]
  const id = await sentTo(sender, desk, ended)
  const copy = await entered(desk, id)
  await revoked(sender, id)
  const { agencyId } = ended.clerk
  await perform(system, ({ tx }) =>
    tx
      .updateTable('agencies.agency')
      .set({ validTo: addDays(localDay(new Date()), -1) })
      .where('id', '=', agencyId)
      .execute(),
  )
  await forgetAgencies(agencyId)
  await expect(followSender(id)).rejects.toMatchObject({ code: 'agencies.not_found' })
  expect(await said(desk.specialist, copy)).toMatchObject([{ isFrozen: true }])
})
