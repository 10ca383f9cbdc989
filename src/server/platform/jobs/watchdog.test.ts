import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

function start(times: number): { said(): string; code: Promise<number | null> } {
  let said = ''
  const started = spawn(process.execPath, ['tests/standing-still-program.ts', String(times)], {
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  for (const stream of [started.stdout, started.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  return { said: () => said, code: new Promise((done) => started.once('exit', done)) }
}

test('what stands still is begun anew, and standing still once more ends the process for its keeper to start another', async () => {
  const { said, code } = start(Number.POSITIVE_INFINITY)
  expect(await code).toBe(70)
  expect(said().match(/turn \d/g)).toEqual(['turn 1', 'turn 2'])
  expect(said()).toMatch(/stands still; started again/)
  expect(said()).toMatch(/the process ends to be started again/)
})

test('what moves again after that goes on in the same process', async () => {
  const { said, code } = start(2)
  const turns = () => said().match(/turn \d+/g)?.length ?? 0
  const moves = vi.waitUntil(() => turns() > 30, patience).then(() => 'moves on')
  expect(await Promise.race([code, moves])).toBe('moves on')
})
