/** A server that has been started, until it lets people in. */
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { StartFailure } from '../../start/start-failure.ts'

/** How long a server may say nothing at all. */
const mostSilentMs = 120_000

/**
 * Waits while the server says that it is starting: after a power cut it replays up to `max_wal_size` of log, which takes
 * minutes on a slow disk, and begins from nothing if it is ended meanwhile. `stopped` says why it is gone, once it is.
 */
export async function waitUntilReady(
  url: string,
  {
    stopped,
    logFile,
    silentMs = mostSilentMs,
  }: { stopped(): string | undefined; logFile: string; silentMs?: number },
): Promise<void> {
  for (let heardAt = performance.now(); performance.now() - heardAt < silentMs; await rest(30)) {
    const reason = stopped()
    if (reason !== undefined) {
      throw new StartFailure(`PostgreSQL không khởi động được: ${reason} (nhật ký: ${logFile})`)
    }
    const client = new pg.Client({ connectionString: `${url}postgres`, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '28P01') {
        throw new StartFailure('PostgreSQL không nhận mật khẩu đã lưu: tệp password không thuộc dữ liệu này.')
      }
      // It is at work: recovering, or starting.
      if (code === '57P03') heardAt = performance.now()
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new StartFailure(`PostgreSQL không trả lời sau ${silentMs / 1000} giây (nhật ký: ${logFile})`)
}
