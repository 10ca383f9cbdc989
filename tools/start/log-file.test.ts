import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boundLog, openLog, writeLog } from './log-file.ts'

test('a log that has grown is moved aside and goes on at a new beginning', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'nhip-log-')), 'web.log')
  const log = openLog(path)
  writeLog(log, 'x'.repeat(2_000))
  boundLog(path, 4_000)
  expect(statSync(path).size).toBe(2_000)
  boundLog(path, 1_000)
  writeLog(log, 'next')
  expect(readFileSync(path, 'utf8')).toBe('next')
  expect(statSync(`${path}.1`).size).toBe(2_000)
})

test('where a log cannot be written nothing else ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-log-'))
  writeFileSync(join(folder, 'file'), '')
  const log = openLog(join(folder, 'file', 'web.log'))
  expect(log).toBeUndefined()
  writeLog(log, 'lost')
  // Every write to it meets a full disk.
  if (existsSync('/dev/full')) writeLog(openLog('/dev/full'), 'lost')
  boundLog(join(folder, 'missing'), 1)
})
