import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './house/scene.ts'

const executablePath = findChromium()

/** Begun first, the longest of all before them: whatever is begun last is waited for alone. */
const longest = [
  'rights.spec.ts',
  'room-rights.spec.ts',
  'office.spec.ts',
  'pages.spec.ts',
  'rooms.spec.ts',
  'wall.spec.ts',
]
const files = globSync('tests/e2e/*.spec.ts').map((file) => basename(file))
const inOrder = [...longest, ...files.filter((file) => !longest.includes(file)).sort()]

export default defineConfig({
  testDir: '.',
  outputDir: '../../var/e2e-failures',
  globalSetup: './house/furnish-houses.ts',
  reporter: './reporter.ts',
  // A project a file: no two files share a worker, so each has a house of its own.
  projects: inOrder.map((file) => ({ name: basename(file, '.spec.ts'), testMatch: file })),
  // One more than the processors of a small machine: a journey waits half its time, for the worker and for the other's page.
  workers: Number(process.env.E2E_WORKERS ?? 3),
  timeout: 600_000,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArguments },
    screenshot: 'only-on-failure',
    // What was done and asked for. A picture of every frame costs as much again as the journey, and to keep the page's
    // markup Playwright reads its pictures by script, which our content policy forbids.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
})
