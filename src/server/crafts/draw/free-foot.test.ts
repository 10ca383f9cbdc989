import { encode } from 'fast-png'
import { expect, test } from 'vitest'
import { freeFoot } from './free-foot.ts'

/** A page whose rows down to this share are black. */
function aPage(inked: number, [width, height] = [210, 297], dot = 0): Uint8Array {
  const data = new Uint8Array(width * height * 3).fill(255)
  data.fill(dot, 0, Math.round(height * inked) * width * 3)
  return encode({ width, height, channels: 3, depth: 8, data })
}

test('the foot of a page is what is below the last row with ink', () => {
  expect(freeFoot(aPage(0.5))).toBeCloseTo(0.5, 2)
  expect(freeFoot(aPage(1))).toBe(0)
  expect(freeFoot(aPage(0))).toBe(1)
  // The grey of a scanned paper is no ink.
  expect(freeFoot(aPage(1, [210, 297], 225))).toBe(1)
})

test('of a page of another size, and of what is no PNG, nothing is free', () => {
  expect(freeFoot(aPage(0.2, [297, 210]))).toBe(0)
  expect(freeFoot(Buffer.from('ffd8ffe0', 'hex'))).toBe(0)
})
