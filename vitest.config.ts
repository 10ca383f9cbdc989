import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: './tests/database.ts',
    setupFiles: './tests/worker-database.ts',
    pool: 'forks',
    // One file at a time, each in a process and a database of its own: no file meets what another wrote, and no
    // neighbour's open transaction holds the feed back (docs/decisions/0003).
    maxWorkers: 1,
    isolate: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
