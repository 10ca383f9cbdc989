/** Beside a text it is said how many places are wrong only where somebody looked at it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DraftText } from '#server/modules/documents/index.ts'
import { Drawing } from './drawing.svelte.ts'

/** What the server answers from now on: so many places, or that it cannot draw. */
let answers: number | 'failed' = 0

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('$state', (value: unknown) => value)
  vi.stubGlobal('fetch', async () => {
    const told =
      answers === 'failed'
        ? { code: 'platform.busy', message: 'Máy chủ đang bận.' }
        : { pages: [], places: [], findings: Array.from({ length: answers }, () => ({})) }
    return { ok: answers !== 'failed', status: answers === 'failed' ? 503 : 200, json: async () => told }
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const rest = () => vi.advanceTimersByTimeAsync(4000)
const opened = async () => {
  const drawing = new Drawing('/van-ban/1/soan/viec', () => ({}) as DraftText)
  await rest()
  return drawing
}

test('that nothing was found is not said while no page could be drawn', async () => {
  answers = 'failed'
  const drawing = await opened()
  drawing.changed()
  await rest()
  expect([drawing.found, drawing.status]).toEqual(['', 'Máy chủ đang bận.'])
  answers = 0
  await vi.advanceTimersByTimeAsync(10_000)
  expect(drawing.found).toBe('Thể thức của phần chữ: không thấy lỗi nào.')
  drawing.stop()
})

test('what was said of an earlier text is taken back where the next could not be looked at', async () => {
  answers = 2
  const drawing = await opened()
  expect(drawing.found).toBe('Thể thức của phần chữ: 2 chỗ cần sửa hoặc xem lại.')
  answers = 'failed'
  drawing.changed()
  await rest()
  expect(drawing.found).toBe('')
  drawing.stop()
})

test('of more places than are shown it is said that there may be others', async () => {
  answers = 60
  const drawing = await opened()
  expect(drawing.found).toBe(
    'Thể thức của phần chữ: từ 60 chỗ cần sửa hoặc xem lại trở lên; đây là 60 chỗ đầu.',
  )
  drawing.stop()
})
