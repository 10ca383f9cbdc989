/** A source read into figures whole or not at all: in a process of its own, under a limit of memory and time. */
import { rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createLimitedProcess, LimitedFailed } from '#server/crafts/threads/limited-process.ts'
import type { Contract } from './contract/contract.ts'
import type { Ingested, IngestQuestion, IngestReply } from './process-messages.ts'
import { SourceStopped, type StopCode } from './refusals.ts'

export const mostSourceBytes = 100 * 1024 * 1024
const mostTables = 200
const megabytes = 1_000
const second = 1_000

const failures: Partial<Record<LimitedFailed['why'], StopCode>> = {
  'too-long': 'too-costly',
  'too-large': 'too-costly',
  ended: 'too-costly',
  overdue: 'busy',
}

/**
 * Reads a source by its contract, or by the one proposed from it. With `out` the accepted rows lie there as Parquet once all are written: the
 * first table under that name, others beside it as `NAME-2.parquet`. Throws `SourceStopped` with the reason; nothing is written then.
 */
export async function ingest(
  path: string,
  { contract, out }: { contract?: Contract; out?: string } = {},
): Promise<Ingested> {
  const { size } = await stat(path)
  if (size > mostSourceBytes)
    throw new SourceStopped('too-large', { found: `${Math.round(size / 1024 / 1024)} MB` })
  const outs =
    out === undefined ? [] : Array.from({ length: mostTables }, (_, at) => nameOf(resolve(out), at))
  const parts = outs.map((name) => `${name}.part`)
  const reader = createLimitedProcess<IngestQuestion, IngestReply>({
    // A path from where the program runs: a bundler must neither move nor transform this file.
    script: join(process.cwd(), 'src/server/crafts/tables/process.ts'),
    flags: parts.map((part) => `--allow-fs-write=${part}`),
    reads: () => [resolve(path)],
    megabytes,
    heapMegabytes: 800,
    niceness: 5,
    idleAfter: 'never',
  })
  try {
    const question = { path: resolve(path), outs: parts, ...(contract && { contract }) }
    const allowance = { work: 60 * second + size / 200, wait: 600 * second }
    const reply = await reader.ask(question, allowance).catch(toStop)
    if ('stopped' in reply) throw new SourceStopped(reply.stopped, reply.place)
    const written = reply.ingested.written.map((_, at) => nameOf(resolve(out ?? ''), at))
    for (const [at, name] of written.entries()) await rename(parts[at] ?? '', name)
    return { ...reply.ingested, written }
  } finally {
    reader.stop()
    await Promise.all(parts.map((part) => rm(part, { force: true })))
  }
}

function nameOf(out: string, at: number): string {
  return at === 0 ? out : `${out.replace(/\.parquet$/i, '')}-${at + 1}.parquet`
}

function toStop(error: unknown): never {
  if (!(error instanceof LimitedFailed)) throw error
  throw new SourceStopped(failures[error.why] ?? 'unreadable')
}
