import { expect, test } from 'vitest'
import { inNumberTurn } from './number-turns.ts'

test('few take a number of one agency at once, each in turn with whoever else wants one; other agencies wait for none of them', async () => {
  const taken: string[] = []
  const ends: (() => void)[] = []
  const take = (who: string) => () =>
    new Promise<void>((end) => {
      taken.push(who)
      ends.push(end)
    })
  const bulk = Array.from({ length: 8 }, () => inNumberTurn('office', 'bulk', take('bulk')))
  const other = inNumberTurn('office', 'other', take('other'))
  const elsewhere = inNumberTurn('another', 'elsewhere', take('elsewhere'))
  await Promise.resolve()
  expect(taken).toEqual(['bulk', 'bulk', 'bulk', 'bulk', 'elsewhere'])
  // The one who asked for one waits for one of the many, not for all of them.
  for (let given = 0; given < 2; given += 1) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  expect(taken.slice(5)).toEqual(['bulk', 'other'])
  while (ends.length > 0) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  await Promise.all([...bulk, other, elsewhere])
  expect(taken).toHaveLength(10)
})

test('a number that could not be taken keeps nobody waiting', async () => {
  const failing = Array.from({ length: 9 }, () =>
    inNumberTurn('office', 'one', async () => Promise.reject(new Error('no'))),
  )
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true)
  expect(await inNumberTurn('office', 'two', async () => 'taken')).toBe('taken')
})
