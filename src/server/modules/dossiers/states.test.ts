import { expect, test } from 'vitest'
import { bindingAt, hasResult, isAnswered, isFinal, isInProcess, isRunning, statuses } from './states.ts'

test('each question asked of every state', () => {
  expect(statuses.filter(isRunning)).toEqual(['submitted', 'accepted', 'processing'])
  expect(statuses.filter(isInProcess)).toEqual(['submitted', 'accepted', 'processing', 'supplement', 'duty'])
  expect(statuses.filter(hasResult)).toEqual(['decided', 'returned'])
  expect(statuses.filter(isFinal)).toEqual(['refused', 'withdrawn', 'stopped', 'returned'])
  expect(statuses.filter(isAnswered)).toEqual(['refused', 'stopped', 'decided', 'returned'])
})

test('acceptance binds before the limit does, and neither while the applicant completes it', () => {
  const acceptBy = new Date('2026-11-30T10:00:00Z')
  const dueAt = new Date('2026-12-07T10:00:00Z')
  expect(bindingAt({ status: 'submitted', acceptBy, dueAt })).toBe(acceptBy)
  expect(bindingAt({ status: 'processing', acceptBy, dueAt })).toBe(dueAt)
  expect(bindingAt({ status: 'supplement', acceptBy, dueAt })).toBeNull()
  expect(bindingAt({ status: 'returned', acceptBy, dueAt })).toBeNull()
})
