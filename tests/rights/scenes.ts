/** Cases in every state an act may need, made by the people whose steps they are, through the contract. */
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type { Caller } from '#server/api/fixtures.ts'
import { nextYear } from '#server/modules/catalogue/fixtures.ts'
import { localDay } from '#shared/dates.ts'
import type { Actor } from './answers.ts'
import { awaitingApplication } from './awaiting-service.ts'

export type Cast = Record<Actor, Caller>

/** What an address of the scene may name. */
export interface Place {
  code: string
  documentId: string
  checkCode: string
  vaultPaper: string
  taskId: string
  uploadId: string
  askedId: string
}

export const sceneNames = [
  'submitted',
  'refusing',
  'married',
  'divorced',
  'accepted',
  'supplement',
  'processing',
  'looked_up',
  'proposed',
  'signing',
  'returned',
  'to_revoke',
  'to_correct',
  'correcting',
  'to_print',
  'printed',
  'posted',
  'asked',
  'awaiting',
  'uploading',
  'ordered',
] as const
export type SceneName = (typeof sceneNames)[number]

export interface Stage {
  cast: Cast
  /** Files a new dossier of the citizen at Thuận Hóa: of the usual service, or this one. */
  submit(application?: object): Promise<{ id: string; code: string }>
  /** What the worker does once a dossier is decided, done or waited for. */
  deliver(dossier: { id: string; code: string }): Promise<void>
  /** Makes whoever filed it a married person, or one of whose marriage somebody recorded a divorce that waits. */
  marry(dossier: { code: string }): Promise<void>
  divorce(dossier: { code: string }): Promise<void>
  /** The identifier of the document of a dossier, drafted or issued. */
  documentOf(dossier: { id: string; code: string }): Promise<string>
}

const nowhere: Place = {
  code: '',
  documentId: '',
  checkCode: '',
  vaultPaper: '',
  taskId: '',
  uploadId: '',
  askedId: '',
}

/** A place in this state that nobody has touched. */
export async function setScene(stage: Stage, name: SceneName | undefined): Promise<Place> {
  if (!name) return nowhere
  if (name === 'uploading') return { ...nowhere, uploadId: await beginUpload(stage.cast.citizen) }
  if (name === 'asked' || name === 'awaiting')
    return awaitOthers(stage, await stage.submit(awaitingApplication), name)
  const dossier = await stage.submit(
    name === 'married' || name === 'divorced' ? awaitingApplication : undefined,
  )
  if (name === 'ordered')
    return { ...nowhere, code: dossier.code, taskId: await giveOrder(stage.cast.chairman) }
  return work(stage, dossier, name)
}

/** The neighbour is asked to agree; and, once it is in work, the applicant whether the draft is right. */
async function awaitOthers(
  { cast }: Stage,
  { code }: { code: string },
  name: 'asked' | 'awaiting',
): Promise<Place> {
  const { asked } = (await done(cast.neighbour('/asked'))) as { asked: { id: string; awaited: boolean }[] }
  const place = { ...nowhere, code, askedId: asked.find(({ awaited }) => awaited)?.id ?? '' }
  if (name === 'asked') return place
  await done(cast.clerk(`/dossiers/${code}/accept`, { json: {} }))
  await done(cast.clerk(`/dossiers/${code}/forward`, { json: {} }))
  const json = { key: 'draft', proposal }
  await done(cast.specialist(`/dossiers/${code}/open-prerequisite`, { json }))
  return place
}

interface FoundCheck {
  key: string
  state: string
}

async function work(stage: Stage, dossier: { id: string; code: string }, name: SceneName): Promise<Place> {
  const { cast } = stage
  const { code } = dossier
  const place = { ...nowhere, code }
  const act = (caller: Caller, action: string, json: object = {}) =>
    done(caller(`/dossiers/${code}/${action}`, { json }))
  if (name === 'submitted') return place
  if (name === 'married' || name === 'divorced') {
    await stage.marry(dossier)
    if (name === 'divorced') await stage.divorce(dossier)
    return place
  }
  if (name === 'refusing') {
    await act(cast.clerk, 'refuse', { reason: 'Không đúng thẩm quyền của phường' })
    return place
  }
  if (name === 'supplement') {
    await act(cast.clerk, 'ask-supplement', supplement)
    return place
  }
  await act(cast.clerk, 'accept')
  if (name === 'accepted') return place
  await act(cast.clerk, 'forward')
  if (name === 'processing') return place
  // What a real specialist does before: looks everything up that the program could not.
  const { checks } = (await done(cast.specialist(`/dossiers/${code}/checks`))) as { checks: FoundCheck[] }
  const marks = checks.flatMap(({ key, state }) => {
    if (state === 'toCheck') return { check: key, verdict: 'right' }
    if (state !== 'toExplain') return []
    return { check: key, verdict: 'wrong', reason: 'Đã xem giấy tờ gốc, đúng luật.' }
  })
  if (marks.length > 0) await act(cast.specialist, 'mark-checks', { marks })
  if (name === 'looked_up') return place
  await act(cast.specialist, 'propose', extension)
  const documentId = await stage.documentOf(dossier)
  if (name === 'proposed') return { ...place, documentId }
  await act(cast.leader, 'start-signing')
  if (name === 'signing') return { ...place, documentId }
  await act(cast.leader, 'sign', await read(cast.leader, documentId))
  await stage.deliver(dossier)
  const { checkCode } = (await done(cast.citizen(`/documents/${documentId}`))) as { checkCode: string }
  const { papers } = (await done(cast.citizen('/vault'))) as {
    papers: { id: string; documentId: string | null }[]
  }
  const vaultPaper = papers.find((paper) => paper.documentId === documentId)?.id ?? ''
  if (name === 'to_revoke')
    await done(cast.specialist(`/documents/${documentId}/ask-revocation`, { json: revocation }))
  if (name === 'to_correct' || name === 'correcting') {
    await act(cast.specialist, 'ask-correction', correction)
    if (name === 'correcting') await act(cast.leader, 'start-correction')
    const { correction: asked } = (await done(cast.leader(`/dossiers/${code}/correction`))) as {
      correction: { documentId: string }
    }
    return { ...place, documentId: asked.documentId, checkCode, vaultPaper }
  }
  if (['to_print', 'printed', 'posted'].includes(name)) {
    await until(async () => (await cast.citizen(`/dossiers/${code}/paper`)).status === 200)
    if (name !== 'to_print') await act(cast.clerk, 'paper/print')
    if (name === 'posted') await act(cast.clerk, 'paper/send', consignment())
  }
  return { ...place, documentId, checkCode, vaultPaper }
}

/** The worker asks for the paper a moment after the result was returned. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await isSo()) return
    await rest(200)
  }
  throw new Error('the scene could not be set: the paper was not asked for')
}

/** What a leader signs is the very file they fetched. */
export async function read(caller: Caller, documentId: string): Promise<{ sha256: string }> {
  const { bytes } = await caller(`/documents/${documentId}/draft`)
  return { sha256: createHash('sha256').update(new Uint8Array(bytes)).digest('hex') }
}

export const supplement = { items: ['Trang 2'], reason: 'Thiếu trang 2' }
/** The applicant of every scene, as their card says. */
export const present = { idNumber: '046094003127', fullName: 'Nguyễn Văn Minh', bornOn: '1994-03-12' }
export const revocation = { reason: 'Cấp nhầm người, đã xác minh lại.' }
export const proposal = { outcome: 'approve', note: 'Đủ điều kiện theo hồ sơ đã nộp.' }
/** The same of a building permit that is extended: for how long is decided. */
export const extension = {
  ...proposal,
  decision: { grantedTo: 'Nguyễn Văn Minh', months: 6, until: `${nextYear}-12-31` },
}
/** Until when it was extended was typed wrongly. */
export const correction = {
  kind: 'correct',
  reason: 'Ghi sai ngày hết hạn khi đánh máy.',
  clause: 'Điều 102 Luật Xây dựng 2014',
  decision: { ...extension.decision, until: `${nextYear}-11-30` },
}
/** Ends the marriage of whoever filed it, as a court has judged. */
export async function aJudgment({ code }: Pick<Place, 'code'>, cast: Cast): Promise<Record<string, string>> {
  const { body } = await cast.specialist(`/dossiers/${code}/checks`)
  const [marriage] = (body.marriages ?? []) as { id: string }[]
  return {
    // Ended by whoever may, before somebody tries who may not.
    marriage: marriage?.id ?? randomUUID(),
    court: 'Tòa án nhân dân khu vực 1',
    judgment: '12/2026/QĐST-HNGĐ',
    judgedOn: '2026-01-15',
    source: 'Bản chính quyết định đã xem tại quầy',
  }
}
/** Of the divorce that an officer from elsewhere recorded. */
export const wrongJudgment = '13/2026/QĐST-HNGĐ'

/** What a second officer says of the divorce that somebody recorded. */
export async function aDivorce({ code }: Pick<Place, 'code'>, cast: Cast): Promise<Record<string, string>> {
  const { body } = await cast.specialist(`/dossiers/${code}/checks`)
  const divorces = (body.divorces ?? []) as { id: string; judgment: string }[]
  const wrong = divorces.find(({ judgment }) => judgment === wrongJudgment)
  return { divorce: wrong?.id ?? randomUUID(), reason: 'Bản án ghi người khác cùng họ tên.' }
}
export const consignment = () => ({ consignment: 'EA123456789VN', sentOn: localDay(new Date()) })
export const order = {
  agencyId: 'ubnd-phuong-thuan-hoa',
  measure: 'in_process',
  title: 'Giải quyết hồ sơ còn lại',
  wording: 'Giải quyết dứt điểm các hồ sơ còn lại và báo cáo nguyên nhân.',
  dueOn: '2099-12-31',
  target: 0,
}

async function beginUpload(caller: Caller): Promise<string> {
  const { upload } = (await done(caller('/uploads', { json: { name: 'a.pdf', size: 900 } }))) as {
    upload: string
  }
  return upload
}

async function giveOrder(caller: Caller): Promise<string> {
  const { id } = (await done(caller('/tasks', { json: order }))) as { id: string }
  return id
}

async function done(answer: ReturnType<Caller>): Promise<unknown> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the scene could not be set: ${status} ${JSON.stringify(body)}`)
  return body
}
