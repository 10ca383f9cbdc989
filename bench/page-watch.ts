/** For figures that end on a screen: the browser, and how soon the database alone tells somebody of a commit. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import pg from 'pg'

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run'],
  })
}

/** PostgreSQL alone: from a commit to one listener that hears of it, 200 times, in milliseconds. */
export async function measureNotifications(url: string): Promise<number[]> {
  const [listener, teller] = [new pg.Client(url), new pg.Client(url)]
  await Promise.all([listener.connect(), teller.connect()])
  await listener.query('listen bench_page')
  const delays: number[] = []
  for (let index = 0; index < 200; index++) {
    const heard = new Promise<void>((resolve) => listener.once('notification', () => resolve()))
    const started = performance.now()
    await teller.query(`select pg_notify('bench_page', '')`)
    await heard
    delays.push(performance.now() - started)
  }
  await Promise.all([listener.end(), teller.end()])
  return delays
}
