/** The ways a check counts: passed or failed as a whole, by vitest's report, or by a program that counts for itself. */
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { type Print, runCommand } from './run-command.ts'

export interface Outcome {
  passed: number
  failed: number
  /** How long its files or journeys took, where it has any. */
  times?: Time[]
  /** What failed, and the first of what it said. */
  failures?: Failure[]
}

export interface Failure {
  name: string
  said: string[]
}

export interface Time {
  name: string
  seconds: number
}

export interface Check {
  name: string
  /** What it says goes to `print`; without, straight to the terminal. */
  run(print?: Print): Promise<Outcome>
}

/** A check that passes or fails as a whole. */
export function whole(name: string, ...commands: [string, ...string[]][]): Check {
  return {
    name,
    async run(print) {
      for (const [command, ...args] of commands) {
        if ((await runCommand(command, args, { print })) !== 0) return { passed: 0, failed: 1 }
      }
      return { passed: 1, failed: 0 }
    },
  }
}

/** The same check, begun when something else is ready. */
export function after(ready: Promise<unknown>, check: Check): Check {
  return { ...check, run: (print) => ready.then(() => check.run(print)) }
}

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Test files: all of them, or those of the arguments vitest is given. */
export function testFiles(args: string[] = []): Check {
  return { name: 'tests', run: (print) => runTestFiles(args, print) }
}

async function runTestFiles(args: string[], print?: Print): Promise<Outcome> {
  const file = join(tmpdir(), `nhip-vitest-${process.pid}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  // Test files are read by its settings for TypeScript too.
  if ((await runCommand('svelte-kit', ['sync'], { print })) !== 0) return { passed: 0, failed: 1 }
  const code = await runCommand('vitest', ['run', ...reporters, ...args], { print })
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 1 }
  // A file that does not even load has no test to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    times: report.testResults.map(({ name, startTime, endTime }) => ({
      name: relative(process.cwd(), name),
      seconds: (endTime - startTime) / 1000,
    })),
    failures: [
      ...broken.map(({ name, message = '' }) => failure(relative(process.cwd(), name), message)),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) =>
            failure(`${relative(process.cwd(), name)}: ${fullName}`, failureMessages?.[0] ?? ''),
          ),
      ),
    ],
  }
}

function failure(name: string, text: string): Failure {
  return { name, said: text.split('\n') }
}

function readReport(file: string): z.infer<typeof Report> | undefined {
  try {
    return Report.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}

/** A program that counts its tests itself, says how long each took, and ends with the same line as `npm test`. */
export function counting(name: string, program: string, args: string[] = []): Check {
  return {
    name,
    async run(print) {
      let outcome: Outcome | undefined
      const times: Time[] = []
      const failures: Failure[] = []
      const onLine = (line: string) => {
        const [, passed, failed] = /^(\d+) passed, (\d+) failed/.exec(line) ?? []
        if (passed !== undefined) outcome = { passed: Number(passed), failed: Number(failed) }
        const [, test = '', seconds] = /^(?:not )?ok (.+) \(([\d.]+) s\)$/.exec(line) ?? []
        if (seconds !== undefined) times.push({ name: test, seconds: Number(seconds) })
        const [, name] = /^not ok (.+)$/.exec(line) ?? []
        // What it says of a failure stands under it, further in.
        if (name !== undefined) failures.push({ name, said: [] })
        else if (line.startsWith('    ') && /\S/.test(line)) failures.at(-1)?.said.push(line.trim())
      }
      const code = await runCommand('node', [program, ...args], { onLine, print })
      if (!outcome) return { passed: 0, failed: 1, times, failures }
      const failed = code !== 0 && outcome.failed === 0 ? 1 : outcome.failed
      return { ...outcome, failed, times, failures }
    },
  }
}
