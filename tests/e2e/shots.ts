/**
 * npm run shots: takes the six pictures of the README anew, of the program with the demo's people and a past from a seed.
 * Only what a day makes (dates, codes, the time on the wall) differs from run to run.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { buildPages } from '#tools/start/build-pages.ts'
import { closeTestCluster, openTestCluster } from '../cluster.ts'
import { discard, furnish } from './house/furnish.ts'
import { openHouse, query } from './house/house.ts'
import { type Person, pageOf, people } from './house/people.ts'
import { chromiumArguments, findChromium } from './house/scene.ts'

/** The citizens anyone may sign in as. */
function readDemoPeople(): { citizens: { idNumber: string; fullName: string }[] } {
  return JSON.parse(readFileSync('province/hue/demo-people.json', 'utf8'))
}

const folder = 'docs/pictures'
const largestTogether = 500_000
const desk = { width: 1440, height: 900 }
const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true }

const citizens = readDemoPeople().citizens.flatMap(({ idNumber, fullName }) => {
  const [person] = Object.entries(people).find(([, name]) => name === idNumber) ?? []
  return person ? [{ fullName, person: person as Person }] : []
})

const executablePath = findChromium()
if (!executablePath) {
  console.error('Needs a browser: apt-get install chromium, or set CHROMIUM.')
  process.exit(2)
}
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await buildPages({ ...process.env, NODE_ENV: 'production' }, console.log, new AbortController().signal)
const cluster = await openTestCluster('journeys-0')
const like = await furnish(cluster, { name: 'shots', past: { dossiers: 20_000, days: 100 } })
const house = await openHouse(like)
const browser = await chromium.launch({ executablePath, args: chromiumArguments })
try {
  const scene = { browser, baseUrl: house.baseUrl }
  const open = async (person: Person | 'stranger', path: string, options = {}): Promise<Page> => {
    const page = await pageOf(scene, person, { viewport: desk, reducedMotion: 'reduce', ...options })
    await page.goto(path)
    return page
  }

  const form = await open('minh', '/nop/1.001193/1', phone)
  await form.check('[name="answers.applicant.relation"][value="father"]')
  await form.evaluate(() => scrollTo(0, 0))
  await take(form, 'phone-form')

  await take(await open('huong', '/mot-cua?mine=false'), 'work-list')

  const leader = await open('ha', '/ky-so')
  await leader.locator('main a[href^="/ky-so/"]').first().click()
  await leader.waitForURL('**/ky-so/H*')
  await take(leader, 'signing')

  const [signed] = await query(
    house.ownerUrl,
    `select dossier.code, document.check_code, person.full_name from documents.document
       join dossiers.dossier on dossier.id = document.dossier_id join registry.person on person.id = dossier.applicant_id
      where document.sha256 is not null and document.status = 'issued' and person.full_name = any ($1)
      order by dossier.code limit 1`,
    [citizens.map(({ fullName }) => fullName)],
  )
  assert.ok(signed, 'a demo citizen has a signed result')
  const owner = citizens.find(({ fullName }) => fullName === signed.full_name)?.person
  await take(await open(owner ?? 'minh', `/ho-so/${signed.code}`, phone), 'result')
  await take(await open('stranger', `/kiem-tra/${signed.check_code}`), 'check')

  const wall = await open('monitor', '/dieu-hanh', {
    viewport: { width: 1920, height: 1080 },
    deviceScaleFactor: 0.75,
  })
  await wall.locator('.live.live').waitFor()
  await take(wall, 'wall')
} finally {
  await browser.close()
  await house.close()
  await discard(like)
  await closeTestCluster()
}

/** As WebP, which Chromium writes itself: a third of a PNG, with the same fine letters. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle').catch(() => {})
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'))
  await page.context().close()
}

const names = ['phone-form', 'work-list', 'signing', 'result', 'check', 'wall']
const sizes = names.map((name) => statSync(join(folder, `${name}.webp`)).size)
for (const [at, name] of names.entries())
  console.log(`${folder}/${name}.webp  ${Math.round((sizes[at] ?? 0) / 1000)} kB`)
const together = sizes.reduce((sum, size) => sum + size, 0)
for (const readme of ['README.md', 'README.vi.md'])
  for (const name of names)
    assert.ok(readFileSync(readme, 'utf8').includes(`${folder}/${name}.webp`), `${readme} shows ${name}`)
assert.ok(together < largestTogether, `${together} bytes together`)
