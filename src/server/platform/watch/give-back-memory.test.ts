import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('what a busy time left behind is given back once the process rests', () => {
  const program = `
    import { setTimeout as rest } from 'node:timers/promises'
    import { startGivingBack } from './src/server/platform/watch/give-back-memory.ts'
    startGivingBack(200)
    let left = Array.from({ length: 400_000 }, (_, at) => ({ at, text: 'việc ' + at }))
    await rest(0)
    left = undefined
    const used = () => process.memoryUsage().heapUsed
    const before = used()
    await rest(2_000)
    console.log(used() / before)`
  const said = execFileSync(process.execPath, [
    '--max-semi-space-size=1',
    '--input-type=module',
    '--eval',
    program,
  ])
  expect(Number(said)).toBeLessThan(0.5)
})
