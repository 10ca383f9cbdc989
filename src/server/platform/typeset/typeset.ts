import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { documentTitle, type Template, type TemplateContent, type TemplateData, templates } from './model.ts'
import type { CompileReply, CompileRequest } from './worker.ts'

const idleAfter = 60_000
const timeLimit = 15_000
const maximumData = 1 << 20
const maximumResult = 32 << 20
const maximumWaiting = 200

interface Job {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

interface Compiler {
  worker: Worker
  jobs: Map<number, Job>
}

let compiler: Compiler | undefined
let idle: NodeJS.Timeout | undefined
let nextId = 0

/**
 * Sets a template with its data into a tagged PDF/A-2a in Vietnamese. The same data give the same bytes.
 * Works in a thread of its own, which starts at the first call and ends after a minute without one.
 */
export async function typeset<T extends Template>(template: T, data: TemplateData<T>): Promise<Uint8Array> {
  return compile({ ...prepare(template, data), format: 'pdf' })
}

/** The very same pages as a picture (SVG), one below the other: every screen shows it, a telephone too. */
export async function draw<T extends Template>(template: T, data: TemplateData<T>): Promise<Uint8Array> {
  return compile({ ...prepare(template, data), format: 'svg' })
}

/** Checks the data and writes what the template reads. The date of the letterhead is the document's date. */
export function prepare<T extends Template>(
  template: T,
  data: TemplateData<T>,
): Omit<CompileRequest, 'id' | 'format'> {
  const content = templates[template].parse(data) as TemplateContent<T>
  const json = JSON.stringify({ ...content, documentTitle: documentTitle(template, content) }).normalize(
    'NFC',
  )
  if (json.length > maximumData) throw new RangeError('too much to typeset')
  return {
    template,
    data: json,
    createdAt: Date.parse(`${content.letterhead.issuedOn}T00:00:00+07:00`) / 1000,
  }
}

/** Ends the typesetting thread at once; the next call starts it again. For a graceful stop. */
export async function stopTypesetting(): Promise<void> {
  const running = compiler
  clearTimeout(idle)
  compiler = undefined
  await running?.worker.terminate()
}

function compile(request: Omit<CompileRequest, 'id'>): Promise<Uint8Array> {
  compiler ??= start()
  const { worker, jobs } = compiler
  if (jobs.size >= maximumWaiting) throw new Error('too many documents wait to be typeset')
  clearTimeout(idle)
  const id = nextId++
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(worker, jobs, new Error('typesetting took too long')), timeLimit)
    jobs.set(id, { resolve, reject, timer })
    worker.ref()
    worker.postMessage({ id, ...request } satisfies CompileRequest)
  })
}

function start(): Compiler {
  // A path from where the program runs: a bundler must neither move nor transform this file.
  const worker = new Worker(join(process.cwd(), 'src/server/platform/typeset/worker.ts'), {
    resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 },
  })
  const jobs = new Map<number, Job>()
  worker.unref()
  worker.on('message', (reply: CompileReply) => {
    const job = jobs.get(reply.id)
    if (!job) return
    jobs.delete(reply.id)
    clearTimeout(job.timer)
    if ('error' in reply) job.reject(new Error(reply.error))
    else if (reply.bytes.length > maximumResult) job.reject(new RangeError('the document is too large'))
    else job.resolve(reply.bytes)
    if (jobs.size === 0) rest(worker)
  })
  worker.on('error', (error) => fail(worker, jobs, error as Error))
  worker.on('exit', () => fail(worker, jobs, new Error('typesetting stopped')))
  return { worker, jobs }
}

/** Nothing to do: the thread must not keep the process alive, and goes when it has long been idle. */
function rest(worker: Worker): void {
  worker.unref()
  clearTimeout(idle)
  idle = setTimeout(() => {
    if (compiler?.worker === worker && compiler.jobs.size === 0) void stopTypesetting()
  }, idleAfter).unref()
}

function fail(worker: Worker, jobs: Map<number, Job>, error: Error): void {
  if (compiler?.worker === worker) compiler = undefined
  for (const job of jobs.values()) {
    clearTimeout(job.timer)
    job.reject(error)
  }
  jobs.clear()
  void worker.terminate()
}
