/** The worker as a process, beside a database whose line falls silent, and killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { aDesk, anApplicant, anApplication, submitAs } from '#server/modules/dossiers/fixtures.ts'
import { listNotices } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { createQueues } from '#server/platform/jobs/jobs.ts'
import { findWorker } from '#server/platform/watch/heartbeat.ts'
import { perform } from '#server/platform/work.ts'
import { jobs } from './facts.ts'

/** Lets everything through until it falls silent: then packets vanish, and the line stays open. */
class Line {
  readonly #sockets = new Set<Socket>()
  #isSilent = false
  readonly server: Server = createServer((near) => {
    const target = new URL(process.env.DATABASE_URL ?? '')
    const far = connect(Number(target.port), target.hostname)
    this.#sockets.add(near).add(far)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (!this.#isSilent && this.#sockets.has(from)) to.write(bytes)
      })
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    const url = new URL(process.env.DATABASE_URL ?? '')
    url.port = String((this.server.address() as { port: number }).port)
    return url.href
  }

  /** Every connection there is loses its packets for good. */
  cutAll(): void {
    this.#sockets.clear()
  }

  /** New connections too, until it speaks again. */
  fallSilent(isSilent: boolean): void {
    this.#isSilent = isSilent
  }
}

let worker: ChildProcess | undefined
afterEach(() => worker?.kill('SIGKILL'))

function startWorker(url = process.env.DATABASE_URL ?? ''): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/server/worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      DATABASE_TIMEOUT: '2',
      NHIP_ROLE: 'worker',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  worker = child
  return new Promise((done, fail) => {
    child.once('message', () => done(child))
    child.once('exit', (code) => fail(new Error(`the worker ended with ${code}`)))
  })
}

async function file() {
  await createQueues(jobs, [])
  const desk = await aDesk()
  const citizen = await anApplicant()
  const { id } = await submitAs(citizen, await anApplication(desk, citizen))
  return { id, citizen }
}

const noticesOf = ({ citizen }: Awaited<ReturnType<typeof file>>) =>
  perform(citizen, (work) => listNotices(work, citizen))

/** Events without a seal, and how far the daily sums are behind. */
async function waiting(): Promise<number[]> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ open: number; unread: number }>`
      select (select count(*)::int from platform.event_log e
               where (e.tx_id, e.id) > (select last_tx, last_id from platform.seal order by batch desc limit 1)) as open,
             (select count(*)::int from platform.event_log e
               where (e.tx_id, e.id) > (select tx, last_id from platform.follower where name = 'indicators.daily')) as unread
    `.execute(tx),
  )
  return [rows[0]?.open ?? -1, rows[0]?.unread ?? -1]
}

const patience = { timeout: 45_000, interval: 300 }

test('a line that falls silent stops neither jobs nor sums nor the seal', async () => {
  const line = new Line()
  const child = await startWorker(await line.open())
  const first = await file()
  await vi.waitFor(async () => expect(await noticesOf(first)).toHaveLength(1), patience)

  line.cutAll()
  const second = await file()
  await vi.waitFor(async () => expect(await noticesOf(second)).toHaveLength(1), patience)
  await vi.waitFor(async () => expect(await waiting()).toEqual([0, 0]), patience)

  line.fallSilent(true)
  const third = await file()
  await new Promise((done) => setTimeout(done, 12_000))
  line.fallSilent(false)
  await vi.waitFor(async () => expect(await noticesOf(third)).toHaveLength(1), patience)
  await vi.waitFor(async () => expect(await waiting()).toEqual([0, 0]), patience)
  expect(child.exitCode, 'the same process all along').toBe(null)
  line.server.close()
})

test('a worker that is stopped is seen to stand still, and its jobs are done by the next', {
  timeout: 120_000,
}, async () => {
  const child = await startWorker()
  await vi.waitFor(async () => expect(await findWorker()).toMatchObject({ state: 'good' }), patience)
  child.removeAllListeners('exit')
  child.kill('SIGSTOP')
  const filed = await file()
  await vi.waitFor(
    async () => expect(await findWorker()).toMatchObject({ state: 'bad', code: 'worker.stands_still' }),
    patience,
  )
  child.kill('SIGKILL')

  await startWorker()
  await vi.waitFor(async () => expect(await noticesOf(filed)).toHaveLength(1), patience)
  await vi.waitFor(async () => expect(await findWorker()).toMatchObject({ state: 'good' }), patience)
})
