import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alone } from './lock.mjs'

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'nhip-lock-')), 'lock')

test('two who write the same folder take turns, and the second is told that it waits', async () => {
  const path = lockFile()
  const order: string[] = []
  const begun = Promise.withResolvers<void>()
  const waits = Promise.withResolvers<void>()
  let waited = 0
  const first = alone(path, async () => {
    order.push('first begins')
    begun.resolve()
    await waits.promise
    order.push('first ends')
  })
  await begun.promise
  const second = alone(
    path,
    async () => void order.push('second begins', 'second ends'),
    () => {
      waited++
      waits.resolve()
    },
  )
  await Promise.all([first, second])
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(waited).toBe(1)
})

test('a lock whose holder was killed is taken over, and the task’s failure gives it back', async () => {
  const path = lockFile()
  writeFileSync(path, '4194303 12345')
  await expect(alone(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await alone(path, async () => readFileSync(path, 'utf8'))).toContain(`${process.pid} `)
})
