/** What tests use besides packages: the browser, and other people's judges of our signatures and PDF files. */
import { spawnSync } from 'node:child_process'

interface SystemTool {
  name: string
  commands: string[]
  package: string
  /** The same without what no test sees, where the distribution has it: a third of the work for each page. */
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

function missingTools() {
  return systemTools.filter(
    ({ commands }) => !commands.some((command) => spawnSync('which', [command]).status === 0),
  )
}

function hasPackage(name?: string): name is string {
  return name !== undefined && spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
}

/** Installs them where we may; elsewhere says what their absence leaves untested. */
export function provideSystemTools(): void {
  const missing = missingTools()
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
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
