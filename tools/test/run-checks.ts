import type { Check, Failure, Time } from './checks.ts'

export interface Ran {
  passed: number
  failed: number
  /** Each check, some beside others. */
  parts: Time[]
  /** What they ran. */
  pieces: Time[]
  failures: Failure[]
  seconds: number
}

/** What keeps both processors of a small machine at work. */
const forBoth = new Set(['tests', 'journeys'])

/**
 * Runs the checks in turn; those that ask for one processor, or wait, beside those that ask for both. These are seen as they
 * go, the others each when it has ended.
 */
export async function runChecks(checks: readonly Check[]): Promise<Ran> {
  const began = performance.now()
  const ran: Ran = { passed: 0, failed: 0, parts: [], pieces: [], failures: [], seconds: 0 }
  const large = checks.filter(({ name }) => forBoth.has(name))
  const small = checks.filter(({ name }) => !forBoth.has(name))
  await Promise.all([runInTurn(large, ran), runInTurn(small, ran, large.length > 0)])
  return { ...ran, seconds: secondsSince(began) }
}

async function runInTurn(checks: readonly Check[], ran: Ran, isBeside = false): Promise<void> {
  for (const check of checks) {
    const began = performance.now()
    let said = `\n── ${check.name}\n`
    const print = (text: string) => {
      said += text
    }
    if (!isBeside) process.stdout.write(said)
    const { passed, failed, times = [], failures = [] } = await check.run(isBeside ? print : undefined)
    const seconds = secondsSince(began)
    ran.passed += passed
    ran.failed += failed
    ran.pieces.push(...times)
    if (failed > 0) ran.failures.push(...(failures.length > 0 ? failures : [{ name: check.name, said: [] }]))
    ran.parts.push({ name: check.name, seconds })
    if (isBeside) process.stdout.write(said)
    console.log(`── ${check.name}: ${failed === 0 ? 'ok' : 'FAILED'}, ${Math.round(seconds)} s`)
  }
}

function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000
}
