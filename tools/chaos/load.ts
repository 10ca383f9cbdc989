/** What a day does: many people at once file and are served, and what was acknowledged is written down. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import { seeded } from '#server/modules/catalogue/fixtures.ts'
import { Callers } from './ask.ts'
import { type Acknowledged, type Crew, type Service, workOnOne } from './one-dossier.ts'

export interface Load {
  acknowledged: Acknowledged[]
  callers: Callers
  /** The longest time without any acknowledgement, in milliseconds. */
  longestSilence(): number
  /** Begins nothing new and lets everything that was begun be answered. */
  end(): Promise<void>
}

interface Options {
  baseUrl: string
  citizens: readonly string[]
  /** Opens doors for the people of the office: what signs is good for an hour. */
  openCrew(): Promise<Crew>
  /** How many work at once. */
  count: number
  /** Where acknowledged answers are written, a line each. */
  journal: string
}

/** Its one paper is wanted whatever is answered, and the commune decides it. */
const serviceCode = '1.013227'
const patienceMs = 180_000
const crewMs = 40 * 60_000
const lookAtWallMs = 1_000

export async function startLoad({ baseUrl, citizens, openCrew, count, journal }: Options): Promise<Load> {
  const random = seeded(7)
  const callers = new Callers(baseUrl, random)
  const service = (await callers.ask(`/services/${serviceCode}`, {}))?.body as unknown as Service
  const log = openSync(journal, 'a')
  const acknowledged: Acknowledged[] = []
  let crew = await openCrew()
  let crewSince = performance.now()
  let isOver = false
  let lastAt = performance.now()
  let silence = 0

  function acknowledge(step: Acknowledged): void {
    acknowledged.push(step)
    writeSync(log, `${JSON.stringify(step)}\n`)
    silence = Math.max(silence, performance.now() - lastAt)
    lastAt = performance.now()
  }

  let renewing: Promise<void> | undefined
  /** Those who ask at the same time share the answer. The database may be away just now: the old doors stay. */
  function renewCrew(): Promise<void> {
    renewing ??= openCrew()
      .then((opened) => {
        crew = opened
        crewSince = performance.now()
      })
      .catch(() => {})
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }
  const office = {
    callers,
    get crew() {
      return crew
    },
    renewCrew,
    service,
    random,
    acknowledge,
  }

  const working = Array.from({ length: count }, async (_, worker) => {
    for (let turn = worker; !isOver; turn += count) {
      await workOnOne(office, citizens[turn % citizens.length] ?? '')
    }
  })
  const watching = (async () => {
    for (; !isOver; await rest(lookAtWallMs)) {
      await callers.ask('/indicators/wall', { token: crew.monitor })
      if (performance.now() - crewSince > crewMs) await renewCrew()
    }
  })()
  return {
    acknowledged,
    callers,
    longestSilence: () => silence,
    async end() {
      isOver = true
      callers.loseHopeAfter(patienceMs)
      await Promise.all([...working, watching])
      closeSync(log)
    },
  }
}
