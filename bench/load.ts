/** Asks a server as many clients at once would, each as soon as it has its answer, over connections that stay open. */
import { Agent, request } from 'node:http'

export interface Question {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface Load {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  answers: number
  /** Answers of another status than wanted. */
  wrong: number
}

interface LoadOptions {
  baseUrl: string
  clients: number
  seconds: number
  wanted: number
  next: () => Question
  /** Each of so many questions comes from an address of its own on the loopback, as from another household. */
  perAddress?: number
}

let addresses = 0

/** 127.1.0.1, 127.1.0.2 and on: Linux lets a caller on the loopback have any of them. */
function nextAddress(): string {
  addresses += 1
  return `127.${1 + ((addresses >> 16) & 127)}.${(addresses >> 8) & 255}.${addresses & 255}`
}

export async function load(options: LoadOptions): Promise<Load> {
  const { baseUrl, clients, seconds, wanted, next, perAddress } = options
  const shared = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let wrong = 0
  const started = performance.now()
  const end = started + seconds * 1000
  const client = async () => {
    let agent = shared
    for (let count = 0; performance.now() < end; count++) {
      if (perAddress !== undefined && count % perAddress === 0) {
        if (agent !== shared) agent.destroy()
        agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: nextAddress() })
      }
      const asked = performance.now()
      const status = await ask(agent, baseUrl, next())
      times.push(performance.now() - asked)
      if (status !== wanted) wrong += 1
    }
    if (agent !== shared) agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = (performance.now() - started) / 1000
  shared.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return {
    perSecond: times.length / took,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    answers: times.length,
    wrong,
  }
}

function ask(
  agent: Agent,
  baseUrl: string,
  { method = 'GET', path, headers = {}, body }: Question,
): Promise<number> {
  return new Promise((done, fail) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      `${baseUrl}${path}`,
      { agent, method, family: 4, headers: { ...headers, ...length } },
      (answer) => {
        answer.resume()
        answer.once('end', () => done(answer.statusCode ?? 0))
        answer.once('error', fail)
      },
    )
    sent.once('error', fail)
    sent.end(body)
  })
}

export interface Runs {
  best: Load
  all: string
}

/** A short run to warm up, then several; the best is the one the rest of the machine disturbed least. */
export async function bestOf(count: number, options: LoadOptions): Promise<Runs> {
  await load({ ...options, seconds: Math.min(5, options.seconds) })
  const runs: Load[] = []
  for (let index = 0; index < count; index++) runs.push(await load(options))
  const wrong = runs.reduce((sum, run) => sum + run.wrong, 0)
  if (wrong > 0) throw new Error(`${wrong} answers were not ${options.wanted}`)
  const best = runs.reduce((found, run) => (run.perSecond > found.perSecond ? run : found))
  return { best, all: runs.map(({ perSecond }) => perSecond.toFixed(0)).join(', ') }
}
