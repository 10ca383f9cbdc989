/** The process of the embedded PostgreSQL: what it is told, what it says when it fails, and how it ends with its owner. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openLog } from '../../start/log-file.ts'
import { commandOf } from '../../start/processes.ts'
import { StartFailure } from '../../start/start-failure.ts'
import type { Binaries, Identity } from './cluster-place.ts'

/** Small enough for a laptop, safe against a power cut unless told otherwise, and silent about what people typed. */
export function serverSettings(port: number, durable: boolean, major: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    huge_pages: 'off',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    max_parallel_workers_per_gather: '1',
    max_parallel_workers: '2',
    autovacuum_max_workers: '2',
    ...(major >= 18 ? { io_method: 'sync', autovacuum_worker_slots: '2' } : {}),
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    // What a backup that stopped following may hold back: then it must begin anew, and the disk does not fill up.
    max_slot_wal_keep_size: '4GB',
    TimeZone: 'Asia/Ho_Chi_Minh',
    log_timezone: 'Asia/Ho_Chi_Minh',
    // Statements and details can quote what people typed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '256MB' }),
  }
}

/** Its standard input tells the shell when the owner is gone, even killed; a session of its own keeps Ctrl-C away. */
const guardian = `"$0" "$@" </dev/null & server=$!
(while read -r _; do :; done; kill -INT $server) <&3 2>/dev/null &
wait $server; status=$?; kill $! 2>/dev/null; exit $status`

interface Launch {
  logFile: string
  data: string
  values: Record<string, string>
  binaries: Binaries
  identity: Identity
}

/** Starts the server. It ends when this process does, however that ends. */
export function launchServer({ logFile, data, values, binaries, identity }: Launch): ChildProcess {
  const log = openLog(logFile)
  const options = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(
    '/bin/sh',
    ['-c', `exec 3<&0; ${guardian}`, binaries.postgres, '-D', data, ...options],
    {
      ...identity.spawn,
      cwd: '/',
      detached: true,
      stdio: ['pipe', log ?? 'ignore', log ?? 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  if (log !== undefined) closeSync(log)
  server.stdin?.on('error', () => {})
  // A tool that has done its work may end: the server follows it.
  server.unref()
  const pipe = server.stdin
  if (pipe instanceof Socket) pipe.unref()
  return server
}

/** The one line of PostgreSQL's that says why, in words a newcomer can act on where we know them. */
export function explainFailure(output: string): string {
  if (/No space left on device/.test(output)) return 'ổ đĩa đã đầy'
  if (/Read-only file system/.test(output)) return 'ổ đĩa chỉ cho đọc'
  if (/Permission denied/.test(output)) return 'không có quyền ghi vào thư mục dữ liệu'
  if (/Address already in use/.test(output)) return 'cổng của cơ sở dữ liệu đang bị chương trình khác dùng'
  const line = output.split('\n').find((text) => /FATAL|PANIC|error/i.test(text))
  return (line ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()
}

/** Ends a server whose owner was killed. A number that now belongs to another program is left alone. */
export async function endLeftover(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return
  if (!commandOf(pid).line.includes(data)) {
    // PostgreSQL would take a reused number for a running server; the other lines let it find a real one.
    writeFileSync(path, [String(2 ** 31 - 2), ...lines.slice(1)].join('\n'))
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await rest(30)) {
      if (!commandOf(pid).line.includes(data)) return
    }
  }
  throw new StartFailure(`PostgreSQL của lần chạy trước (tiến trình ${pid}) không dừng được.`)
}
