import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMarker, sha256Of } from './sha256.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ minLength: 60_000, maxLength: 70_000 }),
)

test('a hash of parts agrees with createHash', () => {
  const part = fc.oneof(fc.uint8Array({ maxLength: 64 }), text)
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const hash = createHash('sha256')
      for (const part of parts) hash.update(part)
      expect(sha256Of(...parts)).toEqual(hash.digest())
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
