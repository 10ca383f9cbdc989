/** What tests use besides packages: the browser, and other people's judges of our signatures and PDF files. */
import { spawnSync } from 'node:child_process'
import { runCommand } from './run-command.ts'

interface SystemTool {
  name: string
  commands: string[]
  package: string
  /** The same without what no test sees, where the distribution has it: half the work for each page. Its command is the first. */
  leanPackage?: string
}

const systemTools: SystemTool[] = [
  {
    name: 'chromium',
    commands: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    package: 'chromium',
    leanPackage: 'chromium-headless-shell',
  },
  { name: 'pdfsig', commands: ['pdfsig'], package: 'poppler-utils' },
  { name: 'gs', commands: ['gs'], package: 'ghostscript' },
  { name: 'openssl', commands: ['openssl'], package: 'openssl' },
  { name: 'faketime', commands: ['faketime'], package: 'faketime' },
]

const isHere = (command: string) => spawnSync('which', [command]).status === 0
const mayInstall = () => process.getuid?.() === 0 && isHere('apt-get')
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

function missingTools() {
  return systemTools.filter(({ commands }) => !commands.some(isHere))
}

function hasPackage(name?: string): name is string {
  return name !== undefined && spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
}

/** Installs them where we may; elsewhere says what their absence leaves untested. */
export function provideSystemTools(): void {
  const missing = missingTools()
  if (missing.length === 0) return
  if (mayInstall()) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
    const packages = missing.map((tool) => (hasPackage(tool.leanPackage) ? tool.leanPackage : tool.package))
    console.log(`Installing ${packages.join(', ')}`)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env,
    })
  }
  for (const tool of missingTools()) {
    console.log(`Not tested here: whatever needs ${tool.name} (apt-get install ${tool.package})`)
  }
}

/** Fetches the lean kin of what is here, where we may and the distribution has it; without, the tests do with what is here. */
export async function fetchLeanTools(): Promise<void> {
  const lean = systemTools.filter(({ commands: [first = ''], leanPackage }) => leanPackage && !isHere(first))
  if (lean.length === 0 || !mayInstall()) return
  const run = (...args: string[]) =>
    runCommand('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args], { print: () => {} })
  await run('update')
  const packages = lean.flatMap(({ leanPackage }) => (hasPackage(leanPackage) ? [leanPackage] : []))
  // Nothing anybody has may go for it.
  const options = ['-y', '--no-remove', '--no-install-recommends']
  if (packages.length > 0) await run('install', ...options, ...packages)
}
