/** The address the web process listens on: free before it starts, answering after. */
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { StartFailure } from './start-failure.ts'

export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Cổng ${port} đang được chương trình khác dùng. Chọn cổng khác: npm start -- --port ${port + 1}`,
        EACCES: `Không được phép mở cổng ${port}. Chọn cổng từ 1024 trở lên: npm start -- --port 3000`,
        EADDRNOTAVAIL: `Máy này không có địa chỉ ${host}: xem lại --host.`,
        ENOTFOUND: `Không tìm thấy địa chỉ ${host}: xem lại --host.`,
      }
      fail(new StartFailure((code && reasons[code]) ?? `Không mở được cổng ${port}: ${code}`))
    })
    probe.listen(port, host, () => probe.close(() => done()))
  })
}

export async function untilHealthy(host: string, port: number, signal: AbortSignal): Promise<void> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const answer = await fetch(`http://${address}:${port}/health?web`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => {})
    if (answer?.ok) return
    await rest(50, undefined, { signal })
  }
  throw new StartFailure(
    `Trang /health chưa trả lời sau 60 giây: xem ${join('log', 'web.log')} trong thư mục dữ liệu.`,
  )
}
