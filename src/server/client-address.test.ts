import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({
  headers,
  socket: { remoteAddress },
})

test('without a trusted proxy no header is believed', () => {
  const request = from('198.51.100.9', { 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7' })
  expect(clientAddress(request, { depth: 1 })).toBe('198.51.100.9')
})

test.each([
  [1, '10.9.9.9, 203.0.113.7', '203.0.113.7'],
  [2, '10.9.9.9, 203.0.113.7, 192.0.2.1', '203.0.113.7'],
  [1, '203.0.113.7:51234', '203.0.113.7'],
  [1, '[2001:db8::1]:443', '2001:db8::1'],
  [1, '::ffff:203.0.113.7', '203.0.113.7'],
])('with %i proxies, %s was sent by %s', (depth, value, expected) => {
  const request = from('127.0.0.1', { 'x-forwarded-for': value })
  expect(clientAddress(request, { header: 'x-forwarded-for', depth })).toBe(expected)
})

test.each([
  ['no header', {}],
  ['fewer proxies than there are', { 'x-forwarded-for': '203.0.113.7' }],
  ['no address', { 'x-forwarded-for': 'unknown, 192.0.2.1' }],
])('%s: the other end of the connection', (_, headers) => {
  expect(clientAddress(from('198.51.100.9', headers), { header: 'x-forwarded-for', depth: 2 })).toBe(
    '198.51.100.9',
  )
})
