/** What two packages make of the same codes: where all agree, and each difference with its reason (decision 63). */
import fc from 'fast-check'
import { QRPay } from 'vietnam-qr-pay'
import { generateVietQR, parse, validate } from 'vietqr-ts'
import { describe, expect, test } from 'vitest'
import { checksumOf } from './checksum.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'

interface Transfer {
  bin: string
  account: string
  amount: number
  bill?: string
  purpose: string
}

const byQrPay = ({ bin, account, amount, bill, purpose }: Transfer) => {
  const code = QRPay.initVietQR({ bankBin: bin, bankNumber: account, amount: String(amount), purpose })
  if (bill !== undefined) code.additionalData.billNumber = bill
  return code.build()
}
const byVietqrTs = ({ bin, account, amount, bill, purpose }: Transfer) =>
  generateVietQR({
    bankBin: bin,
    accountNumber: account,
    serviceCode: 'QRIBFTTA',
    initiationMethod: '12',
    amount: String(amount),
    purpose,
    ...(bill === undefined ? {} : { billNumber: bill }),
  }).rawData
const ours = (transfer: Transfer) => encode({ ...transfer, service: 'QRIBFTTA' })

/** Whom and how much a package would have paid, or that it refuses. */
function readByQrPay(text: string) {
  const { isValid, consumer, amount } = new QRPay(text)
  return isValid ? `${consumer.bankBin} ${consumer.bankNumber} ${amount}` : 'refused'
}
function readByVietqrTs(text: string) {
  const { data } = parse(text)
  if (!data || !validate(data, text).isValid) return 'refused'
  return `${data.bankCode} ${data.accountNumber} ${data.amount}`
}

const transfer = { bin: '970436', account: '0011001234567', amount: 150000, purpose: 'le phi' }
const text = ours(transfer)
const changed = (from: string, to: string) => {
  const body = text.slice(0, -4).replace(from, to)
  return body + checksumOf(body, body.length)
}

test('all three write the same text, and read it alike', () => {
  const characters = (set: string, least: number, most: number) =>
    fc.string({ unit: fc.constantFrom(...set), minLength: least, maxLength: most })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const transfers = fc.record(
    {
      bin: characters('0123456789', 6, 6),
      account: characters('0123456789', 1, 19),
      amount: fc.integer({ min: 1, max: 9_999_999_999_999 }),
      bill: characters(letters, 1, 25),
      purpose: characters(`${letters}.-/ `, 1, 25).filter((memo) => memo === memo.trim() && memo !== ''),
    },
    { requiredKeys: ['bin', 'account', 'amount', 'purpose'] },
  )
  fc.assert(
    fc.property(transfers, (given) => {
      const written = ours(given)
      expect(byQrPay(given)).toBe(written)
      expect(byVietqrTs(given)).toBe(written)
      const read = decode(written)
      const said = `${read.bin} ${read.account} ${read.amount}`
      expect(readByQrPay(written)).toBe(said)
      expect(readByVietqrTs(written)).toBe(said)
    }),
  )
})

describe('where they read and we refuse', () => {
  const refused = (text: string) => expect(() => decode(text)).toThrow('payments.code_unreadable')

  test('length 12 before 13 digits: both drop the last digit and pay another account', () => {
    const trap =
      '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5'
    refused(trap)
    expect(readByQrPay(trap)).toBe('970403 001101234567 undefined')
    expect(readByVietqrTs(trap)).toBe('970403 001101234567 undefined')
  })

  test('two amounts: both take the last, and a payer may have seen the first', () => {
    const two = changed('5802VN', '5802VN54041000')
    refused(two)
    expect(readByQrPay(two)).toBe('970436 0011001234567 1000')
    expect(readByVietqrTs(two)).toBe('970436 0011001234567 1000')
  })

  test('the service inside the account: both read a code that says no service', () => {
    const nested = changed('0127000697043601130011001234567', '0139000697043601130011001234567')
    refused(nested)
    expect(readByQrPay(nested)).toBe('970436 0011001234567 150000')
    expect(readByVietqrTs(nested)).toBe('970436 0011001234567 150000')
  })

  const paid = '970436 0011001234567'
  test.each([
    ['another currency', '5303704', '5303840', `${paid} 150000`, 'refused'],
    ['another country', '5802VN', '5802US', `${paid} 150000`, 'refused'],
    ['another organisation', 'A000000727', 'A000000728', 'undefined undefined 150000', `${paid} 150000`],
    ['another service', 'QRIBFTTA', 'QRIBFTTX', `${paid} 150000`, `${paid} 150000`],
    ['parts of a đồng', '5406150000', '54061500.5', `${paid} 1500.5`, `${paid} 1500.5`],
    ['a bank of letters', '0006970436', '0006VCB436', 'VCB436 0011001234567 150000', 'refused'],
    ['a memo of 26', '62100806le phi', `62300826${'a'.repeat(26)}`, `${paid} 150000`, `${paid} 150000`],
  ])('%s is none of ours', (_, from, to, qrPay, vietqrTs) => {
    refused(changed(from, to))
    expect([readByQrPay(changed(from, to)), readByVietqrTs(changed(from, to))]).toEqual([qrPay, vietqrTs])
  })

  test('a checksum in lower case: NAPAS prints capitals, and one code has one text', () => {
    const lower = text.slice(0, -4) + text.slice(-4).toLowerCase()
    expect(lower).not.toBe(text)
    refused(lower)
    expect([readByQrPay(lower), readByVietqrTs(lower)]).toEqual([`${paid} 150000`, `${paid} 150000`])
  })

  test('a length of letters runs vietnam-qr-pay out of its stack', () => {
    const letters = changed('0208QRIBFTTA', '02x8QRIBFTTA')
    refused(letters)
    expect(readByVietqrTs(letters)).toBe('refused')
    expect(() => readByQrPay(letters)).toThrow(RangeError)
  })
})

test('an account of letters, as some banks open them, is read by us and refused by vietqr-ts', () => {
  const letters = encode({ bin: '970422', account: '0023457923442ASDFLJ', service: 'QRIBFTTA', amount: 1000 })
  expect(decode(letters).account).toBe('0023457923442ASDFLJ')
  expect(readByQrPay(letters)).toBe('970422 0023457923442ASDFLJ 1000')
  expect(readByVietqrTs(letters)).toBe('refused')
})

describe('where they write and we refuse', () => {
  test.each([
    ['a memo with marks: its length is not that of its bytes', { purpose: 'thanh toán' }, true, true],
    ['parts of a đồng', { amount: 15.5 }, true, true],
    ['a memo of 26', { purpose: 'a'.repeat(26) }, true, false],
    ['an account of 20', { account: '1'.repeat(20) }, true, false],
    ['a bank of two digits', { bin: '97' }, true, false],
    ['an amount of 14 digits', { amount: 10_000_000_000_000 }, true, false],
    ['less than nothing', { amount: -5 }, true, false],
    ['nothing', { amount: 0 }, true, false],
  ])('%s', (_, wrong, qrPay, vietqrTs) => {
    const given = { ...transfer, ...wrong }
    const writes = [byQrPay, byVietqrTs].map((write) => {
      try {
        return write(given).length > 0
      } catch {
        return false
      }
    })
    expect(() => ours(given)).toThrow('payments.code_unwritable')
    expect(writes).toEqual([qrPay, vietqrTs])
  })

  test('a memo of 100: vietnam-qr-pay says its length is 00', () => {
    expect(byQrPay({ ...transfer, purpose: 'x'.repeat(100) })).toContain('62040800xxx')
  })
})

describe('what vietqr-ts leaves out or changes without a word', () => {
  const config = { bankBin: '970436', accountNumber: '0011001234567', serviceCode: 'QRIBFTTA' } as const
  const given = { bin: '970436', account: '0011001234567', service: 'QRIBFTTA', amount: 150000 } as const

  test('the reference, without which the money finds no order', () => {
    const theirs = generateVietQR({
      ...config,
      initiationMethod: '12',
      amount: '150000',
      referenceLabel: 'NHIP7K2M',
    })
    expect(decode(theirs.rawData).reference).toBeUndefined()
    expect(decode(encode({ ...given, reference: 'NHIP7K2M' })).reference).toBe('NHIP7K2M')
  })

  test('a code for many payments that names an amount becomes one for one payment', () => {
    const theirs = generateVietQR({ ...config, initiationMethod: '11', amount: '150000' })
    expect(decode(theirs.rawData).method).toBe('dynamic')
    expect(decode(encode({ ...given, method: 'static' })).method).toBe('static')
  })

  test('spaces around a memo', () => {
    const theirs = byVietqrTs({ ...transfer, purpose: ' le phi ' })
    expect(decode(theirs).purpose).toBe('le phi')
    expect(decode(ours({ ...transfer, purpose: ' le phi ' })).purpose).toBe(' le phi ')
  })
})
