/**
 * How soon what follows a submission is done: a minute of submissions through the API, then the time from the last one to
 * the last notice; and, whatever rate the front reaches beside its clients, a minute's worth at 400 a second that has all
 * waited while the worker stood still. The reference is a bare loop that inserts the same notices, one transaction each.
 */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { startApi } from './api-program.ts'
import { report } from './figure.ts'
import { load } from './load.ts'
import { commandOf, processesUnder, processorTimeOf } from './process-tree.ts'
import { clientSystems, prepareSubmissions } from './submissions.ts'

const perSecond = Number(process.argv[3] ?? 400)
const seconds = Number(process.argv[2] ?? 60)
const clients = 20
const target = 10

const program = await startApi(0, clientSystems)
const { baseUrl, migratorUrl } = program
const next = await prepareSubmissions(program)
const client = new pg.Client(migratorUrl)
await client.connect()
const countNotices = async () =>
  Number(
    (await client.query(`select count(*) from notifications.notice where kind = 'submitted'`)).rows[0].count,
  )

const earlier = await countNotices()
const warming = await load({ baseUrl, clients, seconds: Math.min(5, seconds), wanted: 201, next })
const before = earlier + warming.answers
if ((await settle(before, 120)) === undefined)
  throw new Error('the notices of the first submissions never came')
const worker = processesUnder(program.pid).find((pid) => commandOf(pid).includes('worker.ts')) ?? 0
const workerBefore = processorTimeOf(worker)
const started = performance.now()
let taken = 0
// At the pace asked for: each second's share as fast as it goes, then a rest until the next.
let answers = 0
let wrong = 0
while (performance.now() - started < seconds * 1000) {
  const due = Math.ceil(((performance.now() - started) / 1000 + 0.25) * perSecond)
  if (taken >= due) {
    await rest(10)
    continue
  }
  const run = await load({ baseUrl, clients, seconds: (due - taken) / (perSecond * 2), wanted: 201, next })
  taken += run.answers
  answers += run.answers
  wrong += run.wrong
}
const ended = performance.now()
const rate = answers / ((ended - started) / 1000)
const behind = before + answers - (await countNotices())
const last = await settle(before + answers, 120)
const took = last === undefined ? Number.POSITIVE_INFINITY : (last - ended) / 1000
const workerMs = ((processorTimeOf(worker) - workerBefore) * 1000) / answers
const all = perSecond * seconds
const drained = await drainAtOnce(all)
const bare = await bareLoop(Math.min(10, seconds))
await client.end()
await program.stop()

const whole = answers / ((ended - started) / 1000 + took)
report({
  what: `the last notice after ${seconds} s of submissions at ${rate.toFixed(0)}/s`,
  value: `${took.toFixed(1)} s after the last submission (${behind} waited then)`,
  target: `${target} s`,
  met: wrong === 0 && took <= target,
  note: `${whole.toFixed(0)} notices/s beside the submissions; a bare loop inserts ${bare.toFixed(0)}/s alone${wrong > 0 ? `; ${wrong} wrong answers` : ''}`,
})
report({
  what: `the last notice when a minute's ${all} submissions have all waited`,
  value: `${drained.toFixed(1)} s after the worker goes on: ${(all / drained).toFixed(0)}/s`,
  target: `${target} s`,
  met: drained <= target,
  note: 'none were handled while they came, more than a front at that rate could ever leave waiting',
})
report({
  what: 'processor time of the worker for one submission',
  value: `${workerMs.toFixed(2)} ms: at ${perSecond}/s ${((workerMs * perSecond) / 10).toFixed(0)} % of one core`,
  target: '50 % of one core',
  met: workerMs * perSecond <= 500,
  note: 'what the background needs of its own, whatever rate the front reaches on this machine beside its clients',
})
process.exit()

/**
 * Seconds from the worker's going on to the last notice, when it stood still while so many were handed in. What looks
 * after the processes stands still with it: it would start a silent one anew.
 */
async function drainAtOnce(count: number): Promise<number> {
  const had = await countNotices()
  const still = processesUnder(program.pid).filter((pid) => /worker\.ts|start\.(ts|mjs)/.test(commandOf(pid)))
  for (const pid of still) process.kill(pid, 'SIGSTOP')
  let handedIn = 0
  while (handedIn < count)
    handedIn += (await load({ baseUrl, clients, seconds: 5, wanted: 201, next })).answers
  const goesOn = performance.now()
  for (const pid of still) process.kill(pid, 'SIGCONT')
  const done = await settle(had + handedIn, 300)
  return done === undefined ? Number.POSITIVE_INFINITY : (done - goesOn) / 1000
}

/** When there are as many notices, at most `most` seconds from now; undefined when they never come. */
async function settle(wanted: number, most: number): Promise<number | undefined> {
  const end = performance.now() + most * 1000
  while (performance.now() < end) {
    if ((await countNotices()) >= wanted) return performance.now()
    await rest(100)
  }
  return undefined
}

/** Notices like these written one after another, each in a transaction of its own, over four connections. */
async function bareLoop(most: number): Promise<number> {
  const { rows } = await client.query(`select person_id, dossier_id, data from notifications.notice limit 1`)
  const end = performance.now() + most * 1000
  let count = 0
  const loop = async (lane: number) => {
    const connection = new pg.Client(migratorUrl)
    await connection.connect()
    for (let at = 0; performance.now() < end; at++) {
      await connection.query({
        name: 'notice',
        text: `insert into notifications.notice (id, key, person_id, kind, dossier_id, data, created_at)
               values (gen_random_uuid(), $1, $2, 'bench', $3, $4, now())`,
        values: [`bench ${process.pid} ${lane} ${at}`, rows[0].person_id, rows[0].dossier_id, rows[0].data],
      })
      count += 1
    }
    await connection.end()
  }
  await Promise.all([0, 1, 2, 3].map(loop))
  await client.query(`delete from notifications.notice where kind = 'bench'`)
  return count / most
}
