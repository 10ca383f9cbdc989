/** What was handed over to sign (ủy quyền, thừa lệnh) is held against each document: at its number, and again at its signature. */
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aHeadOf, anAgency } from '#server/modules/agencies/fixtures.ts'
import { appoint, delegate, endAppointment } from '#server/modules/agencies/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { anOfficer } from '#tests/people.ts'
import { approveDraft } from '../agency/approve-draft.ts'
import { CreateDraft, createDraft } from '../agency/create-draft.ts'
import {
  aBureau,
  aLetterOf,
  anExtraPosition,
  appointTo,
  approved,
  type Bureau,
  mergeInto,
  proven,
  putRules,
  signAll,
} from '../agency/fixtures.ts'
import { listDraftsToSign } from '../agency/list-work.ts'
import { beginDrafts, declineDrafts, signDrafts } from '../agency/sign-drafts.ts'
import { submitDraft } from '../agency/submit-draft.ts'
import { takeLease } from '../edit/leases.ts'
import { openDraft } from '../edit/open-draft.ts'
import { keepVersion, saveDraft } from '../edit/save-draft.ts'
import { getDocument } from '../get-document.ts'
import { showDraft } from '../sign/read-draft.ts'

afterAll(stopTypesetting)

const today = localDay(new Date())

/** Somebody of the agency who signs nothing by their own position. */
async function aDelegate({ agency }: Bureau): Promise<Officer> {
  const officer = anOfficer({ agencyId: agency.id, name: 'Phan Thị Ủy', roles: ['leader'] })
  await appointTo(officer, `${agency.id}/chuyen-vien`)
  return officer
}

const hand = (
  { agency }: Pick<Bureau, 'agency'>,
  to: Officer,
  of: Partial<Parameters<typeof delegate>[1]> = {},
  types: string[] | null = ['official_letter'],
) =>
  perform(system, (work) =>
    delegate(work, {
      fromPosition: `${agency.id}/chu-tich`,
      toAccount: to.id,
      authority: 'TUQ.',
      scope: 'Công văn',
      ...(types ? { types } : {}),
      decision: 'Quyết định số 12/QĐ-UBND',
      validFrom: addDays(today, -1),
      validTo: addDays(today, 30),
      ...of,
    }),
  )

async function aWaiting(bureau: Bureau, overrides: object = {}): Promise<string> {
  const id = await aLetterOf(bureau, overrides)
  await approved(bureau, id)
  return id
}

const aDecision = { kind: 'decision', title: 'Quyết định', register: 'decision' }
const refusalOf = async (results: ReturnType<typeof signAll>) => (await results)[0]?.refusal
const signedAs = async (officer: Officer, id: string) =>
  (await perform(officer, (work) => getDocument(work, id))).signerPosition

test('a power for one type of document signs no other, and says what it covers', async () => {
  const bureau = await aBureau()
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated)
  const [letter, decision] = [await aWaiting(bureau), await aWaiting(bureau, aDecision)]
  const waiting = await perform(delegated, (work) => listDraftsToSign(work, delegated))
  expect(waiting.map(({ id }) => id)).toEqual([letter])

  const [refused] = await beginDrafts(delegated, [decision])
  expect(refused).toMatchObject({ refusal: 'documents.beyond_delegation', details: { scope: 'Công văn' } })
  expect(m.refusal(refused?.refusal ?? '', refused?.details ?? {})).toBe(
    'Theo Quyết định số 12/QĐ-UBND, ông/bà được giao ký: Công văn. Quyết định nằm ngoài phạm vi đó, do Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Thử ký. Chuyển cho người có thẩm quyền ký, hoặc đề nghị người đứng đầu cơ quan giao thêm bằng văn bản.',
  )
  expect((await perform(bureau.chair, (work) => getDocument(work, decision))).status).toBe('draft')
  expect(await refusalOf(signAll(delegated, [letter]))).toBeNull()
  expect(await signedAs(bureau.chair, letter)).toBe('TUQ. Chủ tịch, Chuyên viên')
})

test('a power for one book signs what is numbered in it by the rule of the day', async () => {
  const bureau = await aBureau({ registers: [{ register: 'dat-dai', types: ['decision'] }] })
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated, { scope: 'Văn bản lĩnh vực đất đai', registers: ['dat-dai'] }, null)
  const [letter, decision] = [await aWaiting(bureau), await aWaiting(bureau, aDecision)]
  expect((await beginDrafts(delegated, [letter]))[0]?.refusal).toBe('documents.beyond_delegation')
  expect(await refusalOf(signAll(delegated, [decision]))).toBeNull()
})

test('a step of the route is taken by delegation only of what it covers', async () => {
  const bureau = await aBureau({
    routes: [{ steps: [{ kind: 'content', keys: ['chu-tich'], days: 1 }], signers: ['pho-chu-tich'] }],
  })
  const { specialist } = bureau
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated)
  const [letter, decision] = [await aLetterOf(bureau), await aLetterOf(bureau, aDecision)]
  const take = async (id: string) => {
    await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
    return perform(delegated, (work) => approveDraft(work, delegated, id, { version: 1, step: 0 }))
  }
  await take(letter)
  await expect(take(decision)).rejects.toMatchObject({ code: 'documents.not_your_step' })
})

/** A tab in which the number was taken and every page looked at: what is said where it signs only now. */
async function begun(leader: Officer, id: string) {
  expect((await beginDrafts(leader, [id]))[0]?.refusal).toBeNull()
  const { sha256 } = await showDraft(leader, id)
  const first = async (results: ReturnType<typeof signDrafts>) => (await results)[0]?.refusal
  return {
    signShown: () => first(signDrafts(proven(leader), [{ id, sha256 }])),
    decline: (by: Officer) => first(declineDrafts(by, [{ id, sha256 }], 'Chưa thuộc thẩm quyền được giao.')),
  }
}

/** As the administrator enters it: the delegation ends, or covers something else. */
const change = (to: Officer, values: object) =>
  perform(system, ({ tx }) =>
    tx.updateTable('agencies.delegation').set(values).where('toAccount', '=', to.id).execute(),
  )

test('a tab opened before the power ended, or came to cover something else, signs nothing', async () => {
  const bureau = await aBureau()
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated)
  const id = await aWaiting(bureau)
  const { signShown, decline } = await begun(delegated, id)
  await change(delegated, { types: ['decision'] })
  expect(await signShown()).toBe('documents.beyond_delegation')
  await change(delegated, { types: ['official_letter'], validTo: addDays(today, -1) })
  expect(await signShown()).toBe('documents.may_not_sign')
  expect(await decline(bureau.chair)).toBeNull()
  expect(await refusalOf(signAll(bureau.chair, [id]))).toBeNull()
})

test('a page set with an authority that is no longer theirs is not signed with another', async () => {
  const bureau = await aBureau()
  const { deputy } = bureau
  await hand(bureau, deputy)
  const id = await aWaiting(bureau)
  const { signShown, decline } = await begun(deputy, id)
  await perform(system, async (work) => {
    const positionId = `${bureau.agency.id}/pho-chu-tich`
    await endAppointment(work, { positionId, accountId: deputy.id, lastDay: addDays(today, -1) })
    await appoint(work, {
      positionId: `${bureau.agency.id}/chuyen-vien`,
      accountId: deputy.id,
      validFrom: today,
    })
  })
  expect(await signShown()).toBe('documents.power_changed')
  expect(await decline(deputy)).toBeNull()
  expect(await refusalOf(signAll(deputy, [id]))).toBeNull()
  expect(await signedAs(bureau.chair, id)).toBe('TUQ. Chủ tịch, Chuyên viên')
})

test('whom a power was given signs what it covers, and what its drafter kept for the head once it is kept no more', async () => {
  const agency = await anAgency({ name: 'Sở Thử', kind: 'department' })
  const division = await anAgency({ name: 'Phòng Thử', kind: 'division', parentId: agency.id })
  await putRules(agency.id, { routes: [{ steps: [] }] })
  const at = { agencyId: agency.id, agencyIds: [agency.id] }
  const specialist = anOfficer({ ...at, roles: ['specialist'] })
  const headOfDivision = anOfficer({ ...at, name: 'Lê Văn Phòng', roles: ['leader'] })
  await appointTo(headOfDivision, await aHeadOf(division, 'Trưởng phòng'))
  await hand({ agency }, headOfDivision)
  const submit = (id: string, version: number) =>
    perform(specialist, (work) => submitDraft(work, specialist, id, { version, amount: null }))
  const write = async (onlyHead?: 'yes') => {
    const input = CreateDraft.parse({ kind: 'official_letter', subject: 'Về việc phối hợp', onlyHead })
    const { id } = await perform(specialist, (work) => createDraft(work, specialist, input))
    await submit(id, 1)
    return id
  }
  const letter = await write()
  expect(await refusalOf(signAll(headOfDivision, [letter]))).toBeNull()
  expect(await signedAs(specialist, letter)).toBe('TUQ. Chủ tịch, Trưởng phòng')

  const kept = await write('yes')
  const [refused] = await beginDrafts(headOfDivision, [kept])
  expect(m.refusal(refused?.refusal ?? '', refused?.details ?? {})).toBe(
    'Người soạn dành văn bản này cho người đứng đầu hoặc cấp phó ký: Chủ tịch hoặc Phó Chủ tịch, Sở Thử. Chuyển cho người ấy ký; nếu ông/bà ký thì trả lại để người soạn bỏ đánh dấu “Chỉ người đứng đầu hoặc cấp phó ký” rồi trình lại.',
  )
  const version = await perform(specialist, async (work) => {
    const { text, revision } = await openDraft(work, specialist, kept)
    expect(text.onlyHead).toBe(true)
    await takeLease(work, specialist, kept)
    await saveDraft(work, specialist, kept, { revision, text: { ...text, onlyHead: false } })
    return (await keepVersion(work, specialist, kept)).version
  })
  await submit(kept, version)
  expect(await refusalOf(signAll(headOfDivision, [kept]))).toBeNull()
})

test('of a committee too the power decides, and ký thay that was given to a deputy is a deputy’s own', async () => {
  const bureau = await aBureau()
  const { agency, specialist } = bureau
  const write = async (onlyHead?: 'yes') => {
    const input = CreateDraft.parse({ kind: 'official_letter', subject: 'Về việc phối hợp', onlyHead })
    const { id } = await perform(specialist, (work) => createDraft(work, specialist, input))
    await approved(bureau, id)
    return id
  }
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated)
  const letter = await write()
  expect(await refusalOf(signAll(delegated, [letter]))).toBeNull()
  expect(await signedAs(specialist, letter)).toBe('TUQ. Chủ tịch, Chuyên viên')

  await anExtraPosition(agency, 'pho-moi', 'Phó Chủ tịch')
  const deputy = anOfficer({ agencyId: agency.id, name: 'Phan Văn Phó', roles: ['leader'] })
  await appointTo(deputy, `${agency.id}/pho-moi`)
  await hand(bureau, deputy, { authority: 'KT.' })
  const kept = await write('yes')
  expect((await beginDrafts(delegated, [kept]))[0]?.refusal).toBe('documents.kept_for_head')
  expect(await refusalOf(signAll(deputy, [kept]))).toBeNull()
  expect(await signedAs(specialist, kept)).toBe('KT. Chủ tịch, Phó Chủ tịch')
})

test('a power ends with the agency that gave it: what it began is signed by whom the successor lets', async () => {
  const [bureau, heir] = [await aBureau(), await aBureau({}, { name: 'Ủy ban nhân dân phường Mới' })]
  const delegated = await aDelegate(bureau)
  await hand(bureau, delegated)
  const id = await aWaiting(bureau)
  await mergeInto(bureau.agency, heir.agency)
  const moved = { ...delegated, agencyId: heir.agency.id, agencyIds: [heir.agency.id, bureau.agency.id] }
  await appointTo(moved, `${heir.agency.id}/chuyen-vien`)
  expect((await beginDrafts(moved, [id]))[0]).toMatchObject({
    refusal: 'documents.may_not_sign',
    details: { who: 'Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Mới' },
  })
  await hand(heir, moved)
  expect((await beginDrafts(moved, [id]))[0]?.refusal).toBeNull()
})
