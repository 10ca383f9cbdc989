import { beforeAll, expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { withFiling } from '#shared/form/filing.ts'
import { chargesFor } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'
import type { Refusal } from '#shared/refusal.ts'
import { detailOf } from '../api-shapes.ts'
import { draftedAnswers } from '../filing.ts'
import { aDesk, anApplicant, anApplication, answersFor, type Desk, monday, submitAs } from '../fixtures.ts'
import { gatherReceipt } from '../print/print-papers.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { openDraft } from './drafts.ts'
import { fileDossier } from './file-for-applicant.ts'
import { previewSubmission } from './preview-submission.ts'
import { submitDossier } from './submit-dossier.ts'

const common = { waivers: [], payAt: 'filing' as const, basis: 'Nghị quyết thử nghiệm' }
const isOnline = { eq: ['filing.channel', 'online'] as [string, string] }

let desk: Desk
beforeAll(async () => {
  const { service } = await aDesk()
  desk = await aDesk({
    timeLimit: {
      ...service.timeLimit,
      variants: [
        { condition: isOnline, duration: { workingDays: 3 }, text: '03 ngày làm việc' },
        {
          condition: { eq: ['filing.channel', 'post'] },
          duration: { workingDays: 10 },
          text: '10 ngày làm việc',
        },
      ],
    },
    fees: [
      {
        ...common,
        key: 'usual',
        name: 'Lệ phí',
        amount: { fixed: 15_000 },
        waivers: [{ condition: isOnline, reason: 'nộp trực tuyến' }],
      },
      {
        ...common,
        key: 'late',
        name: 'Lệ phí quá hạn',
        condition: { since: ['filing.on', '2026-11-24'] },
        amount: { fixed: 5_000 },
      },
    ],
  })
})

const tuesday = new Date('2026-11-24T08:00:00+07:00')

async function filedAtCounter(now: Date, byPost = false) {
  const { oneStop } = desk
  const { id, name, idNumber } = await anApplicant()
  const input = await anApplication(desk, oneStop)
  const { code } = await perform(
    oneStop,
    (work) => submitDossier(work, { id, name, idNumber, unitCode: '19789' }, input, { byPost }),
    { now },
  )
  return perform(oneStop, (work) => viewOfficerDossier(work, oneStop, code), { now })
}

async function filedOnline(at: Desk, now: Date) {
  const citizen = await anApplicant()
  const { code } = await submitAs(citizen, await anApplication(at, citizen), now)
  return perform(at.oneStop, (work) => viewOfficerDossier(work, at.oneStop, code), { now })
}

const termsOf = ({ dossier, fee }: Awaited<ReturnType<typeof filedOnline>>) => ({
  channel: dossier.channel,
  fee,
  days: dossier.budget,
})

test('fee and limit follow the way and the day of filing', async () => {
  expect(termsOf(await filedOnline(desk, monday))).toEqual({ channel: 'online', fee: 0, days: 3 })
  expect(termsOf(await filedOnline(desk, tuesday))).toEqual({ channel: 'online', fee: 5_000, days: 3 })
  expect(termsOf(await filedAtCounter(monday))).toEqual({ channel: 'direct', fee: 15_000, days: 5 })
  expect(termsOf(await filedAtCounter(tuesday, true))).toEqual({ channel: 'post', fee: 20_000, days: 10 })
})

test('who fills in a form sees the terms of filing it online today', async () => {
  const citizen = await anApplicant()
  const preview = await perform(
    citizen,
    async (work) => {
      const draft = await openDraft(work, citizen, desk.service.code)
      return previewSubmission(work, { ...draft, answers: { ...answersFor(desk.service) } }, desk.service)
    },
    { now: monday },
  )
  expect(preview.limit).toBe('03 ngày làm việc')
  expect(preview.charges.items.map(({ amount, explanation }) => [amount, explanation])).toEqual([
    [0, 'Miễn: nộp trực tuyến'],
  ])
})

test('nothing typed sets how it is filed: such a field is unknown, to a person as to a client system', async () => {
  const citizen = await anApplicant()
  const input = await anApplication(desk, citizen)
  const filing = { channel: 'post', on: '2020-01-01' }
  await expect(submitAs(citizen, { ...input, answers: { ...input.answers, filing } })).rejects.toMatchObject({
    code: 'dossiers.unknown_fields',
  })
  await expect(fileDossier(citizen, undefined, input, { byPost: true })).rejects.toMatchObject({
    code: 'dossiers.unknown_fields',
  })
  expect(
    withFiling({ filing: { ...filing, by: 'owner' } }, { channel: 'online', on: '2026-11-23' }).filing,
  ).toEqual({ channel: 'online', on: '2026-11-23', year: '2026', by: 'owner' })
})

test('a fee whose amount nobody has established is no sum and never nothing', async () => {
  const why = 'mức thu do Hội đồng nhân dân thành phố quy định, chưa có văn bản'
  const { sources } = desk.service
  const unverified = { state: 'unverified', source: 'Nghị quyết thử nghiệm' } as const
  const at = await aDesk({
    sources: { ...sources, time: unverified },
    fees: [
      { ...common, key: 'usual', name: 'Lệ phí', amount: { open: why } },
      { ...common, key: 'copies', name: 'Bản sao', amount: { fixed: 8_000 } },
    ],
  })
  const view = await filedOnline(at, monday)
  expect(view.dossier.fee).toBeNull()
  expect(detailOf(view).fee).toBeNull()
  const person = {
    name: 'Lê An',
    identityNumber: '1',
    address: null,
    unitCode: null,
    phone: null,
    email: null,
  }
  const receipt = await perform(at.oneStop, (work) => gatherReceipt(work, view, person), { now: monday })
  expect(receipt.fee).toBe('theo thông báo của cơ quan giải quyết')
  expect(receipt.duration).toMatch(/ngày làm việc \(chưa đối chiếu với văn bản gốc\)$/)
  const charges = chargesFor(at.service, draftedAnswers({}, monday))
  expect(charges).toMatchObject({ total: null, dueAtFiling: null })
  expect(charges.items[0]).toMatchObject({ amount: null, explanation: why })
})

test('a way of filing the service does not offer is refused with those it does; an outage somebody names opens what the law then allows', async () => {
  const at = await aDesk({ channels: ['online'], outageChannels: ['counter'] })
  const { id, name, idNumber } = await anApplicant()
  const input = await anApplication(at, at.oneStop)
  const file = (notes: { byPost?: boolean; outage?: string }) =>
    perform(
      at.oneStop,
      (work) => submitDossier(work, { id, name, idNumber, unitCode: '19789' }, input, notes),
      { now: monday },
    )
  const outage = 'Cổng Dịch vụ công quốc gia ngừng từ 7 giờ ngày 23/11/2026'
  const refused = { code: 'dossiers.channel_not_offered', details: { offered: ['online'] } }
  const { code, details } = (await file({}).catch((thrown: unknown) => thrown)) as Refusal
  expect({ code, details }).toMatchObject(refused)
  expect(m.refusal(code, details)).toMatch(
    /không nhận hồ sơ tại quầy\. Ông\/bà nộp trực tuyến\. Chỉ khi có sự cố/,
  )
  await expect(file({ byPost: true, outage })).rejects.toMatchObject(refused)
  await expect(file({ outage })).resolves.toMatchObject({ repeated: false })
  await expect(
    fileDossier(await anApplicant(), undefined, input, { outage }),
    'only the counter names an outage',
  ).rejects.toMatchObject({ code: 'dossiers.unknown_fields' })

  const counterOnly = await aDesk({ channels: ['counter'] })
  const citizen = await anApplicant()
  await expect(
    perform(citizen, (work) => openDraft(work, citizen, counterOnly.service.code)),
  ).rejects.toMatchObject({ code: 'dossiers.channel_not_offered' })
})
