import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { filesNaming } from '#tests/e2e/files-naming.ts'
import { patience } from '#tests/time/patience.ts'
import { after, type Check, counting } from './checks.ts'
import { reportFailures } from './report-failures.ts'
import { reportTimes } from './report-times.ts'
import { listRooms, whatCanBreak } from './room.ts'
import { runChecks } from './run-checks.ts'

describe('npm test -- <room>', () => {
  let files: string[]
  let addresses: string[]
  beforeAll(() => {
    ;({ files, addresses } = whatCanBreak(['documents']))
  })

  test('runs the room’s own tests, those of whoever imports it, and the tables of rights', () => {
    expect(files).toContain('src/server/modules/documents/model.test.ts')
    expect(files).toContain('src/server/modules/dossiers/handle/process.test.ts')
    expect(files).toContain('src/server/api/rights.test.ts')
    expect(files).toContain('tests/rights/rows.test.ts')
    expect(files).not.toContain('src/server/modules/identity/sessions/sessions.test.ts')
  })

  test('knows the addresses whose pages ask the room', () => {
    expect(addresses).toContain('/ky-so')
    expect(addresses).toContain('/kiem-tra')
    expect(addresses).not.toContain('/dang-nhap')
  })

  test('a name nobody knows is answered with every name there is', () => {
    const { status, stderr } = spawnSync('node_modules/.bin/node', ['tools/test.ts', 'cơm'], {
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    for (const name of ['cơm', 'journeys', 'quick', ...listRooms()]) expect(stderr).toContain(name)
  })
})

describe('journeys by address', () => {
  test('come with whatever their file tells them by', () => {
    expect(filesNaming(['/quan-tri'])).toContain('tests/e2e/pages.spec.ts')
    expect(filesNaming(['/ky-so'])).toContain('tests/e2e/office.spec.ts')
  })

  test('are not chosen by an address that only begins alike', () => {
    expect(filesNaming(['/quan'])).toEqual([])
  })
})

test('the report names each part and the ten slowest', () => {
  const pieces = Array.from({ length: 12 }, (_, n) => ({ name: `file ${n}.`, seconds: n }))
  const text = reportTimes([{ name: 'tests', seconds: 61.26 }], pieces)
  expect(text).toMatch(/Time: 61 s\n +61\.3 s {2}tests\nSlowest:\n +11\.0 s {2}file 11\./)
  expect(text).toContain('file 2.')
  expect(text).not.toContain('file 1.')
  expect(reportTimes([{ name: 'tests', seconds: 61.26 }], [], 40)).toContain('Time: 40 s')
})

test('what failed stands once more at the end, with the first of what it said', async () => {
  const program = `console.log('ok one (1.0 s)\\nnot ok two (2.0 s)\\n    nobody came\\n        at the door\\n1 passed, 1 failed')`
  const file = join(mkdtempSync(join(tmpdir(), 'nhip-test-')), 'counting.mjs')
  writeFileSync(file, program)
  const { failures = [] } = await counting('journeys', file).run(() => {})
  expect(reportFailures(failures)).toBe('\nFailed:\n  two (2.0 s)\n      nobody came\n      at the door')
  const many = Array.from({ length: 23 }, (_, n) => ({ name: `test ${n}.`, said: [] }))
  expect(reportFailures(many)).toMatch(/test 19\.\n {2}and 3 more$/)
  expect(reportFailures([])).toBe('')
})

test('a check begins when what it needs is there', async () => {
  const order: string[] = []
  let fetched = () => {}
  const browser = new Promise<void>((done) => {
    fetched = done
  })
  const journeys: Check = {
    name: 'journeys',
    async run() {
      order.push('journeys')
      return { passed: 1, failed: 0 }
    },
  }
  const running = after(browser, journeys).run()
  order.push('browser')
  fetched()
  expect(await running).toEqual({ passed: 1, failed: 0 })
  expect(order).toEqual(['browser', 'journeys'])
})

test('what asks for one processor runs beside the test files, and is shown whole when it has ended', async () => {
  const said: string[] = []
  const hear = (text: unknown) => said.push(`${text}`.trim()) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  vi.spyOn(console, 'log').mockImplementation(hear)
  const check = (name: string, until?: Promise<unknown>, outcome = { passed: 1, failed: 0 }): Check => ({
    name,
    async run(print = hear) {
      print(`${name} begins\n`)
      await until
      print(`${name} ends\n`)
      return outcome
    },
  })
  const small = [check('lint'), check('types', undefined, { passed: 0, failed: 1 })]
  const isShown = () => said.some((text) => text.startsWith('── types: FAILED'))
  const smallEnded = vi.waitUntil(isShown, patience)
  const ran = await runChecks([...small, check('tests', smallEnded), check('journeys')])
  vi.restoreAllMocks()
  expect(ran).toMatchObject({ passed: 3, failed: 1, failures: [{ name: 'types', said: [] }] })
  expect(ran.parts.map(({ name }) => name)).toEqual(['lint', 'types', 'tests', 'journeys'])
  const [first, second] = ['── lint\nlint begins\nlint ends', '── types\ntypes begins\ntypes ends']
  // How long each took is the machine's.
  expect(said.map((text) => text.replace(/, \d+ s$/, ', 0 s'))).toEqual([
    ...['── tests', 'tests begins', first, '── lint: ok, 0 s', second, '── types: FAILED, 0 s'],
    ...['tests ends', '── tests: ok, 0 s', '── journeys', 'journeys begins', 'journeys ends'],
    '── journeys: ok, 0 s',
  ])
})
