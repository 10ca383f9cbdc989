/** What tests use besides packages: the browser, and other people's judges of our signatures and PDF files. */
import { spawnSync } from 'node:child_process'

const systemTools = [
  { name: 'chromium', commands: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
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

/** Installs them where we may; elsewhere says what their absence leaves untested. */
export function provideSystemTools(): void {
  const missing = missingTools()
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    const packages = missing.map((tool) => tool.package)
    console.log(`Installing ${packages.join(', ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env,
    })
  }
  for (const tool of missingTools()) {
    console.log(`Not tested here: whatever needs ${tool.name} (apt-get install ${tool.package})`)
  }
}
