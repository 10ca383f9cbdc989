import { expect, test } from 'vitest'
import { presentClock } from './present-clock.server.ts'

const now = new Date('2026-11-28T17:00:00+07:00')
const accepted = {
  status: 'processing',
  acceptBy: new Date('2026-11-25T16:00:00+07:00'),
  dueAt: new Date('2026-12-16T17:00:00+07:00'),
  pausedSince: null,
  finishedAt: null,
  onTime: null,
  budget: 15,
  budgetUnit: 'day',
}

test('what has ended says how, on which day, and which day it was due, and never a day to come as if it were the end', () => {
  const finishedAt = new Date('2026-11-27T10:00:00+07:00')
  expect(presentClock({ ...accepted, status: 'returned', finishedAt, onTime: true }, now)).toMatchObject({
    state: 'done',
    words: 'Đã trả kết quả',
    at: '27/11, hạn 16/12',
  })
  expect(presentClock({ ...accepted, status: 'refused', dueAt: null, finishedAt }, now)).toMatchObject({
    state: 'ended',
    words: 'Không được tiếp nhận',
    at: '27/11',
  })
})

test('what ended late is not shown as well done, unless its owner took it back', () => {
  const late = { ...accepted, finishedAt: new Date('2026-11-27T10:00:00+07:00'), onTime: false }
  expect(presentClock({ ...late, status: 'decided' }, now)).toMatchObject({
    state: 'late',
    words: 'Đã có kết quả, trễ hạn',
  })
  expect(presentClock({ ...late, status: 'withdrawn' }, now)).toMatchObject({
    state: 'ended',
    words: 'Đã rút',
  })
})
