/**
 * A process with a loop that never comes back from a turn, and one that goes round: standing-still-program.ts TIMES.
 * Prints a line for each turn the first one begins; comes back once it has been begun TIMES times.
 */
import { startLoop } from '#server/platform/jobs/loop.ts'

const times = Number(process.argv[2])
let begun = 0

startLoop({ name: 'test.moving', restMs: 100, turn: async () => false })
startLoop({
  name: 'test.still',
  restMs: 100,
  withinMs: 1_000,
  async turn() {
    begun += 1
    process.stdout.write(`turn ${begun}\n`)
    if (begun < times) await new Promise(() => {})
    return false
  },
})
setInterval(() => {}, 1_000)
