/** The walks of `tests/documents`, many more of them, on a PostgreSQL of their own: some hundred in each program and database, several programs at once. */
import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { closeTestCluster, openTestCluster } from '#tests/cluster.ts'
import { prepareTemplate } from '#tests/database.ts'
import { type Walked, type WalkKind, walkKinds } from '#tests/documents/walk-kinds.ts'
import { installActorKey } from '../postgres/actor-key.ts'

const program = 'tests/documents/walk-program.ts'
const folder = resolve('var/fuzz')
/** Of each kind. */
const most = 20_000
/** In one database, so that none becomes so large that walks in it are slow. */
const atOnce = 200

/** On a machine with much else to do an answer takes long, and is none the worse for it. */
const quiet = {
  LOG_LEVEL: 'silent',
  NHIP_DEMO: 'true',
  DATABASE_TIMEOUT: '600',
  // Each child reads its modules already compiled.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve('node_modules/.cache/compiled'),
}

interface Wanted {
  minutes: number
  seed: string
  kind?: string | undefined
}

interface Sum {
  walks: number
  finds: number
  reached: Record<string, number>
}

/** Walks until the time is over or there were enough of each kind; 1 where something was found, as lies in var/fuzz then. */
export async function walkDocuments({ minutes, seed, kind }: Wanted): Promise<number> {
  const kinds = walkKinds.filter((one) => kind === undefined || one === kind)
  const ends = performance.now() + minutes * 60_000
  const sums = new Map(kinds.map((one): [WalkKind, Sum] => [one, { walks: 0, finds: 0, reached: {} }]))
  const turns = turnsOf(kinds)
  mkdirSync(folder, { recursive: true })
  const cluster = await openTestCluster('fuzz-postgres')
  try {
    const template = `nhip_fuzz_${process.pid}`
    await prepareTemplate(cluster, template)
    const one = async (name: string) => {
      for (const turn of turns) {
        if (performance.now() >= ends) return
        const number = Number(seed) * 1000 + turn.chunk
        const walked = await inDatabase(cluster, template, name, (env) => {
          const left = String(Math.max(1000, ends - performance.now()))
          return walkInChild([turn.kind, String(atOnce), String(number), left], env)
        })
        note(sums.get(turn.kind), turn.kind, number, walked)
      }
    }
    // One more than there are processors, for each waits for its database now and then.
    const lanes = availableParallelism() + 1
    await Promise.all(Array.from({ length: lanes }, (_, at) => one(`${template}_${at}`)))
  } finally {
    await closeTestCluster()
  }
  for (const [name, { walks, finds, reached }] of sums)
    console.log(`${name}: ${walks} walks, ${finds} finds, ${said(reached)}, seed ${seed}`)
  return [...sums.values()].some(({ finds }) => finds > 0) ? 1 : 0
}

/** The kinds by turns; whoever is free takes the next. */
function* turnsOf(kinds: readonly WalkKind[]): Generator<{ kind: WalkKind; chunk: number }> {
  for (let chunk = 0; chunk * atOnce < most; chunk++) for (const kind of kinds) yield { kind, chunk }
}

const said = (reached: Record<string, number>) =>
  Object.entries(reached)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

function note(sum: Sum | undefined, kind: WalkKind, number: number, { walks, reached, find }: Walked): void {
  if (!sum) return
  sum.walks += walks
  for (const [name, count] of Object.entries(reached)) sum.reached[name] = (sum.reached[name] ?? 0) + count
  console.log(`${new Date().toISOString()} ${kind} ${number}: ${walks} walks, ${said(reached)}`)
  if (!find) return
  sum.finds += 1
  const path = join(folder, `documents-${kind}-${number}`)
  writeFileSync(path, find)
  console.log(`${path}: ${find.slice(0, 2000)}`)
}

async function inDatabase(
  cluster: string,
  template: string,
  name: string,
  task: (env: NodeJS.ProcessEnv) => Promise<Walked>,
): Promise<Walked> {
  const admin = new pg.Client(`${cluster}postgres`)
  await admin.connect()
  const data = join(folder, name)
  try {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.query(`create database ${name} template ${template} strategy file_copy`)
    const url = new URL(`${cluster}${name}`)
    url.username = 'nhip_test'
    url.password = 'nhip_test'
    await rm(data, { recursive: true, force: true })
    await installActorKey(`${cluster}${name}`, data)
    return await task({ DATABASE_URL: url.href, NHIP_DATA: data })
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`).finally(() => admin.end())
    await rm(data, { recursive: true, force: true })
  }
}

/** What a child tells of its walks; one that dies without a word is a find, too. */
function walkInChild(args: string[], env: NodeJS.ProcessEnv): Promise<Walked> {
  const child = fork(program, args, {
    env: { ...process.env, ...quiet, ...env },
  })
  return new Promise((done) => {
    let told: Walked | undefined
    child.on('message', (walked: Walked) => {
      told = walked
    })
    child.on('exit', (code, signal) =>
      done(told ?? { walks: 0, reached: {}, find: `the program ended (${signal ?? code})` }),
    )
  })
}
