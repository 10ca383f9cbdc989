/** What a process can tell of itself and of its machine. */
import { access, constants, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { config } from '../config.ts'
import { pool } from '../database/database.ts'
import { loopsNow } from '../jobs/watchdog.ts'
import { defineCondition } from './conditions.ts'

/** Whether every loop of this process moves. */
export const movingCondition = defineCondition({
  name: 'moving',
  told: 'each',
  check() {
    const { count, late } = loopsNow()
    const [part] = late
    return part
      ? { state: 'bad', code: 'moving.stands_still', details: { part } }
      : { state: 'good', code: 'moving.moves', details: { count } }
  },
})

/** Whether requests and jobs of this process find a connection. */
export const poolCondition = defineCondition({
  name: 'pool',
  told: 'each',
  check() {
    const { totalCount, idleCount, waitingCount } = pool
    const most = config.DATABASE_POOL
    const used = totalCount - idleCount
    const figures = [
      figure('nhip_pool_used', 'Database connections in use', used),
      figure('nhip_pool_idle', 'Database connections at rest', idleCount),
      figure('nhip_pool_waiting', 'Requests that wait for a database connection', waitingCount),
    ]
    const details = { used, waiting: waitingCount, most }
    // Those who ask at once while connections are being opened do not wait for each other.
    if (totalCount < most || idleCount > 0) return { state: 'good', code: 'pool.free', details, figures }
    if (waitingCount > most) return { state: 'bad', code: 'pool.exhausted', details, figures }
    if (waitingCount > 0) return { state: 'warning', code: 'pool.waited_for', details, figures }
    return { state: 'good', code: 'pool.free', details, figures }
  },
})

/** What of the data folder web and worker write to. */
const written = { data: '.', files: 'files', log: 'log' }

/** Those of them that cannot be written to: read-only, or another user's. A folder that is not there yet will be made. */
async function listClosed(): Promise<string[]> {
  const closed: string[] = []
  for (const [name, folder] of Object.entries(written)) {
    await access(join(config.NHIP_DATA, folder), constants.W_OK).catch(({ code }) => {
      if (code !== 'ENOENT') closed.push(name)
    })
  }
  return closed
}

/** Whether the disk that holds what was uploaded and issued can be written to, and its room. */
export const diskCondition = defineCondition({
  name: 'disk',
  told: 'each',
  async check() {
    const { bavail, blocks, bsize } = await statfs(config.NHIP_DATA)
    const closed = await listClosed()
    const free = bavail * bsize
    const share = bavail / blocks
    const details = { free, percent: Math.round(share * 100) }
    const figures = [figure('nhip_disk_free_bytes', 'Free room on the disk of the data folder', free)]
    if (closed.includes('data') || closed.includes('files'))
      return { state: 'bad', code: 'disk.not_writable', details, figures }
    if (free < 500_000_000) return { state: 'bad', code: 'disk.full', details, figures }
    if (free < 2_000_000_000 || (share < 0.1 && free < 20_000_000_000)) {
      return { state: 'warning', code: 'disk.nearly_full', details, figures }
    }
    if (closed.length > 0) return { state: 'warning', code: 'disk.log_not_writable', details, figures }
    return { state: 'good', code: 'disk.roomy', details, figures }
  },
})

const delay = monitorEventLoopDelay({ resolution: 20 })
delay.enable()
let delaySince = performance.now()
let before = { mean: 0, longest: 0 }

/** Whether this process gets to its work: how long it kept others waiting in the last half minute. */
export const loopCondition = defineCondition({
  name: 'loop',
  told: 'each',
  check() {
    const now = { mean: delay.mean / 1e9 || 0, longest: delay.max / 1e9 }
    const longest = Math.max(now.longest, before.longest)
    const mean = Math.max(now.mean, before.mean)
    if (performance.now() - delaySince > 15_000) {
      delay.reset()
      delaySince = performance.now()
      before = now
    }
    const details = { ms: Math.round(longest * 1000) }
    const figures = [
      figure(
        'nhip_event_loop_delay_seconds',
        'The longest turn of the event loop in the last half minute',
        longest,
      ),
    ]
    if (mean > 1 || longest > 10) return { state: 'bad', code: 'loop.stuck', details, figures }
    if (mean > 0.2 || longest > 2) return { state: 'warning', code: 'loop.slow', details, figures }
    return { state: 'good', code: 'loop.free', details, figures }
  },
})

function figure(name: string, help: string, value: number) {
  return { name, help, value }
}
