import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { findReferences, isReference, newReference, referenceCount, referenceOf } from './reference.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const numbers = fc.integer({ min: 0, max: referenceCount - 1 })
const replaced = (text: string, at: number, other: string) => text.slice(0, at) + other + text.slice(at + 1)

test('eight characters that nobody confuses, the first a letter', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const reference = referenceOf(number)
      expect(reference).toMatch(/^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{7}$/)
      expect(isReference(reference)).toBe(true)
    }),
  )
  expect(() => referenceOf(referenceCount)).toThrow(RangeError)
  expect(isReference(newReference())).toBe(true)
})

test('the six in front count: no two numbers share a reference', () => {
  const edges = [0, 1, 31, 32, 1023, 1024, 32 ** 5 - 1, 32 ** 5, referenceCount - 2, referenceCount - 1]
  expect(new Set(edges.map((number) => referenceOf(number).slice(0, 6))).size).toBe(edges.length)
  fc.assert(
    fc.property(numbers, (number) => {
      const value = [...referenceOf(number).slice(0, 6)].reduce(
        (sum, character) => sum * 32 + alphabet.indexOf(character),
        0,
      )
      expect(value - 10 * 32 ** 5).toBe(number)
    }),
  )
})

describe('the check finds', () => {
  // Whether an error is found depends on its places and amounts alone, not on the reference (the sums are linear), so that
  // all errors of one reference are all errors of every reference. Some more are tried all the same.
  const tried = [0, 123_456_789, referenceCount - 1, ...fc.sample(numbers, { numRuns: 5, seed: 63 })].map(
    referenceOf,
  )

  test('every single wrong character', () => {
    for (const reference of tried) {
      for (let at = 0; at < 8; at++) {
        const passed = [...alphabet].filter((other) => isReference(replaced(reference, at, other)))
        expect(passed).toEqual([reference[at]])
      }
    }
  })

  test('every two wrong characters, and so every swap of neighbours', () => {
    const reference = referenceOf(123_456_789)
    const passed: string[] = []
    for (let left = 0; left < 8; left++) {
      for (let right = left + 1; right < 8; right++) {
        for (const one of alphabet) {
          for (const other of alphabet) {
            const wrong = replaced(replaced(reference, left, one), right, other)
            if (isReference(wrong)) passed.push(wrong)
          }
        }
      }
    }
    expect(new Set(passed)).toEqual(new Set([reference]))
  })

  test('every swap of neighbours, whatever they are', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 6 }), (number, at) => {
        const reference = referenceOf(number)
        const swapped = replaced(
          replaced(reference, at, reference.charAt(at + 1)),
          at + 1,
          reference.charAt(at),
        )
        expect(isReference(swapped)).toBe(swapped === reference)
      }),
      { numRuns: 1000 },
    )
  })

  test('one character over and over', () => {
    expect([...alphabet].filter((character) => isReference(character.repeat(8)))).toEqual([])
  })
})

describe('in a memo of a bank', () => {
  const reference = referenceOf(345_678_901)
  const [front, back] = [reference.slice(0, 3), reference.slice(3)]

  test.each([
    ['alone', reference],
    ['in lower case', reference.toLowerCase()],
    ['with dots', [...reference].join('.')],
    ['with spaces', `${front} ${back}`],
    ['with a line end and dashes', `${front}\r\n - ${back}`],
    ['behind a prefix that touches it', `NHIP${reference}`],
    [
      'between what a bank writes',
      `MBVCB.7412589630.${reference}.CT tu 0123456789 NGUYEN VAN MINH toi 0011001234567`,
    ],
    ['behind a date and a number', `261123-09:15:33 FT26327${reference} TRACE 887766`],
    ['with the memo cut at the front', `YEN ${reference} le phi`],
    ['with the memo cut at the end', `thanh toan le phi ho so ${reference}`],
    ['among letters with marks', `Lệ phí hộ tịch ${reference} – phường Thuận Hóa`],
    ['among decomposed ones', `Lệ phí ${reference}`.normalize('NFD')],
    ['with O for 0 and I for 1', reference.replaceAll('0', 'O').replaceAll('1', 'I')],
  ])('found %s', (_, memo) => {
    expect(findReferences(memo)).toContain(reference)
  })

  test('O is read as 0, I and L as 1', () => {
    const typed = Array.from({ length: 1500 }, (_, number) => referenceOf(number)).find((text) =>
      /0.*1.*1/.test(text.slice(1)),
    )
    const asTyped = typed?.replace('0', 'o').replace('1', 'l').replace('1', 'I') ?? ''
    expect(findReferences(asTyped)).toEqual([typed])
  })

  test('not found where a character is missing or another stands in it', () => {
    expect(findReferences(`le phi ${reference.slice(0, 7)}`)).toEqual([])
    expect(findReferences(`${reference.slice(1)} le phi`)).toEqual([])
    expect(findReferences(`${front}U${back}`)).toEqual([])
  })

  test('several, each once, those in one piece first', () => {
    const other = referenceOf(1)
    expect(findReferences(`${front} ${back} ${other} ${other}`)).toEqual([other, reference])
  })

  test('anywhere in any text, unless the text makes it longer by a piece of its own', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(numbers, around, around, (number, before, after) => {
        const text = referenceOf(number)
        expect(findReferences(`${before} ${text} ${after}`)).toContain(text)
        expect(findReferences(`${before}${text.toLowerCase()}${after}`.normalize('NFC'))).toContain(text)
      }),
    )
  })

  test('at the price of about one wrong question in a thousand pieces of text', () => {
    const found = Array.from({ length: 2000 }, (_, index) =>
      findReferences(
        `MBVCB.${7_412_589_630 + index * 7919}.CK NGUYEN VAN A tra tien hang.CT tu 00110${index * 31}`,
      ),
    ).flat()
    expect(found.length).toBeLessThan(20)
  })

  test('a long text takes no longer than its length', async () => {
    for (const text of ['A'.repeat(5_000_000), '. '.repeat(5_000_000)]) {
      expect(await processorTimeOf(() => expect(findReferences(text)).toEqual([]))).toBeLessThan(1000)
    }
  })
})
