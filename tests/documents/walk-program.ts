/** Walks of one kind in a program and a database of their own: `walk-program.ts KIND RUNS SEED MILLISECONDS`. Tells its parent what they came to. */
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { knowFacts } from '../known-facts.ts'
import { runWalks } from './run-walks.ts'
import { walkKinds } from './walk-kinds.ts'

const [named, runs, seed, milliseconds] = process.argv.slice(2)
const kind = walkKinds.find((one) => one === named)
if (!kind || !process.send) throw new Error(`one of ${walkKinds.join(', ')}, as a child`)

// A machine that stands still for a while is nothing that walks look for.
Object.assign(pool.options, {
  connectionTimeoutMillis: 0,
  idleTimeoutMillis: 0,
  idle_in_transaction_session_timeout: 0,
})
await knowFacts()
await boss.start()
const walked = await runWalks(kind, {
  runs: Number(runs),
  seed: Number(seed),
  milliseconds: Number(milliseconds),
})
process.send(walked)
await boss.stop({ graceful: false })
await pool.end()
process.disconnect()
