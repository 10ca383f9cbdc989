/**
 * Submissions through the API over real HTTP: answers checked, papers' metadata, number, event and job committed.
 * The reference is plain SQL writing the same rows to the same database.
 */
import { startApi } from './api-program.ts'
import { report } from './figure.ts'
import { bestOf } from './load.ts'
import { measurePlainSql } from './pgbench-reference.ts'
import { clientSystems, prepareSubmissions } from './submissions.ts'

const clients = 20
const seconds = Number(process.argv[2] ?? 15)
const target = { perSecond: 150, p95: 150, share: 0.12 }

const program = await startApi(0, clientSystems)
const { baseUrl } = program
const next = await prepareSubmissions(program)
const { best, all } = await bestOf(3, { baseUrl, clients, seconds, wanted: 201, next })
const plain = await measurePlainSql(program.migratorUrl, clients, Math.min(10, seconds))
await program.stop()

const share = best.perSecond / plain.perSecond
report({
  what: `submissions through /api/v1, ${clients} clients`,
  value: `${best.perSecond.toFixed(0)}/s, p50 ${best.p50.toFixed(0)} ms, p95 ${best.p95.toFixed(0)} ms`,
  target: `${target.perSecond}/s, p95 under ${target.p95} ms`,
  met: best.perSecond >= target.perSecond && best.p95 < target.p95,
  note: `runs ${all}/s`,
})
report({
  what: `the same rows by plain SQL (${plain.by})`,
  value: `${plain.perSecond.toFixed(0)}/s: the API reaches ${(share * 100).toFixed(0)} %`,
  target: `${target.share * 100} %`,
  met: share >= target.share,
})
process.exit()
