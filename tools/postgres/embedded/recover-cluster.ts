/** A physical copy of a cluster on its way to a consistent state, with the log that was kept after it. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { formatIsoLocal } from '#shared/dates.ts'
import { freePort } from '../../start/free-port.ts'
import { StartFailure } from '../../start/start-failure.ts'
import { dataMajor } from './cluster.ts'
import { findBinaries, packagedMajor, serverIdentity } from './cluster-place.ts'
import { explainFailure, launchServer, serverSettings } from './server-process.ts'

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
  const port = await freePort()
  const signal = join(data, 'recovery.signal')
  writeFileSync(signal, '', { mode: 0o600 })
  identity.give(signal)
  const logFile = join(home, 'postgres.log')
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0
  const said = () => readFileSync(logFile).subarray(logStart).toString('utf8')
  const server = launchServer({
    logFile,
    data,
    values: {
      ...serverSettings(port, true, major),
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
      throw new StartFailure(
        `Không khôi phục được cơ sở dữ liệu: ${explainFailure(said())} (nhật ký: ${logFile})`,
      )
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
