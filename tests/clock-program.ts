/** A process that looks at its clocks at each line it is given, and prints whether what ends dossiers is held. */
import { createInterface } from 'node:readline'
import '#server/facts.ts'
import { checkClocks } from '#server/platform/watch/clock-watch.ts'

console.log(await checkClocks())
for await (const _ of createInterface({ input: process.stdin })) console.log(await checkClocks())
process.exit(0)
