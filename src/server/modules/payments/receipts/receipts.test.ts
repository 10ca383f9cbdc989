/** Biên lai: numbered where the money is settled, signed once, checked by anyone, ended with a reason. */
import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '#server/crafts/crypto/certificate-authority.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { checkDocument, checkFile, connectSigningKeys, listRevoked } from '#server/modules/documents/index.ts'
import { listNotices } from '#server/modules/notifications/index.ts'
import { listPapers } from '#server/modules/registry/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { chargesOf } from '../charges/view-charges.ts'
import type { Till } from '../fixtures.ts'
import { keepBooks } from '../keep-books.ts'
import { cancelReceipt, replaceReceipt } from './end-receipt.ts'
import { aCollector, aPaidOrder, chargeOnly, copies, giveCode, marriage, tuesday } from './fixtures.ts'
import { issueReceipt } from './issue-receipt.ts'
import { getReceipt, listReceipts, openReceipt, receiptsOfCharges, receiptsOfOrder } from './read-receipts.ts'
import { receiptJobs } from './receipt-jobs.ts'
import { receiptsCondition } from './receipts-condition.ts'
import { signReceipt, signReceipts } from './sign-receipt.ts'
import { summariseDay } from './summarise-day.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-receipts-'))
const asker = { name: 'test' }

const lacks = (...tools: string[]) => tools.some((tool) => spawnSync(tool, ['--version']).error !== undefined)
const read = <T>(task: Parameters<typeof perform<T>>[1]) => perform(system, task)

let keys: CertificateAuthority
beforeAll(async () => {
  keys = await openCertificateAuthority({
    folder: join(folder, 'ca'),
    keyFile: join(folder, 'box.key'),
    validFrom: new Date('2026-01-01'),
  })
})
afterEach(() => connectSigningKeys(undefined))
afterAll(stopTypesetting)

const standing = (orderId: string) => read(async (work) => (await receiptsOfOrder(work, orderId)).at(-1))

describe('numbers', () => {
  const numbersOf = async ({ finance: [officer] }: Till, day: string) =>
    (await perform(officer, (work) => listReceipts(work, officer, { from: day, to: day }))).receipts
      .map(({ series, number }) => `${series} ${number}`)
      .toSorted()

  test('follow each other though many settle at once and every third fails, and begin anew with Vietnam’s year', async () => {
    const till = await aCollector()
    const settling = Array.from({ length: 18 }, (_, index) =>
      aPaidOrder(till, {}, () => {
        if (index % 3 === 0) throw new Error('killed')
      }),
    )
    const failed = (await Promise.allSettled(settling)).filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(6)
    expect(await numbersOf(till, '2026-11-24')).toEqual(
      Array.from({ length: 12 }, (_, index) => `26TAA ${String(index + 1).padStart(8, '0')}`),
    )
    // Half an hour into the new year here, still the old one in London.
    await aPaidOrder(till, { now: new Date('2026-12-31T23:59:00+07:00') })
    await aPaidOrder(till, { now: new Date('2027-01-01T00:30:00+07:00') })
    expect(await numbersOf(till, '2026-12-31')).toEqual(['26TAA 00000013'])
    expect(await numbersOf(till, '2027-01-01')).toEqual(['27TAA 00000001'])
  })

  test('before the rules in force there is none, and an order never has two', async () => {
    const till = await aCollector()
    const early = await aPaidOrder(till, { now: new Date('2026-06-30T10:00:00+07:00') })
    expect(await standing(early.orderId)).toBeUndefined()
    const { orderId } = await aPaidOrder(till)
    const again = perform(
      system,
      (work) =>
        keepBooks(work, (books) => issueReceipt(books, { id: orderId, agencyId: till.agencyId }, 'notice')),
      { now: tuesday },
    )
    await expect(again).rejects.toThrow(/receipt_once/)
    expect(await numbersOf(till, '2026-11-24')).toEqual(['26TAA 00000001'])
  })

  test('without the tax code of who collects a receipt is owed: the order is paid, and the receipt follows the code', async () => {
    const till = await aCollector({ hasCode: false })
    const { orderId } = await aPaidOrder(till, { channel: 'cash' })
    expect(await standing(orderId)).toBeUndefined()
    expect(await receiptsCondition.check()).toMatchObject({ state: 'bad', code: 'receipts.owed' })
    await expect(summariseDay(till.finance[0], { day: '2026-11-24', format: 'csv' })).rejects.toMatchObject({
      code: 'payments.collector_unknown',
    })
    const now = new Date()
    await giveCode(till, now)
    const numberOwed = receiptJobs.find(({ name }) => name === 'payments.number-owed-receipts')
    const run = () => numberOwed?.run(orderId, { agencyId: till.agencyId } as never)
    await Promise.all([run(), run()])
    expect(await standing(orderId)).toMatchObject({ number: '00000001', channel: 'cash', amount: 16_000 })
    const [finance] = till.finance
    const days = { from: localDay(now), to: localDay(now) }
    expect(await perform(finance, (work) => listReceipts(work, finance, days))).toMatchObject({
      receipts: [{ number: '00000001' }],
      counts: [{ channel: 'cash', issued: 1, ended: 0, amount: 16_000 }],
    })
  })
})

describe('the signed receipt', () => {
  const pay = async () => {
    const till = await aCollector()
    const paid = await aPaidOrder(till, { fees: [copies, marriage] })
    const receiptId = (await standing(paid.orderId))?.id ?? ''
    const [finance] = till.finance
    return { till, payer: till.payer, finance, paid, orderId: paid.orderId, receiptId }
  }

  test('is one paper and one file of data, in the payer’s vault, genuine to anyone, and only theirs to open', async () => {
    connectSigningKeys(keys)
    const { till, payer, finance, paid, orderId, receiptId } = await pay()
    // Many at once come to the same two files.
    const [first, second] = await Promise.all([signReceipt(receiptId), signReceipt(receiptId)])
    expect(second).toEqual(first)
    const held = await perform(payer, (work) => listPapers(work, payer))
    expect(held.map(({ kind, sha256, number }) => [kind, sha256, number]).toSorted()).toEqual([
      ['bien-lai', first?.pdf, '26TAA số 00000001'],
      ['bien-lai-xml', first?.xml, '26TAA số 00000001'],
    ])
    const receipt = await standing(orderId)
    expect(receipt).toMatchObject({ state: 'signed', hasFiles: true, amount: 1_016_000 })
    expect(await checkDocument({ code: receipt?.checkCode ?? '' })).toMatchObject({
      verdict: 'genuine',
      document: { title: 'Biên lai thu phí, lệ phí', symbol: '26TAA số 00000001' },
    })
    const pdf = await openReceipt(payer, receiptId, 'pdf')
    expect(await checkFile([pdf], asker)).toMatchObject({ verdict: 'genuine' })
    const xml = Buffer.from(await openReceipt(payer, receiptId, 'xml')).toString('utf8')
    expect(xml).toContain('<So>00000001</So>')
    expect(xml).toContain('<TongSoTien>1016000</TongSoTien>')
    expect(xml).toContain('<Ten>Lê Thị Mỹ Hạnh</Ten>')
    const {
      payer: stranger,
      finance: [elsewhere],
    } = await aCollector()
    const clerk = anOfficer({ agencyId: till.agencyId })
    for (const other of [stranger, elsewhere, anOfficer({ agencyId: till.agencyId, roles: ['monitor'] })])
      await expect(openReceipt(other, receiptId, 'pdf')).rejects.toMatchObject({
        code: 'payments.receipt_not_found',
      })
    for (const own of [clerk, finance]) expect(await openReceipt(own, receiptId, 'pdf')).toEqual(pdf)
    // The counter prints it for whoever paid, and finds it by what was paid for.
    const found = async (officer: Officer) =>
      perform(officer, async (work) => {
        const { charges } = await chargesOf(work, paid.subject)
        return receiptsOfCharges(
          work,
          charges.map(({ chain }) => chain),
        )
      })
    expect(await found(clerk)).toMatchObject([{ id: receiptId, state: 'signed' }])
    expect(await found(elsewhere)).toEqual([])
  })

  test.skipIf(lacks('pdfsig', 'xmlsec1', 'xmllint'))(
    'is judged valid by pdfsig and xmlsec1, with the seal of who collects and nobody else’s',
    async () => {
      connectSigningKeys(keys)
      const { payer, receiptId } = await pay()
      const root = join(folder, 'root.pem')
      writeFileSync(root, new X509Certificate(keys.certificate).toString())
      const [pdf, xml] = [join(folder, 'receipt.pdf'), join(folder, 'receipt.xml')]
      writeFileSync(pdf, await openReceipt(payer, receiptId, 'pdf'))
      writeFileSync(xml, await openReceipt(payer, receiptId, 'xml'))
      const signatures = spawnSync('pdfsig', ['-nocert', pdf], { encoding: 'utf8' }).stdout
      expect(signatures.match(/Signature is Valid/g)).toHaveLength(1)
      expect(signatures).toContain('Signer Certificate Common Name: Ủy ban nhân dân phường Thử')
      const judge = ['--verify', '--id-attr:Id', 'SignedProperties', '--trusted-pem', root, xml]
      expect(spawnSync('xmlsec1', judge).status).toBe(0)
      expect(
        spawnSync('xmllint', ['--noout', '--nonet', '--schema', 'static/xml/bien-lai-1.xsd', xml]).status,
      ).toBe(0)
    },
  )

  test('waits for keys, marked as a copy; a key that fails between paper and data leaves nothing behind, and the next makes both', async () => {
    const { payer, finance, receiptId } = await pay()
    connectSigningKeys({ ...keys, seal: () => Promise.reject(new Error('the token was pulled out')) })
    await expect(signReceipt(receiptId)).rejects.toThrow('documents.key_busy')
    let asked = 0
    connectSigningKeys({
      ...keys,
      seal: (...agency) => {
        asked += 1
        return asked === 2 ? Promise.reject(new Error('pulled out after the paper')) : keys.seal(...agency)
      },
    })
    await expect(signReceipt(receiptId)).rejects.toThrow('documents.key_busy')
    expect(await perform(payer, (work) => listPapers(work, payer))).toEqual([])
    expect(await perform(payer, (work) => getReceipt(work, receiptId))).toMatchObject({
      state: 'numbered',
      hasFiles: false,
    })
    // One that can never be signed holds up no other.
    await signReceipts()
    expect(await perform(finance, (work) => getReceipt(work, receiptId))).toMatchObject({
      state: 'signed',
    })
    expect(await perform(payer, (work) => listPapers(work, payer))).toHaveLength(2)
  })

  test('is cancelled with a reason by finance alone: every check says so, the vault too, and its payer is told', async () => {
    connectSigningKeys(keys)
    const { till, payer, finance, orderId, receiptId } = await pay()
    await signReceipt(receiptId)
    const why = { reason: 'Lập nhầm cho hồ sơ khác' }
    const cancel = (officer = finance, reason = why) =>
      perform(officer, (work) => cancelReceipt(work, officer, receiptId, reason), { now: tuesday })
    const [elsewhere] = (await aCollector()).finance
    await expect(cancel(elsewhere)).rejects.toMatchObject({ code: 'payments.receipt_not_found' })
    await expect(cancel(anOfficer({ agencyId: till.agencyId, confirmedAt: tuesday }))).rejects.toMatchObject({
      code: 'identity.role_needed',
    })
    await expect(
      cancel({ ...finance, confirmedAt: new Date('2026-11-24T07:00:00+07:00') }),
    ).rejects.toMatchObject({ code: 'identity.confirmation_needed' })
    await expect(cancel(finance, { reason: '  ' })).rejects.toMatchObject({
      code: 'payments.reason_needed',
    })
    await cancel()
    await expect(cancel()).rejects.toMatchObject({ code: 'payments.receipt_ended' })
    const receipt = await standing(orderId)
    expect(receipt).toMatchObject({ state: 'cancelled', reason: why.reason })
    expect(await checkDocument({ code: receipt?.checkCode ?? '' })).toMatchObject({ verdict: 'revoked' })
    expect(await checkFile([await openReceipt(payer, receiptId, 'pdf')], asker)).toMatchObject({
      verdict: 'revoked',
    })
    expect((await perform(payer, (work) => listRevoked(work, [receiptId]))).has(receiptId)).toBe(true)
    const tell = receiptJobs.find(({ name }) => name === 'payments.tell-receipt-ended')
    await tell?.run(receiptId, { payerId: payer.id, how: 'cancel' } as never)
    expect(await perform(payer, (work) => listNotices(work, payer))).toMatchObject([
      { kind: 'receipt_cancelled' },
    ])
  })

  test('is ended once by whoever of several comes first, and each of the others is told', async () => {
    connectSigningKeys(keys)
    const { till, orderId, receiptId } = await pay()
    const why = { reason: 'Lập nhầm cho hồ sơ khác' }
    const ended = await Promise.allSettled([
      ...till.finance.map((officer) =>
        perform(officer, (work) => replaceReceipt(work, officer, receiptId, why), { now: tuesday }),
      ),
      signReceipt(receiptId),
    ])
    expect(ended.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).toSorted()).toEqual([
      'done',
      'done',
      'payments.receipt_ended',
    ])
    const all = await read((work) => receiptsOfOrder(work, orderId))
    expect(all.map(({ state, number }) => [state, number])).toEqual([
      ['replaced', '00000001'],
      ['numbered', '00000002'],
    ])
  })

  test('is corrected when a fee turns out less: another number, what is left, both say which they stand for', async () => {
    connectSigningKeys(keys)
    const { finance, paid, orderId, receiptId } = await pay()
    await signReceipt(receiptId)
    const reason = 'Mức thu tính lại thấp hơn số đã nộp'
    await chargeOnly(paid, [copies])
    const next = await standing(orderId)
    expect(next).toMatchObject({
      number: '00000002',
      amount: 16_000,
      items: [{ name: copies.name }],
      replaces: receiptId,
    })
    await signReceipt(next?.id ?? '')
    const before = await read((work) => getReceipt(work, receiptId))
    expect(before).toMatchObject({ state: 'replaced', reason, replacedBy: next?.id })
    expect(await checkDocument({ code: before.checkCode })).toMatchObject({
      verdict: 'revoked',
      document: { replacedBy: { code: next?.checkCode, symbol: '26TAA số 00000002' } },
    })
    // By hand once more, and the day's summary has all of them.
    const third = await perform(
      finance,
      (work) => replaceReceipt(work, finance, next?.id ?? '', { reason: 'Sửa tên' }),
      { now: tuesday },
    )
    expect(await read((work) => getReceipt(work, third))).toMatchObject({
      number: '00000003',
      amount: 16_000,
    })
    const { bytes } = await summariseDay(finance, { day: '2026-11-24', format: 'csv' })
    const lines = Buffer.from(bytes).toString('utf8').trim().split('\r\n')
    expect(lines.map((line) => line.split(',').slice(5, 12).join(' '))).toEqual([
      'Số Ngày lập Số tiền (đồng) Hình thức nộp Trạng thái Biên lai liên quan Lý do',
      '00000001 24/11/2026 1016000 chuyển khoản Mới  ',
      `00000001 24/11/2026 1016000 chuyển khoản Hủy 26TAA số 00000002 ${reason}`,
      '00000002 24/11/2026 16000 chuyển khoản Thay thế 26TAA số 00000001 ',
      '00000002 24/11/2026 16000 chuyển khoản Hủy 26TAA số 00000003 Sửa tên',
      '00000003 24/11/2026 16000 chuyển khoản Thay thế 26TAA số 00000002 ',
      expect.stringContaining(''),
    ])
    const xml = await summariseDay(finance, { day: '2026-11-24', format: 'xml' })
    expect(Buffer.from(xml.bytes).toString('utf8')).toMatch(/<TongSoBienLai>3<.*<Signature /)
  })
})
