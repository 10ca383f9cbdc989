/** Every number ends: forgotten, given up by somebody entitled, or not sealed, each with its reason, and never while it is being signed. */
import { afterEach, describe, expect, test } from 'vitest'
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { delegate } from '#server/modules/agencies/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { listEntriesOf, listLinesOf } from '#tests/documents/walk-queries.ts'
import {
  aBureau,
  aLetterOf,
  anExtraPosition,
  appointTo,
  approved,
  type Bureau,
  declineAll,
  proven,
  sealAll,
  signAll,
  toldOf,
} from '../agency/fixtures.ts'
import { refuseSeal, sealDrafts } from '../agency/seal-drafts.ts'
import { beginDrafts, finishDrafts, signDrafts } from '../agency/sign-drafts.ts'
import { someone } from '../assign/fixtures.ts'
import { beginSigning, draftOf } from '../fixtures.ts'
import { findDocument } from '../queries.ts'
import { enterAbsence } from '../route/absences.ts'
import { findRoute } from '../route/route-queries.ts'
import { confirmSigning } from '../sign/confirm-signing.ts'
import { issueDocument } from '../sign/issue-document.ts'
import { showDraft } from '../sign/read-draft.ts'
import { signConfirmed } from '../sign/sign-confirmed.ts'
import { connectSigningKeys } from '../sign/signers.ts'
import { giveUpNumber, listOpenNumbers } from './give-up.ts'
import { voidForgottenNumbers } from './void-forgotten.ts'

afterEach(() => connectSigningKeys(undefined))

const monday = new Date('2026-11-30T10:00:00+07:00')
const mondayNight = new Date('2026-11-30T23:59:00+07:00')
const tuesday = new Date('2026-12-01T00:07:00+07:00')
const tuesdayNight = new Date('2026-12-01T23:59:00+07:00')
const wednesday = new Date('2026-12-02T08:00:00+07:00')
const why = 'Người giữ số đã thôi việc'

const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))
/** The number and the signed file of a document, as a page shows them now. */
const seen = async (id: string) => {
  const document = await documentOf(id)
  const route = await perform(system, ({ tx }) => findRoute(tx, id))
  return {
    id,
    register: document?.register ?? '',
    year: document?.year ?? 0,
    number: document?.number ?? 0,
    sha256: route?.leaderSha256 ?? '',
  }
}
const linesOf = async ({ agency }: Pick<Bureau, 'agency'>) =>
  (await perform(system, ({ tx }) => listLinesOf(tx, [agency.id]))).map(({ year, number, fate, why }) =>
    `${number}/${year} ${fate} ${why}`.trim(),
  )

/** A letter whose number this leader holds since then. */
async function held(bureau: Bureau, now = monday, of: Parameters<typeof aLetterOf>[1] = {}): Promise<string> {
  const id = await aLetterOf(bureau, of, now)
  await approved(bureau, id, 1, now)
  const [result] = await beginDrafts(bureau.deputy, [id], { now })
  expect(result?.refusal).toBeNull()
  return id
}

/** A letter whose signer confirmed when no key answered. */
async function stuck(
  bureau: Bureau,
  now = monday,
  of: Parameters<typeof aLetterOf>[1] = {},
): Promise<string> {
  const id = await held(bureau, now, of)
  const fails = () => Promise.reject(new Error('the key is gone'))
  connectSigningKeys({ person: fails, seal: fails })
  const { sha256 } = await showDraft(bureau.deputy, id, { now })
  const [result] = await signDrafts(proven(bureau.deputy, now), [{ id, sha256 }], { now })
  expect(result?.refusal).toBe('documents.key_busy')
  return id
}

describe('a number that was taken and forgotten', () => {
  test('stays empty once its day is over, its holder is told, and signing takes another', async () => {
    const bureau = await aBureau()
    const id = await held(bureau)
    await voidForgottenNumbers({ now: mondayNight })
    expect(await linesOf(bureau)).toEqual(['1/2026 signing'])
    await voidForgottenNumbers({ now: tuesday })
    await voidForgottenNumbers({ now: tuesday })
    expect(await linesOf(bureau)).toEqual([
      '1/2026 voided không ký: quá thời hạn giữ số mà người ký chưa xác nhận',
    ])
    expect(await toldOf(bureau.deputy)).toEqual([`number_forgotten /van-ban/${id}`])
    const [signed] = await signAll(bureau.deputy, [id], wednesday)
    expect(signed?.refusal).toBeNull()
    expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 2 })
  })

  test('is not signed once its day is over, though nothing has voided it yet', async () => {
    const bureau = await aBureau()
    const id = await held(bureau, mondayNight)
    await beginDrafts(bureau.deputy, [id], { now: mondayNight })
    expect(await linesOf(bureau)).toEqual(['1/2026 signing'])
    await beginDrafts(bureau.deputy, [id], { now: new Date('2026-12-01T00:01:00+07:00') })
    expect(await linesOf(bureau)).toEqual([
      '1/2026 voided không ký: quá thời hạn giữ số mà người ký chưa xác nhận',
      '2/2026 signing',
    ])
  })

  test('with a rule of days is held to the last hour of the last working day, counted from the day it was taken', async () => {
    const bureau = await aBureau({ holds: [{ days: 1 }] })
    const friday = new Date('2026-11-27T20:00:00+07:00')
    await held(bureau, friday)
    await voidForgottenNumbers({ now: mondayNight })
    expect(await linesOf(bureau)).toEqual(['1/2026 signing'])
    await voidForgottenNumbers({ now: tuesday })
    expect(await linesOf(bureau)).toEqual([expect.stringMatching(/^1\/2026 voided không ký/)])
  })

  test('is held as long as the rule of the day it was taken says, and never beyond its year', async () => {
    const patient = await aBureau({ holds: [{ days: 60 }] })
    await held(patient)
    await voidForgottenNumbers({ now: wednesday })
    expect(await linesOf(patient)).toEqual(['1/2026 signing'])
    await voidForgottenNumbers({ now: new Date('2027-01-01T00:07:00+07:00') })
    expect(await linesOf(patient)).toEqual([
      '1/2026 voided không ký: sang năm mới, văn bản lấy số của năm mới',
    ])
  })

  test('is listed with the moment at which it ends, whoever may not read what it is of too', async () => {
    const bureau = await aBureau()
    const { chair, clerk, agency } = bureau
    await held(bureau)
    const { id } = await draftOf({ ...bureau, clerk: { ...bureau.specialist } })
    await beginSigning(chair, id, monday)
    const listed = await perform(clerk, (work) => listOpenNumbers(work, clerk, agency.id), { now: monday })
    const ends = listed.map(({ until }) => until?.getTime() ?? 0)
    expect(ends).toHaveLength(2)
    await voidForgottenNumbers({ now: new Date(Math.min(...ends) - 1) })
    const fates = async () => (await linesOf(bureau)).map((line) => line.split(' ')[1])
    expect(await fates()).toEqual(['signing', 'signing'])
    await voidForgottenNumbers({ now: new Date(Math.max(...ends)) })
    expect(await fates()).toEqual(['voided', 'voided'])
  })

  test('of the result of a dossier ends as well', async () => {
    const bureau = await aBureau()
    const { chair } = bureau
    const { id } = await draftOf({ ...bureau, clerk: { ...bureau.specialist } })
    await beginSigning(chair, id, monday)
    await voidForgottenNumbers({ now: wednesday })
    expect(await documentOf(id)).toMatchObject({ status: 'draft', number: null })
    expect(await toldOf(chair)).toEqual(['number_forgotten /ky-so'])
  })
})

describe('of the program that voids and a leader who confirms', () => {
  test('whoever is first has the number', async () => {
    const bureau = await aBureau({ holds: [{ days: 1 }] })
    const [first, second] = [await held(bureau), await held(bureau)]
    const leader = proven(bureau.deputy, tuesdayNight)
    const shown: { id: string; sha256: string }[] = []
    for (const id of [first, second]) {
      await beginDrafts(bureau.deputy, [id], { now: tuesdayNight })
      shown.push({ id, ...(await showDraft(bureau.deputy, id, { now: tuesdayNight })) })
    }
    const confirm = (index: number) =>
      perform(
        leader,
        (work) => confirmSigning(work, leader, shown[index]?.id ?? '', shown[index]?.sha256 ?? ''),
        { now: tuesdayNight },
      )
    await confirm(0)
    await voidForgottenNumbers({ now: wednesday })
    await expect(confirm(1)).rejects.toThrow('documents.not_prepared')
    await finishDrafts({ now: new Date(wednesday.getTime() + 120_000) })
    expect(await documentOf(first)).toMatchObject({ status: 'issued', number: 1 })
    expect(await documentOf(second)).toMatchObject({ status: 'draft', number: null })
    expect(await linesOf(bureau)).toEqual([
      '1/2026 issued',
      expect.stringMatching(/^2\/2026 voided không ký/),
    ])
  })

  test('the other waits for it and does nothing, in either order', async () => {
    const bureau = await aBureau({ holds: [{ days: 1 }] })
    const [confirmed, voided] = [await held(bureau), await held(bureau)]
    const leader = proven(bureau.deputy, tuesdayNight)
    const shown = new Map<string, string>()
    for (const id of [confirmed, voided]) {
      await beginDrafts(bureau.deputy, [id], { now: tuesdayNight })
      shown.set(id, (await showDraft(bureau.deputy, id, { now: tuesdayNight })).sha256)
    }
    let job: Promise<number> | undefined
    await perform(
      leader,
      async (work) => {
        await confirmSigning(work, leader, confirmed, shown.get(confirmed))
        job = voidForgottenNumbers({ now: wednesday })
        await new Promise((go) => setTimeout(go, 300))
      },
      { now: tuesdayNight },
    )
    await job
    expect(await documentOf(confirmed)).toMatchObject({ status: 'signing', number: 1 })
    expect((await documentOf(confirmed))?.confirmedAt).toEqual(tuesdayNight)

    const third = await held(bureau)
    await beginDrafts(bureau.deputy, [third], { now: tuesdayNight })
    const { sha256 } = await showDraft(bureau.deputy, third, { now: tuesdayNight })
    let late: Promise<unknown> = Promise.resolve()
    await perform(
      bureau.deputy,
      async (work) => {
        await giveUpNumber(work, bureau.deputy, await seen(third), 'Bỏ số để lấy số mới')
        late = perform(leader, (other) => confirmSigning(other, leader, third, sha256), { now: tuesdayNight })
        late.catch(() => {})
        await new Promise((go) => setTimeout(go, 300))
      },
      { now: tuesdayNight },
    )
    await expect(late).rejects.toThrow('documents.changed_meanwhile')
    expect(await documentOf(third)).toMatchObject({ status: 'draft', number: null, confirmedAt: null })
  })
})

describe('a number whose signing does not come to its end', () => {
  const later = new Date(monday.getTime() + 10 * 60_000)

  test('is given up with a reason by its holder, and another is signed under another number', async () => {
    const bureau = await aBureau()
    const id = await stuck(bureau)
    const giveUp = (now: Date, reason = why) =>
      perform(bureau.deputy, async (work) => giveUpNumber(work, bureau.deputy, await seen(id), reason), {
        now,
      })
    await expect(giveUp(monday)).rejects.toThrow('documents.number_not_yours')
    await expect(giveUp(later, 'x')).rejects.toThrow('documents.reason_needed')
    await giveUp(later)
    expect(await linesOf(bureau)).toEqual([`1/2026 voided bỏ số: ${why}`])
    connectSigningKeys(undefined)
    await finishDrafts({ now: later })
    expect((await documentOf(id))?.status).toBe('draft')
    const [signed] = await signAll(bureau.deputy, [id], later)
    expect(signed?.refusal).toBeNull()
    await finishDrafts({ now: new Date(later.getTime() + 120_000) })
    expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 2 })
  })

  test('is given up by the clerk, who sees it with its holder; not by whoever only writes', async () => {
    const bureau = await aBureau()
    const { clerk, specialist, agency } = bureau
    const id = await stuck(bureau)
    const listed = await perform(clerk, (work) => listOpenNumbers(work, clerk, agency.id), { now: later })
    expect(listed).toMatchObject([
      {
        documentId: id,
        number: 1,
        signerName: 'Trần Thị Quỳnh Như',
        takenAt: monday,
        until: null,
        mayGiveUp: true,
      },
    ])
    await expect(
      perform(specialist, async (work) => giveUpNumber(work, specialist, await seen(id), why), {
        now: later,
      }),
    ).rejects.toThrow()
    await perform(clerk, async (work) => giveUpNumber(work, clerk, await seen(id), why), { now: later })
    expect(await linesOf(bureau)).toEqual([`1/2026 voided bỏ số: ${why}`])
    expect(await toldOf(bureau.deputy)).toEqual([`number_given_up /van-ban/${id}`])
    expect(await perform(clerk, (work) => listOpenNumbers(work, clerk, agency.id))).toEqual([])
  })

  test('what the head has signed no deputy gives up, nor the clerk, who refuses the seal', async () => {
    const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
    const { chair, deputy, clerk, agency } = bureau
    const id = await held({ ...bureau, deputy: chair })
    const mayGiveUp = (officer: Officer) =>
      perform(officer, (work) => listOpenNumbers(work, officer, agency.id), { now: later }).then((open) =>
        open.map((one) => one.mayGiveUp),
      )
    expect(await mayGiveUp(deputy)).toEqual([true])
    const { sha256 } = await showDraft(chair, id, { now: monday })
    await signDrafts(proven(chair, monday), [{ id, sha256 }], { now: monday })
    for (const officer of [deputy, clerk]) {
      expect(await mayGiveUp(officer)).toEqual([false])
      await expect(
        perform(officer, async (work) => giveUpNumber(work, officer, await seen(id), why), { now: later }),
      ).rejects.toMatchObject({ code: 'documents.number_not_yours', details: { step: 'seal' } })
    }
    expect(await mayGiveUp(chair)).toEqual([true])
    await perform(clerk, async (work) => refuseSeal(work, clerk, await seen(id), 'Thiếu nơi nhận bản lưu'), {
      now: later,
    })
    expect(await linesOf(bureau)).toEqual(['1/2026 voided không đóng dấu: Thiếu nơi nhận bản lưu'])
  })

  test('what its deputy confirmed the head gives up', async () => {
    const bureau = await aBureau()
    const { chair } = bureau
    const id = await stuck(bureau)
    await perform(chair, async (work) => giveUpNumber(work, chair, await seen(id), why), { now: later })
    expect(await linesOf(bureau)).toEqual([`1/2026 voided bỏ số: ${why}`])
  })

  test('what was signed before its number was given up is never issued under the next', async () => {
    const bureau = await aBureau()
    const id = await stuck(bureau)
    connectSigningKeys(undefined)
    const signed = await signConfirmed(bureau.deputy, id)
    if (!signed) throw new Error('It was issued before')
    await perform(bureau.deputy, async (work) => giveUpNumber(work, bureau.deputy, await seen(id), why), {
      now: later,
    })
    await beginDrafts(bureau.deputy, [id], { now: later })
    const { sha256 } = await showDraft(bureau.deputy, id, { now: later })
    const leader = proven(bureau.deputy, later)
    await perform(leader, (work) => confirmSigning(work, leader, id, sha256), { now: later })
    await expect(
      perform(bureau.deputy, (work) => issueDocument(work, bureau.deputy, id, signed), { now: later }),
    ).rejects.toThrow('documents.changed_meanwhile')
  })

  test('held and unconfirmed, the clerk ends it once its holder is away, not before', async () => {
    const bureau = await aBureau()
    const { agency, clerk } = bureau
    const leader = await someone(agency.id, 'leader')
    await appointTo(leader, `${agency.id}/chu-tich`)
    const id = await held({ ...bureau, deputy: leader })
    const giveUp = () =>
      perform(clerk, async (work) => giveUpNumber(work, clerk, await seen(id), why), { now: later })
    await expect(giveUp()).rejects.toThrow('documents.number_not_yours')
    const away = {
      accountId: leader.id,
      fromOn: '2026-11-30',
      toOn: '2026-12-04',
      standIn: null,
      reason: 'Đi công tác',
    }
    await perform(clerk, (work) => enterAbsence(work, clerk, away), { now: monday })
    await giveUp()
    expect(await linesOf(bureau)).toEqual([`1/2026 voided bỏ số: ${why}`])
  })
})

test('a clerk who does not seal says why: the number stays empty, who wrote it gets it back, the next is another number', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { clerk, deputy, specialist } = bureau
  const id = await held(bureau)
  const { sha256 } = await showDraft(deputy, id, { now: monday })
  await signDrafts(proven(deputy, monday), [{ id, sha256 }], { now: monday })
  const refuse = (reason: string) =>
    perform(clerk, async (work) => refuseSeal(work, clerk, await seen(id), reason), { now: monday })
  await expect(refuse('sai')).rejects.toThrow('documents.reason_needed')
  await refuse('Thiếu nơi nhận bản lưu')
  expect(await linesOf(bureau)).toEqual(['1/2026 voided không đóng dấu: Thiếu nơi nhận bản lưu'])
  expect(await toldOf(specialist)).toContain(`draft_returned /van-ban/${id}`)
  expect(await toldOf(deputy)).toEqual([`seal_refused /van-ban/${id}`])
  const [sealed] = await sealAll(clerk, [id], monday)
  expect(sealed?.refusal).toBe('documents.wrong_status')
  await approved(bureau, id, 1, wednesday)
  await beginDrafts(deputy, [id], { now: wednesday })
  const again = await showDraft(deputy, id, { now: wednesday })
  await signDrafts(proven(deputy, wednesday), [{ id, sha256: again.sha256 }], { now: wednesday })
  await sealAll(clerk, [id], wednesday)
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: 2 })
})

test('who does not sign says why, and the register keeps it', async () => {
  const bureau = await aBureau()
  const id = await held(bureau)
  await expect(declineAll(bureau.deputy, [id], '')).rejects.toThrow('documents.reason_needed')
  await declineAll(bureau.deputy, [id], 'Chờ ý kiến Sở Tư pháp')
  const entries = await perform(system, ({ tx }) => listEntriesOf(tx, [bureau.agency.id]))
  expect(entries).toMatchObject([{ number: 1, fate: 'voided' }])
  expect(await linesOf(bureau)).toEqual(['1/2026 voided không ký: Chờ ý kiến Sở Tư pháp'])
})

describe('a power handed over', () => {
  const later = new Date(monday.getTime() + 10 * 60_000)
  /** A head of division, whose position signs thừa lệnh. */
  const byOrder = async ({ agency }: Bureau): Promise<Officer> => {
    const officer = await someone(agency.id, 'leader')
    const id = `${agency.id}/truong-phong`
    await anExtraPosition(agency, 'truong-phong', 'Trưởng phòng')
    await perform(system, ({ tx }) =>
      tx
        .updateTable('agencies.position')
        .set({ authority: 'TL.', authorityOf: 'Chủ tịch', signs: true })
        .where('id', '=', id)
        .execute(),
    )
    await forgetAgencies(agency.id)
    await appointTo(officer, id)
    return officer
  }
  const mayEnd = async (officer: Officer, id: string) =>
    (
      await perform(officer, (work) => listOpenNumbers(work, officer, officer.agencyId), { now: later })
    ).filter(({ documentId, mayGiveUp }) => documentId === id && mayGiveUp).length > 0

  test('ends only the numbers of what it signs: not of a document kept for the head', async () => {
    const bureau = await aBureau()
    const delegated = await byOrder(bureau)
    const giveUp = (id: string) =>
      perform(delegated, async (work) => giveUpNumber(work, delegated, await seen(id), why), { now: later })
    const kept = await held(bureau, monday, { authorised: false })
    expect(await mayEnd(delegated, kept)).toBe(false)
    await expect(giveUp(kept)).rejects.toThrow('documents.number_not_yours')
    const [declined] = await declineAll(delegated, [kept], why, later)
    expect(declined?.refusal).toBe('documents.kept_for_head')
    expect(await linesOf(bureau)).toEqual(['1/2026 signing'])
    const theirs = await held(bureau, monday, { authorised: true })
    expect(await mayEnd(delegated, theirs)).toBe(true)
    await giveUp(theirs)
    expect(await linesOf(bureau)).toEqual(['1/2026 signing', `2/2026 voided bỏ số: ${why}`])
  })

  test('holds its number: the clerk does not end what a delegate who is there has before them', async () => {
    const bureau = await aBureau()
    const { agency, clerk } = bureau
    const delegated = await someone(agency.id, 'leader')
    await appointTo(delegated, `${agency.id}/chuyen-vien`)
    await perform(system, (work) =>
      delegate(work, {
        fromPosition: `${agency.id}/chu-tich`,
        toAccount: delegated.id,
        authority: 'TUQ.',
        scope: 'Công văn',
        types: ['official_letter'],
        decision: 'Quyết định số 12/QĐ-UBND',
        validFrom: '2026-11-01',
        validTo: '2026-12-31',
      }),
    )
    const id = await held({ ...bureau, deputy: delegated }, monday, { authorised: true })
    expect(await mayEnd(clerk, id)).toBe(false)
    await expect(
      perform(clerk, async (work) => giveUpNumber(work, clerk, await seen(id), why), { now: later }),
    ).rejects.toThrow('documents.number_not_yours')
  })
})

describe('whoever acts on a page that was left open', () => {
  test('does not end another number than the one they saw', async () => {
    const bureau = await aBureau()
    const { deputy, clerk } = bureau
    const later = new Date(monday.getTime() + 10 * 60_000)
    const id = await stuck(bureau)
    const old = await seen(id)
    await perform(deputy, (work) => giveUpNumber(work, deputy, old, why), { now: later })
    await beginDrafts(deputy, [id], { now: later })
    const { sha256 } = await showDraft(deputy, id, { now: later })
    await signDrafts(proven(deputy, later), [{ id, sha256 }], { now: later })
    const latest = new Date(later.getTime() + 10 * 60_000)
    const giveUp = (which: typeof old) =>
      perform(clerk, (work) => giveUpNumber(work, clerk, which, why), { now: latest })
    await expect(giveUp(old)).rejects.toThrow('documents.changed_meanwhile')
    expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 2 })
    await giveUp(await seen(id))
    expect(await documentOf(id)).toMatchObject({ status: 'draft', number: null })
  })

  test('neither seals nor refuses another file than the one they saw', async () => {
    const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
    const { deputy, clerk } = bureau
    const id = await held(bureau)
    const { sha256 } = await showDraft(deputy, id, { now: monday })
    await signDrafts(proven(deputy, monday), [{ id, sha256 }], { now: monday })
    const old = await seen(id)
    const refuse = (which: typeof old) =>
      perform(clerk, (work) => refuseSeal(work, clerk, which, 'Thiếu nơi nhận bản lưu'), { now: wednesday })
    await refuse(old)
    await approved(bureau, id, 1, wednesday)
    await signAll(deputy, [id], wednesday)
    await expect(refuse(old)).rejects.toThrow('documents.changed_meanwhile')
    const seal = ({ sha256 }: typeof old) =>
      sealDrafts(proven(clerk, wednesday), [{ id, sha256 }], { now: wednesday })
    expect(await seal(old)).toMatchObject([{ refusal: 'documents.changed_meanwhile' }])
    expect(await documentOf(id)).toMatchObject({ status: 'signing', number: 2 })
    expect(await seal(await seen(id))).toMatchObject([{ refusal: null }])
  })
})
