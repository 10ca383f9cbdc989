/** A process that looks at its clocks at each line it is given, and prints whether what ends dossiers is held. */
import { createInterface } from 'node:readline'
import { registerFacts } from '#server/platform/events.ts'
import { checkClocks } from '#server/platform/watch/clock-watch.ts'
import * as watchFacts from '#server/platform/watch/events.ts'

registerFacts(watchFacts)

console.log(await checkClocks())
for await (const _ of createInterface({ input: process.stdin })) console.log(await checkClocks())
process.exit(0)
