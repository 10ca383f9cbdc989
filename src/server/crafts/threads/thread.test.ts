/** One question that ends its thread, or takes too long, is nobody else's: whoever waits behind it is answered. */
import { afterAll, expect, test } from 'vitest'
import { createThread } from './thread.ts'
import { withinTransaction } from './transaction-around.ts'

const { ask, stop } = createThread<{ ms: number; ends?: boolean; starves?: boolean }, number>({
  file: 'tests/waiting-program.ts',
  name: 'waiting',
  timeLimit: 4000,
  maximumWaiting: 3,
  resourceLimits: {},
})
afterAll(stop)
const outcomes = async (...asked: Promise<number>[]) =>
  (await Promise.allSettled(asked)).map((one) =>
    one.status === 'fulfilled'
      ? one.value
      : `${one.reason.code ?? one.reason.message}${one.reason.details?.alone ? ' alone' : ''}`,
  )

test('what ends the thread is held against the question it was at, and the others are answered', async () => {
  expect(await outcomes(ask({ ms: 1, ends: true }), ask({ ms: 2 }), ask({ ms: 3 }))).toEqual([
    'waiting stopped',
    2,
    3,
  ])
})

test('who is not answered in time, or comes when too many wait, is told to come again', async () => {
  const first = ask({ ms: 60_000 })
  const second = new Promise((resolve) => setTimeout(resolve, 2500)).then(() => ask({ ms: 4 }))
  expect(await outcomes(first, second)).toEqual(['platform.busy alone', 4])
  const many = [ask({ ms: 5 }), ask({ ms: 6 }), ask({ ms: 7 }), ask({ ms: 8 })]
  expect(await outcomes(...many)).toEqual([5, 6, 7, 'platform.busy'])
})

test('who was not answered because the machine let the thread do nothing is not said to have asked too much', async () => {
  expect(await outcomes(ask({ ms: 60_000, starves: true }))).toEqual(['platform.busy'])
})

test('everyone has a turn before anyone has a second, and one asker does not take all the places', async () => {
  const thread = createThread<{ ms: number }, number>({
    file: 'tests/waiting-program.ts',
    name: 'waiting',
    timeLimit: 60_000,
    maximumWaiting: 20,
    waitingEach: 10,
    resourceLimits: {},
  })
  const answered: string[] = []
  const ask = async (asker: string) => {
    await thread.ask({ ms: 1 }, asker)
    answered.push(asker)
  }
  const flood = Promise.allSettled(Array.from({ length: 15 }, () => ask('flood')))
  await Promise.all([ask('one'), ask('other')])
  expect(answered.length).toBeLessThan(6)
  const refused = (await flood).filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(4)
  await thread.stop()
})

test('what takes longer than a turn goes on beside, and whoever brought it holds nobody up again', async () => {
  const thread = createThread<{ ms: number }, number>({
    file: 'tests/waiting-program.ts',
    name: 'waiting',
    timeLimit: 60_000,
    turn: 800,
    maximumWaiting: 20,
    resourceLimits: {},
  })
  let settled = 0
  const bring = (ms: number) =>
    thread.ask({ ms }, 'long').then(
      () => settled++,
      () => settled++,
    )
  const first = [bring(58_000), bring(58_000)]
  expect(await thread.ask({ ms: 1 }, 'other')).toBe(1)
  const more = [bring(58_000), bring(58_000)]
  expect(await Promise.all([thread.ask({ ms: 2 }, 'other'), thread.ask({ ms: 3 })])).toEqual([2, 3])
  expect(settled).toBe(0)
  await thread.stop()
  await Promise.all([...first, ...more])
})

test('within a transaction nothing is asked of a thread, which would hold a connection meanwhile', async () => {
  await expect(withinTransaction(() => ask({ ms: 1 }))).rejects.toThrow(/within a transaction/)
  let later: Promise<number> | undefined
  await withinTransaction(async () => {
    later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => ask({ ms: 1 }))
  })
  expect(await later).toBe(1)
})
