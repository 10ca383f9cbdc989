import { resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { exclusive, pure, rehearsals, workers } from './tests/projects.ts'
import { RehearsalsAmongOthers } from './tests/sequencer.ts'

const everyFile = ['src/**/*.test.ts', 'tools/**/*.test.ts', 'tests/**/*.test.ts']
const alone = Object.keys(exclusive)

const common = {
  pool: 'forks',
  isolate: true,
  // Only what hangs meets them: on a machine with much else to do everything takes several times as long.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  env: {
    LOG_LEVEL: 'silent',
    NHIP_DEMO: 'true',
    NHIP_NO_ASSETS: 'true',
    // What tests start, hundreds of times, reads its modules already compiled: half the work.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve('node_modules/.cache/compiled'),
  },
} as const

/**
 * What only knows how to do things is loaded by Node itself, as in the program, and once a process: the runner evaluates a module anew
 * now and then where files share one, and then an error is no longer an instance of its class.
 */
const onceAProcess = {
  server: { deps: { external: [/\/src\/(server\/crafts|shared)\/(?!.*\.test\.ts$).*\.ts$/] } },
}

/** Each file with modules and a database of its own: no file meets what another wrote, or keeps in mind. */
const withDatabase = { globalSetup: './tests/database.ts', setupFiles: './tests/worker-database.ts' }

/** Whole servers and programs start, move and are restored in them. */
const wholeServers = { testTimeout: 600_000, hookTimeout: 600_000 }

export default defineConfig({
  test: {
    sequence: { sequencer: RehearsalsAmongOthers },
    projects: [
      {
        test: {
          ...common,
          ...onceAProcess,
          name: 'pure',
          // What keeps nothing needs no process of its own a file: modules are loaded once.
          isolate: false,
          include: pure,
          env: { ...common.env, DATABASE_URL: 'postgres://none@127.0.0.1:1/none' },
          maxWorkers: workers,
        },
      },
      {
        test: {
          ...common,
          ...withDatabase,
          ...onceAProcess,
          name: 'parallel',
          // A process is started for many files; the set-up gives each its modules anew.
          isolate: false,
          include: everyFile,
          exclude: [...configDefaults.exclude, ...pure, ...rehearsals, ...alone],
          maxWorkers: workers,
        },
      },
      {
        test: {
          ...common,
          ...withDatabase,
          ...wholeServers,
          name: 'rehearsals',
          include: rehearsals,
          maxWorkers: workers,
        },
      },
      {
        test: {
          ...common,
          ...withDatabase,
          ...wholeServers,
          name: 'exclusive',
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
