/** The long-running processes: started, watched, started again after a crash, stopped together. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { boundLog, openLog, writeLog } from './log-file.ts'
import { StartFailure } from './start-failure.ts'
import { say } from './steps.ts'

export interface Keeper {
  /** Settles when the process says it is ready; fails when it cannot start. */
  ready: Promise<void>
  stop(): Promise<void>
}

export interface KeeperOptions {
  name: 'web' | 'worker' | 'speech'
  env: NodeJS.ProcessEnv
  logFolder: string
  /** Before it is started again, at most so many seconds. */
  longestPause: number
  /** Called when it cannot be brought back: a setting is wrong. */
  onGivenUp(reason: string): void
}

const largestLog = 50_000_000
const lookMs = 5_000
/** A process that has not been heard of for a minute of looking stands still: stopped, or busy without end. */
const mostSilentLooks = 12

/**
 * How a process keeps its memory. Bytes that pass through (bodies, files) count with the heap and not on top of it, or
 * every few megabytes of them would be the reason for a collection of everything. What is young is collected at 16 MB: left
 * alone it grows to 64 and is kept, as the allocator keeps a pool for every thread that once typeset or drew a page.
 */
const flags = [
  '--enable-source-maps',
  '--external-memory-accounted-in-global-limit',
  '--max-semi-space-size=16',
]
const allocator = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '1048576' }

/** Keeps one process running until told to stop. A crash is answered with a new start, ever later up to the longest pause. */
export function keepRunning({ name, env, logFolder, longestPause, onGivenUp }: KeeperOptions): Keeper {
  mkdirSync(logFolder, { recursive: true, mode: 0o700 })
  const logFile = join(logFolder, `${name}.log`)
  let child: ChildProcess | undefined
  let stopping = false
  let failures = 0
  let restart: NodeJS.Timeout | undefined
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  ready.catch(() => {})
  let wasReady = false
  let isHeardOf = false
  let silentLooks = 0

  function launch(): void {
    const log = openLog(logFile)
    if (log === undefined) say(`  ${name} chạy mà không có nhật ký: không ghi được ${logFile}.`)
    let lastWords = ''
    const startedAt = Date.now()
    child = spawn(process.execPath, [...flags, `src/server/${name}.ts`], {
      env: { ...env, ...allocator, NHIP_ROLE: name },
      // A group of its own: a terminal's Ctrl-C is ours to pass on, so that the database goes last.
      detached: true,
      stdio: ['ignore', log ?? 'ignore', 'pipe', 'ipc'],
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-4_000)
      writeLog(log, text)
    })
    isHeardOf = false
    child.on('message', (message) => {
      isHeardOf = true
      silentLooks = 0
      if (message !== 'ready') return
      if (wasReady) say(`  ${name} chạy lại rồi.`)
      wasReady = true
      resolve()
    })
    child.on('close', (code, signal) => {
      if (log !== undefined) closeSync(log)
      child = undefined
      if (stopping) return
      const words = lastWords.trim().split('\n').at(-1) ?? ''
      if (code === 2) {
        reject(new StartFailure(words))
        onGivenUp(words)
        return
      }
      failures = Date.now() - startedAt > 60_000 ? 1 : failures + 1
      if (!wasReady && failures === 3) {
        reject(new StartFailure(`${name} không khởi động được: xem ${logFile}`))
        return
      }
      const wait = Math.min(longestPause, 2 ** (failures - 1))
      say(`  ${name} dừng bất ngờ (${signal ?? `mã ${code}`}), chạy lại sau ${wait} s. Nhật ký: ${logFile}`)
      restart = setTimeout(launch, wait * 1000)
    })
  }

  // Counted in looks and not in time: while this process sleeps, nobody is late.
  function look(): void {
    if (!child || !isHeardOf) return
    silentLooks += 1
    if (silentLooks < mostSilentLooks) return
    silentLooks = 0
    say(`  ${name} đứng yên một phút, kết thúc để chạy lại.`)
    child.kill('SIGKILL')
  }

  launch()
  const looking = setInterval(look, lookMs).unref()
  const rotation = setInterval(() => boundLog(logFile, largestLog), 60_000).unref()
  return {
    ready,
    async stop() {
      stopping = true
      clearInterval(rotation)
      clearInterval(looking)
      clearTimeout(restart)
      const leaving = child
      if (!leaving) return
      const gone = new Promise<void>((done) => leaving.once('close', () => done()))
      leaving.kill('SIGTERM')
      const impatience = setTimeout(() => leaving.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(impatience)
    },
  }
}
