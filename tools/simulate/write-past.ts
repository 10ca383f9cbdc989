/** Writes the past: people, dossiers with every step, papers, results and the sealed log, in one transaction. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { perform } from '#server/facts.ts'
import { listServices, type Service } from '#server/modules/catalogue/index.ts'
import { sumDays } from '#server/modules/payments/ledger/posting-queries.ts'
import { system } from '#server/platform/actor.ts'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import type { SealPoint } from '#server/platform/log/seal/anchor/anchor-line.ts'
import { noSeal } from '#server/platform/log/seal/prove-last-seal.ts'
import { announceLoad, sealLog } from '#server/platform/log/seal/seal-log.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { startOfLocalDay } from '#shared/dates.ts'
import { countDaily } from './daily-sums.ts'
import { factsOf } from './facts.ts'
import { type Filed, fileDossier } from './file-dossier.ts'
import { openPayments } from './money/past-payments.ts'
import { openPastPapers } from './papers/past-papers.ts'
import { makeSampleLetters, type SampleLetter } from './papers/sample-letters.ts'
import { openPastLog } from './past-log.ts'
import { storePastStaff } from './past-staff.ts'
import { createRandom } from './random.ts'
import { planRequests } from './requests.ts'
import { makeSamplePapers, type SamplePaper } from './sample-papers.ts'
import { bareTables } from './tables/bare-tables.ts'
import { openLoading } from './tables/loading.ts'
import { readNumbers } from './tables/numbers.ts'
import { largeTables, openPastTables, paperTables } from './tables/past-tables.ts'
import { vacuumTables } from './tables/vacuum.ts'
import { writeActions, writeDossier, writePapers } from './write-dossier.ts'
import { openResults } from './write-result.ts'

export interface PastOptions {
  migratorUrl: string
  dossiers: number
  seed: string
  /** The last moment of the past. */
  until: Date
  /** How many days it covers. */
  days: number
  onProgress?: (done: number, total: number) => void
}

export interface Past {
  dossiers: number
  /** Of agencies, and incoming ones. */
  documents: number
  people: number
  actions: number
  events: number
}

/** How many dossiers are written before the connection gets its turn. */
const dossiersPerTurn = 20
const documentsPerStep = 20_000

/** All of it or, if anything fails, nothing. */
export async function writePast(options: PastOptions): Promise<Past> {
  const services = await perform(system, listServices)
  const samples = await makeSamplePapers(services)
  const letters = await makeSampleLetters()
  // The seals of the past continue the chain: nothing older may still wait for one.
  await sealLog()
  const client = new DatabaseClient(options.migratorUrl)
  await client.connect()
  try {
    await client.query('begin')
    const past = await loadPast(client, { ...options, services, samples, letters })
    await announceLoad(await readNewestSeal(client))
    await client.query('commit')
    await sealLog()
    await perform(system, ({ tx }) => sumDays(tx))
    await vacuumTables(options.migratorUrl, [
      ...largeTables,
      'payments.day_sum',
      'indicators.daily',
      'indicators.paid_daily',
      'platform.seal',
      ...paperTables,
    ])
    // Once the statistics are there: it goes through every number ever taken.
    await fillRegisters()
    await vacuumTables(options.migratorUrl, ['documents.register_line'])
    return past
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

/** In steps: one statement for all of a large past would last longer than a statement may. */
async function fillRegisters(): Promise<void> {
  let after: string | null = null
  do {
    const { rows } = await perform(system, ({ tx }) =>
      sql<{ next: string | null }>`
        select documents.fill_register(${after}::uuid, ${documentsPerStep}::integer) as next`.execute(tx),
    )
    after = rows[0]?.next ?? null
  } while (after !== null)
  let agency: string | null = null
  do {
    const { rows } = await perform(system, ({ tx }) =>
      sql<{ next: string | null }>`select documents.put_in_order(${agency}::text) as next`.execute(tx),
    )
    agency = rows[0]?.next ?? null
  } while (agency !== null)
}

async function loadPast(
  client: pg.Client,
  options: PastOptions & {
    services: readonly Service[]
    samples: ReadonlyMap<string, SamplePaper>
    letters: ReadonlyMap<string, SampleLetter>
  },
): Promise<Past> {
  const { dossiers: total, until, samples } = options
  const random = createRandom(options.seed)
  const moneyRandom = createRandom(`${options.seed} money`)
  const calendar = provinceCalendar()
  const tables = openPastTables()
  const requests = await planRequests(client, tables, { ...options, random, moneyRandom, calendar })
  const dayNumbers = await readNumbers(client, 'dossiers.day_number', ['agency_id', 'day'])
  const registers = await readNumbers(client, 'documents.number_series', ['agency_id', 'register', 'year'])
  const results = openResults(tables, { random, registers })
  const daily = countDaily()
  const restore = await bareTables(client, largeTables)
  const log = await openPastLog(client, tables)
  const payments = await openPayments(client, tables, { random: moneyRandom, log, until })
  const loading = openLoading(tables)
  const [firstDay] = requests.days
  const { offices } = requests
  const { services, seed, letters } = options
  const stored = firstDay
    ? await storePastStaff(client, { offices, services, from: firstDay, random, moneyRandom, log })
    : new Set<string>()
  const { days } = requests
  const papers = await openPastPapers(client, {
    random: createRandom(`${seed} documents`),
    ...{ offices, days, dossiers: total, until, calendar, log, registers, stored, letters },
  })

  let done = 0
  let actions = 0
  for (const day of days) {
    papers.begin(day)
    for (const request of requests.on(day)) {
      const filed = fileDossier(request, { random, moneyRandom, calendar, until, dayNumbers })
      writeDossier(tables, random, filed)
      writeActions(tables, filed)
      remember(filed)
      writePapers(tables, random, samples, filed)
      actions += filed.life.actions.length
      done += 1
      if (loading.isSending() && done % dossiersPerTurn === 0) await nextTurn()
    }
    log.writeUntil(Math.min(startOfLocalDay(day).getTime() + 86_400_000, until.getTime()))
    await loading.send(client)
    options.onProgress?.(done, total)
  }
  log.finish()
  await dayNumbers.store(client, tables.dayNumbers)
  await registers.store(client, tables.registers)
  await payments.handOver(client)
  await requests.population.storeNameWords(client)
  await loading.finish(client)
  await papers.store(client)
  await restore()
  await papers.storeFolds(client)
  await daily.store(client)
  await log.handOver(client)
  await waitForRegister(client, options.services)
  return {
    dossiers: done,
    documents: papers.count(),
    people: requests.population.count(),
    actions,
    events: log.count(),
  }

  /** Beside its row each action leaves a fact in the log and a number in the day sums; some leave a result. */
  function remember(filed: Filed): void {
    const { life } = filed
    const result = results.expect(filed)
    for (const action of life.actions) {
      const { kind, actorKind, actorId, agencyId, at } = action
      daily.count(filed, action)
      const onWrite =
        kind === 'sign' ? () => result.issue(at) : kind === 'deliver' ? () => result.hold(at) : undefined
      for (const fact of factsOf(filed, action))
        log.add({ at: at.getTime(), ...fact, actorKind, actorId, agencyId, onWrite })
    }
    payments.write(filed)
  }
}

/** What the past registered is entered by the job that enters what was signed before the register was kept. */
async function waitForRegister(client: pg.ClientBase, services: readonly Service[]): Promise<void> {
  const codes = services.flatMap(({ code, result }) => (result.entry ? code : []))
  await client.query(
    `insert into dossiers.earlier_entry (dossier_id, finished_at)
     select id, finished_at from dossiers.dossier
      where service_code = any ($1) and status in ('decided', 'returned') and result_id is not null and finished_at is not null
     on conflict do nothing`,
    [codes],
  )
}

/** Where the chain of seals will end. */
async function readNewestSeal(client: pg.ClientBase): Promise<SealPoint> {
  const { rows } = await client.query<{ batch: string; chain: Buffer }>(
    'select batch::int8 as batch, chain from platform.seal order by batch desc limit 1',
  )
  return rows[0] ? { batch: Number(rows[0].batch), chain: rows[0].chain.toString('hex') } : noSeal
}
