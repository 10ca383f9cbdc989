/**
 * Every check there is, and one line at the end: `N passed, N failed`. Names on the command line choose some of them:
 * a check, `quick`, or a room, for what a change in it can break.
 */
import { setPriority } from 'node:os'
import { after, type Check, counting, testFiles, whole } from './test/checks.ts'
import { reportFailures } from './test/report-failures.ts'
import { reportTimes } from './test/report-times.ts'
import { listRooms, whatCanBreak } from './test/room.ts'
import { runChecks } from './test/run-checks.ts'
import { fetchLeanTools, provideSystemTools } from './test/system-tools.ts'

const still: Check[] = [
  whole('lint', ['biome', 'ci', '--error-on-warnings']),
  whole('types', ['svelte-kit', 'sync'], ['svelte-check', '--tsgo', '--threshold', 'error']),
  whole('boundaries', ['depcruise', 'src', 'tools', '--output-type', 'err']),
  whole('dead-code', ['knip', '--no-progress']),
  whole('contract', ['node', 'tools/test/lint-contract.ts']),
]
const all: Check[] = [
  ...still,
  testFiles(),
  counting('journeys', 'tests/e2e/run.ts'),
  counting('installation', 'tests/installation/run.ts'),
]
/** What fits between two changes: no browser, no second server, no rehearsal. */
const withoutRehearsals = ['--project=pure', '--project=parallel']
const quick: Check[] = [...still, testFiles(withoutRehearsals)]

const wanted = process.argv.slice(2)
const rooms = listRooms()
const names = all.map(({ name }) => name)
const unknown = wanted.filter((name) => ![...names, ...rooms, 'quick'].includes(name))
if (unknown.length > 0) {
  console.error(`No such check or room: ${unknown.join(', ')}.`)
  console.error(`Checks: ${names.join(', ')}; quick (all but the slow).`)
  console.error(`Rooms: ${rooms.join(', ')}.`)
  process.exit(2)
}

provideSystemTools()
// What reads files from outside yields to everything else: to tests that yield as much it is an equal, and no wait runs out.
setPriority(15)
const checks = chosen()
// Fetched while others run: only the journeys open so many pages that it tells.
const lean = checks.some(({ name }) => name === 'journeys') ? fetchLeanTools() : Promise.resolve()
const { passed, failed, parts, pieces, failures, seconds } = await runChecks(
  checks.map((check) => (check.name === 'journeys' ? after(lean, check) : check)),
)
console.log(reportTimes(parts, pieces, seconds))
console.log(reportFailures(failures))
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function chosen(): Check[] {
  if (wanted.length === 0) return all
  const asked = rooms.filter((room) => wanted.includes(room))
  const checks = new Set<Check>(wanted.flatMap((name) => all.filter((check) => check.name === name)))
  if (wanted.includes('quick')) for (const check of quick) checks.add(check)
  if (asked.length > 0) for (const check of [...still, ...checksOfRooms(asked)]) checks.add(check)
  return [...checks]
}

function checksOfRooms(asked: string[]): Check[] {
  const { files, addresses } = whatCanBreak(asked)
  const journeys = counting('journeys', 'tests/e2e/run.ts', ['--addresses', ...addresses])
  return [testFiles([...withoutRehearsals, ...files]), ...(addresses.length > 0 ? [journeys] : [])]
}
