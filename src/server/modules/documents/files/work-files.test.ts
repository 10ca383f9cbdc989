import { randomBytes, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { readSip } from '#server/crafts/sip/read-sip.ts'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { collectGarbage, findFile, readFile, storeOwn, useFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { handedIn } from '#tests/handed-in.ts'
import { anOfficer } from '#tests/people.ts'
import { aMailOfThree, aReceivingOffice, brought, detailsOf } from '../incoming/fixtures.ts'
import { noteJudged } from '../incoming/incoming-queries.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import {
  closeWorkFile,
  decideDisposal,
  fileDocument,
  filePaper,
  handOver,
  listForDisposal,
  listWorkFiles,
  moveUp,
  OpenWorkFile,
  openFiled,
  openPackage,
  openWorkFile,
  placeHold,
  placesFor,
  proposeDisposal,
  releaseHold,
  renderContents,
  takeOut,
  viewDisposal,
  viewWorkFile,
} from '../index.ts'
import { insertDocument } from '../queries.ts'
import { destroyApproved } from './destroy.ts'
import { warnOfEnds } from './warn.ts'

async function anAgencyWith() {
  const { id } = await anAgency({ name: 'Ủy ban nhân dân phường Thử', place: 'Phường Thử' })
  const someone = (role: 'specialist' | 'leader' | 'clerk') => anOfficer({ agencyId: id, roles: [role] })
  return {
    id,
    officer: someone('specialist'),
    clerk: someone('clerk'),
    leader: someone('leader'),
    deputy: someone('leader'),
  }
}

const open = (officer: Officer, input: Partial<OpenWorkFile> = {}, now = new Date()) =>
  perform(
    officer,
    (work) =>
      openWorkFile(
        work,
        OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ thử', retention: 'y5', ...input }),
      ),
    { now },
  )

/** A paper of its own, put in. */
async function put(officer: Officer, workFileId: string, label: string, now = new Date()) {
  const stored = await handedIn(officer, aPdf([`<< /Note (${randomBytes(8).toString('hex')}) >>`]))
  await perform(
    officer,
    (work) => filePaper(work, workFileId, { file: stored, label, originalName: `${label}.pdf` }),
    { now },
  )
  return stored
}

const view = (officer: Officer, id: string) => perform(officer, (work) => viewWorkFile(work, id))
const labels = async (officer: Officer, id: string) =>
  (await view(officer, id)).filed.map(({ label }) => label)
const long = new Date('2018-03-01T03:00:00Z')

/** Of a past long over: kept until the end of 2020. Opened as of today's classes. */
async function anOverFile(officer: Officer) {
  const id = await open(officer, { retention: 'y2' })
  const stored = await put(officer, id, 'Giấy mời')
  await perform(officer, (work) => closeWorkFile(work, id), { now: long })
  return { id, stored }
}

test('papers and documents are filed in an order, moved and taken out while it is open, and stay once it is closed', async () => {
  const { id: agencyId, officer, clerk } = await anAgencyWith()
  const id = await open(officer, { title: '  Hồ sơ   về đất  ', code: '01.2026.ĐĐ', retention: 'permanent' })
  await expect(open(clerk, { code: '01.2026.ĐĐ' })).rejects.toMatchObject({
    code: 'documents.work_file_code_taken',
  })
  await expect(open(clerk, { retention: 'khong-co' })).rejects.toMatchObject({
    code: 'documents.retention_unknown',
  })
  await expect(perform(officer, (work) => closeWorkFile(work, id))).rejects.toMatchObject({
    code: 'documents.work_file_empty',
  })
  for (const label of ['a', 'b', 'c']) await put(officer, id, label)
  const documentId = await anIssued(agencyId)
  await perform(clerk, (work) => fileDocument(work, id, documentId))
  await expect(perform(clerk, (work) => fileDocument(work, id, documentId))).rejects.toMatchObject({
    code: 'documents.filed_already',
  })
  const filed = (await view(officer, id)).filed
  expect(filed.map(({ label, position }) => [label, position])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['Quyết định số 7/QĐ-UBND Về việc thử', 4],
  ])
  await perform(officer, (work) => moveUp(work, id, filed[2]?.id ?? ''))
  await perform(officer, (work) => moveUp(work, id, filed[0]?.id ?? ''))
  expect(await labels(officer, id)).toEqual(['a', 'c', 'b', 'Quyết định số 7/QĐ-UBND Về việc thử'])
  await perform(officer, (work) => takeOut(work, id, filed[0]?.id ?? ''))
  expect((await view(officer, id)).filed.map(({ position }) => position)).toEqual([1, 2, 3])
  expect(
    (await perform(clerk, (work) => placesFor(work, documentId))).holding.map(({ id: held }) => held),
  ).toEqual([id])

  // What it has become is determined when it is closed: title and class, and not by what nobody gives or by nothing.
  const close = (found: object) =>
    perform(officer, (work) =>
      closeWorkFile(work, id, {
        title: 'Hồ sơ đất thôn Đông',
        retention: 'y50',
        isConstruction: true,
        ...found,
      }),
    )
  await expect(close({ title: '  ' })).rejects.toMatchObject({ code: 'documents.work_file_incomplete' })
  await expect(close({ retention: 'khong-co' })).rejects.toMatchObject({
    code: 'documents.retention_unknown',
  })
  await close({})
  const { file } = await view(officer, id)
  expect(file).toMatchObject({ title: 'Hồ sơ đất thôn Đông', retention: 'y50', isConstruction: true })
  expect(file.keepUntil).toBe(`${Number(localDay(new Date()).slice(0, 4)) + 50}-12-31`)
  await expect(close({ retention: 'y2' })).rejects.toMatchObject({ code: 'documents.work_file_closed' })
  expect(file.archiveBy).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  for (const act of [
    () => put(officer, id, 'd'),
    () => perform(officer, (work) => takeOut(work, id, filed[1]?.id ?? '')),
    () => perform(officer, (work) => moveUp(work, id, filed[1]?.id ?? '')),
    () => perform(officer, (work) => closeWorkFile(work, id)),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'documents.work_file_closed' })
  const paper = await renderContents(officer, id)
  expect(Buffer.from(paper.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
})

test('nobody of elsewhere sees or fills it, drafts are not filed, and every opening is in the log', async () => {
  const { id: agencyId, officer } = await anAgencyWith()
  const other = await anAgencyWith()
  const id = await open(officer)
  await put(officer, id, 'a')
  const [filed] = (await view(officer, id)).filed
  const stranger = anOfficer({ agencyId, roles: ['one_stop'] })
  for (const act of [
    () => view(other.officer, id),
    () => put(other.clerk, id, 'x'),
    () => perform(other.leader, (work) => placeHold(work, id, 'Vì thử')),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'documents.work_file_not_found' })
  await expect(view(stranger, id)).rejects.toMatchObject({ status: 403 })
  const draft = randomUUID()
  await perform(officer, ({ tx }) =>
    insertDocument(tx, {
      id: draft,
      dossierId: null,
      agencyId,
      checkCode: draft,
      ownerId: null,
      source: 'agency',
    }),
  )
  await expect(perform(officer, (work) => fileDocument(work, id, draft))).rejects.toMatchObject({
    code: 'documents.not_found',
  })
  const issued = await anIssued(other.id)
  await expect(perform(officer, (work) => fileDocument(work, id, issued))).rejects.toMatchObject({
    code: 'documents.not_found',
  })
  await perform(officer, (work) => openFiled(work, id, filed?.id ?? ''))
  const names = await perform(system, ({ tx }) =>
    tx.selectFrom('platform.eventLog').select('name').where('subjectId', '=', id).orderBy('id').execute(),
  )
  expect(names.map(({ name }) => name)).toEqual([
    'documents.work_file_opened',
    'documents.filed_in',
    'documents.filed_opened',
  ])
})

test('what is over is destroyed by a list another approved: files go, list and contents stay; what is held is kept', async () => {
  const { id: agencyId, officer, clerk, leader, deputy } = await anAgencyWith()
  const over = await anOverFile(officer)
  const held = await anOverFile(officer)
  const kept = await open(officer, { retention: 'y50' })
  const lasting = await put(officer, kept, 'x')
  await perform(officer, (work) => closeWorkFile(work, kept), { now: long })
  await expect(perform(officer, (work) => placeHold(work, held.id, 'Thanh tra'))).rejects.toMatchObject({
    status: 403,
  })
  const found = await perform(clerk, listForDisposal)
  expect(found.over.map(({ id }) => id).sort()).toEqual([over.id, held.id].sort())
  const propose = (by: Officer, ids: string[]) =>
    perform(by, (work) => proposeDisposal(work, { reason: 'Hết thời hạn bảo quản', workFileIds: ids }))
  await expect(propose(clerk, [kept])).rejects.toMatchObject({ code: 'documents.not_yet_over' })
  const list = await propose(leader, [over.id, held.id])
  await expect(propose(clerk, [over.id])).rejects.toMatchObject({ code: 'documents.not_yet_over' })
  const decide = (by: Officer, isApproved = true, why = '') =>
    perform(by, (work) => decideDisposal(work, list, { isApproved, why }))
  await expect(decide(leader)).rejects.toMatchObject({ code: 'documents.disposal_needs_another' })
  await expect(decide(clerk)).rejects.toMatchObject({ code: 'documents.disposal_needs_leader' })
  await expect(decide(deputy, false)).rejects.toMatchObject({ code: 'documents.reason_needed' })
  await decide(deputy)
  await expect(decide(deputy, false, 'Đổi ý')).rejects.toMatchObject({ code: 'documents.disposal_decided' })
  await perform(leader, (work) => placeHold(work, held.id, 'Có đoàn thanh tra'))
  await destroyApproved()
  await destroyApproved()
  const { disposal, items } = await perform(clerk, (work) => viewDisposal(work, list))
  expect(disposal.doneAt).toBeInstanceOf(Date)
  expect(new Map(items.map((item) => [item.id, item.destroyedAt ? 'gone' : item.keptWhy]))).toEqual(
    new Map([
      [over.id, 'gone'],
      [held.id, 'held'],
    ]),
  )
  await collectGarbage(new Date(Date.now() + 3 * 24 * 60 * 60 * 1000))
  const stored = async (sha256: string) => perform(system, (work) => findFile(work, sha256))
  expect(await stored(over.stored.sha256)).toBeUndefined()
  expect(await stored(held.stored.sha256)).toBeDefined()
  expect(await stored(lasting.sha256)).toBeDefined()
  const gone = await view(officer, over.id)
  expect(gone.filed.map(({ label, sha256 }) => [label, sha256])).toEqual([['Giấy mời', over.stored.sha256]])
  await expect(
    perform(officer, (work) => openFiled(work, over.id, gone.filed[0]?.id ?? '')),
  ).rejects.toMatchObject({ code: 'documents.work_file_destroyed' })
  expect((await perform(officer, (work) => listWorkFiles(work, 'gone'))).rows.map(({ id }) => id)).toEqual([
    over.id,
  ])

  // Released, it may be proposed again.
  const [hold] = (await view(officer, held.id)).holds
  await perform(deputy, (work) => releaseHold(work, held.id, hold?.id ?? '', 'Thanh tra đã xong'))
  await expect(
    perform(deputy, (work) => releaseHold(work, held.id, hold?.id ?? '', 'Lần nữa')),
  ).rejects.toMatchObject({ code: 'documents.hold_not_found' })
  expect((await perform(clerk, listForDisposal)).over.map(({ id }) => id)).toEqual([held.id])
  expect(agencyId).toBeTruthy()
})

test('a document that lies in no other work file goes with it, its acts stay', async () => {
  const office = await aReceivingOffice()
  const [{ id: agencyId }, officer, clerk] = [office.agency, office.specialist, office.first]
  const leader = anOfficer({ agencyId, roles: ['leader'] })
  const [alone, shared] = [await anIssued(agencyId), await anIssued(agencyId)]
  // What came is held as it came, and with its mark.
  const details = detailsOf(5)
  const came = await brought(clerk, aPdf(['<< /Note (came) >>']))
  const { documentId: incoming } = await perform(clerk, (work) =>
    registerArrival(work, clerk, came, { details, distinct: [] }),
  )
  const { sha256: marked } = await storeOwn(aPdf(['<< /Note (marked) >>']), 'application/pdf')
  await perform(system, async (work) => {
    await useFile(work, marked, `documents.document:${incoming}`)
    const judged = { signed: 'unsigned', signatures: [], mark: 'marked', markReason: null }
    await noteJudged(work.tx, incoming, { ...judged, markedSha256: marked })
  })
  const id = await open(officer, { retention: 'y2' })
  const other = await open(officer, { retention: 'permanent' })
  for (const document of [alone, shared, incoming])
    await perform(officer, (work) => fileDocument(work, id, document))
  await perform(officer, (work) => fileDocument(work, other, shared))
  const { filed } = await view(officer, id)
  const digests = [...filed.map(({ sha256 }) => sha256), marked]
  // A file that somebody else handed in is neither filed nor laid beside a letter by whoever knows its fingerprint.
  const theirs = await handedIn(clerk, aPdf(['<< /Note (theirs) >>']))
  const beside = { position: 9, originalName: 'x.pdf', ...theirs, filedId: filed[2]?.id ?? '' }
  await expect(
    perform(officer, (work) => filePaper(work, id, { file: theirs, label: 'Giấy', originalName: 'x.pdf' })),
  ).rejects.toThrow(/row-level security/)
  await expect(
    perform(officer, ({ tx }) => tx.insertInto('documents.filedPart').values(beside).execute()),
  ).rejects.toThrow(/row-level security/)
  await perform(officer, (work) => closeWorkFile(work, id), { now: long })
  const list = await perform(clerk, (work) => proposeDisposal(work, { reason: 'Hết hạn', workFileIds: [id] }))
  await perform(leader, (work) => decideDisposal(work, list, { isApproved: true, why: '' }))
  await destroyApproved()
  await collectGarbage(new Date(Date.now() + 3 * 24 * 60 * 60 * 1000))
  const left = await Promise.all(digests.map((sha256) => perform(system, (work) => findFile(work, sha256))))
  expect(left.map((file) => file !== undefined)).toEqual([false, true, false, false])
  const acts = await perform(system, ({ tx }) =>
    tx
      .selectFrom('documents.action')
      .select(['sha256', 'data', 'reason'])
      .where('documentId', '=', alone)
      .execute(),
  )
  expect(acts.map(({ sha256 }) => sha256)).toContain(digests[0])
  // Who was asked and how they answered stays; what was asked and said goes with the text it is about.
  const said = {
    acts,
    opinions: await perform(system, ({ tx }) =>
      tx.selectFrom('documents.opinion').selectAll().where('documentId', '=', alone).execute(),
    ),
  }
  expect(said.opinions).toMatchObject([
    { answer: 'disagree', question: '', wording: null, answeredName: 'A' },
  ])
  expect(acts.filter(({ data }) => JSON.stringify(data).includes('disagree'))).toHaveLength(1)
  expect(JSON.stringify(said)).not.toMatch(/bí mật/)
})

test('the database itself lets nobody destroy, change or forget what must stay', async () => {
  const { officer, leader } = await anAgencyWith()
  const over = await anOverFile(officer)
  await perform(leader, (work) => placeHold(work, over.id, 'Vụ án'))
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  const [filed] = (await view(officer, over.id)).filed
  for (const statement of [
    `update documents.work_file set destroyed_at = now() where id = '${over.id}'`,
    `update documents.work_file set keep_until = '2000-01-01' where id = '${over.id}'`,
    `delete from documents.work_file where id = '${over.id}'`,
    `delete from documents.hold where work_file_id = '${over.id}'`,
    `update documents.hold set reason = 'x' where work_file_id = '${over.id}'`,
    `delete from documents.filed where work_file_id = '${over.id}'`,
    `update documents.filed set sha256 = 'x' where work_file_id = '${over.id}'`,
    `delete from platform.file_use where used_by = 'documents.filed:${filed?.id}'`,
  ]) {
    await expect(owner.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  }
  await owner.end()
  await expect(
    perform(officer, ({ tx }) =>
      tx
        .updateTable('documents.workFile')
        .set({ destroyedAt: new Date() })
        .where('id', '=', over.id)
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('a closed work file is handed over as a package that reads back to the same files, and is the same again', async () => {
  const { officer } = await anAgencyWith()
  const id = await open(officer, { title: 'Hồ sơ "đất" & nhà' })
  await expect(handOver(officer, id)).rejects.toMatchObject({ code: 'documents.work_file_open' })
  const stored = [await put(officer, id, 'Một'), await put(officer, id, 'Hai')]
  await perform(officer, (work) => closeWorkFile(work, id))
  // Pressed twice: one is made.
  const pressed = await Promise.allSettled([handOver(officer, id), handOver(officer, id)])
  expect(pressed.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))).toEqual([
    'documents.package_busy',
  ])
  const { file, transfers } = await view(officer, id)
  expect(file.transferredAt).toBeInstanceOf(Date)
  expect(transfers).toHaveLength(1)
  const folder = await mkdtemp(join(tmpdir(), 'nhip-test-sip-'))
  const path = join(folder, 'x.zip')
  const broken = await openPackage(officer, id)
  broken.bytes.on('error', () => {}).destroy()
  const { bytes, name } = await openPackage(officer, id)
  await pipeline(bytes, createWriteStream(path))
  // Neither making it nor taking it along left anything on the disk.
  expect(await readdir(join(config.NHIP_DATA, 'files', 'incoming'))).toEqual([])
  expect((await readdir(tmpdir())).filter((one) => one.startsWith('nhip-sip-'))).toEqual([])
  expect(name).toMatch(/^SIP-[0-9a-f-]{36}-\d{14}\.zip$/)
  const found = await readSip(path)
  expect(found.files.map(({ label, sha256 }) => [label, sha256])).toEqual([
    ['Một', stored[0]?.sha256],
    ['Hai', stored[1]?.sha256],
  ])
  expect((await readFile(stored[0]?.sha256 ?? '')).length).toBe(found.files[0]?.size)
  await rm(folder, { recursive: true })
})

test('an incoming document lies there with all that came with it: in the package, and gone whole when it is destroyed', async () => {
  const { officer, clerk, leader, deputy } = await anAgencyWith()
  const { documentId, main, beside } = await aMailOfThree(clerk)
  const id = await open(officer, { retention: 'y2' })
  await perform(clerk, (work) => fileDocument(work, id, documentId))
  const [line] = (await view(officer, id)).filed
  expect(line?.parts).toMatchObject([
    { position: 2, originalName: 'bieu-kem-theo.pdf', sha256: beside.sha256 },
  ])
  const opened = await perform(officer, (work) => openFiled(work, id, line?.id ?? '', 2))
  expect(opened).toMatchObject({ sha256: beside.sha256, name: 'bieu-kem-theo.pdf' })
  await perform(officer, (work) => closeWorkFile(work, id), { now: long })
  await handOver(officer, id)
  const folder = await mkdtemp(join(tmpdir(), 'nhip-test-sip-'))
  const path = join(folder, 'x.zip')
  await pipeline((await openPackage(officer, id)).bytes, createWriteStream(path))
  const found = await readSip(path)
  expect(found.files.map(({ name, sha256 }) => [name, sha256])).toEqual([
    ['0001.pdf', main.sha256],
    ['0001-02.pdf', beside.sha256],
  ])
  await rm(folder, { recursive: true })

  const list = await perform(clerk, (work) =>
    proposeDisposal(work, { workFileIds: [id], reason: 'Hết thời hạn bảo quản' }),
  )
  await perform(leader, (work) => decideDisposal(work, list, { isApproved: true, why: '' }))
  await destroyApproved()
  expect((await view(deputy, id)).file.destroyedAt).toBeInstanceOf(Date)
  await collectGarbage(new Date(Date.now() + 3 * 24 * 60 * 60 * 1000))
  for (const { sha256 } of [main, beside])
    expect(await perform(system, (work) => findFile(work, sha256))).toBeUndefined()
})

test('thirty days before its end whoever answers for it is told, once; the clerks where who opened it has left', async () => {
  const { id: agencyId, officer } = await anAgencyWith()
  const now = new Date()
  const warned = async () => {
    const id = await open(officer, { retention: 'y5', isConstruction: true })
    await put(officer, id, 'x')
    await perform(officer, (work) => closeWorkFile(work, id), {
      now: new Date(now.getTime() - 70 * 24 * 60 * 60 * 1000),
    })
    await warnOfEnds(now)
    await warnOfEnds(now)
    return id
  }
  const told = (accountId: string) =>
    perform(system, ({ tx }) =>
      tx
        .selectFrom('notifications.staffNotice')
        .select(['kind', 'path'])
        .where('accountId', '=', accountId)
        .execute(),
    )
  const id = await warned()
  const notice = [{ kind: 'work_file_archive', path: `/van-ban/ho-so/${id}` }]
  expect(await told(officer.id)).toEqual(notice)
  const { id: clerkId } = await aStaffAccount({ agencyId, roles: ['clerk'], hasTotp: false })
  const later = await warned()
  expect(await told(officer.id)).toEqual(notice)
  expect(await told(clerkId)).toEqual([{ kind: 'work_file_archive', path: `/van-ban/ho-so/${later}` }])
  expect(
    (await perform(officer, (work) => listWorkFiles(work, 'ending'))).rows.map((row) => row.id).sort(),
  ).toEqual([id, later].sort())
})

/** An issued document of the agency, written as a past is. */
async function anIssued(agencyId: string): Promise<string> {
  const id = randomUUID()
  const { sha256 } = await storeOwn(aPdf([`<< /Id (${id}) >>`]), 'application/pdf')
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query(
    `insert into documents.document (id, agency_id, check_code, source, status, version, last_seq, number, symbol, issued_at, sha256)
     values ($1::uuid, $2, $1::text, 'agency', 'issued', 1, 1, 7, '7/QĐ-UBND', now(), $3)`,
    [id, agencyId, sha256],
  )
  await owner.query(
    `insert into documents.version (document_id, version, kind, title, subject, content, drafted_at)
     values ($1, 1, 'decision', 'Quyết định', 'Về việc thử', '{"blocks":[],"recipients":[]}', now())`,
    [id],
  )
  await owner.query(
    `insert into documents.action (document_id, seq, kind, actor_kind, sha256, at) values ($1, 1, 'issue', 'past', $2, now())`,
    [id, sha256],
  )
  for (const [seq, kind, data, reason] of [
    [2, 'ask_opinion', { question: 'Hỏi điều bí mật', asked: [] }, null],
    [3, 'give_opinion', { answer: 'disagree', wording: 'Ý kiến bí mật', name: 'A' }, null],
    [4, 'return', {}, 'Sửa đoạn bí mật'],
  ])
    await owner.query(
      `insert into documents.action (document_id, seq, kind, actor_kind, data, reason, at) values ($1, $2, $3, 'past', $4, $5, now())`,
      [id, seq, kind, data, reason],
    )
  await owner.query(
    `insert into documents.opinion (id, document_id, version, agency_id, question, asked_by, asked_at, due_at, answer, wording, answered_name, answered_at)
     values ($1::uuid, $1::uuid, 1, $2, 'Hỏi điều bí mật', $1::uuid, now(), now(), 'disagree', 'Ý kiến bí mật', 'A', now())`,
    [id, agencyId],
  )
  await owner.query(`insert into platform.file_use (sha256, used_by) values ($1, $2)`, [
    sha256,
    `documents.document:${id}`,
  ])
  await owner.end()
  return id
}
