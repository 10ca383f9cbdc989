import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { m } from '#shared/messages/index.ts'
import { inLanguage } from '#shared/messages/request-language.server.ts'
import { Refusal } from '#shared/refusal.ts'
import { checksumOf } from './checksum.ts'
import { decode } from './decode.ts'
import { encode, type NewCode } from './encode.ts'
import { looks, pictureOf, readByJsqr, readByZxing } from './fixtures.ts'
import { memoText } from './memo.ts'

const toAccount = { bin: '970436', account: '0011001234567', service: 'QRIBFTTA' } as const
const charge = { ...toAccount, amount: 150000, purpose: 'H57.12 261123 0001' } as const
const chargeText =
  '00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA530370454061500005802VN62220818H57.12 261123 000163049696'

const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, '0')}${value}`
const bankAndAccount = field('00', '970436') + field('01', '0011001234567')
const receiver = (inner = bankAndAccount, service = 'QRIBFTTA') =>
  field('00', 'A000000727') + field('01', inner) + field('02', service)

/** The code of `charge` with the right checksum and some fields, by name, written otherwise. */
function withFields(written: Record<string, string>): string {
  const fields = {
    version: '000201',
    method: '010212',
    receiver: field('38', receiver()),
    currency: '5303704',
    amount: '5406150000',
    country: '5802VN',
    additional: field('62', field('08', charge.purpose)),
    ...written,
  }
  const body = `${Object.values(fields).join('')}6304`
  return body + checksumOf(body, body.length)
}

function refusalOf(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was not refused')
}

describe('the vectors of NAPAS and our own', () => {
  test.each([
    [
      { bin: '970403', account: '0011012345678', service: 'QRIBFTTA' },
      'static',
      '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F',
    ],
    [
      {
        bin: '970403',
        account: '0011012345678',
        service: 'QRIBFTTA',
        amount: 180000,
        bill: 'NPS6869',
        purpose: 'thanh toan don hang',
      },
      'dynamic',
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
    ],
    [charge, 'dynamic', chargeText],
  ] as const)('%j, %s', (given, method, text) => {
    expect(encode(given)).toBe(text)
    expect(decode(text)).toEqual({ ...given, method, others: {} })
  })

  test('the check value of the checksum', () => {
    expect(checksumOf('123456789', 9)).toBe('29B1')
  })
})

const bank = join(process.cwd(), '../shared/testdata/bank')

interface Sample {
  id: string
  qr: string
  expected: 'reject' | Record<string, unknown>
  reason?: string
}

/** What is said of each reason of theirs; where a code has several faults, the first that is met. */
const saidOf: Record<string, string[]> = {
  'no CRC field at the end': ['63 cut_off'],
  'CRC mismatch': ['63 wrong_checksum'],
  'non-ASCII': [' not_ascii'],
  'payload format not 01': ['00 wrong_value'],
  'point of initiation not 11/12': ['01 wrong_value', '01 missing'],
  'AID not A000000727': ['38/00 wrong_value'],
  'BIN not six digits': ['38/01/00 wrong_value'],
  'unknown service': ['38/02 wrong_value'],
  'currency not 704': ['53 wrong_value'],
  'country not VN': ['58 wrong_value'],
  'amount not a positive whole number up to 13 digits': ['54 wrong_value'],
  'purpose longer than 25': ['62/08 wrong_value'],
  'length runs past the end': ['30 wrong_length', '63 wrong_checksum'],
  'tag or length not numeric': [' malformed', ' not_ascii', '63 wrong_checksum'],
  '38/01 holds other tags than 00 and 01': ['38/02 missing', '53 wrong_value'],
}

describe('strings nobody here made', () => {
  const file = join(bank, 'vietqr.json')
  if (!existsSync(file)) test.skip('missing: ../shared/testdata/bank/vietqr.json')
  const samples: Sample[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : []

  test.each(samples)('$id $reason', ({ qr, expected, reason = '' }) => {
    if (expected === 'reject') {
      const { field, problem } = refusalOf(() => decode(qr)).details
      expect(saidOf[reason]).toContain(`${field} ${problem}`)
    } else {
      const { others, ...code } = decode(qr)
      expect(code).toMatchObject(expected)
      if (Object.keys(others).length === 0) expect(encode(code)).toBe(qr)
    }
  })

  const words = join(bank, 'vietqr-text.json')
  if (!existsSync(words)) test.skip('missing: ../shared/testdata/bank/vietqr-text.json')
  const texts: { id: string; in?: string; out?: string; text?: string; crc?: string }[] = existsSync(words)
    ? JSON.parse(readFileSync(words, 'utf8')).cases
    : []

  test.each(texts)('$id', ({ in: given, out, text, crc }) => {
    if (given !== undefined) expect(memoText(given)).toBe(out)
    if (text !== undefined) expect(checksumOf(text, text.length)).toBe(crc)
  })
})

describe('a code that is not as it should be is refused with its field', () => {
  test.each([
    [
      'the widely copied sample with length 12 for 13 digits',
      '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5',
      '38/01 wrong_length',
    ],
    ['empty', '', '63 cut_off'],
    ['cut at the end', chargeText.slice(0, -1), '63 cut_off'],
    ['a space after it', `${chargeText} `, '63 cut_off'],
    ['another checksum', `${chargeText.slice(0, -4)}9697`, '63 wrong_checksum'],
    ['a letter with a mark', chargeText.replace('H57', 'Đ57'), ' not_ascii'],
    ['a line end inside', chargeText.replace('12 26', '12\n26'), ' not_ascii'],
    ['a megabyte', '0'.repeat(1_000_000), ' too_long'],
  ])('%s', (_, text, said) => {
    const { field, problem } = refusalOf(() => decode(text)).details
    expect(`${field} ${problem}`).toBe(said)
  })

  test.each([
    ['a number of letters', { amount: '5x06150000' }, ' malformed'],
    ['a length of letters', { amount: '54x6150000' }, ' malformed'],
    ['a length of nothing', { amount: '5400' }, '54 wrong_length'],
    ['a field longer than the code', { additional: '62990801a' }, '62 wrong_length'],
    ['a part longer than its field', { additional: '62050802a' }, '62/08 wrong_length'],
    ['three characters left over', { additional: '62080801a123' }, '62 wrong_length'],
    ['a checksum swallowed by the field before', { additional: '62130801a' }, '63 missing'],
    ['two amounts', { more: '54041000' }, '54 repeated'],
    ['two memos', { additional: field('62', '0801a0801b') }, '62/08 repeated'],
    ['two receivers', { more: field('38', receiver()) }, '38 repeated'],
    ['a checksum before the end', { country: '5802VN63041234' }, '63 repeated'],
    ['a version that is not first', { version: '', method: '010212000201' }, '00 misplaced'],
    ['no version', { version: '' }, '00 missing'],
    ['another version', { version: '000202' }, '00 wrong_value'],
    ['no method', { method: '' }, '01 missing'],
    ['no currency', { currency: '' }, '53 missing'],
    ['no country', { country: '' }, '58 missing'],
    ['no receiver', { receiver: '' }, '38 missing'],
    ['no service', { receiver: field('38', receiver().slice(0, -12)) }, '38/02 missing'],
    ['a receiver without account', { receiver: field('38', receiver('0006970436')) }, '38/01/01 missing'],
    [
      'the account before the bank',
      { receiver: field('38', receiver('01130011001234567' + '0006970436')) },
      '38/01/01 misplaced',
    ],
    ['a field NAPAS does not know', { receiver: field('38', `${receiver()}0301x`) }, '38/03 unknown'],
    [
      'another in the account',
      { receiver: field('38', receiver(`${bankAndAccount}0208QRIBFTTA`)) },
      '38/01/02 unknown',
    ],
    [
      'another organisation',
      { receiver: field('38', receiver().replace('727', '728')) },
      '38/00 wrong_value',
    ],
    [
      'an account of 20',
      { receiver: field('38', receiver(`0006970436${field('01', '1'.repeat(20))}`)) },
      '38/01/01 wrong_value',
    ],
    [
      'an account with a dot',
      { receiver: field('38', receiver('0006970436010512.34')) },
      '38/01/01 wrong_value',
    ],
    [
      'a card of letters',
      { receiver: field('38', receiver('0006970436010512AB4', 'QRIBFTTC')) },
      '38/01/01 wrong_value',
    ],
    ['an amount of 14 digits', { amount: '541410000000000000' }, '54 wrong_value'],
    ['an amount with a zero in front', { amount: '54070150000' }, '54 wrong_value'],
    ['a name of 26', { more: field('59', 'A'.repeat(26)) }, '59 wrong_value'],
    ['a city of 16', { more: field('60', 'A'.repeat(16)) }, '60 wrong_value'],
  ])('%s', (_, written, said) => {
    const { field, problem } = refusalOf(() => decode(withFields(written))).details
    expect(`${field} ${problem}`).toBe(said)
  })

  test('in words, in both languages', () => {
    const { code, details } = refusalOf(() => decode(withFields({ amount: '540415.0' })))
    expect(m.refusal(code, details)).toBe(
      'Không dùng được mã VietQR này: trường 54 (số tiền) phải là số đồng nguyên, lớn hơn 0, nhiều nhất 13 chữ số, không có số 0 ở đầu. Đừng chuyển tiền theo mã này; quét lại cả mã, nếu vẫn vậy thì xin nơi nhận tiền mã khác.',
    )
    expect(inLanguage('en', () => m.refusal(code, details))).toContain('field 54 (amount) must be whole đồng')
  })
})

test('fields of other networks and of later versions are kept by their path', () => {
  const text = withFields({
    more: '26080004abcd64060002en6501x80060002zz',
    additional: field('62', '0801a5003xyz'),
  })
  expect(decode(text)).toEqual({
    ...charge,
    method: 'dynamic',
    purpose: 'a',
    others: { '26': '0004abcd', '62/50': 'xyz', '64': '0002en', '65': 'x', '80': '0002zz' },
  })
})

test.each([
  [{ bin: '97043' }, '38/01/00'],
  [{ account: '' }, '38/01/01'],
  [{ account: '1'.repeat(20) }, '38/01/01'],
  [{ account: '9704 0311' }, '38/01/01'],
  [{ service: 'QRIBFTTC', account: '97040311A' }, '38/01/01'],
  [{ service: 'QRIBFTTX' }, '38/02'],
  [{ method: 'toString' }, '01'],
  [{ amount: 0 }, '54'],
  [{ amount: -1 }, '54'],
  [{ amount: 0.5 }, '54'],
  [{ amount: Number.NaN }, '54'],
  [{ amount: 1e13 }, '54'],
  [{ purpose: '' }, '62/08'],
  [{ purpose: 'thanh toán' }, '62/08'],
  [{ purpose: 'a'.repeat(26) }, '62/08'],
  [
    { bill: 'a'.repeat(25), reference: 'b'.repeat(25), terminal: 'c'.repeat(25), purpose: 'd'.repeat(25) },
    '62',
  ],
])('no code is made of %j', (wrong, path) => {
  const given = { ...charge, ...wrong } as NewCode
  const { code, details } = refusalOf(() => encode(given))
  expect([code, details]).toEqual(['payments.code_unwritable', { field: path, problem: 'wrong_value' }])
  expect(m.refusal(code, details)).toMatch(
    /^Không lập được mã VietQR: trường \S+ \(.+\) phải là .+\. Sửa chỗ ấy rồi lập lại\.$/,
  )
})

test('thirteen digits of đồng are paid to the last one', () => {
  expect(decode(encode({ ...toAccount, amount: 9_999_999_999_999 })).amount).toBe(9_999_999_999_999)
})

describe('whatever may be said', () => {
  const printable = (most: number) =>
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: most,
    })
  const digits = (least: number, most: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most })
  const codes = fc
    .record(
      {
        bin: digits(6, 6),
        account: digits(1, 19),
        service: fc.constantFrom('QRIBFTTA', 'QRIBFTTC', 'QRPUSH'),
        method: fc.constantFrom('static', 'dynamic'),
        amount: fc.integer({ min: 1, max: 9_999_999_999_999 }),
        mcc: digits(4, 4),
        merchantName: printable(25),
        merchantCity: printable(15),
        postalCode: printable(10),
        bill: printable(14),
        reference: printable(14),
        terminal: printable(14),
        purpose: printable(25),
      },
      { requiredKeys: ['bin', 'account', 'service', 'method'] },
    )
    .map((code) => code as NewCode)

  test('is read back as it was written, and written as it was read', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = encode(code)
        const { others, ...read } = decode(text)
        expect(read).toEqual(code)
        expect(others).toEqual({})
        expect(encode(read)).toBe(text)
      }),
    )
  })

  test('one byte changed, put in or taken out is refused', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(codes, fc.nat(), byte, (code, place, other) => {
        const text = encode(code)
        const at = place % text.length
        const put = String.fromCharCode(other)
        if (put !== text[at]) refusalOf(() => decode(text.slice(0, at) + put + text.slice(at + 1)))
        refusalOf(() => decode(text.slice(0, at)))
        refusalOf(() => decode(text + put))
      }),
      { numRuns: 300 },
    )
  })

  test('with the checksum made to fit, it is refused or means something else', () => {
    fc.assert(
      fc.property(codes, fc.nat(), printable(1), (code, place, other) => {
        const body = encode(code).slice(0, -4)
        const at = place % (body.length - 4)
        const forged = body.slice(0, at) + other + body.slice(at + 1)
        let read: unknown
        try {
          read = decode(forged + checksumOf(forged, forged.length))
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          return
        }
        if (forged !== body) expect(read).not.toEqual({ ...code, others: {} })
      }),
      { numRuns: 300 },
    )
  })

  test('any text is read or refused, nothing else', () => {
    const anyUnit = fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit))
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 100 }), fc.string({ unit: anyUnit, maxLength: 100 })),
        (text) => {
          refusalOf(() => decode(text))
          const body = `000201${text}6304`
          const sum = checksumOf(body, body.length)
          if (sum !== undefined) refusalOf(() => decode(body + sum))
        },
      ),
    )
  })
})

// The large and clean ones are read in the bench.
test.each(looks.slice(2).map((look, index) => ({ ...look, turned: 17 + index * 131, seed: index })))(
  'two readers get the code back from a picture: %j',
  async (look) => {
    const picture = pictureOf(chargeText, look)
    expect(readByJsqr(picture)).toBe(chargeText)
    expect(await readByZxing(picture)).toBe(chargeText)
  },
)
