/** What a process without descriptors cannot do now, it can do in a moment: that is said as such, whoever says it first. */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a paper that could not be set for want of descriptors is unavailable, no defect, and set once there are some', () => {
  const program = `void (async () => {
    const { closeSync, openSync } = await import('node:fs')
    const { isUnavailable } = await import('#server/platform/database/unavailable.ts')
    const { typeset } = await import('#server/crafts/typeset/typeset.ts')
    const { aDecision } = await import('#server/crafts/typeset/fixtures.ts')
    const set = () => typeset('nd30', aDecision()).then(() => console.log('set'), (error) => console.log(isUnavailable(error) || error))
    await set()
    const taken = []
    try { for (;;) taken.push(openSync('/dev/null')) } catch {}
    await set()
    for (const file of taken) closeSync(file)
    await set()
    process.exit(0)
  })()`
  const node = [process.execPath, '-e', program]
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', 'ulimit -n 200; exec "$0" "$@"', ...node], {
    encoding: 'utf8',
  })
  expect(stdout.split('\n'), stderr).toEqual(['set', 'true', 'set', ''])
})
