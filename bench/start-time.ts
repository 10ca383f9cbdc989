/**
 * How soon the program is ready once its packages and data are there: three later starts, as people type them. The
 * reference is PostgreSQL alone, opening the same database.
 */
import { join } from 'node:path'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { median, report } from './figure.ts'
import { processesUnder, processorTimeOf } from './process-tree.ts'

const target = 8
const dossiers = 20_000
const data = openDataFolder()

const first = await startDemo(data, dossiers)
await first.stop()

const later: number[] = []
const processor: number[] = []
for (let i = 0; i < 3; i++) {
  const program = await startDemo(data, dossiers)
  later.push(program.readyAfter)
  processor.push(processesUnder(program.pid).reduce((sum, pid) => sum + processorTimeOf(pid), 0))
  await program.stop()
}
const opening = performance.now()
const cluster = await startCluster({ folder: join(data, 'postgres'), durable: true })
const alone = (performance.now() - opening) / 1000
await cluster.stop()

const value = median(later)
report({
  what: 'later start',
  value: `ready after ${value.toFixed(1)} s (median of ${later.map((seconds) => seconds.toFixed(1)).join(', ')})`,
  target: `under ${target} s`,
  met: value < target,
  note:
    `${median(processor).toFixed(1)} s of processor time, the rest waiting for it or the disk; the start before them ` +
    `took ${first.readyAfter.toFixed(1)} s; reference: PostgreSQL alone is ready after ${alone.toFixed(1)} s`,
})
