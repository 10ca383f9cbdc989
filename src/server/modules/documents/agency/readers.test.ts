/** What agencies before which a draft was put see of it, by the use cases and by SQL as themselves. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { openDocumentFile } from '../check/open-file.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { takeLease } from '../edit/leases.ts'
import { openDraft } from '../edit/open-draft.ts'
import { remark } from '../edit/remark.ts'
import { keepVersion, saveDraft } from '../edit/save-draft.ts'
import { compareVersions } from '../edit/versions.ts'
import { destroyApproved } from '../files/destroy.ts'
import {
  closeWorkFile,
  decideDisposal,
  fileDocument,
  OpenWorkFile,
  openWorkFile,
  proposeDisposal,
  viewWorkFile,
} from '../index.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { DocumentQuery, findDocuments } from '../search/find-documents.ts'
import { readWaiting } from '../search/read-texts.ts'
import { showDraft } from '../sign/read-draft.ts'
import { exportDocx } from '../word/export-docx.ts'
import { beginSuccessor } from './begin-successor.ts'
import { aBureau, aLetter, aLetterOf, approved, aText, type Bureau, signAll } from './fixtures.ts'
import { askOpinions, giveOpinion } from './opinions.ts'
import { viewDraft } from './view-draft.ts'

afterAll(stopTypesetting)

const as = <T>(who: Officer, task: (work: Parameters<Parameters<typeof perform>[1]>[0]) => Promise<T>) =>
  perform(who, task)

async function rewrite({ specialist }: Bureau, id: string, words: string): Promise<void> {
  await as(specialist, (work) => takeLease(work, specialist, id))
  const { text, revision } = await as(specialist, (work) => openDraft(work, specialist, id))
  await as(specialist, (work) =>
    saveDraft(work, specialist, id, { revision, text: { ...text, body: aText(words) } }),
  )
  await as(specialist, (work) => keepVersion(work, specialist, id))
}

/** How many rows of what is about this document somebody gets who asks the tables themselves. */
async function counted(who: Officer, id: string): Promise<Record<string, number>> {
  return as(who, async ({ tx }) => {
    const found: Record<string, number> = {}
    for (const table of ['version', 'action', 'opinion', 'remark', 'proposal', 'working_text', 'text']) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(`documents.${table}`)} where document_id = ${id}`.execute(
        tx,
      )
      found[table] = rows[0]?.count ?? 0
    }
    return found
  })
}

const hits = async (who: Officer, q: string) =>
  (await as(who, (work) => findDocuments(work, DocumentQuery.parse({ q })))).hits.map(({ id }) => id)
const readAll = async () => {
  while ((await perform(system, readWaiting)) > 0);
}

test('an agency asked once reads what it was asked about and its own words, and no text after its answer', async () => {
  const bureau = await aBureau()
  const [asked, other] = [await aBureau(), await aBureau()]
  const { specialist } = bureau
  const guest = asked.specialist
  const id = await aLetterOf(bureau, { body: aText('Bản trình lấy ý kiến lần đầu.') })
  await as(specialist, (work) => remark(work, specialist, id, { text: 'Nội bộ: đừng nhắc tới kinh phí' }))
  const agencyIds = [asked.agency.id, other.agency.id]
  await as(specialist, (work) =>
    askOpinions(work, specialist, id, { agencyIds, people: [], question: 'Góp ý', days: 5 }),
  )
  await rewrite(bureau, id, 'Bản sửa trong lúc chờ góp ý.')
  await as(other.specialist, (work) => remark(work, other.specialist, id, { text: 'Của cơ quan thứ ba' }))
  const said = await as(guest, (work) => remark(work, guest, id, { text: 'Thiếu căn cứ' }))
  await as(specialist, (work) => remark(work, specialist, id, { text: 'Đã bổ sung', answers: said.id }))
  const opened = await as(guest, (work) => openDraft(work, guest, id))
  expect(opened.document.version).toBe(2)
  expect(opened.remarks.map(({ text }) => text)).toEqual(['Thiếu căn cứ', 'Đã bổ sung'])
  const [mine = ''] = opened.document.id
    ? (await as(guest, (work) => viewDraft(work, guest, id))).may.answer
    : []
  const say = { opinion: mine, answer: 'disagree' as const, wording: 'Thiếu căn cứ pháp lý' }
  await as(guest, (work) => giveOpinion(work, guest, say))
  await rewrite(bureau, id, 'Bản mật sau khi đã góp ý xong.')
  await readAll()

  const after = await as(guest, (work) => openDraft(work, guest, id))
  expect(after.document.version).toBe(2)
  expect(JSON.stringify(after.text)).not.toContain('Bản mật')
  const view = await as(guest, (work) => viewDraft(work, guest, id))
  expect(view).toMatchObject({ seesMaking: false, isAsked: true, document: { version: 2 } })
  expect(view.opinions.map(({ agencyId }) => agencyId)).toEqual([asked.agency.id])
  expect((await as(guest, (work) => compareVersions(work, guest, id))).versions).toHaveLength(2)
  await expect(as(guest, (work) => compareVersions(work, guest, id, { young: 3 }))).rejects.toMatchObject({
    status: 404,
  })
  const { document } = await showDraft(guest, id)
  expect(JSON.stringify(document.content)).not.toContain('Bản mật')
  expect(await hits(guest, 'ban mat sau khi')).toEqual([])
  expect(await hits(specialist, 'ban mat sau khi')).toEqual([id])
  expect(await counted(guest, id)).toMatchObject({
    version: 2,
    opinion: 1,
    remark: 2,
    working_text: 0,
    text: 0,
  })
  // The agency itself sees all of it.
  expect(await counted(specialist, id)).toMatchObject({ version: 3, opinion: 2, remark: 4, text: 1 })
})

test('a recipient reads nothing before the issue, then what was issued and nothing of its making', async () => {
  const bureau = await aBureau()
  const recipient = await aBureau()
  const { specialist, deputy } = bureau
  const guest = recipient.specialist
  const id = await aLetterOf(bureau, {
    body: aText('Bản nháp có lời lẽ không nên gửi.'),
    recipientAgencies: [recipient.agency.id],
  })
  await as(specialist, (work) => remark(work, specialist, id, { text: 'Nội bộ' }))
  await rewrite(bureau, id, 'Bản chính thức.')
  for (const look of [openDraft, viewDraft, compareVersions])
    await expect(as<unknown>(guest, (work) => look(work, guest, id))).rejects.toMatchObject({ status: 404 })
  await approved(bureau, id, 2)
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])
  await readAll()

  await as(guest, (work) => openDocumentFile(work, id))
  expect((await exportDocx(guest, id)).bytes.length).toBeGreaterThan(1000)
  const opened = await as(guest, (work) => openDraft(work, guest, id))
  expect(opened).toMatchObject({ remarks: [], proposals: [], mayRemark: false })
  await expect(as(guest, (work) => compareVersions(work, guest, id, { old: 1 }))).rejects.toMatchObject({
    code: 'documents.version_not_found',
  })
  expect(await hits(guest, 'ban chinh thuc')).toEqual([id])
  expect(await counted(guest, id)).toEqual({
    version: 1,
    action: 1,
    opinion: 0,
    remark: 0,
    proposal: 0,
    working_text: 0,
    text: 1,
  })
})

test('what becomes of an issued document is its own agency’s: a recipient destroys its copy, and learns nothing of what is asked or written', async () => {
  const [bureau, other] = [await aBureau(), await aBureau()]
  const { specialist, clerk, deputy } = bureau
  const guest = other.specialist
  const id = await aLetterOf(bureau, { recipientAgencies: [other.agency.id] })
  await approved(bureau, id)
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])

  const destroys = async (who: Bureau) => {
    const input = OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ thử', retention: 'y2' })
    const file = await as(who.specialist, (work) => openWorkFile(work, input))
    await as(who.specialist, (work) => fileDocument(work, file, id))
    await perform(who.specialist, (work) => closeWorkFile(work, file), {
      now: new Date('2018-03-01T03:00:00Z'),
    })
    const over = { reason: 'Hết thời hạn', workFileIds: [file] }
    const list = await as(who.clerk, (work) => proposeDisposal(work, over))
    await as(who.chair, (work) => decideDisposal(work, list, { isApproved: true, why: '' }))
    await destroyApproved()
    const left = await as(who.specialist, (work) => viewWorkFile(work, file))
    expect(left.file.destroyedAt).toEqual(expect.any(Date))
  }
  await destroys(other)
  const kept = await as(specialist, (work) => viewDraft(work, specialist, id))
  expect(kept.document.destroyedAt).toBeNull()
  await as(specialist, (work) => openDocumentFile(work, id))
  await as(guest, (work) => openDocumentFile(work, id))

  const why = { kind: 'corrects' as const, reason: 'Sai thể thức ở phần nơi nhận' }
  const letter = await as(specialist, (work) => beginSuccessor(work, specialist, id, why))
  await as(specialist, (work) => askToRevoke(work, specialist, id, 'Lý do nội bộ: lộ thông tin'))
  const seen = async (who: Officer) => {
    const view = await as(who, (work) => viewDraft(work, who, id))
    const rows = await as(who, ({ tx }) =>
      tx.selectFrom('documents.relation').select('documentId').where('targetId', '=', id).execute(),
    )
    return { why: view.document.revokeAskedWhy, relations: view.relations.length, rows: rows.length }
  }
  expect(await seen(clerk)).toEqual({ why: 'Lý do nội bộ: lộ thông tin', relations: 1, rows: 1 })
  expect(await seen(guest)).toEqual({ why: null, relations: 0, rows: 0 })

  // A letter corrects: begun as one, it becomes no decision on another route.
  await as(specialist, (work) => takeLease(work, specialist, letter.id))
  const { text, revision } = await as(specialist, (work) => openDraft(work, specialist, letter.id))
  const changed = { ...text, kind: 'decision' as const }
  await expect(
    as(specialist, (work) => saveDraft(work, specialist, letter.id, { revision, text: changed })),
  ).rejects.toMatchObject({ code: 'documents.form_unequal' })
  const rewritten = { ...aLetter(bureau.agency.id), id: letter.id, kind: 'decision' }
  await expect(as(specialist, (work) => draftDocument(work, specialist, rewritten))).rejects.toMatchObject({
    code: '42501',
  })

  await destroys(bureau)
  await expect(as(specialist, (work) => openDocumentFile(work, id))).rejects.toMatchObject({
    code: 'documents.destroyed',
  })
})

test('rows cannot be forged: a reader, what another agency received, a remark under another draft, a foreign file', async () => {
  const [bureau, other] = [await aBureau(), await aBureau()]
  const { specialist, agency } = bureau
  const id = await aLetterOf(bureau)
  const foreign = await aLetterOf(other)
  const refusedAs = (who: Officer, text: ReturnType<typeof sql>) =>
    expect(as(who, ({ tx }) => text.execute(tx))).rejects.toMatchObject({ code: '42501' })
  await refusedAs(
    specialist,
    sql`insert into documents.reader values (${id}, ${other.agency.id}, 'recipient', now())`,
  )
  const clerk = anOfficer({ agencyId: agency.id, roles: ['clerk'] })
  await refusedAs(
    clerk,
    sql`insert into documents.incoming (document_id, agency_id, year, number, arrived_on, source, arrival_id, organ, organ_key, sent_number,
                                        symbol, symbol_key, type, sha256, media_type, registered_by, registered_at)
        values (${foreign}, ${agency.id}, 2026, 1, now(), 'scan', ${foreign}, 'x', 'x', '1', 'x', 'x', 'notice', repeat('0', 64), 'x', ${clerk.id}, now())`,
  )
  const said = await as(other.specialist, (work) => remark(work, other.specialist, foreign, { text: 'x' }))
  await expect(
    as(specialist, ({ tx }) =>
      sql`insert into documents.remark (id, document_id, version, text, answers, agency_id, written_by, written_at)
          values (gen_random_uuid(), ${id}, 1, 'x', ${said.id}, ${agency.id}, ${specialist.id}, now())`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject({ code: '23503' })
  await refusedAs(specialist, sql`select documents.destroy_document(${id}, now())`)
})
