import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const due = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('due.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
  })

test('prints the due time and its explanation as JSON', () => {
  const { stdout, status } = due('--from', '2026-11-23T08:00', '--days', '5', '--json')
  const answer = JSON.parse(stdout)
  expect(status).toBe(0)
  expect(answer.dueAt).toBe('2026-12-01T17:00:00+07:00')
  expect(answer.days).toHaveLength(9)
  expect(answer.days[1]).toMatchObject({
    date: '2026-11-24',
    counted: false,
    reason: { source: 'NQ 28/2026/QH16' },
  })
})

test('an instant with an offset is what it says', () => {
  const { stdout } = due('--from', '2026-11-25T01:00:00Z', '--hours', '2', '--json')
  expect(JSON.parse(stdout).dueAt).toBe('2026-11-25T10:00:00+07:00')
})

test.each([
  [[]],
  [['--from', '2026-02-31', '--days', '1']],
  [['--from', '2026-11-23T08:00', '--days', '-1']],
  [['--from', '2026-11-23T08:00', '--days', '1', '--hours', '1']],
  [['--from', '2026-11-23T08:00', '--days', '9999']],
  [['--from', '2026-11-23T08:00', '--days', '1', '--calendar', '/nope']],
  [['--bogus']],
])('bad input %j: one line and exit code 2', (args) => {
  const { stdout, stderr, status } = due(...args)
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
