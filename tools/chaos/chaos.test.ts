import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildPages } from '../start/build-pages.ts'
import { quickHarms } from './harms.ts'
import { runChaos } from './run-chaos.ts'

test.skipIf(!existsSync('/proc/self/environ'))(
  'whatever is killed, what was acknowledged is there once (skipped where there is no /proc)',
  { timeout: 900_000 },
  async () => {
    await buildPages({ ...process.env, NODE_ENV: 'production' }, () => {}, new AbortController().signal)
    const said: string[] = []
    const { findings, harms, acknowledged } = await runChaos({
      harms: quickHarms,
      minutes: 0,
      seed: 1,
      callers: 6,
      payers: 2,
      pauseSeconds: 0.7,
      isWhole: false,
      say: (line) => said.push(line),
    })
    expect(findings, said.join('\n')).toEqual([])
    expect([...harms.keys()]).toHaveLength(quickHarms.length)
    expect(acknowledged).toBeGreaterThan(10)
  },
)
