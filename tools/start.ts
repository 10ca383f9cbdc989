/** Everything `npm start` does once the packages are there: database, province, build, web and worker. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { z } from 'zod'
import { readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { describeWrongValues, Environment } from '#server/platform/environment.ts'
import { refuseUnfinishedRestore } from '#tools/backup/restore-mark.ts'
import { checkActorKey, installActorKey } from '#tools/postgres/actor-key.ts'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { readMigrationFiles } from '#tools/postgres/migrations.ts'
import { checkStamp, type OpenDatabase, openDatabase } from '#tools/postgres/prepare-database.ts'
import { buildPages, pagesAreBuilt } from '#tools/start/build-pages.ts'
import { type Keeper, type KeeperOptions, keepRunning } from '#tools/start/children.ts'
import { listDemoPeople } from '#tools/start/demo-people.ts'
import { type DiskReserve, freeSpace, isWritable, keepReserve } from '#tools/start/disk-reserve.ts'
import { requireAccess } from '#tools/start/require-access.ts'
import { runTool } from '#tools/start/run-tool.ts'
import { writeSettings } from '#tools/start/settings.ts'
import { buildFingerprint, dataFingerprint } from '#tools/start/sources.ts'
import { writeStamp } from '#tools/start/stamp.ts'
import { describeStartFailure, StartFailure } from '#tools/start/start-failure.ts'
import { say, seconds, step } from '#tools/start/steps.ts'

const started = performance.now()
const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost']

const variables: Record<string, string> = {
  port: 'PORT',
  host: 'HOST',
  data: 'NHIP_DATA',
  province: 'NHIP_PROVINCE',
}

const Options = z.object({
  port: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .prefault(process.env.PORT || 3000),
  host: z.string().default(process.env.HOST || '127.0.0.1'),
  data: z.string().default(process.env.NHIP_DATA || 'var'),
  province: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .prefault(process.env.NHIP_PROVINCE || 'hue'),
  dossiers: z.coerce.number().int().min(0).max(5_000_000).default(20_000),
  roles: z
    .string()
    .default('web,worker')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['web', 'worker'])).min(1)),
  demo: z.boolean().optional(),
  empty: z.boolean().default(false),
  /** For working on it: nothing is built, and what changes is loaded anew. */
  dev: z.boolean().default(false),
})

const abort = new AbortController()
const keepers: Keeper[] = []
const dataFolders: string[] = []
let reserves: DiskReserve[] = []
let database: OpenDatabase | undefined
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
    process.stderr.write(`\n${describeFullDisk() ?? describeStartFailure(error)}\n`)
    await stop(2)
  }
}

async function start(options: z.infer<typeof Options>): Promise<void> {
  const { port, host, province, roles } = options
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
  prepareFolder(data)
  if (roles.includes('web')) await checkPort(host, port)
  say(`Nhịp · tỉnh ${province}${demo ? ' · dữ liệu thử' : ''} · dữ liệu ở ${data}\n`)

  const building = roles.includes('web') && !options.dev ? build(env) : undefined
  building?.catch(() => {})
  const ready = await prepare(options, { data, demo, env })
  await building
  // Read by the tools; only now is it certain that no other run holds this data.
  writeSettings(data, settings)

  for (const name of ['web', 'worker'] as const) {
    if (!roles.includes(name)) continue
    const onGivenUp = (reason: string) => {
      process.stderr.write(`\n${name}: ${reason}\n`)
      void stop(2)
    }
    const kept = { name, env: { ...env, DATABASE_URL: ready.url }, onGivenUp }
    keepers.push(
      options.dev ? await openWatched(kept) : keepRunning({ ...kept, logFolder: join(data, 'log') }),
    )
  }
  await step('Mở web và worker', async () => {
    await Promise.all(keepers.map((keeper) => keeper.ready))
    if (roles.includes('web')) await untilHealthy(host, port)
  })
  say(`\nSẵn sàng sau ${seconds(performance.now() - started)}.`)
  if (roles.includes('web')) say(`\n  ${origin}\n`)
  if (demo)
    for (const line of listDemoPeople(join(process.env.NHIP_PROVINCES || 'province', province))) say(line)
  say('Dừng: Ctrl-C')
  reserves = dataFolders.map((folder) => keepReserve(folder, say))
  watchCluster(data)
}

async function openWatched(kept: Omit<KeeperOptions, 'logFolder'>): Promise<Keeper> {
  const { runWatched } = await import('#tools/dev/run-watched.ts')
  return runWatched(kept)
}

/** As a browser writes it: without the port that goes without saying. */
function localAddress(host: string, port: number): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return URL.parse(address)?.origin ?? address
}

function readOptions(): z.infer<typeof Options> {
  const parsed = Options.safeParse(JSON.parse(process.argv[2] ?? '{}'))
  if (parsed.success) return parsed.data
  const name = String(parsed.error.issues[0]?.path[0])
  const variable = variables[name] ? ` (biến ${variables[name]})` : ''
  throw new StartFailure(`Giá trị của --${name}${variable} không dùng được. Xem: npm start -- --help`)
}

/** Demo people can be signed in as by anyone: only where nobody else can come. */
function chooseDemo({ demo, empty, host }: z.infer<typeof Options>, origin: string): boolean {
  if (demo && empty) throw new StartFailure('--demo và --empty trái nhau: chỉ chọn một.')
  const isLocal = loopback.includes(host) && loopback.includes(URL.parse(origin)?.hostname ?? '')
  if (demo && !isLocal) {
    throw new StartFailure(
      `Người thử và khóa thử chỉ chạy trên 127.0.0.1, không trên ${host} (${origin}): bỏ --demo.`,
    )
  }
  if (!isLocal && !process.env.ORIGIN) {
    throw new StartFailure(
      'Đặt ORIGIN là địa chỉ người dùng gõ, ví dụ https://dichvucong.hue.gov.vn, rồi chạy lại.',
    )
  }
  return isLocal && !empty
}

/** What web and worker would refuse is refused before anything is written. */
function checkEnvironment(env: NodeJS.ProcessEnv): void {
  if (env.MIGRATOR_URL && !env.DATABASE_URL) {
    throw new StartFailure('Có MIGRATOR_URL mà không có DATABASE_URL: đặt cả hai, hoặc bỏ cả hai.')
  }
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new StartFailure(describeWrongValues(parsed.error).join('\n'))
}

/** Finds out now whether the disk takes what we write. */
function prepareFolder(data: string): void {
  makeFolder(data)
  refuseUnfinishedRestore(data)
  requireAccess(data)
  const probe = join(data, `.probe-${process.pid}`)
  writeFileSync(probe, Buffer.alloc(65_536))
  rmSync(probe)
  dataFolders.push(data)
  const free = freeSpace(data)
  if (free < 200_000_000) {
    throw new StartFailure(`Ổ đĩa của ${data} chỉ còn ${Math.round(free / 1e6)} MB: cần ít nhất 200 MB.`)
  }
}

/** A disk that filled up on the way shows itself in many ways, seldom by name; PostgreSQL alone takes 16 MB at a time. */
function describeFullDisk(): string | undefined {
  const full = dataFolders.find((folder) => freeSpace(folder) < 20_000_000)
  return full && `Ổ đĩa của ${full} đã đầy. Giải phóng dung lượng rồi chạy lại.`
}

/** One by one: asked to make all of them, Node hides why one cannot be made, or tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

function checkPort(host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Cổng ${port} đang được chương trình khác dùng. Chọn cổng khác: npm start -- --port ${port + 1}`,
        EACCES: `Không được phép mở cổng ${port}. Chọn cổng từ 1024 trở lên: npm start -- --port 3000`,
        EADDRNOTAVAIL: `Máy này không có địa chỉ ${host}: xem lại --host.`,
        ENOTFOUND: `Không tìm thấy địa chỉ ${host}: xem lại --host.`,
      }
      fail(new StartFailure((code && reasons[code]) ?? `Không mở được cổng ${port}: ${code}`))
    })
    probe.listen(port, host, () => probe.close(() => done()))
  })
}

async function prepare(
  { dossiers, province }: z.infer<typeof Options>,
  { data, demo, env }: { data: string; demo: boolean; env: NodeJS.ProcessEnv },
): Promise<OpenDatabase> {
  const fingerprint = dataFingerprint(env)
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
  const stamp = await checkStamp(open, { data: fingerprint, province, demo })
  const current = { data: fingerprint, migration: readMigrationFiles().at(-1)?.name, province, demo }
  const { migratorUrl } = open
  if (!migratorUrl) {
    await checkActorKey(open.url, data)
    return open
  }
  // Units and services are the province's own data: only the tables' owner writes them.
  const toolEnv = {
    ...env,
    DATABASE_URL: migratorUrl,
    MIGRATOR_URL: migratorUrl,
    NHIP_APP_ROLE: readDatabaseAddress(open.url)?.user,
  }
  if (stamp?.data !== fingerprint) {
    await step('Cấu trúc dữ liệu', (report) =>
      runTool(['tools/migrate.ts', '--no-types'], toolEnv, report, abort.signal),
    )
    await step('Nạp dữ liệu của tỉnh', (report) =>
      runTool(['tools/load-province.ts'], toolEnv, report, abort.signal),
    )
    await writeStamp(migratorUrl, { ...current, simulated: stamp?.simulated ?? false })
  }
  // A folder brought back from a backup may hold other keys.
  await installActorKey(migratorUrl, data)
  if (demo && !stamp?.simulated) {
    if (dossiers > 0) {
      await step(`Mô phỏng ${dossiers.toLocaleString('vi-VN')} hồ sơ đã qua`, (report) =>
        runTool(
          ['tools/simulate.ts', '--dossiers', String(dossiers), '--resume'],
          toolEnv,
          report,
          abort.signal,
        ),
      )
    }
    await writeStamp(migratorUrl, { ...current, simulated: true })
  }
  return open
}

async function build(env: NodeJS.ProcessEnv): Promise<void> {
  if (pagesAreBuilt(buildFingerprint(env))) return
  await step('Dựng giao diện', (report) => buildPages(env, report, abort.signal))
}

async function untilHealthy(host: string, port: number): Promise<void> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const answer = await fetch(`http://${address}:${port}/health?web`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => {})
    if (answer?.ok) return
    await rest(50, undefined, { signal: abort.signal })
  }
  throw new StartFailure(
    `Trang /health chưa trả lời sau 60 giây: xem ${join('log', 'web.log')} trong thư mục dữ liệu.`,
  )
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
    await Promise.all(keepers.map((keeper) => keeper.stop()))
    await database?.cluster?.stop().catch(() => {})
    process.exit(code)
  })()
  return stopping
}
