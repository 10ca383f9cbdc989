import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMarker, sha256OfText } from './sha256.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ minLength: 60_000, maxLength: 70_000 }),
)

test('a hash of text agrees with createHash', () => {
  const prefix = fc.uint8Array({ maxLength: 64 })
  fc.assert(
    fc.property(prefix, text, (prefix, text) => {
      expect(sha256OfText(prefix, text)).toEqual(createHash('sha256').update(prefix).update(text).digest())
    }),
  )
})

test('a mark agrees with createHmac', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), text, (key, text) => {
      expect(createMarker(key)(text)).toEqual(createHmac('sha256', key).update(text).digest())
    }),
  )
})
