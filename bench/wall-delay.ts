/**
 * How long a committed submission takes to the wall's pixels, with other watchers beside it. Against a running demo
 * (`npm start`, or `--origin`); the reference is PostgreSQL telling one listener of a commit.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openQueue, perform } from '#server/facts.ts'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { listServices, type Service } from '#server/modules/catalogue/index.ts'
import { draftedAnswers, submitDossier } from '#server/modules/dossiers/index.ts'
import { findAccountNamed, grantRole, openStaffAccount } from '#server/modules/identity/index.ts'
import { startSession } from '#server/modules/identity/sessions/start-session.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { localDay } from '#shared/dates.ts'
import { requiredPapers } from '#shared/form/requirements.ts'
import { anOfficer } from '#tests/people.ts'
import { quantile, report } from './figure.ts'
import { measureNotifications, openBrowser } from './page-watch.ts'

const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: config.ORIGIN },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '100' },
    watchers: { type: 'string', default: '50' },
    as: { type: 'string', default: 'thao.giamsat' },
  },
})
const { origin } = values
const [seconds, rate, watchers] = [values.seconds, values.rate, values.watchers].map(Number) as [
  number,
  number,
  number,
]
const target = 1000

await openQueue()
const reference = await measureNotifications(config.DATABASE_URL)
const cookie = await openSession(await accountIdOf(values.as))
const stopWatching = await watchBeside()
const { seen, close } = await openWall(cookie)
const commits = await submit(await prepareServices())
await sleep(3000)
reportDelays(commits, await seen())
await close()
stopWatching()
await boss.stop({ graceful: false })
await pool.end()
process.exit()

async function accountIdOf(name: string): Promise<string> {
  const found = await perform(system, (work) => findAccountNamed(work, name))
  if (!('account' in found)) throw new Error(`No account named ${name}: start the demo first`)
  return found.account.id
}

async function openSession(id: string): Promise<string> {
  const browser = { userAgent: 'bench', address: '127.0.0.1' }
  const { token } = await perform(system, (work) =>
    startSession(work, { id, kind: 'staff' }, 'totp', browser),
  )
  return token
}

/** Everyone else who watches, a person each: they read every message and do nothing with it. */
async function watchBeside(): Promise<() => void> {
  const agencyId = 'ubnd-thanh-pho'
  const id = await accountIdOf('quantri')
  const administrator = anOfficer({ id, agencyId, scope: 'province', roles: ['administrator'] })
  const leaving = new AbortController()
  for (let index = 1; index < watchers; index++) {
    const monitor = await perform(administrator, async (work) => {
      const login = `bench.${randomUUID().slice(0, 8)}`
      const { id: accountId } = await openStaffAccount(work, administrator, {
        login,
        displayName: 'Lê Thị Đo',
      })
      await grantRole(work, administrator, { accountId, role: 'monitor', agencyId })
      return accountId
    })
    const response = await fetch(`${origin}/dieu-hanh/dong`, {
      headers: { cookie: `nhip=${await openSession(monitor)}` },
      signal: leaving.signal,
    })
    if (!response.ok) throw new Error(`The stream answers ${response.status}`)
    void response.body?.pipeTo(new WritableStream(), { signal: leaving.signal }).catch(() => {})
  }
  return () => leaving.abort()
}

/** A real page; when its number of received dossiers was painted. */
async function openWall(token: string) {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  await context.addCookies([{ name: 'nhip', value: token, url: origin }])
  const page = await context.newPage()
  await page.goto(`${origin}/dieu-hanh`)
  await page.waitForSelector('.live.on')
  await page.evaluate(() => {
    const painted: [number, number][] = []
    Object.assign(window, { painted })
    // After hours the wall counts what waits for the next opening instead; a submission adds to either.
    const number = document.querySelector('[data-figure=received], [data-figure=waiting]')
    const read = () => Number(number?.textContent?.replace(/\D/g, ''))
    painted.push([read(), performance.timeOrigin + performance.now()])
    const watch = new MutationObserver(() => {
      const value = read()
      // After the next frame is on the screen.
      requestAnimationFrame(() =>
        setTimeout(() => painted.push([value, performance.timeOrigin + performance.now()]), 0),
      )
    })
    if (number) watch.observe(number, { childList: true, characterData: true, subtree: true })
  })
  return {
    seen: () => page.evaluate(() => (window as unknown as { painted: [number, number][] }).painted),
    close: () => browser.close(),
  }
}

interface Fillable {
  service: Service
  unit: string
}

/** Services that ask for no paper, so that nothing but the submission is measured. */
async function prepareServices(): Promise<Fillable[]> {
  return perform(system, async (work) => {
    const [commune] = await listCommunes(work, localDay(work.now))
    const unit = commune?.code ?? ''
    const services = (await listServices(work)).map((service) => ({ service, unit }))
    const tries = Array.from({ length: 50 }, (_, seed) => seed)
    const easy = services.filter((fillable) =>
      tries.every(
        (seed) =>
          requiredPapers(fillable.service, draftedAnswers(answersTo(fillable, seed), work.now)).length === 0,
      ),
    )
    if (easy.length === 0) throw new Error('Every service asks for papers')
    return easy
  })
}

function answersTo({ service, unit }: Fillable, seed: number) {
  return sampleAnswers(service, { today: localDay(new Date()), unit, random: seeded(seed), optional: 0 })
}

/** Submits at the wanted rate; returns when each was committed. */
async function submit(services: readonly Fillable[]): Promise<{ at: number[]; refused: number }> {
  const at: number[] = []
  let refused = 0
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let index = 0; index < seconds * rate; index++) {
    const wait = started + (index * 1000) / rate - performance.now()
    if (wait > 0) await sleep(wait)
    const fillable = services[index % services.length] as Fillable
    under.push(
      submitOne(fillable, index % 50).then(
        () => void at.push(performance.timeOrigin + performance.now()),
        (error: unknown) => {
          if (refused === 0) console.error('first refusal:', error)
          refused += 1
        },
      ),
    )
  }
  await Promise.all(under)
  return { at: at.sort((one, other) => one - other), refused }
}

async function submitOne(fillable: Fillable, seed: number): Promise<void> {
  const citizen: Citizen = {
    kind: 'citizen',
    id: randomUUID(),
    accountId: randomUUID(),
    name: 'Nguyễn Văn Đo',
  }
  const applicant = { id: citizen.id, name: citizen.name, idNumber: '046099000001', unitCode: fillable.unit }
  await perform(citizen, (work) =>
    submitDossier(work, applicant, {
      requestKey: randomUUID(),
      serviceCode: fillable.service.code,
      answers: answersTo(fillable, seed),
      papers: [],
    }),
  )
}

function reportDelays({ at, refused }: { at: number[]; refused: number }, painted: [number, number][]): void {
  const before = painted[0]?.[0] ?? 0
  const delays = at.flatMap((committed, index) => {
    const shown = painted.find(([value]) => value >= before + index + 1)
    return shown ? [Math.max(0, shown[1] - committed)] : []
  })
  const missed = at.length - delays.length
  const p95 = quantile(delays, 0.95)
  const reached = at.length / (((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000)
  report({
    what: `wall delay, commit to pixel, ${watchers} watchers, ${reached.toFixed(0)} submissions/s`,
    value: `p95 ${p95.toFixed(0)} ms, p50 ${quantile(delays, 0.5).toFixed(0)} ms, most ${quantile(delays, 1).toFixed(0)} ms`,
    target: `p95 under ${target} ms at ${rate}/s`,
    met: p95 < target && missed === 0 && refused === 0 && reached > 0.95 * rate,
    note:
      `${at.length} submissions in ${painted.length - 1} pictures, ${missed} never shown, ${refused} refused; ` +
      `reference: PostgreSQL tells one listener of a commit after ${quantile(reference, 0.95).toFixed(1)} ms (p95)`,
  })
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
