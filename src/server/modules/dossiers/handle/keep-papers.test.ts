/** “Nộp một lần”: what an agency has accepted is in the applicant's vault, and no service asks for it again. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Service } from '#server/modules/catalogue/index.ts'
import { askToRevoke, revokeDocument } from '#server/modules/documents/index.ts'
import { getSelf, keepHandedIn, listPapers } from '#server/modules/registry/index.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { collectGarbage, listFinishedUploads, readFile, storeOwn } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { answerSupplement } from '../apply/answer-supplement.ts'
import { heldPapers } from '../apply/held-papers.ts'
import { withdrawDossier } from '../apply/withdraw-dossier.ts'
import {
  aDesk,
  anApplicant,
  anApplication,
  anUpload,
  aProposedDossier,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  refuseAndSign,
  submitAs,
} from '../fixtures.ts'
import { gatherReceipt } from '../print/print-papers.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { acceptDossier } from './accept-dossier.ts'
import { askSupplement } from './ask-supplement.ts'
import { deliverResult } from './deliver-result.ts'
import { forwardDossier } from './forward-dossier.ts'
import { proposeDecision } from './propose-decision.ts'

const kind = 'giay-xac-nhan-khuyet-tat'
let desk: Desk
/** Another service of another agency that asks for the same paper. */
let other: Desk

beforeAll(async () => {
  desk = await aDeskAskingFor({ vaultKind: kind })
  other = await aDeskAskingFor({ vaultKind: kind, name: 'Giấy xác nhận mức độ khuyết tật' })
})

/** Its first paper is lasting, its second is written for the occasion. */
async function aDeskAskingFor(change: Partial<Service['papers'][number]>): Promise<Desk> {
  const { papers } = (await aDesk()).service
  const [{ reuse: _, ...proof }, ...more] = papers as [Service['papers'][number], ...Service['papers']]
  return aDesk({ papers: [{ ...proof, ...change }, ...more] })
}

async function file(at: Desk, person?: Filed['citizen']): Promise<Filed> {
  const citizen = person ?? (await anApplicant())
  const papers = [
    { key: 'proof', upload: await anUpload(citizen) },
    { key: 'more', upload: await anUpload(citizen) },
  ]
  return { ...(await submitAs(citizen, await anApplication(at, citizen, { papers }))), citizen }
}

const accept = (at: Desk, id: string, key = {}) =>
  perform(at.oneStop, (work) => acceptDossier(work, at.oneStop, id, key), { now: monday })
const vaultOf = (citizen: Citizen) => perform(citizen, (work) => listPapers(work, citizen))
const offeredTo = (citizen: Citizen, at: Desk) =>
  perform(citizen, (work) => heldPapers(work, citizen, at.service.papers))

test('accepting puts the lasting paper into the vault, once, as handed in and not as issued', async () => {
  const { id, citizen } = await file(desk)
  expect(await vaultOf(citizen)).toEqual([])
  const key = { requestKey: newId() }
  await accept(desk, id, key)
  await accept(desk, id, key)
  const [paper, ...rest] = await vaultOf(citizen)
  expect(rest).toEqual([])
  expect(paper).toMatchObject({
    kind,
    title: 'Giấy tờ chứng minh',
    issuer: null,
    documentId: null,
    dossierId: id,
    handedInOn: '2026-11-23',
    acceptedBy: desk.agency.name,
    heldAt: monday,
  })
  const { rows } = await perform(desk.oneStop, ({ tx }) =>
    sql`select data from platform.event_log where name = 'registry.paper-added' and subject_id = ${citizen.id}::uuid`.execute(
      tx,
    ),
  )
  expect(rows).toEqual([{ data: { paperId: paper?.id, kind, dossierId: id } }])
  // Nothing that was not handed in with it, whoever names its fingerprint.
  const { sha256 } = await storeOwn(aPdf([`<< /Of (${newId()}) >>`]), 'application/pdf')
  const other = { kind: 'khac', title: 'Khác', handedInOn: '2026-11-23', acceptedBy: 'x' } as const
  await expect(
    perform(desk.oneStop, (work) =>
      keepHandedIn(work, { ...other, ownerId: citizen.id, sha256, dossierId: id }),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('refused or withdrawn before acceptance, it adds nothing', async () => {
  const refused = await file(desk)
  await refuseAndSign(desk, refused.id, 'Việc này không thuộc thẩm quyền.')
  const withdrawn = await file(desk)
  await perform(withdrawn.citizen, (work) =>
    withdrawDossier(work, withdrawn.citizen, withdrawn.id, { reason: '' }),
  )
  expect([await vaultOf(refused.citizen), await vaultOf(withdrawn.citizen)]).toEqual([[], []])
})

test('the next service that asks for the kind is offered it, takes it from the vault, and adds no second', async () => {
  const { id, code, citizen } = await file(desk)
  await accept(desk, id)
  const [offer, ...more] = await offeredTo(citizen, other)
  expect(offer).toMatchObject({ key: 'proof', dossierCode: code, handedInOn: '2026-11-23' })
  expect(more).toEqual([])

  const papers = [{ key: 'proof', vaultPaper: offer?.id }]
  const second = await submitAs(citizen, await anApplication(other, citizen, { papers }))
  await accept(other, second.id)
  expect(await vaultOf(citizen)).toHaveLength(1)
  const receipt = await perform(citizen, async (work) => {
    const { fullName: name, idNumber: identityNumber, ...self } = await getSelf(work, citizen)
    const view = await viewOwnDossier(work, citizen, second.code)
    return gatherReceipt(work, view, { name, identityNumber, ...self })
  })
  expect(receipt.components).toContainEqual({
    name: 'Giấy xác nhận mức độ khuyết tật',
    form: 'Kho giấy tờ (nộp 23/11/2026)',
    copies: 1,
  })

  const stranger = await anApplicant()
  expect(await offeredTo(stranger, other)).toEqual([])
  const stolen = await anApplication(other, stranger, { papers })
  await expect(submitAs(stranger, stolen)).rejects.toMatchObject({ code: 'dossiers.paper_unknown' })
})

test('a result is offered where its kind is asked for, until it is revoked', async () => {
  const { vaultKind } = desk.service.result
  const asking = await aDeskAskingFor({ vaultKind })
  const { id, citizen } = await aProposedDossier(desk)
  const { documentId } = await readAndSign(desk.leader, id)
  await perform(system, (work) => deliverResult(work, id))
  expect(await offeredTo(citizen, asking)).toMatchObject([{ documentId, issuer: desk.agency.name }])
  await perform(desk.specialist, (work) =>
    askToRevoke(work, desk.specialist, documentId, 'Cấp nhầm người, thu hồi'),
  )
  expect(await offeredTo(citizen, asking)).toMatchObject([{ documentId }])
  await perform(desk.leader, (work) =>
    revokeDocument(work, { ...desk.leader, confirmedAt: new Date() }, documentId),
  )
  expect(await offeredTo(citizen, asking)).toEqual([])
})

test('a paper is not offered where its file may not be handed in', async () => {
  const pictures = await aDeskAskingFor({ vaultKind: kind, accept: ['jpeg'] })
  const { id, citizen } = await file(desk)
  await accept(desk, id)
  expect(await offeredTo(citizen, pictures)).toEqual([])
  const [held] = await vaultOf(citizen)
  const application = await anApplication(pictures, citizen, {
    papers: [{ key: 'proof', vaultPaper: held?.id }],
  })
  await expect(submitAs(citizen, application)).rejects.toMatchObject({ code: 'dossiers.paper_kind' })
})

test('what answers a supplement enters with the acceptance that follows, or else with a decision that grants', async () => {
  const before = await file(desk)
  await supplement(before)
  expect(await vaultOf(before.citizen)).toEqual([])
  await accept(desk, before.id)
  expect(await vaultOf(before.citizen)).toHaveLength(2)

  const decided = async (outcome: 'approve' | 'decline') => {
    const { specialist, leader, oneStop } = desk
    const filed = await file(desk)
    await accept(desk, filed.id)
    await supplement(filed)
    const assigneeId = specialist.id
    await perform(oneStop, (work) => forwardDossier(work, oneStop, filed.id, { assigneeId }))
    const note = 'Đã xem đủ giấy tờ trong hồ sơ.'
    await perform(specialist, (work) => proposeDecision(work, specialist, filed.id, { outcome, note }))
    await readAndSign(leader, filed.id)
    return (await vaultOf(filed.citizen)).length
  }
  expect([await decided('approve'), await decided('decline')]).toEqual([2, 1])
})

test('a paper that could not be used does not enter the vault, the one sent in its place does', async () => {
  const { id, citizen } = await file(desk)
  const missing = { items: ['Chụp lại'], reason: 'Bản chụp mờ.', rejectedPapers: [1] }
  await perform(desk.oneStop, (work) => askSupplement(work, desk.oneStop, id, missing), { now: monday })
  const upload = await anUpload(citizen)
  const papers = [{ key: 'proof', upload }]
  await perform(citizen, (work) => answerSupplement(work, citizen, id, { papers }), { now: monday })
  await accept(desk, id)
  const held = await vaultOf(citizen)
  const handedIn = await perform(citizen, (work) => listFinishedUploads(work, citizen.id, [upload]))
  expect(held.map(({ sha256 }) => sha256)).toEqual(handedIn.map(({ sha256 }) => sha256))
})

test('a paper that is not in the dossier cannot be rejected', async () => {
  const { id } = await file(desk)
  const missing = { items: ['Chụp lại'], reason: 'Bản chụp mờ.', rejectedPapers: [9] }
  await expect(
    perform(desk.oneStop, (work) => askSupplement(work, desk.oneStop, id, missing), { now: monday }),
  ).rejects.toMatchObject({ code: 'dossiers.paper_unknown' })
})

async function supplement({ id, citizen }: Filed): Promise<void> {
  const missing = { items: ['Trang 2'], reason: 'Bản chụp thiếu trang 2.' }
  await perform(desk.oneStop, (work) => askSupplement(work, desk.oneStop, id, missing), { now: monday })
  const papers = [{ key: 'proof', upload: await anUpload(citizen) }]
  await perform(citizen, (work) => answerSupplement(work, citizen, id, { papers }), { now: monday })
}

test('the vault holds the file by itself', async () => {
  const { id, citizen } = await file(desk)
  await accept(desk, id)
  const [paper] = await vaultOf(citizen)
  const sha256 = paper?.sha256 ?? ''
  await perform(system, ({ tx }) =>
    sql`delete from platform.file_use where sha256 = ${sha256} and used_by not like 'registry.paper:%'`.execute(
      tx,
    ),
  )
  await perform(system, ({ tx }) =>
    sql`update platform.file set stored_at = '2020-01-01' where sha256 = ${sha256}`.execute(tx),
  )
  await collectGarbage()
  expect((await readFile(sha256)).length).toBe(paper?.size)
})
