/** What a dossier costs: asked for in time, awaited, paid, and given up with it. */
import { describe, expect, test } from 'vitest'
import { chargesOf } from '#server/modules/payments/index.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { withdrawDossier } from '../apply/withdraw-dossier.ts'
import { chargedSubject } from '../fees/charge-dossier.ts'
import {
  aDesk,
  aDossierInWork,
  aFiledDossier,
  anUpload,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  refuseAndSign,
  settleChecks,
} from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { deliverResult } from '../handle/deliver-result.ts'
import { proposeDecision } from '../handle/propose-decision.ts'
import { awaiting } from '../prerequisites/fixtures.ts'
import { openPrerequisite } from '../prerequisites/open-prerequisite.ts'
import { settlePrerequisite } from '../prerequisites/settle-prerequisite.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { refuseDossier } from '../refuse/refuse-dossier.ts'
import { dropRefusal } from '../refuse/sign-refusal.ts'
import { determineFee } from './determine-fee.ts'
import { payFees } from './fixtures.ts'
import { feesOfDossier } from './view-fees.ts'

const by = <T>(actor: Officer | Citizen | typeof system, task: (work: Work) => Promise<T>, now = monday) =>
  perform(actor, task, { now })
const at = (text: string) => new Date(`${text}+07:00`)

type Fee = Desk['service']['fees'][number]
const aFee = (fee: Partial<Fee>): Fee => ({
  key: 'fee',
  name: 'Lệ phí',
  amount: { fixed: 20_000 },
  waivers: [],
  payAt: 'filing',
  basis: 'Nghị quyết thử nghiệm',
  ...fee,
})
const aDeskAsking = (...fees: Partial<Fee>[]) => aDesk({ fees: fees.map(aFee) })
const stands = ({ id }: Filed) =>
  by(system, async (work) => (await lockDossier(work.tx, id)) as never as Standing)
interface Standing {
  status: string
  acceptBy: Date
  dueAt: Date | null
  fee: number | null
  waitsFor: number
}
const owes = ({ id }: Filed) => by(system, async (work) => (await chargesOf(work, chargedSubject(id))).left)
const accept = ({ oneStop }: Desk, { id }: Filed, now = monday) =>
  by(oneStop, (work) => acceptDossier(work, oneStop, id), now)

describe('due at filing', () => {
  test('it is awaited before acceptance, whose hours rest, and evidence of payment ends that', async () => {
    const desk = await aDeskAsking({})
    const filed = await aFiledDossier(desk)
    const { acceptBy, ...waiting } = await stands(filed)
    expect(waiting).toMatchObject({ status: 'duty', dueAt: null, fee: 20_000, waitsFor: 1 })
    await expect(accept(desk, filed)).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
    const thursday = at('2026-11-26T10:00:00')
    expect(await payFees(filed.id, thursday)).toBe(20_000)
    expect(await payFees(filed.id, thursday)).toBe(0)
    const paid = await stands(filed)
    expect(paid).toMatchObject({ status: 'submitted', waitsFor: 0 })
    // All of the eight hours are left: none had passed when it was filed.
    expect(acceptBy).toEqual(at('2026-11-25T08:30:00'))
    expect(paid.acceptBy).toEqual(at('2026-11-27T10:30:00'))
    await accept(desk, filed, thursday)
  })

  test('what nobody takes on costs nothing: refused or withdrawn, it is not asked for any more', async () => {
    const desk = await aDeskAsking({})
    const [refused, withdrawn, paid] = [
      await aFiledDossier(desk),
      await aFiledDossier(desk),
      await aFiledDossier(desk),
    ]
    const { oneStop } = desk
    const reason = 'Việc này không thuộc thẩm quyền của phường.'
    const askAndDrop = async () => {
      await by(oneStop, (work) => refuseDossier(work, oneStop, refused.id, { reason }))
      expect(await stands(refused)).toMatchObject({ status: 'submitted', step: 'leader' })
      await by(oneStop, (work) => dropRefusal(work, oneStop, refused.id, { reason }))
    }
    // While somebody is to sign the refusal nobody is asked to pay; if they do not, it is awaited again.
    await askAndDrop()
    expect(await stands(refused)).toMatchObject({ status: 'duty', waitsFor: 1 })
    await refuseAndSign(desk, refused.id, reason)
    const { citizen } = withdrawn
    await by(citizen, (work) => withdrawDossier(work, citizen, withdrawn.id, { reason: '' }))
    expect([await owes(refused), await owes(withdrawn)]).toEqual([0, 0])
    await payFees(paid.id)
    await refuseAndSign(desk, paid.id, reason)
    const { charges } = await by(system, (work) => chargesOf(work, chargedSubject(paid.id)))
    expect(charges).toMatchObject([{ amount: 20_000, paid: 20_000 }])
  })

  test('an amount nobody established is asked for once an officer says how much, by which text and why', async () => {
    const open = { key: 'late', name: 'Lệ phí quá hạn', amount: { open: 'Chưa có văn bản.' } }
    const desk = await aDeskAsking({ amount: { fixed: 0 } }, open)
    const filed = await aFiledDossier(desk)
    expect(await stands(filed)).toMatchObject({ status: 'submitted', fee: null })
    const { oneStop } = desk
    const given = { key: 'late', amount: 5_000, basis: 'Nghị quyết 1/NQ', reason: 'Đăng ký quá hạn.' }
    const determine = (amount: number, key = given.key) =>
      by(oneStop, (work) => determineFee(work, oneStop, filed.id, { ...given, key, amount }))
    await expect(determine(5_000, 'fee')).rejects.toMatchObject({ code: 'dossiers.fee_not_open' })
    await determine(5_000)
    await determine(8_000)
    expect(await stands(filed)).toMatchObject({ status: 'duty', fee: 8_000 })
    const fees = await by(filed.citizen, async (work) =>
      feesOfDossier(work, (await lockDossier(work.tx, filed.id)) as never),
    )
    expect(fees).toMatchObject({ left: 8_000, open: [{ key: 'late', amount: 8_000 }], mayDetermine: false })
    expect(fees.charges[0]?.items.at(-1)).toMatchObject({ basis: given.basis, explanation: given.reason })
    await determine(0)
    expect(await stands(filed)).toMatchObject({ status: 'submitted', fee: 0, waitsFor: 0 })
  })
})

test('due with the result: it is charged by the signature, and the result is handed over once it is paid', async () => {
  const desk = await aDeskAsking({ payAt: 'result', amount: { fixed: 150_000 } })
  const filed = await aDossierInWork(desk)
  expect(await owes(filed)).toBe(0)
  await settleChecks(desk.specialist, filed.id)
  await by(desk.specialist, (work) =>
    proposeDecision(work, desk.specialist, filed.id, { outcome: 'approve' }),
  )
  await readAndSign(desk.leader, filed.id, {}, monday)
  await by(system, (work) => deliverResult(work, filed.id))
  expect(await stands(filed)).toMatchObject({ status: 'duty', step: 'delivery' })
  expect(await payFees(filed.id)).toBe(150_000)
  await by(system, (work) => deliverResult(work, filed.id))
  expect((await stands(filed)).status).toBe('returned')
})

test('a tax is owed to whoever collects it: nothing is charged here, and the paper of its payment ends it', async () => {
  const tax = {
    key: 'tax',
    kind: 'duty',
    name: 'Nộp thuế',
    of: { outside: 'cơ quan thuế' },
    before: 'sign',
  } as const
  const desk = await aDesk((service) => awaiting([tax], service))
  const filed = await aFiledDossier(desk)
  const { oneStop } = desk
  await by(oneStop, (work) => openPrerequisite(work, oneStop, filed.id, { key: 'tax', amount: 3_000_000 }))
  expect(await stands(filed)).toMatchObject({ status: 'duty', waitsFor: 1 })
  expect(await owes(filed)).toBe(0)
  const given = { key: 'tax', amount: 3_000_000, basis: 'Thông báo thuế', reason: 'Theo thông báo thuế.' }
  await expect(by(oneStop, (work) => determineFee(work, oneStop, filed.id, given))).rejects.toMatchObject({
    code: 'dossiers.fee_not_open',
  })
  const fees = await by(oneStop, async (work) =>
    feesOfDossier(work, (await lockDossier(work.tx, filed.id)) as never),
  )
  expect(fees).toMatchObject({ charges: [], open: [], mayDetermine: false })
  const paper = { key: 'tax', how: 'done', number: 'GNT-01', amount: 3_000_000 } as const
  const upload = await anUpload(oneStop)
  await by(oneStop, (work) => settlePrerequisite(work, oneStop, filed.id, { ...paper, upload }))
  expect(await stands(filed)).toMatchObject({ status: 'submitted', waitsFor: 0 })
})

test('a duty an officer asks for with a sum can be paid here, beside the fee', async () => {
  const desk = await aDesk((service) => ({
    ...awaiting([{ key: 'tax', kind: 'duty', name: 'Lệ phí trước bạ', before: 'sign' }], service),
    fees: [aFee({})],
  }))
  const filed = await aFiledDossier(desk)
  await payFees(filed.id)
  const { oneStop } = desk
  const ask = (amount: number) =>
    by(oneStop, (work) => openPrerequisite(work, oneStop, filed.id, { key: 'tax', amount }))
  await expect(ask(20_000_000_000)).rejects.toMatchObject({ code: 'payments.charge_too_large' })
  await ask(3_000_000_000)
  expect(await stands(filed)).toMatchObject({ status: 'duty' })
  expect(await payFees(filed.id)).toBe(3_000_000_000)
  expect(await stands(filed)).toMatchObject({ status: 'submitted', waitsFor: 0 })
})
