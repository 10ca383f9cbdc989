import { describe, expect, test } from 'vitest'
import { service } from '#tests/forms.ts'
import type { Answers } from './answers.ts'
import { withFiling } from './filing.ts'
import { chargesFor, requiredPapers, timeLimitFor } from './requirements.ts'

const online = (answers: Answers) => withFiling(answers, { channel: 'online', on: '2026-11-27' })

describe('fees', () => {
  const document = (pages: number, copies: number) => ({ name: 'Bằng', language: 'vi', pages, copies })
  const fee = (documents: object[]) =>
    chargesFor(service('2.000815'), online({ documents } as unknown as Answers))

  test('certified copies: 2.000 đồng for two pages each, then 1.000, at most 200.000 a copy', () => {
    expect(fee([document(1, 1)]).total).toBe(2000)
    expect(fee([document(5, 2)]).total).toBe((2 * 2000 + 3 * 1000) * 2)
    expect(fee([document(500, 1)]).total).toBe(200_000)
    expect(fee([document(2, 3), document(1, 1)]).items[0]?.explanation).toBe(
      '3 bản × 2 trang = 12.000 đồng; 1 bản × 1 trang = 2.000 đồng',
    )
  })

  test('extra copies of a birth certificate are paid, the registration is free', () => {
    const charges = chargesFor(service('1.001193'), online({ receive: { wantCopies: true, copies: 3 } }))
    expect(charges.items.map(({ amount }) => amount)).toEqual([0, 24_000])
    expect(charges.dueAtFiling).toBe(24_000)
  })

  test('a waiver names its reason', () => {
    const charges = chargesFor(service('2.000635'), online({ exempt: 'poor', request: { copies: 2 } }))
    expect(charges.items[0]).toMatchObject({ amount: 0, explanation: 'Miễn: hộ nghèo' })
  })

  test('a digital citizen pays for no copy while Thông tư 117/2026/TT-BTC holds, and pays before and after', () => {
    const paid = (on: string, code = '1.000894') => {
      const receive = { wantCopies: true, copies: 2, digitalCitizen: true }
      const answers = { receive, exempt: 'digital', request: { copies: 2 } }
      return chargesFor(service(code), withFiling(answers, { channel: 'online', on })).items.at(-1)
    }
    for (const code of ['1.000656', '1.000894', '1.001022', '1.001193', '2.000635', '2.000986'])
      expect(paid('2026-08-15', code)).toMatchObject({
        amount: 0,
        explanation: expect.stringMatching(/^Miễn: .*Thông tư 117\/2026\/TT-BTC, Điều 1 khoản 2/),
      })
    expect(paid('2027-02-28')?.amount).toBe(0)
    expect([paid('2026-08-14')?.amount, paid('2027-03-01')?.amount]).toEqual([16_000, 16_000])
  })

  test('why a registration is free is said with its clause, and of several reasons the one that holds', () => {
    const why = (channel: 'online' | 'counter', bornOn: string, exempt?: string) => {
      const answers = { child: { bornOn }, ...(exempt ? { exempt } : {}) }
      const filed = withFiling(answers, { channel, on: '2026-11-27' })
      return chargesFor(service('1.001193'), filed).items[0]
    }
    expect(why('online', '2026-11-01')?.explanation).toBe(
      'Miễn: khai sinh trong 60 ngày (Luật Hộ tịch, Điều 11)',
    )
    expect(why('online', '2026-08-01')?.explanation).toMatch(/^Miễn: nộp trực tuyến \(Nghị quyết 17/)
    expect(why('counter', '2026-08-01', 'poor')?.explanation).toMatch(/hộ nghèo.*\(Luật Hộ tịch, Điều 11\)$/)
    expect(why('counter', '2026-08-01')).toMatchObject({ key: 'late', amount: null })
  })
})

test('the limit depends on the answers: a house 7 working days, another building 10 (NĐ 217/2026, Điều 54)', () => {
  expect(timeLimitFor(service('1.013225'), online({ work: { kind: 'house' } })).duration).toEqual({
    workingDays: 7,
  })
  expect(timeLimitFor(service('1.013225'), online({ work: { kind: 'building' } })).duration).toEqual({
    workingDays: 10,
  })
})

test('the papers depend on the answers', () => {
  const keys = (answers: Answers) =>
    requiredPapers(service('1.001193'), online(answers)).map(({ key }) => key)
  expect(keys({ birth: { certificate: 'certificate', abandoned: false, surrogacy: false } })).toEqual([
    'birthCertificate',
  ])
  expect(keys({ birth: { certificate: 'electronic', abandoned: true, surrogacy: false } })).toEqual([
    'abandonment',
  ])
  expect(keys({ birth: { certificate: 'witness' }, applicant: { relation: 'authorised' } })).toEqual([
    'witness',
    'authorisation',
  ])
})
