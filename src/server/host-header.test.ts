import { expect, test } from 'vitest'
import { hasOneHost } from './host-header.ts'

const ask = (host: string[], httpVersion = '1.1') => hasOneHost({ headersDistinct: { host }, httpVersion })

test.each(['dichvucong.hue.gov.vn', 'localhost:3000', '127.0.0.1', '[::1]:80', 'nhip_web.internal:65535'])(
  '%s is a host',
  (host) => expect(ask([host])).toBe(true),
)

test.each([
  '',
  'a b',
  'a/b',
  'a@b',
  'a:',
  'a:0',
  'a:99999',
  '<script>',
  '[::1',
  'a,b',
  'a?',
  'à.vn',
  'a'.repeat(300),
])('%j is none', (host) => expect(ask([host])).toBe(false))

test('two are none, even of the same name; only HTTP/1.0 may do without', () => {
  expect(ask(['a', 'b'])).toBe(false)
  expect(ask(['a', 'a'])).toBe(false)
  expect(hasOneHost({ headersDistinct: {}, httpVersion: '1.1' })).toBe(false)
  expect(hasOneHost({ headersDistinct: {}, httpVersion: '1.0' })).toBe(true)
})
