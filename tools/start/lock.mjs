// One at a time, for commands that write the same folder of a checkout. Plain JavaScript for any Node from 18 on.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'

const longestHeldMs = 30 * 60_000

/**
 * Waits until no other living process holds the lock file `path`, then does `task` while this one does. A lock whose
 * holder was killed is taken over. `onWait` is told once that there is somebody to wait for.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} task
 * @param {() => void} [onWait]
 * @returns {Promise<T>}
 */
export async function alone(path, task, onWait) {
  const mine = `${process.pid} ${startOf(process.pid)}`
  let isWaiting = false
  while (!(await take(path, mine))) {
    if (!isWaiting) onWait?.()
    isWaiting = true
    await rest(300)
  }
  try {
    return await task()
  } finally {
    if (read(path) === mine) rmSync(path, { force: true })
  }
}

/**
 * @param {string} path
 * @param {string} mine
 */
async function take(path, mine) {
  if (isHeld(path)) return false
  rmSync(path, { force: true })
  try {
    writeFileSync(path, mine, { flag: 'wx' })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
  // Another who found the same dead holder may have removed this one with it: the last to write holds the lock.
  await rest(50)
  return read(path) === mine
}

/** @param {string} path */
function isHeld(path) {
  const [pid = 0, startedAt = ''] = read(path)?.split(' ') ?? []
  try {
    const age = Date.now() - statSync(path).mtimeMs
    // Not written yet.
    if (!pid) return age < 5_000
    process.kill(Number(pid), 0)
    return startedAt ? startOf(Number(pid)) === startedAt : age < longestHeldMs
  } catch (error) {
    // It lives, as somebody else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * When a process was started, so that its number used again is told apart; empty where the system does not say.
 * @param {number} pid
 */
function startOf(pid) {
  const stat = read(`/proc/${pid}/stat`) ?? ''
  // The name in parentheses may hold anything; field 22 counts from after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
