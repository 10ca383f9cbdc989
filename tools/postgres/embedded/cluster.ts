/** The embedded PostgreSQL: one cluster in one folder, started for one owner and stopped with it. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { openKeptFile, replaceFile } from '#server/platform/kept-file.ts'
import { freePort } from '../../start/free-port.ts'
import { boundLog } from '../../start/log-file.ts'
import { StartFailure } from '../../start/start-failure.ts'
import {
  type Binaries,
  findBinaries,
  type Identity,
  packagedMajor,
  reachableFolder,
  serverIdentity,
} from './cluster-place.ts'
import { ownerOf, releaseOwnership, takeOwnership } from './ownership.ts'
import { endLeftover, explainFailure, launchServer, serverSettings } from './server-process.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const largestLog = 10_000_000

export interface ClusterOptions {
  /** Holds the cluster, its password and its log. */
  folder: string
  /** Otherwise a free one is chosen once and kept. */
  port?: number
  /** Of the server to run, where it is not the packaged one: the data of an earlier version is read by its own. */
  major?: number
  /** False gives up safety against a power cut for speed: only for tests. */
  durable: boolean
}

export interface EmbeddedCluster {
  /** The superuser's address, ending in a slash: append a database name. */
  superuserUrl: string
  port: number
  /** Where it lies: elsewhere than asked for when its user cannot enter there. */
  folder: string
  /** Settles when the server is gone, by `stop` or by accident. */
  gone: Promise<void>
  /** Lets running statements end, writes everything out and returns when the server is gone. */
  stop(): Promise<void>
}

/**
 * Starts the cluster, making it at first. What a killed run left behind is ended cleanly before; a folder
 * whose owner is alive is refused. The server ends with this process, however that ends.
 */
export async function startCluster({
  folder,
  port,
  durable,
  major = packagedMajor(),
}: ClusterOptions): Promise<EmbeddedCluster> {
  const identity = serverIdentity()
  const home = reachableFolder(resolve(folder), identity)
  const data = join(home, 'data')
  refuseOtherVersion(home, major)
  const binaries = findBinaries(identity, major)
  takeOwnership(home)
  await endLeftover(data)

  const isRestored =
    existsSync(join(data, 'PG_VERSION')) && !statSync(join(home, 'password'), { throwIfNoEntry: false })?.size
  const password = openKeptFile(join(home, 'password'), () => randomBytes(24).toString('base64url'))
    .toString('utf8')
    .trim()
  if (isRestored) setSuperuserPassword(data, password, binaries, identity)
  if (!existsSync(join(data, 'PG_VERSION')))
    createCluster({ home, data, password, durable, binaries, identity })
  const chosen = port ?? (await keptPort(join(home, 'port')))

  const logFile = join(home, 'postgres.log')
  const keepLogSmall = () => boundLog(logFile, largestLog)
  keepLogSmall()
  const server = launchServer({
    logFile,
    data,
    values: serverSettings(chosen, durable, major),
    binaries,
    identity,
  })
  const superuserUrl = superuserUrlOf(password, chosen)
  const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const said = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(logStart) : '')
  await waitUntilReady(superuserUrl, {
    logFile,
    stopped: () => (server.exitCode === null ? undefined : explainFailure(said())),
  })
  const rotation = setInterval(keepLogSmall, 60_000).unref()
  const gone = new Promise<void>((done) => {
    if (server.exitCode !== null || server.signalCode !== null) done()
    else server.once('exit', () => done())
  }).finally(() => clearInterval(rotation))
  return {
    superuserUrl,
    port: chosen,
    folder: home,
    gone,
    async stop() {
      server.ref()
      server.stdin?.end()
      await gone
      releaseOwnership(home)
    },
  }
}

/** The major version whose data lies in this folder; undefined where there is none yet. */
export function dataMajor(folder: string): number | undefined {
  const path = join(reachableFolder(resolve(folder), serverIdentity()), 'data', 'PG_VERSION')
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : undefined
}

/** A cluster whose data is being raised to another version: the old is aside, the new not yet in its place. */
export function isExchangeUnfinished(folder: string): boolean {
  const home = reachableFolder(resolve(folder), serverIdentity())
  return !existsSync(join(home, 'data')) && existsSync(join(home, 'upgrade', 'data'))
}

function refuseOtherVersion(home: string, major: number): void {
  const found = dataMajor(home)
  if (isExchangeUnfinished(home) || (found !== undefined && found !== major)) {
    throw new StartFailure(
      `Dữ liệu ở ${home} là của PostgreSQL ${found ?? 'bản trước'}, chương trình dùng bản ${major}: chạy npm start một lần để nâng.`,
    )
  }
}

/** The superuser's address of a cluster another process keeps running in this folder. */
export function findRunningCluster(folder: string): { superuserUrl: string; port: number } | undefined {
  const home = reachableFolder(resolve(folder), serverIdentity())
  if (!ownerOf(home)) return undefined
  const port = Number(readFileSync(join(home, 'port'), 'utf8'))
  return { superuserUrl: superuserUrlOf(readFileSync(join(home, 'password'), 'utf8'), port), port }
}

function superuserUrlOf(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/`
}

interface NewCluster {
  home: string
  data: string
  password: string
  durable: boolean
  binaries: Binaries
  identity: Identity
}

function createCluster({ home, data, password, durable, binaries, identity }: NewCluster): void {
  const draft = `${data}.new`
  rmSync(draft, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
  const passwordFile = join(home, 'password.initdb')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  identity.give(passwordFile)
  const { status, stderr } = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-locale',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...identity.spawn, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  )
  rmSync(passwordFile, { force: true })
  if (status !== 0)
    throw new StartFailure(`Không tạo được cơ sở dữ liệu trong ${home}: ${explainFailure(stderr)}`)
  // Only a whole cluster carries the name: a start interrupted here begins again.
  renameSync(draft, data)
}

/** The password is in no backup: a cluster that comes without one is given it before anyone can connect. */
function setSuperuserPassword(data: string, password: string, binaries: Binaries, identity: Identity): void {
  const statements = [
    `do $$ begin if to_regrole('postgres') is null then create role postgres; end if; end $$`,
    `alter role postgres superuser login password ${pg.escapeLiteral(password)}`,
  ]
  const { status, stderr } = spawnSync(binaries.postgres, ['--single', '-D', data, 'postgres'], {
    ...identity.spawn,
    cwd: '/',
    encoding: 'utf8',
    input: `${statements.join('\n')}\n`,
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (status !== 0)
    throw new StartFailure(`Không mở được cơ sở dữ liệu trong ${data}: ${explainFailure(stderr)}`)
}

/** The port of earlier starts while it is free, so that tools keep working; else another. */
async function keptPort(path: string): Promise<number> {
  const kept = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  const port = await freePort(kept || 0).catch(() => undefined)
  if (!port) throw new StartFailure('Không tìm được cổng trống cho cơ sở dữ liệu.')
  if (port !== kept) replaceFile(path, String(port))
  return port
}
