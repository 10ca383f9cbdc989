/**
 * From a fresh clone with the Node and npm people have: Debian 12's pair, as an ordinary user behind a proxy with an
 * authority of its own, and the pair after it. One line per test; the last line counts them.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from '#tools/start/free-port.ts'
import { openRegistryProxy } from './registry-proxy.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-install-'))
const nobody = 65_534

const tests: { name: string; run(): Promise<void> }[] = [
  {
    name: 'Node 18 and npm 9, an ordinary user, a proxy with its own authority: npm start is ready',
    run: startAsOrdinaryUser,
  },
  { name: 'Node 20 and npm 10: npm test finds its native parts', run: testWithNode20 },
  { name: 'an installation that another npm left without native parts is made whole', run: mendInstallation },
]

const counts = { passed: 0, failed: 0 }
try {
  for (const test of tests) {
    const began = performance.now()
    const failure: unknown = await test.run().then(
      () => undefined,
      (error) => error,
    )
    counts[failure ? 'failed' : 'passed']++
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${failure ? 'not ok' : 'ok'} ${test.name} (${seconds} s)`)
    if (failure) console.log(failure)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed > 0 ? 1 : 0)

async function startAsOrdinaryUser(): Promise<void> {
  const bin = fetchPair('node@18.20.8', 'npm@9.9.4')
  const clone = cloneAs('ordinary')
  const home = join(folder, 'home')
  mkdirSync(home)
  const proxy = await openRegistryProxy(
    execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
    join(folder, 'authority'),
  )
  // Whoever runs this as root lends the clone to somebody who is not.
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if ('uid' in user) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  const port = await freePort()
  const program = spawn('npm', ['start', '--', '--port', String(port), '--dossiers', '0', '--no-assets'], {
    ...user,
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...cleanEnvironment(bin),
      HOME: home,
      npm_config_registry: proxy.url,
      NODE_EXTRA_CA_CERTS: proxy.authority,
    },
  })
  let said = ''
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      // As a terminal does: Ctrl-C reaches everyone of the group.
      if (/Dừng: Ctrl-C/.test(said) && program.pid) process.kill(-program.pid, 'SIGINT')
    })
  }
  const impatience = setTimeout(() => program.kill('SIGKILL'), 1_200_000)
  await new Promise((done) => program.on('close', done))
  clearTimeout(impatience)
  await proxy.close()
  assert.match(said, /Sẵn sàng/, said)
  assert.ok(proxy.requests() > 50, 'the packages came through the proxy')
}

async function testWithNode20(): Promise<void> {
  const clone = cloneAs('other')
  const said = runLint(clone)
  assert.match(said, /^1 passed, 0 failed$/m)
  assert.match(said, /Cài các gói/)
  loadNativeParts(clone)
}

/** Neither in the folder nor in npm's record: what it left out because it did not know the Node it ran in. */
async function mendInstallation(): Promise<void> {
  const clone = join(folder, 'other')
  const record = join(clone, 'node_modules/.package-lock.json')
  const { packages, ...rest } = JSON.parse(readFileSync(record, 'utf8'))
  const scope = join(clone, 'node_modules/@rolldown')
  for (const name of readdirSync(scope).filter((name) => name.startsWith('binding-'))) {
    rmSync(join(scope, name), { recursive: true })
    delete packages[`node_modules/@rolldown/${name}`]
  }
  writeFileSync(record, JSON.stringify({ ...rest, packages }))
  assert.throws(() => loadNativeParts(clone))
  runLint(clone)
  loadNativeParts(clone)
}

function runLint(clone: string): string {
  const pair = fetchPair('node@20.20.0', 'npm@10.9.9')
  const { status, stdout, stderr } = spawnSync('npm', ['test', '--', 'lint'], {
    cwd: clone,
    env: cleanEnvironment(pair),
    encoding: 'utf8',
    timeout: 1_200_000,
  })
  assert.equal(status, 0, `${stdout}${stderr}`)
  return stdout
}

/** The bundler's, whose package says which Nodes it knows. */
function loadNativeParts(clone: string): void {
  const node = join(clone, 'node_modules/node/bin/node')
  execFileSync(node, ['--input-type=module', '--eval', "await import('rolldown')"], {
    cwd: clone,
    stdio: 'pipe',
  })
}

/** Those two alone on the path, as on a machine that has them. */
function fetchPair(...packages: [string, string]): string {
  const place = join(folder, packages.join('-').replaceAll('@', '-'))
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  mkdirSync(place, { recursive: true })
  execFileSync('npm', ['install', '--prefix', place, ...options, ...packages], { cwd: place, stdio: 'pipe' })
  return join(place, 'node_modules/.bin')
}

/** Without what npm and the pinned Node that run us have put there. */
function cleanEnvironment(bin: string): NodeJS.ProcessEnv {
  const ours = /^(npm_|NODE_|INIT_CWD$)/
  const kept = Object.entries(process.env).filter(
    ([name]) => !ours.test(name) || name === 'NODE_EXTRA_CA_CERTS',
  )
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: [bin, ...path].join(delimiter) }
}

/** What git would give: every file it knows or would take, as it is now. */
function cloneAs(name: string): string {
  const clone = join(folder, name)
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
  for (const file of new Set(files.split('\0'))) if (file) cpSync(file, join(clone, file))
  return clone
}
