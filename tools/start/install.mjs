// Installs what package-lock.json pins, when it is not there. Plain JavaScript for any Node from 18 on.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { alone } from './lock.mjs'

/** Ends with one line on a Node too old to go on. */
export function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 18) return
  process.stderr.write(`Cần Node 18 trở lên, máy này có ${process.versions.node}: https://nodejs.org\n`)
  process.exit(2)
}

/**
 * The Node 24 the project pins: it runs TypeScript as it stands.
 * @param {string} root
 */
export function pinnedNode(root) {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Makes node_modules hold exactly the pinned versions. Repeating it costs a few milliseconds. npm leaves out, without a
 * word, optional packages that do not know the Node it runs in, and native parts are such packages: so the machine's
 * own Node only fetches the pinned one, which then runs npm.
 * @param {string} root
 * @param {{ forDevelopment: boolean }} options
 */
export async function install(root, { forDevelopment }) {
  if (isInstalled(root, forDevelopment)) return
  const isDone = await alone(
    join(root, '.installing'),
    async () => isInstalled(root, forDevelopment) || installNow(root, forDevelopment),
    () => console.log('  … Một lần chạy khác đang cài các gói, chờ'),
  )
  if (isDone) return
  process.stderr.write('Không cài được các gói: xem dòng lỗi của npm ở trên (mạng, ổ đĩa), rồi chạy lại.\n')
  process.exit(2)
}

/**
 * @param {string} root
 * @param {boolean} forDevelopment
 */
function installNow(root, forDevelopment) {
  const started = Date.now()
  const npm = findNpm()
  const runtime = join(root, '.runtime')
  try {
    console.log('  … Tải Node 24')
    const node = fetchNode(root, runtime, npm)
    if (!node) return false
    console.log('  … Cài các gói đã chọn phiên bản (npm ci)')
    const command = ['ci', '--loglevel=error', ...(forDevelopment ? ['--include=dev'] : ['--omit=dev'])]
    if (runNpm(npm, node, command, root) !== 0 || !isInstalled(root, forDevelopment)) return false
  } finally {
    rmSync(runtime, { recursive: true, force: true })
  }
  console.log(`  ✓ Cài các gói  ${Math.round((Date.now() - started) / 1000)} s`)
  return true
}

/**
 * The program of npm itself: of the npm that runs us, else of the one on the path. A version manager may have put
 * something else in its place; that is run by its name.
 * @returns {string | undefined}
 */
export function findNpm() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  for (const path of [process.env.npm_execpath, ...onPath]) {
    if (!path || !existsSync(path)) continue
    const program = realpathSync(path)
    if (basename(program) === 'npm-cli.js') return program
  }
  return undefined
}

/**
 * @param {string | undefined} npm
 * @param {string} node
 * @param {string[]} command
 * @param {string} folder
 */
function runNpm(npm, node, command, folder) {
  const { status } = spawnSync(npm ? node : 'npm', [...(npm ? [npm] : []), ...command], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !npm && process.platform === 'win32',
    env: {
      ...process.env,
      // Scripts of packages, and an npm run by its name, find this Node first.
      PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
      // A distribution's Node trusts what the machine trusts, such as the authority of a proxy; so does the pinned one.
      NODE_USE_SYSTEM_CA: '1',
    },
  })
  return status
}

/**
 * The pinned Node in a folder of its own: npm empties node_modules before it installs.
 * @param {string} root
 * @param {string} runtime
 * @param {string | undefined} npm
 * @returns {string | undefined}
 */
function fetchNode(root, runtime, npm) {
  const version = readPackages(join(root, 'package-lock.json'))?.['node_modules/node']?.version
  const options = ['--no-save', '--no-package-lock', '--loglevel=error', '--no-audit', '--no-fund']
  const status = runNpm(
    npm,
    process.execPath,
    ['install', '--prefix', runtime, ...options, `node@${version}`],
    root,
  )
  const node = pinnedNode(runtime)
  return status === 0 && existsSync(node) ? node : undefined
}

/**
 * npm writes its own record last, so an interrupted installation has none or an older one.
 * @param {string} root
 * @param {boolean} forDevelopment
 */
function isInstalled(root, forDevelopment) {
  if (!existsSync(pinnedNode(root))) return false
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, dev, devOptional, link, ...machines }]) => {
    if (path === '' || link || ((dev || devOptional) && !forDevelopment)) return true
    if (machines.optional && !isForThisMachine(machines)) return true
    return present[path]?.version === version
  })
}

/**
 * An optional package that names machines is a native part, needed on those; one that names none may be missing.
 * @param {Package} machines
 */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu) return false
  return os.includes(process.platform) && cpu.includes(process.arch) && (!libc || libc.includes(ourLibc()))
}

function ourLibc() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/**
 * @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, link?: boolean, os?: string[],
 *   cpu?: string[], libc?: string[] }} Package
 * @param {string} path
 * @returns {Record<string, Package> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}
