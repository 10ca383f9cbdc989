import { expect, test } from 'vitest'
import { describeWrongValues, Environment } from './environment.ts'

function complaints(env: Record<string, string>): string[] {
  const parsed = Environment.safeParse(env)
  return parsed.success ? [] : describeWrongValues(parsed.error)
}

test('an empty environment is enough', () => {
  expect(complaints({})).toEqual([])
})

test('each wrong value is named once, in Vietnamese, with what is wanted instead', () => {
  expect(complaints({ PORT: 'abc', LOG_LEVEL: 'loud', DATABASE_POOL: '1.5', METRICS_TOKEN: 'ngắn' })).toEqual(
    [
      'Cấu hình sai: DATABASE_POOL cần số nguyên từ 2 đến 200.',
      'Cấu hình sai: PORT cần số nguyên từ 1 đến 65535.',
      'Cấu hình sai: METRICS_TOKEN cần ít nhất 16 ký tự.',
      'Cấu hình sai: LOG_LEVEL cần debug, info, warn, error hoặc silent.',
    ],
  )
})

test('a virus scanner is a host or a socket', () => {
  for (const scanner of ['tcp://127.0.0.1:3310', 'tcp://[::1]:3310', 'tcp://clamd', 'unix:/run/clamd.ctl']) {
    expect(complaints({ SCANNER_URL: scanner }), scanner).toEqual([])
  }
  for (const scanner of ['127.0.0.1:3310', 'http://clamd:3310', 'unix:clamd.ctl', 'tcp://clamd/scan']) {
    expect(complaints({ SCANNER_URL: scanner }), scanner).toHaveLength(1)
  }
})

test('keys of gateways are one or two for each, and a wrong one is not repeated', () => {
  const long = 'k'.repeat(16)
  const parsed = Environment.parse({ GATEWAY_KEYS: `bank-one=${long}; wallet=${long}=,${long}2;` })
  expect([...parsed.GATEWAY_KEYS]).toEqual([
    ['bank-one', [long]],
    ['wallet', [`${long}=`, `${long}2`]],
  ])
  for (const keys of ['bank', `Bank=${long}`, 'bank=short', `bank=${long},${long},${long}`, `=${long}`]) {
    const [line = ''] = complaints({ GATEWAY_KEYS: keys })
    expect(line, keys).toMatch(/GATEWAY_KEYS/)
    expect(line).not.toContain(long)
  }
})

test('the address people type is one address without a path', () => {
  for (const origin of ['https://dichvucong.hue.gov.vn', 'http://127.0.0.1:3000', 'http://[::1]:3000']) {
    expect(complaints({ ORIGIN: origin }), origin).toEqual([])
  }
  for (const origin of ['dichvucong.hue.gov.vn', 'ftp://a.vn', 'https://a.vn/', 'https://a.vn/nhip']) {
    expect(complaints({ ORIGIN: origin }), origin).toHaveLength(1)
  }
})
