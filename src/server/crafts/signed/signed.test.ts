import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InexactNumber, readExactJson } from './exact-json.ts'
import { checkBody, signBody } from './signed-body.ts'
import { readSignedForm, signForm } from './signed-form.ts'

const now = new Date('2026-11-29T03:00:00Z')
const [key, next] = [randomBytes(32), randomBytes(32)]
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readExactJson(bytes(text), 65_536)

test('whatever JSON says it says here, and a number that is no whole number says so', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const outcome = read(text)
      const plain = JSON.parse(text, (_, value) => (Object.is(value, -0) || !isWhole(value) ? '?' : value))
      const ours = JSON.parse(
        JSON.stringify('value' in outcome ? outcome.value : outcome, (_, value) =>
          value instanceof InexactNumber ? '?' : value,
        ),
      )
      expect(ours).toEqual(plain)
    }),
  )
  for (const number of [
    '1e5',
    '1.0',
    '150000.5',
    '-0',
    '1E2',
    '1000000000000000000',
    '9007199254740993',
    '1e400',
  ]) {
    expect(read(`{"amount":${number}}`)).toEqual({ value: { amount: new InexactNumber(number) } })
  }
  expect(read('{"amount":-5}')).toEqual({ value: { amount: -5 } })
})

const isWhole = (value: unknown) => typeof value !== 'number' || Number.isSafeInteger(value)

test('cut anywhere, doubled, too deep, too long or no text: nothing is read', () => {
  const text = '{"id":"FT1","amount":150000,"content":"H57 \\"{\\" ","payer":{"id":"x"}}'
  for (let end = 0; end < text.length; end++) expect(read(text.slice(0, end))).toEqual({ unread: 'not_json' })
  expect(read('{"amount":1,"content":"","amount":2}')).toEqual({ unread: 'repeated_key' })
  expect(read('{"amount":1,"\\u0061mount":2}')).toEqual({ unread: 'repeated_key' })
  expect(read('{"a":{"amount":1},"b":{"amount":2}}')).toHaveProperty('value')
  expect(read('['.repeat(60_000))).toEqual({ unread: 'too_deep' })
  expect(read(`"${'['.repeat(100)}"`)).toHaveProperty('value')
  expect(read(' '.repeat(65_537))).toEqual({ unread: 'too_long' })
  expect(readExactJson(Uint8Array.of(0x22, 0xff, 0x22), 10)).toEqual({ unread: 'not_json' })
  expect(read('<html>Bad gateway</html>')).toEqual({ unread: 'not_json' })
})

test('a body is signed by one of two keys, within five minutes either way', () => {
  const body = bytes('{"id":"FT1"}')
  const signature = signBody(body, next, now)
  const at = (seconds: number) =>
    checkBody(body, signature, [key, next], new Date(now.getTime() + seconds * 1000))
  expect(signature.mac).toBe(createHmac('sha256', next).update('1795921200.{"id":"FT1"}').digest('hex'))
  expect([at(0), at(300), at(-300)]).toEqual(Array(3).fill({ key: 1 }))
  expect(at(302)).toEqual({ doubt: 'too_old' })
  expect(at(-301)).toEqual({ doubt: 'from_the_future' })
  expect(checkBody(body, signature, [key], now)).toEqual({ doubt: 'wrong_signature' })
  // Without a key nobody learns that it is old.
  const later = new Date(now.getTime() + 3_600_000)
  expect(checkBody(body, signature, [key], later)).toEqual({ doubt: 'wrong_signature' })
  for (const broken of [{}, { ...signature, mac: '' }, { ...signature, timestamp: '1e9' }]) {
    expect(checkBody(body, broken, [key, next], now)).toEqual({ doubt: 'unsigned' })
  }
})

test('one changed bit of body, time or signature is seen', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(7), (body, place, bit) => {
      const signature = signBody(body, key, now)
      const changed = Uint8Array.from(body)
      const index = place % body.length
      changed[index] = (changed[index] ?? 0) ^ (1 << bit)
      expect(checkBody(changed, signature, [key], now)).toEqual({ doubt: 'wrong_signature' })
      const timestamp = String(Number(signature.timestamp) + 1)
      expect(checkBody(body, { ...signature, timestamp }, [key], now)).toEqual({ doubt: 'wrong_signature' })
      expect(checkBody(body, signature, [key], now)).toEqual({ key: 0 })
    }),
  )
})

test('parameters come back in any order, none twice and none changed', () => {
  const parameters = fc.dictionary(
    fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => name !== 'secure_hash' && name !== '__proto__'),
    fc.string({ maxLength: 30, unit: 'grapheme' }),
    { maxKeys: 10 },
  )
  fc.assert(
    fc.property(parameters, fc.nat(), (given, turn) => {
      const pairs = signForm(given, next).split('&').filter(Boolean)
      const turned = [...pairs.slice(turn % pairs.length), ...pairs.slice(0, turn % pairs.length)].join('&')
      const outcome = readSignedForm(turned, [key, next])
      expect('parameters' in outcome && Object.fromEntries(outcome.parameters)).toEqual({ ...given })
      expect(readSignedForm(`${turned}&extra=1`, [key, next])).toEqual(
        'extra' in given ? { doubt: 'repeated_key' } : { doubt: 'wrong_signature' },
      )
    }),
  )
  const signed = signForm({ amount: '150000', order: 'A' }, key)
  expect(readSignedForm(signed.replace('150000', '150001'), [key])).toEqual({ doubt: 'wrong_signature' })
  expect(readSignedForm(`${signed}&amount=1`, [key])).toEqual({ doubt: 'repeated_key' })
  expect(readSignedForm(signed, [next])).toEqual({ doubt: 'wrong_signature' })
  expect(readSignedForm('amount=150000', [key])).toEqual({ doubt: 'unsigned' })
  expect(readSignedForm('<html>', [key])).toEqual({ doubt: 'unsigned' })
  expect(readSignedForm('a=1&'.repeat(3000), [key])).toEqual({ doubt: 'too_long' })
})
