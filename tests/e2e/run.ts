/**
 * Every journey through the built program in Chromium, by Playwright. `--addresses /mot-cua /ky-so` chooses the files that name
 * one; other words, journeys by name as a regular expression.
 */
import { spawnSync } from 'node:child_process'
import { filesNaming } from './files-naming.ts'
import { findChromium } from './house/scene.ts'

if (!findChromium()) {
  console.log('not ok a browser (apt-get install chromium, or set CHROMIUM)')
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const [option, ...words] = process.argv.slice(2)
const chosen =
  option === '--addresses'
    ? filesNaming(words)
    : process.argv.length > 2
      ? ['--grep', process.argv.slice(2).join(' ')]
      : []
const { status } = spawnSync(
  'playwright',
  ['test', '--config', 'tests/e2e/playwright.config.ts', ...chosen],
  {
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)
