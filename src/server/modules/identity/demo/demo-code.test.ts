import { expect, test } from 'vitest'
import { stepAt } from '../staff/totp.ts'
import { nextStep } from './demo-code.ts'

const early = new Date('2026-11-23T09:00:02+07:00')
const late = new Date('2026-11-23T09:00:29+07:00')

test('the code shown is accepted for as long as typing takes', () => {
  expect(nextStep(early, 0)).toBe(stepAt(early) - 1)
  expect(nextStep(late, 0)).toBe(stepAt(late))
})

test('no code is shown twice; when all that count are used there is none', () => {
  const step = stepAt(early)
  expect(nextStep(early, step - 1)).toBe(step)
  expect(nextStep(early, step)).toBe(step + 1)
  expect(nextStep(early, step + 1)).toBeUndefined()
})
