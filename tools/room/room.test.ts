/** In a copy of the tree: a room comes to life in one command, passes every check, and goes without a trace. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const copy = mkdtempSync(join(tmpdir(), 'nhip-room-'))
const { PATH, HOME, TEST_CLUSTER } = process.env
// Its tests have the server of this one: none of their own is made, started and copied for each of their runs.
const env = {
  PATH,
  HOME,
  NODE_COMPILE_CACHE: join(copy, 'var/compiled'),
  TEST_POSTGRES_URL: TEST_CLUSTER,
}
const options = { cwd: copy, env, maxBuffer: 50_000_000 }
const polls = ['polls', '--term', 'bình chọn', '--page', '/binh-chon']

beforeAll(() => {
  // PostgreSQL's user must be able to enter.
  chmodSync(copy, 0o755)
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  for (const file of listed.toString().split('\0')) {
    if (file && existsSync(file)) cpSync(file, join(copy, file))
  }
  // The packages alone: what SvelteKit writes beside them speaks of the pages of one tree.
  mkdirSync(join(copy, 'node_modules'))
  for (const name of readdirSync('node_modules').filter((name) => name !== '$app'))
    symlinkSync(resolve('node_modules', name), join(copy, 'node_modules', name))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Ends the test with what the program said where it does not end well. */
async function run(command: string, args: string[]): Promise<string> {
  const program = command === 'node' ? process.execPath : resolve('node_modules/.bin', command)
  const ended = promisify(execFile)(program, args, options)
  const { stdout } = await ended.catch((error) => {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`)
  })
  return stdout
}

function refusalOf(...args: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, ['tools/room.ts', ...args], {
    ...options,
    encoding: 'utf8',
  })
  expect(status).toBe(2)
  return stderr
}

/** Hidden ones too, which a pattern leaves out. */
function filesBelow(): string[] {
  return readdirSync(copy, { recursive: true, encoding: 'utf8' })
}

/** Path → fingerprint of every file of the tree. */
function tree(): Record<string, string> {
  const files = filesBelow()
    .filter((path) => !/^(node_modules|\.svelte-kit|var)(\/|$)/.test(path))
    .map((path) => join(copy, path))
    .filter((path) => statSync(path).isFile())
  const print = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  return Object.fromEntries(files.map((path) => [path, print(path)]))
}

test('a room comes to life, passes every check, and goes without a trace', async () => {
  const before = tree()
  await run('node', ['tools/room.ts', ...polls])
  expect(refusalOf(...polls)).toMatch(/Đã có phòng/)
  await run('node', ['tools/test.ts', 'lint', 'types', 'boundaries', 'dead-code', 'contract'])
  const said = await run('vitest', [
    'run',
    'src/server/modules/polls',
    'src/routes/api/v1/list-refusals.test.ts',
    'src/shared/messages',
    'tests/dialect.test.ts',
    'tests/terms.test.ts',
    'tests/words.test.ts',
  ])
  expect(said).toContain('polls.test.ts')
  // Of the tables of rights its own lines, and what asks of all of them at once: the others are the tree's as before.
  const rights = ['src/server/api/rights.test.ts', 'tests/rights/rows.test.ts']
  const aboutIt = ['--testNamePattern', 'polls|stands? in the (table|list)|not even what is public']
  const decided = await run('vitest', ['run', '--reporter=verbose', ...rights, ...aboutIt])
  for (const line of ['POST /polls', 'GET /polls', 'polls.poll', 'every operation', 'every table'])
    expect(decided).toContain(line)
  await run('node', [
    '--input-type=module',
    '--eval',
    `import { checkTable } from '#tests/e2e/rights/address-rights.ts'
     import { checkForms } from '#tests/e2e/rights/rights-of-pages.ts'
     checkTable()
     checkForms()`,
  ])

  // As somebody would who does not know the command.
  for (const place of ['src/server/modules/polls', 'src/routes/(office)/binh-chon'])
    rmSync(join(copy, place), { recursive: true })
  await run('node', ['tools/room.ts', 'polls', '--remove'])
  expect(tree()).toEqual(before)
  // What the type check keeps of a page would be checked on, without its room.
  expect(filesBelow().filter((path) => /^\.svelte-kit\/.*\/binh-chon(\/|$)/.test(path))).toEqual([])
}, 1_800_000)

test('what cannot be made is refused with what to do, and leaves nothing half done', () => {
  const before = tree()
  // A word of SQL: PostgreSQL says no when all files are written.
  expect(refusalOf('references', '--term', 'tham chiếu', '--page', '/tham-chieu')).toMatch(
    /_references_begin\.sql không áp dụng được: syntax error/,
  )
  expect(refusalOf('dossiers', '--term', 'việc', '--page', '/viec')).toMatch(/Đã có phòng/)
  expect(refusalOf('polls', '--term', 'bình chọn', '--page', '/mot-cua')).toMatch(/Đã có trang/)
  expect(refusalOf('polls', '--page', '/binh-chon')).toMatch(/Ghi --term/)
  expect(refusalOf('Cuộc họp')).toMatch(/một từ tiếng Anh/)
  expect(refusalOf('polls', '--remove')).toMatch(/Không thấy phòng polls/)
  expect(tree()).toEqual(before)
})
