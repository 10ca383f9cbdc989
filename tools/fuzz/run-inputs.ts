/** Reads one mutated input after another and says what it found; whoever started it watches for the one that hangs. */
import { openSync, writeFileSync, writeSync } from 'node:fs'
import { type Kind, kinds } from './kinds.ts'
import { createChance } from './random.ts'

export type Message = { megabytes: number; residentMegabytes: number } | { index: number; what: string }

const slowest = 2000
const reportEvery = 5000

const [name = '', seed = '1', start = '0', place = '', keepAt = ''] = process.argv.slice(2)
const kind = kinds[name] as Kind
const seeds = await kind.seeds()
const inputAt = (index: number) => {
  const chance = createChance(Number(seed) * 1_000_003 + index)
  return kind.mutate(chance.pick(seeds), seeds, chance)
}

if (keepAt) writeFileSync(keepAt, inputAt(Number(start)))
else await readForever()

async function readForever(): Promise<void> {
  // Written before each input, so that the one that ends the process is known.
  const current = openSync(place, 'r+')
  let reported = 0
  for (let index = Number(start); ; index++) {
    writeSync(current, String(index).padEnd(12), 0)
    const input = inputAt(index)
    const before = process.cpuUsage()
    const problem = await kind.read(input).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    )
    const { user, system } = process.cpuUsage(before)
    const took = (user + system) / 1000
    if (problem) tell({ index, what: `threw ${problem}` })
    else if (took > slowest) tell({ index, what: `took ${Math.round(took)} ms` })
    // Streams are let go of only between two turns of the loop.
    await new Promise((resolve) => setImmediate(resolve))
    if (performance.now() - reported < reportEvery) continue
    reported = performance.now()
    global.gc?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    tell({ megabytes: (heapUsed + external) / 2 ** 20, residentMegabytes: rss / 2 ** 20 })
  }
}

function tell(message: Message): void {
  if (!process.connected) process.exit()
  process.send?.(message)
}
