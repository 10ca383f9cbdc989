/** Everything `npm start` does once the packages are there: database, province, build, web and worker. */
import { join, resolve } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { type AssetFetcher, fetchBeside } from './assets/fetch-beside.ts'
import { bringUpToDate, type Wanted } from './postgres/bring-up-to-date.ts'
import { startCluster } from './postgres/embedded/cluster.ts'
import { type OpenDatabase, openDatabase } from './postgres/prepare-database.ts'
import { buildPages, pagesAreBuilt } from './start/build-pages.ts'
import { type Keeper, type KeeperOptions, keepRunning } from './start/children.ts'
import { describeFullDisk, prepareDataFolder, requireRoom } from './start/data-folder.ts'
import { listDemoPeople } from './start/demo-people.ts'
import { type DiskReserve, isWritable, keepReserve } from './start/disk-reserve.ts'
import {
  checkEnvironment,
  chooseDemo,
  localAddress,
  readOptions,
  type StartOptions,
} from './start/options.ts'
import { checkPort, untilHealthy } from './start/reach-web.ts'
import { writeSettings } from './start/settings.ts'
import { buildFingerprint } from './start/sources.ts'
import { describeStartFailure } from './start/start-failure.ts'
import { say, seconds, step } from './start/steps.ts'

const started = performance.now()
const abort = new AbortController()
const keepers: Keeper[] = []
const dataFolders: string[] = []
let reserves: DiskReserve[] = []
let database: OpenDatabase | undefined
let assets: AssetFetcher | undefined
let stopping: Promise<void> | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(130)
    void stop(0)
  })
}
process.on('disconnect', () => void stop(0))
// A terminal that was closed cannot be written to; that must not end the stop half-way.
process.stdout.on('error', () => {})

try {
  await start(readOptions())
} catch (error) {
  if (!stopping) {
    process.stderr.write(`\n${describeFullDisk(dataFolders) ?? describeStartFailure(error)}\n`)
    await stop(2)
  }
}

async function start(options: StartOptions): Promise<void> {
  const { port, host, province, roles, dossiers } = options
  const data = resolve(options.data)
  const origin = process.env.ORIGIN || localAddress(host, port)
  const demo = chooseDemo(options, origin)
  const settings = {
    HOST: host,
    PORT: String(port),
    ORIGIN: origin,
    NHIP_PROVINCE: province,
    NHIP_DEMO: String(demo),
    ...(process.env.NHIP_PROVINCES ? { NHIP_PROVINCES: process.env.NHIP_PROVINCES } : {}),
    ...(process.env.ANCHORS ? { ANCHORS: process.env.ANCHORS } : {}),
  }
  const env = { ...process.env, ...settings, NODE_ENV: 'production', NHIP_DATA: data }
  checkEnvironment(env)
  prepareDataFolder(data)
  dataFolders.push(data)
  requireRoom(data)
  if (roles.includes('web')) await checkPort(host, port)
  say(`Nhịp · tỉnh ${province}${demo ? ' · dữ liệu thử' : ''} · dữ liệu ở ${data}\n`)

  const building = roles.includes('web') && !options.dev ? build(env) : undefined
  building?.catch(() => {})
  const ready = await prepare({ data, province, demo, dossiers, env })
  await building
  // Read by the tools; only now is it certain that no other run holds this data.
  writeSettings(data, settings)

  for (const name of ['web', 'worker', 'speech'] as const) {
    if (!roles.includes(name)) continue
    const onGivenUp = (reason: string) => {
      process.stderr.write(`\n${name}: ${reason}\n`)
      void stop(2)
    }
    const { longestPause } = options
    const kept = { name, env: { ...env, DATABASE_URL: ready.url }, longestPause, onGivenUp }
    keepers.push(
      options.dev ? await openWatched(kept) : keepRunning({ ...kept, logFolder: join(data, 'log') }),
    )
  }
  await step('Mở web, worker và speech', async () => {
    await Promise.all(keepers.map((keeper) => keeper.ready))
    if (roles.includes('web')) await untilHealthy(host, port, abort.signal)
  })
  say(`\nSẵn sàng sau ${seconds(performance.now() - started)}.`)
  if (roles.includes('web')) say(`\n  ${origin}\n`)
  if (demo)
    for (const line of listDemoPeople(join(process.env.NHIP_PROVINCES || 'province', province))) say(line)
  say('Dừng: Ctrl-C')
  reserves = dataFolders.map((folder) => keepReserve(folder, say))
  watchCluster(data)
  if (!options['no-assets']) assets = fetchBeside(say)
}

async function openWatched(kept: Omit<KeeperOptions, 'logFolder'>): Promise<Keeper> {
  const { runWatched } = await import('#tools/dev/run-watched.ts')
  return runWatched(kept)
}

async function prepare(wanted: Wanted): Promise<OpenDatabase> {
  const { data } = wanted
  const open = await step('Cơ sở dữ liệu', (report) => openDatabase(data, process.env, report))
  database = open
  if (open.cluster && open.cluster.folder !== join(data, 'postgres')) {
    dataFolders.push(open.cluster.folder)
    say(`    PostgreSQL không vào được ${data}, dữ liệu của nó nằm ở ${open.cluster.folder}`)
  }
  if (open.upgrade) {
    const { from, to, kept } = open.upgrade
    say(
      `    PostgreSQL đã nâng từ ${from} lên ${to}, đã đối chiếu và kiểm sổ. Dữ liệu cũ còn ở ${kept}: xóa khi không cần quay lại.`,
    )
  }
  await bringUpToDate(open, wanted, abort.signal)
  return open
}

async function build(env: NodeJS.ProcessEnv): Promise<void> {
  if (pagesAreBuilt(buildFingerprint(env))) return
  await step('Dựng giao diện', (report) => buildPages(env, report, abort.signal))
}

/**
 * Brings the embedded database back if it falls over; the processes reconnect by themselves. While the disk is full or
 * read-only it is waited for without end: whoever mends it need not know how to start anything.
 */
function watchCluster(data: string): void {
  const cluster = database?.cluster
  if (!cluster) return
  void cluster.gone.then(async () => {
    for (let attempt = 1; !stopping && attempt <= 5; attempt++) {
      say('  PostgreSQL dừng bất ngờ, chạy lại.')
      try {
        const again = await startCluster({
          folder: join(data, 'postgres'),
          port: cluster.port,
          durable: true,
        })
        if (database) database.cluster = again
        return watchCluster(data)
      } catch (error) {
        say(`  ${describeStartFailure(error)}`)
        while (!stopping && (reserves.some(({ isSpent }) => isSpent) || !dataFolders.every(isWritable))) {
          attempt = 0
          await rest(1_000)
        }
        await rest(2 ** attempt * 1000)
      }
    }
    void stop(1)
  })
}

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    if (keepers.length > 0) say('\nĐang dừng…')
    abort.abort()
    assets?.stop()
    await Promise.all(keepers.map((keeper) => keeper.stop()))
    await database?.cluster?.stop().catch(() => {})
    process.exit(code)
  })()
  return stopping
}
