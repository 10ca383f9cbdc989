/** The embedded PostgreSQL: one cluster in one folder, started for one owner and stopped with it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { openKeptFile, replaceFile } from '#server/platform/kept-file.ts'
import { formatIsoLocal } from '#shared/dates.ts'
import {
  type Binaries,
  findBinaries,
  type Identity,
  packagedMajor,
  reachableFolder,
  serverIdentity,
} from '#tools/postgres/cluster-place.ts'
import { ownerOf, releaseOwnership, takeOwnership } from '#tools/postgres/ownership.ts'
import { waitUntilReady } from '#tools/postgres/wait-until-ready.ts'
import { boundLog, openLog } from '#tools/start/log-file.ts'
import { commandOf } from '#tools/start/processes.ts'
import { StartFailure } from '#tools/start/start-failure.ts'

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
  if (!existsSync(join(data, 'PG_VERSION'))) createCluster(home, data, password, binaries, identity)
  const chosen = port ?? (await keptPort(join(home, 'port')))

  const logFile = join(home, 'postgres.log')
  const keepLogSmall = () => boundLog(logFile, largestLog)
  keepLogSmall()
  const server = launch({ logFile, data, values: settings(chosen, durable, major), binaries, identity })
  const superuserUrl = superuserUrlOf(password, chosen)
  const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const said = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(logStart) : '')
  await waitUntilReady(superuserUrl, {
    logFile,
    stopped: () => (server.exitCode === null ? undefined : explain(said())),
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

function createCluster(home: string, data: string, password: string, binaries: Binaries, identity: Identity) {
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
    ],
    { ...identity.spawn, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  )
  rmSync(passwordFile, { force: true })
  if (status !== 0) throw new StartFailure(`Không tạo được cơ sở dữ liệu trong ${home}: ${explain(stderr)}`)
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
  if (status !== 0) throw new StartFailure(`Không mở được cơ sở dữ liệu trong ${data}: ${explain(stderr)}`)
}

export interface Recovered {
  /** When its last transaction was, if it says so. */
  lastAt: Date | undefined
  /** Where the last record of its log begins. */
  end: string | undefined
}

/**
 * Brings a physical copy to a consistent state, then as far as the log that `fetch` brings reaches or `until` allows,
 * and leaves it stopped, on a timeline of its own.
 */
export async function recoverCluster({
  folder,
  fetch,
  until,
}: {
  folder: string
  /** A shell command, as PostgreSQL's `restore_command`. */
  fetch: string
  until?: Date | undefined
}): Promise<Recovered> {
  const identity = serverIdentity()
  const home = resolve(folder)
  const data = join(home, 'data')
  const major = dataMajor(home) ?? packagedMajor()
  const binaries = findBinaries(identity, major)
  const port = (await freePort(0)) ?? 0
  const signal = join(data, 'recovery.signal')
  writeFileSync(signal, '', { mode: 0o600 })
  identity.give(signal)
  const logFile = join(home, 'postgres.log')
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0
  const said = () => readFileSync(logFile).subarray(logStart).toString('utf8')
  const server = launch({
    logFile,
    data,
    values: {
      ...settings(port, true, major),
      // Nobody is let in until it is whole; then the copy goes its own way.
      hot_standby: 'off',
      restore_command: fetch,
      recovery_target_action: 'promote',
      ...(until ? { recovery_target_time: until.toISOString().replace('T', ' ').replace('Z', '+00') } : {}),
    },
    binaries,
    identity,
  })
  const gone = new Promise<void>((done) => server.once('exit', () => done()))
  while (!isReady(data)) {
    if (server.exitCode !== null || server.signalCode !== null) {
      const reached = lastTransactionIn(said())
      if (/recovery ended before configured recovery target was reached/.test(said())) {
        throw new StartFailure(
          `Nhật ký ghi trước chỉ đến ${reached ? formatIsoLocal(reached) : 'lúc sao lưu'}, chưa đến thời điểm đã chọn: ` +
            'chọn lúc sớm hơn, hoặc bỏ --until để khôi phục đến đó.',
        )
      }
      throw new StartFailure(`Không khôi phục được cơ sở dữ liệu: ${explain(said())} (nhật ký: ${logFile})`)
    }
    await rest(30)
  }
  server.ref()
  server.stdin?.end()
  await gone
  return { lastAt: lastTransactionIn(said()), end: /redo done at ([0-9A-F]+\/[0-9A-F]+)/.exec(said())?.[1] }
}

/** What the server itself writes down once it lets people in. */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function lastTransactionIn(log: string): Date | undefined {
  const [, at] = /last completed transaction was at log time ([\d:. +-]+)/.exec(log) ?? []
  const time = at
    ? Date.parse(
        at
          .trim()
          .replace(' ', 'T')
          .replace(/([+-]\d\d)$/, '$1:00'),
      )
    : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time)
}

/** Small enough for a laptop, safe against a power cut unless told otherwise, and silent about what people typed. */
function settings(port: number, durable: boolean, major: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    huge_pages: 'off',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    max_parallel_workers_per_gather: '1',
    max_parallel_workers: '2',
    autovacuum_max_workers: '2',
    ...(major >= 18 ? { io_method: 'sync', autovacuum_worker_slots: '2' } : {}),
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    // What a backup that stopped following may hold back: then it must begin anew, and the disk does not fill up.
    max_slot_wal_keep_size: '4GB',
    TimeZone: 'Asia/Ho_Chi_Minh',
    log_timezone: 'Asia/Ho_Chi_Minh',
    // Statements and details can quote what people typed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
}

/** Its standard input tells the shell when the owner is gone, even killed; a session of its own keeps Ctrl-C away. */
const guardian = `"$0" "$@" </dev/null & server=$!
(while read -r _; do :; done; kill -INT $server) <&3 2>/dev/null &
wait $server; status=$?; kill $! 2>/dev/null; exit $status`

interface Launch {
  logFile: string
  data: string
  values: Record<string, string>
  binaries: Binaries
  identity: Identity
}

function launch({ logFile, data, values, binaries, identity }: Launch): ChildProcess {
  const log = openLog(logFile)
  const options = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(
    '/bin/sh',
    ['-c', `exec 3<&0; ${guardian}`, binaries.postgres, '-D', data, ...options],
    {
      ...identity.spawn,
      cwd: '/',
      detached: true,
      stdio: ['pipe', log ?? 'ignore', log ?? 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  if (log !== undefined) closeSync(log)
  server.stdin?.on('error', () => {})
  // A tool that has done its work may end: the server follows it.
  server.unref()
  const pipe = server.stdin
  if (pipe instanceof Socket) pipe.unref()
  return server
}

/** The one line of PostgreSQL's that says why, in words a newcomer can act on where we know them. */
function explain(output: string): string {
  if (/No space left on device/.test(output)) return 'ổ đĩa đã đầy'
  if (/Read-only file system/.test(output)) return 'ổ đĩa chỉ cho đọc'
  if (/Permission denied/.test(output)) return 'không có quyền ghi vào thư mục dữ liệu'
  if (/Address already in use/.test(output)) return 'cổng của cơ sở dữ liệu đang bị chương trình khác dùng'
  const line = output.split('\n').find((text) => /FATAL|PANIC|error/i.test(text))
  return (line ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()
}

/** Ends a server whose owner was killed. A number that now belongs to another program is left alone. */
export async function endLeftover(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return
  if (!commandOf(pid).line.includes(data)) {
    // PostgreSQL would take a reused number for a running server; the other lines let it find a real one.
    writeFileSync(path, [String(2 ** 31 - 2), ...lines.slice(1)].join('\n'))
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await rest(30)) {
      if (!commandOf(pid).line.includes(data)) return
    }
  }
  throw new StartFailure(`PostgreSQL của lần chạy trước (tiến trình ${pid}) không dừng được.`)
}

/** The port of earlier starts while it is free, so that tools keep working; else another. */
async function keptPort(path: string): Promise<number> {
  const kept = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  const port = (kept > 0 && (await freePort(kept))) || (await freePort(0))
  if (!port) throw new StartFailure('Không tìm được cổng trống cho cơ sở dữ liệu.')
  if (port !== kept) replaceFile(path, String(port))
  return port
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(undefined))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
