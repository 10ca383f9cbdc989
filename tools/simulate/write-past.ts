/** Writes the past: people, dossiers with every step, papers, results and the sealed log, in one transaction. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { listServices, type Service } from '#server/modules/catalogue/index.ts'
import { termsOf } from '#server/modules/dossiers/clock.ts'
import type { Action } from '#server/modules/dossiers/model.ts'
import { agencyWords } from '#server/modules/dossiers/search-words.ts'
import { acceptanceHours } from '#server/modules/dossiers/take-action.ts'
import { system } from '#server/platform/actor.ts'
import { addWorkingHours } from '#server/platform/calendar/index.ts'
import { chainStart } from '#server/platform/crypto/seal-key.ts'
import { loadKey } from '#server/platform/keys.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { openInstallationSealKey, writeAnchor } from '#server/platform/seal/keys.ts'
import { sealLog } from '#server/platform/seal/seal-log.ts'
import { perform } from '#server/platform/work.ts'
import { localDay, startOfLocalDay } from '#shared/dates.ts'
import { chargesFor, papersFor, timeLimitFor } from '#shared/form/requirements.ts'
import { searchKey } from '#shared/text/index.ts'
import { bareTables } from './bare-tables.ts'
import { openCopy } from './copy-table.ts'
import { countDaily } from './daily-sums.ts'
import { isAsWanted, planDemoFilings, readDemoCitizens, servicesFor, type Wanted } from './demo-filings.ts'
import { type Filed, factOf, titleOf } from './facts.ts'
import { fillForm } from './fill-form.ts'
import { liveThrough } from './life.ts'
import { momentsOfDay, spreadOverDays } from './past-days.ts'
import { openPastLog } from './past-log.ts'
import { aPerson, type Person } from './people.ts'
import { committeesOn, demandOf, type Office, readOffices } from './place.ts'
import { createRandom, type Random } from './random.ts'
import { makeSamplePapers } from './sample-papers.ts'

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
  people: number
  actions: number
  events: number
}

const flushAt = 4_000_000
const mostWaiting = 160_000_000
/** How many dossiers are written before the connection gets its turn. */
const dossiersPerTurn = 20
const filled = [
  'registry.person',
  'dossiers.dossier',
  'dossiers.action',
  'dossiers.paper',
  'documents.document',
  'registry.paper',
  'platform.event_log',
]

export async function writePast(options: PastOptions): Promise<Past> {
  const { dossiers: total, until } = options
  const random = createRandom(options.seed)
  const calendar = provinceCalendar()
  const services = await perform(system, listServices)
  const samples = await makeSamplePapers(services)
  await sealLog()

  const client = new pg.Client(options.migratorUrl)
  await client.connect()
  try {
    await client.query('begin')
    const offices = await readOffices(client, random)
    const today = localDay(until)
    const communes = await perform(system, (work) => listCommunes(work, today))
    const restore = await bareTables(client, filled)
    const tables = openTables()
    const {
      rows: [start],
    } = await client.query(`
      select pg_current_xact_id()::text as tx, coalesce((select max(id) from platform.event_log), 0)::int8 as last,
             coalesce((select max(batch) from platform.seal), 0)::int8 as batch,
             (select chain from platform.seal order by batch desc limit 1) as chain`)
    const log = openPastLog({
      table: tables.events,
      seals: tables.seals,
      eventKey: loadKey('event'),
      sealKey: await openInstallationSealKey(),
      tx: start.tx,
      firstId: Number(start.last) + 1,
      previous: { batch: Number(start.batch), chain: start.chain ?? chainStart },
    })
    const dayNumbers = await readNumbers(
      client,
      `select agency_id || ' ' || day as key, last from dossiers.day_number`,
    )
    const registers = await readNumbers(
      client,
      `select agency_id || ' ' || register || ' ' || year as key, last from documents.number_series`,
    )
    const daily = countDaily()

    const people: Person[] = []
    const weightsOfServices = demandOf(services)
    const mostPeople = Math.max(100, Math.round(total * 0.45))
    let serial = await nextSerial(client)
    let done = 0
    let actions = 0
    let flushing: Promise<void> = Promise.resolve()
    let isFlushing = false
    const flush = async (all: boolean) => {
      const waiting = Object.values(tables).reduce((sum, table) => sum + table.waiting(), 0)
      // While the database takes one piece the next is written, as far as memory allows.
      if (isFlushing && !all && waiting < mostWaiting) return
      await flushing
      const full = Object.values(tables).filter((table) => table.waiting() > (all ? 0 : flushAt))
      if (full.length === 0) return
      isFlushing = true
      flushing = (async () => {
        for (const table of full) await table.flush(client)
        isFlushing = false
      })()
      // Surfaces at the next flush; without this an early failure would be unhandled.
      flushing.catch(() => {})
    }

    const days = spreadOverDays(calendar, today, options.days, total)
    const demoFilings = planDemoFilings(await readDemoCitizens(client), days)
    const demoServices = {
      returned: servicesFor(services, 'returned'),
      waiting: servicesFor(services, 'waiting'),
    }
    for (const { day, dossiers } of days) {
      const midnight = startOfLocalDay(day).getTime()
      const { list: committees, weights } = committeesOn(offices.values(), day)
      const moments = momentsOfDay(random, dossiers, day === today ? until.getTime() - midnight : undefined)
      const demo = demoFilings.get(day) ?? []
      for (const [order, moment] of moments.entries()) {
        const submittedAt = new Date(midnight + moment)
        const { person: citizen, wanted } = demo[order] ?? {}
        const home = citizen && committees.find(({ unitCode }) => unitCode === citizen.unitCode)
        const committee = home ?? (committees[random.weighted(weights)] as Office)
        const usual = services[random.weighted(weightsOfServices)] as Service
        const service = wanted ? random.pick(demoServices[wanted]) : usual
        const office =
          'agency' in service.agency ? (offices.get(service.agency.agency) ?? committee) : committee
        const person =
          citizen ??
          (people.length < mostPeople && (people.length < 50 || random.chance(0.5))
            ? register(people, random, serial++, residenceOf(committee, communes, random), submittedAt)
            : random.pick(people))
        const filed = file({ service, office, committee, person, submittedAt, day, wanted })
        actions += filed.life.actions.length
        write(filed)
        done += 1
        if (isFlushing && done % dossiersPerTurn === 0) await nextTurn()
      }
      log.writeUntil(Math.min(midnight + 86_400_000, until.getTime()))
      await flush(false)
      options.onProgress?.(done, total)
    }
    log.finish()
    for (const [key, last] of dayNumbers) tables.dayNumbers.add(...key.split(' '), last)
    for (const [key, last] of registers) tables.registers.add(...key.split(' '), last)
    await client.query(
      `insert into dossiers.name_word (word)
       select distinct word from unnest($1::text[]) as word order by word on conflict do nothing`,
      [[...new Set(people.flatMap(({ nameKey }) => nameKey.split(' ')))]],
    )
    await client.query('delete from dossiers.day_number')
    await client.query('delete from documents.number_series')
    await flush(true)
    await flushing
    await restore()
    await daily.store(client)
    await client.query(`select setval(pg_get_serial_sequence('platform.event_log', 'id'), $1)`, [
      Math.max(1, log.lastId()),
    ])
    await client.query(
      `insert into platform.follower (name, tx, last_id) values ('indicators.daily', $1::text::xid8, $2)
       on conflict (name) do update set tx = excluded.tx, last_id = excluded.last_id`,
      [start.tx, log.lastId()],
    )
    await client.query('commit')
    for (const table of [...filled, 'indicators.daily', 'platform.seal'])
      await client.query(`vacuum analyze ${table}`)
    const {
      rows: [seal],
    } = await client.query(
      'select batch::int8 as batch, chain from platform.seal order by batch desc limit 1',
    )
    if (seal) writeAnchor({ batch: Number(seal.batch), chain: seal.chain })
    return { dossiers: done, people: people.length, actions, events: log.lastId() - Number(start.last) }

    function file(input: {
      service: Service
      office: Office
      committee: Office
      person: Person
      submittedAt: Date
      day: string
      wanted: Wanted | undefined
    }): Filed {
      const { service, office, committee, person, submittedAt, day, wanted } = input
      const unitCode = committee.unitCode ?? person.unitCode
      const answers = fillForm(service.form, { random, person, day, unitCode })
      const terms = termsOf(timeLimitFor(service, answers))
      const key = `${office.id} ${day}`
      const number = (dayNumbers.get(key) ?? 0) + 1
      dayNumbers.set(key, number)
      const documentId = random.id(submittedAt.getTime())
      const live = () =>
        liveThrough(calendar, random, {
          agencyId: office.id,
          terms,
          staff: office.staff,
          person,
          submittedAt,
          until,
          documentId,
        })
      let life = live()
      for (let tries = 0; wanted && tries < 60 && !isAsWanted(wanted, life.state); tries++) life = live()
      return {
        id: random.id(submittedAt.getTime()),
        documentId,
        code: `${office.code}-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
        service,
        office,
        person,
        life,
        answers,
        unitCode,
        fee: chargesFor(service, answers).total,
        acceptBy: addWorkingHours(calendar, submittedAt, acceptanceHours),
      }
    }

    function write(filed: Filed): void {
      const { id, code, service, office, person, life, unitCode } = filed
      const { state } = life
      const { clock, terms } = state
      const words = [
        ...agencyWords(office.id, state.submittedAt),
        person.idNumber,
        ...person.nameKey.split(' '),
        code.toLowerCase(),
        code.slice(-4),
      ]
      tables.dossiers.add(
        id,
        code,
        random.id(state.submittedAt.getTime()),
        service.code,
        service.version,
        person.id,
        person.fullName,
        person.id,
        office.id,
        state.handlingAgencyId,
        unitCode,
        'online',
        state.status,
        state.step,
        state.assigneeId,
        JSON.stringify(filed.answers),
        filed.fee,
        state.submittedAt,
        filed.acceptBy,
        state.acceptedAt,
        state.dueAt,
        state.finishedAt,
        state.onTime,
        terms.budget,
        terms.budgetUnit,
        Math.floor(clock.budget?.unit === 'working_hours' ? clock.consumed * 60 : clock.consumed),
        clock.runningSince,
        state.pausedSince,
        state.supplements,
        state.lastSeq,
        state.resultId,
        state.rating,
        state.ratedAt,
        state.extended,
        [...new Set(words)].map((word) => `'${word.replaceAll("'", "''")}'`).join(' '),
      )
      for (const action of life.actions) {
        const { seq, kind, actorKind, actorId, actorName, agencyId, data, at } = action
        tables.actions.add(id, seq, kind, actorKind, actorId, actorName, agencyId, JSON.stringify(data), at)
        remember(filed, action)
      }
      writePapers(filed)
    }

    function writePapers({ id, service, answers, life }: Filed): void {
      let seq = 0
      for (const paper of papersFor(service, answers as never)) {
        if (paper.kind !== 'submit' || !(paper.required || random.chance(0.2))) continue
        const sample = samples.get(paper.name)
        if (!sample) continue
        seq += 1
        tables.papers.add(
          id,
          seq,
          paper.key,
          `${searchKey(paper.name).replaceAll(' ', '-').slice(0, 40)}.pdf`,
          sample.sha256,
          sample.mediaType,
          sample.size,
          'upload',
          1,
          life.state.submittedAt,
        )
      }
    }

    /** What each action leaves behind: a fact in the log, a number in the day sums, a document, a paper in the vault. */
    function remember(filed: Filed, action: Action): void {
      const { kind, actorKind, actorId, agencyId, data, at } = action
      const { id, service, office, life } = filed
      daily.count(kind, at, office.id, service.code, { onTime: life.state.onTime, rating: data.rating })
      const fact = factOf(filed, action)
      if (!fact) return
      const onWrite =
        kind === 'sign' ? () => issue(filed, at) : kind === 'deliver' ? () => hold(filed, at) : undefined
      log.add({ at: at.getTime(), ...fact, subjectId: id, actorKind, actorId, agencyId, onWrite })
    }

    function issue(filed: Filed, at: Date): void {
      const { id, documentId, service, office, person, life } = filed
      const { result } = service
      const declined = life.outcome === 'decline'
      const title = titleOf(filed)
      const register = declined ? 'thong-bao' : result.register.key
      const key = `${office.id} ${register} ${localDay(at).slice(0, 4)}`
      const number = (registers.get(key) ?? 0) + 1
      registers.set(key, number)
      const type = declined ? 'TB' : result.documentType.abbreviation
      const symbol = `${String(number).padStart(2, '0')}/${type}-${office.symbol}`
      filed.symbol = symbol
      const content = {
        documentType: declined ? { abbreviation: 'TB', name: 'Thông báo' } : result.documentType,
        blocks: [],
        recipients: [],
        register,
      }
      tables.documents.add(
        documentId,
        id,
        office.id,
        declined ? 'notice' : result.kind,
        title,
        title,
        JSON.stringify(content),
        'issued',
        number,
        symbol,
        checkCode(random),
        person.id,
        office.staff.specialist.id,
        at,
        office.staff.leader.id,
        office.staff.leader.name,
        at,
        at,
      )
    }

    function hold(filed: Filed, at: Date): void {
      const { id, documentId, service, office, person, symbol } = filed
      tables.vault.add(
        random.id(at.getTime()),
        person.id,
        service.result.vaultKind,
        titleOf(filed),
        symbol,
        office.name,
        localDay(at),
        documentId,
        id,
        at,
      )
    }

    function register(list: Person[], chance: Random, number: number, unitCode: string, at: Date): Person {
      const person = aPerson(chance, number, unitCode, at.getTime())
      list.push(person)
      const { id, idNumber, fullName, nameKey, bornOn, gender, ethnicity, phone, address } = person
      tables.people.add(
        id,
        idNumber,
        fullName,
        nameKey,
        bornOn,
        gender,
        ethnicity,
        phone,
        address,
        unitCode,
        'Dữ liệu mô phỏng',
      )
      return person
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

function openTables() {
  return {
    people: openCopy(
      'registry.person',
      'id, id_number, full_name, name_key, born_on, gender, ethnicity, phone, address, unit_code, source',
    ),
    dossiers: openCopy(
      'dossiers.dossier',
      `id, code, request_key, service_code, service_version, applicant_id, applicant_name, filed_by, agency_id, handling_agency_id, unit_code,
       channel, status, step, assignee_id, answers, fee, submitted_at, accept_by, accepted_at, due_at, finished_at, on_time, budget,
       budget_unit, consumed, running_since, paused_since, supplements, last_seq, result_id, rating, rated_at, extended, search`,
    ),
    actions: openCopy(
      'dossiers.action',
      'dossier_id, seq, kind, actor_kind, actor_id, actor_name, agency_id, data, at',
    ),
    papers: openCopy(
      'dossiers.paper',
      'dossier_id, seq, key, name, sha256, media_type, size, source, action_seq, given_at',
    ),
    documents: openCopy(
      'documents.document',
      `id, dossier_id, agency_id, kind, title, subject, content, status, number, symbol, check_code, owner_id, drafted_by, drafted_at,
       signed_by, signer_name, signed_at, issued_at`,
    ),
    vault: openCopy(
      'registry.paper',
      'id, owner_id, kind, title, number, issuer, issued_on, document_id, dossier_id, held_at',
    ),
    events: openCopy(
      'platform.event_log',
      'id, tx_id, name, subject_id, data, actor_kind, actor_id, agency_id, occurred_at, mark',
    ),
    seals: openCopy(
      'platform.seal',
      'batch, last_tx, last_id, row_count, rows, root, chain, signature, key_id, sealed_at',
    ),
    dayNumbers: openCopy('dossiers.day_number', 'agency_id, day, last'),
    registers: openCopy('documents.number_series', 'agency_id, register, year, last'),
  }
}

async function readNumbers(client: pg.ClientBase, query: string): Promise<Map<string, number>> {
  const { rows } = await client.query<{ key: string; last: number }>(query)
  return new Map(rows.map(({ key, last }) => [key, last]))
}

/** Invented people have serials from 500000 on, so that they never meet a demo person's number. */
async function nextSerial(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from registry.person where source = 'Dữ liệu mô phỏng'`,
  )
  return 500_000 + (rows[0]?.count ?? 0)
}

function residenceOf(committee: Office, communes: readonly { code: string }[], random: Random): string {
  const current = communes.some(({ code }) => code === committee.unitCode)
  return current && committee.unitCode ? committee.unitCode : random.pick(communes).code
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function checkCode(random: Random): string {
  const part = () => Array.from({ length: 4 }, () => alphabet[random.int(0, alphabet.length - 1)]).join('')
  return `${part()}-${part()}-${part()}`
}
