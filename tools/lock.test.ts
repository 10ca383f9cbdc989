import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { alone } from './lock.mjs'

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'nhip-lock-')), 'lock')

test('two who write the same folder take turns, and the second is told that it waits', async () => {
  const path = lockFile()
  const order: string[] = []
  const slowly = async (name: string) => {
    order.push(`${name} begins`)
    await rest(400)
    order.push(`${name} ends`)
  }
  let waited = 0
  const first = alone(path, () => slowly('first'))
  await rest(100)
  await Promise.all([
    first,
    alone(
      path,
      () => slowly('second'),
      () => waited++,
    ),
  ])
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(waited).toBe(1)
})

test('a lock whose holder was killed is taken over, and the task’s failure gives it back', async () => {
  const path = lockFile()
  writeFileSync(path, '4194303 12345')
  await expect(alone(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await alone(path, async () => readFileSync(path, 'utf8'))).toContain(`${process.pid} `)
})
