/**
 * Every public service from a phone to the legal result, in the browser: application, papers, whoever else agrees, fees, checks, what
 * has to happen beside the desk, proposal, signature, vault, check page, paper. `--pictures DIR` keeps a picture of each page
 * and the papers, `--houses 2` walks in two at once; other words choose services, as a regular expression. All of the catalogue's services have to come to their end.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { answersWith } from '#server/modules/catalogue/fixtures.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { wishOf } from '#server/modules/dossiers/paper-result.ts'
import { prerequisitesFor } from '#server/modules/dossiers/prerequisites.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { type Answers, putAt } from '#shared/form/answers.ts'
import { closeTestCluster, openTestCluster } from '#tests/cluster.ts'
import { discard, furnish } from '#tests/e2e/house/furnish.ts'
import { openHouse } from '#tests/e2e/house/house.ts'
import { chromiumArguments, findChromium, listenTo } from '#tests/e2e/house/scene.ts'
import { openValidity } from '#tests/e2e/judge/validity.ts'
import { buildPages } from '#tools/start/build-pages.ts'
import { openAlbum } from './services/album.ts'
import { agree, apply } from './services/apply.ts'
import { settle } from './services/await.ts'
import { civilWalks } from './services/civil-walks.ts'
import { type Clock, openClock } from './services/clock.ts'
import { collect, handOver } from './services/collect.ts'
import { accept, check, propose, sign } from './services/decide.ts'
import { landWalks } from './services/land-walks.ts'
import { pay } from './services/pay.ts'
import { type Doors, openDoors } from './services/people.ts'
import { socialWalks } from './services/social-walks.ts'
import type { Walk } from './services/walk.ts'

const { values, positionals } = parseArgs({
  options: { pictures: { type: 'string' }, houses: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const folder = values.pictures ?? mkdtempSync(join(tmpdir(), 'nhip-services-'))
const wanted = new RegExp(positionals.join('|'))
const services = readServiceFolder('province/hue')
  .map(({ service }) => service)
  .filter(({ validFrom, validTo }) => validTo === undefined && validFrom <= localDay(new Date()))
const chosen = services.filter(({ code, plainName }) => wanted.test(`${code} ${plainName}`))

const found = findChromium()
if (!found) throw new Error('Needs a browser: apt-get install chromium, or set CHROMIUM.')
const executablePath: string = found
await buildPages({ ...process.env, NODE_ENV: 'production' }, console.error, new AbortController().signal)
const cluster = await openTestCluster('journeys-0')
const waiting = [...chosen]
let done = 0
try {
  // Each has a clock of its own, which days pass on: as many walks go on at once.
  const lanes = []
  for (let lane = 0; lane < Number(values.houses); lane++) lanes.push(await openLane(`services_${lane}`))
  await Promise.all(lanes.map((walkAll) => walkAll()))
} finally {
  await closeTestCluster()
}
console.log(`services from a phone to the legal result: ${done} of ${chosen.length}; target all`)
console.error(`Papers in ${folder}`)
if (done < chosen.length) process.exitCode = 1
// The actor pool of what was imported keeps nothing open; the browser's pages do.
process.exit()

/** A house with its clock and browser; walks what still waits to be walked, and is closed then. */
async function openLane(name: string): Promise<() => Promise<void>> {
  const furnished = await furnish(cluster, { name })
  const clock = await openClock()
  const house = await openHouse(furnished)
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  const complaints: string[] = []
  const validity = openValidity()
  listenTo(browser, complaints, validity)
  const doors = openDoors(browser, house, clock)
  return async () => {
    try {
      for (let service = waiting.shift(); service; service = waiting.shift()) {
        const began = performance.now()
        const said = await walk(service.code, doors, clock)
        const seconds = ((performance.now() - began) / 1000).toFixed(0)
        if (said.failed === undefined) done += 1
        console.log(`${service.code} ${service.plainName}: ${said.failed ?? 'ok'}; ${seconds} s`)
        const wrong = [...said.complaints, ...complaints.splice(0), ...(await validity.takeMistakes())]
        for (const complaint of wrong) console.log(`  ${complaint}`)
      }
    } finally {
      await browser.close()
      await house.close()
      await discard(furnished)
    }
  }
}

async function walk(
  code: string,
  doors: Doors,
  clock: Clock,
): Promise<{ failed?: string; complaints: Set<string> }> {
  const today = localDay(clock.now())
  const days = { today, ago: (count: number) => addDays(today, -count) }
  const album = openAlbum(join(folder, code), { pictures: values.pictures !== undefined })
  const all: Walk[] = [...civilWalks(days), ...socialWalks(days), ...landWalks(days)]
  const one = all.find((other) => other.code === code)
  const service = services.find((other) => other.code === code)
  if (!one || !service) return { failed: 'nobody walks it', complaints: album.complaints }
  let step = 'application'
  try {
    const answers = answersWith(service, one.answers)
    const dossier = await apply(doors, album, {
      service,
      by: one.by,
      answers,
      papers: one.papers ?? [],
      today,
    })
    const decision: Answers = {}
    for (const [key, value] of Object.entries(one.decision ?? {})) putAt(decision, key, value)
    const { office, by } = one
    const open = { doors, album, service, code: dossier, office, by, decision }
    const awaited = prerequisitesFor(service, answers, {
      channel: 'online',
      filedAt: clock.now(),
      now: clock.now(),
      decision,
    }).filter(({ ifNeeded }) => !ifNeeded)
    step = 'agreement of others'
    for (const person of one.agree ?? []) await agree(doors, album, person)
    step = 'fees before acceptance'
    await pay(open)
    step = 'acceptance'
    await accept(open)
    step = 'checks'
    await check(open)
    step = 'what is awaited before the proposal'
    await settle(open, awaited, 'propose', one.asked ?? {})
    step = 'checks after what was awaited'
    // What came meanwhile makes a mark stale.
    await check(open)
    step = 'proposal'
    await propose(open)
    step = 'what is awaited before the signature'
    await settle(open, awaited, 'sign', one.asked ?? {})
    step = 'signature'
    await sign(open)
    step = 'what is awaited before it is handed over'
    await pay(open)
    await settle(open, awaited, 'deliver', one.asked ?? {})
    step = 'result'
    await collect(open)
    step = 'paper result'
    if (wishOf(answers)) await handOver(open)
    return { complaints: album.complaints }
  } catch (error) {
    return {
      failed: `${step}: ${String(error).split('\n').slice(0, 4).join(' ')}`,
      complaints: album.complaints,
    }
  }
}
