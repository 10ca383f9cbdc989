/** Every journey through the built program in Chromium. One line per test; the last line counts them. */
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { provinceTests } from './another-province.ts'
import { checkPage } from './axe.ts'
import { run as citizenJourney } from './citizen.ts'
import { edgeTests } from './edge.ts'
import { openHouse } from './house.ts'
import { openOfficeBefore, seenOnTheList } from './live-list.ts'
import { officeTests } from './office.ts'
import { onceTests } from './once.ts'
import { pageTests } from './pages.ts'
import { type Part, partsNaming } from './parts.ts'
import { phoneTests } from './phone.ts'
import { readingTests } from './reading.ts'
import { rightsTests } from './rights.ts'
import { findChromium, openBrowser, type Scene, Skipped, type Test } from './scene.ts'
import { run as signInJourney } from './sign-in.ts'
import { openValidity, readPage } from './validity.ts'
import { wallTests } from './wall.ts'

const chromium = findChromium()
if (!chromium) {
  console.log('not ok a browser (apt-get install chromium, or set CHROMIUM)')
  console.log('0 passed, 1 failed')
  process.exit(1)
}

/** The one dossier that goes the whole way. */
const filed = { code: '', check: '' }

/** Journeys by the file that tells them; those on the dossier `filed` need the part that files it. */
const parts: Part[] = [
  {
    files: ['sign-in.ts'],
    tests: [
      {
        name: 'signing in and out, as citizen and as staff, without script',
        run: (scene) => signInJourney(settingOf(scene)),
      },
    ],
  },
  { files: ['edge.ts'], tests: edgeTests },
  {
    files: ['office.ts', 'citizen.ts', 'live-list.ts'],
    tests: [
      { name: 'an officer opens the live list', run: openOfficeBefore },
      {
        name: 'a citizen files a birth without script at 360 px, through every mistake, exactly once',
        async run(scene) {
          filed.code = (await citizenJourney(settingOf(scene))).code
        },
      },
      {
        name: 'it appears on the open list without reloading',
        run: (scene) => seenOnTheList(scene, filed.code),
      },
      ...officeTests(filed),
    ],
  },
  { files: ['once.ts'], tests: onceTests },
  { files: ['another-province.ts'], tests: provinceTests },
  { files: ['wall.ts'], tests: wallTests() },
  { files: ['phone.ts'], tests: phoneTests },
  { files: ['reading.ts'], needs: 'office.ts', tests: readingTests(filed) },
  { files: ['pages.ts'], needs: 'office.ts', tests: pageTests(filed) },
  { files: ['rights.ts'], needs: 'office.ts', tests: rightsTests(filed) },
]

const lastly: Test[] = [
  {
    name: 'no page complained: no error in the console, no breach of the content policy',
    async run({ complaints }) {
      if (complaints.length > 0) throw new Error([...new Set(complaints)].slice(0, 12).join('\n'))
    },
  },
  {
    name: 'every page that was met is valid HTML',
    async run({ validity }) {
      await validity.settled()
      // Answers when nothing else can, so no journey meets it.
      await readPage(readFileSync('src/error.html', 'utf8'), 'src/error.html')
      const found = [...validity.mistakes].map(([mistake, path]) => `${path}: ${mistake}`)
      if (found.length > 0) throw new Error([`${found.length} mistakes`, ...found.slice(0, 20)].join('\n'))
      if (validity.pages === 0) throw new Error('no page was read')
    },
  },
]

function settingOf({ baseUrl, browser }: Scene) {
  return { baseUrl, browser, look: checkPage }
}

/** `--addresses /mot-cua /ky-so` chooses the parts that name one; other words, tests by name as a regular expression. */
const [option, ...words] = process.argv.slice(2)
const isByAddress = option === '--addresses'
const wanted = new RegExp(isByAddress ? '' : process.argv.slice(2).join(' '))
const tests = [...(isByAddress ? partsNaming(words, parts) : parts).flatMap((part) => part.tests), ...lastly]
const started = performance.now()
const complaints: string[] = []
const house = await openHouse({ past: { dossiers: 400, days: 60 } })
const validity = openValidity()
const browser = await openBrowser(chromium, complaints, validity)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void browser
        .close()
        .then(house.close)
        .finally(() => process.exit(130)),
  )
}
const scene: Scene = { ...house, browser, complaints, validity }
console.log(`# ready after ${Math.round((performance.now() - started) / 1000)} s at ${house.baseUrl}`)

const counts = { passed: 0, failed: 0, skipped: 0 }
for (const test of tests) {
  if (!wanted.test(test.name)) continue
  const began = performance.now()
  try {
    await within(180_000, test.run(scene))
    counts.passed++
    console.log(`ok ${test.name} (${seconds(began)})`)
  } catch (error) {
    if (error instanceof Skipped) {
      counts.skipped++
      console.log(`skipped ${test.name}: ${error.message}`)
    } else {
      counts.failed++
      console.log(`not ok ${test.name} (${seconds(began)})`)
      console.log(indent(error instanceof Error ? (error.stack ?? error.message) : String(error)))
    }
  }
}

if (counts.failed > 0) keepLogs(house.folder)
await browser.close()
await house.close()
if (counts.skipped > 0) console.log(`${counts.skipped} skipped`)
console.log(`${counts.passed} passed, ${counts.failed} failed in ${seconds(started)}`)
process.exit(counts.failed > 0 ? 1 : 0)

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

function indent(text: string): string {
  return text
    .split('\n')
    .slice(0, 24)
    .map((line) => `    ${line}`)
    .join('\n')
}

async function within(ms: number, task: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`took longer than ${ms / 1000} s`)), ms)
  })
  try {
    await Promise.race([task, late])
  } finally {
    clearTimeout(timer)
  }
}

function keepLogs(folder: string): void {
  const kept = 'var/e2e-log'
  mkdirSync(kept, { recursive: true })
  for (const role of ['web', 'worker']) cpSync(join(folder, `${role}.log`), join(kept, `${role}.log`))
  console.log(`# logs of both processes: ${kept}`)
}
