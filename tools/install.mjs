// Installs what package-lock.json pins, when it is not there. Plain JavaScript for any Node from 18 on.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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
 * Makes node_modules hold exactly the pinned versions. Repeating it costs a few milliseconds.
 * @param {string} root
 * @param {{ forDevelopment: boolean }} options
 */
export async function install(root, { forDevelopment }) {
  if (isInstalled(root, forDevelopment)) return
  const started = Date.now()
  console.log('  … Cài các gói đã chọn phiên bản (npm ci)')
  const command = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(forDevelopment ? [] : ['--omit=dev']),
  ]
  // Run by the npm that runs us, if any: on some machines it is not on the path by that name.
  const npm = process.env.npm_execpath
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...command], options)
    : spawnSync('npm', command, { ...options, shell: process.platform === 'win32' })
  if (status !== 0 || !existsSync(pinnedNode(root))) {
    process.stderr.write('Không cài được các gói: xem dòng lỗi của npm ở trên (mạng, ổ đĩa), rồi chạy lại.\n')
    process.exit(2)
  }
  console.log(`  ✓ Cài các gói  ${Math.round((Date.now() - started) / 1000)} s`)
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
  return Object.entries(wanted).every(([path, { version, dev, devOptional, optional, link }]) => {
    if (path === '' || optional || link || ((dev || devOptional) && !forDevelopment)) return true
    return present[path]?.version === version
  })
}

/**
 * @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, link?: boolean }} Package
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
