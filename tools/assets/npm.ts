/** npm at work in the folder of assets: quiet, without scripts, with a cache that goes once all is there. */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { FetchFailure } from '#server/platform/assets/index.ts'
import { findNpm } from '../start/install.mjs'
import { commandOf, isRunning } from '../start/processes.ts'

const network =
  /^(E(NOTFOUND|CONN\w+|AI_AGAIN|TIMEDOUT|NETUNREACH|HOSTUNREACH|PIPE)|E?4\d\d|E?5\d\d|ERR_SOCKET\w*|FETCH_ERROR|UND_ERR\w*)$/
const mostSaid = 20_000

/** What npm keeps of whole packages until all are there: begun anew, it asks for none of them again. */
export const cacheOf = (folder: string): string => join(folder, '.cache')

export class NpmFailed extends Error {
  readonly why: FetchFailure

  constructor(why: FetchFailure, said: string) {
    super(said)
    this.why = why
  }
}

/** Says which npm is at work, so that one whose starter was killed is found. */
const workingMark = (folder: string) => join(folder, '.npm')

/** Ends an npm that an earlier run left at work, and waits until it is gone: two would write the same folders. */
export async function endLeftNpm(folder: string): Promise<void> {
  const [pid = '', startedAt = ''] = readWorking(folder).split(' ')
  for (let look = 0; isRunning(Number(pid), startedAt) && look < 100; look++) {
    if (look === 0) process.kill(Number(pid), 'SIGKILL')
    await rest(50)
  }
}

function readWorking(folder: string): string {
  try {
    return readFileSync(workingMark(folder), 'utf8')
  } catch {
    return ''
  }
}

/**
 * Installs what the lock file pins for these groups and leaves the others as they are. Ends npm and rejects when the signal says so;
 * throws `NpmFailed` with the reason.
 */
export function installGroups(groups: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
  const npm = findNpm()
  const options = ['--ignore-scripts', '--no-save', '--loglevel=error', '--no-audit', '--no-fund']
  const command = ['install', '--prefix', folder, '--cache', cacheOf(folder), ...options]
  const asked = groups.map((group) => `--workspace=nhip-${group}`)
  return new Promise((done, fail) => {
    const child = spawn(npm ? process.execPath : 'npm', [...(npm ? [npm] : []), ...command, ...asked], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environment(),
      signal,
    })
    if (child.pid !== undefined)
      writeFileSync(workingMark(folder), `${child.pid} ${commandOf(child.pid).startedAt}`)
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-mostSaid)
    })
    child.on('error', fail)
    child.on('close', (code) => {
      rmSync(workingMark(folder), { force: true })
      if (code === 0) done()
      else fail(new NpmFailed(reasonOf(said), said.trim() || `npm: ${code}`))
    })
  })
}

/** What npm said it failed with. */
export function reasonOf(said: string): FetchFailure {
  const [, code = ''] = /^npm (?:error|ERR!) code (\S+)/m.exec(said) ?? []
  if (code === 'ENOSPC' || /ENOSPC|no space left/i.test(said)) return 'disk_full'
  if (code === 'EINTEGRITY') return 'damaged'
  return network.test(code) ? 'no_network' : 'failed'
}

/** Ours, without what an npm that runs us said of its own folder; as `npm start` does, it trusts what the machine trusts. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle)_|npm_config_(local_prefix|prefix|workspace)|INIT_CWD$)/i.test(name),
  )
  const path = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`
  return { ...Object.fromEntries(kept), PATH: path, NODE_USE_SYSTEM_CA: '1' }
}
