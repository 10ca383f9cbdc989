/** Many honest callers at once: each repeats what was not answered, under the same key, and writes down what was. */
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'

export interface Acknowledged {
  key: string
  id: string
  code: string
  /** SHA-256 of the paper handed in with it. */
  paper: string
}

export interface Load {
  acknowledged: Acknowledged[]
  /** Answers by status; `cut` is none at all. */
  answers: Map<string, number>
  /** Answers that no honest caller should get, each once. */
  wrong: Set<string>
  /** The longest time without any acknowledgement, in milliseconds. */
  longestSilence(): number
  /** Begins nothing new, lets everything that was begun be answered, and returns what never was. */
  end(): Promise<number>
}

interface Options {
  baseUrl: string
  tokens: readonly string[]
  /** How many call at once. */
  callers: number
  /** Where acknowledged answers are written, a line each. */
  journal: string
}

/** Its one paper is wanted whatever is answered. */
const serviceCode = '1.013227'
const patienceMs = 180_000

export async function startLoad({ baseUrl, tokens, callers, journal }: Options): Promise<Load> {
  const service = await readService(baseUrl)
  const random = seeded(7)
  const log = openSync(journal, 'a')
  const answers = new Map<string, number>()
  const wrong = new Set<string>()
  const acknowledged: Acknowledged[] = []
  let isOver = false
  let endsAt = Number.POSITIVE_INFINITY
  let unanswered = 0
  let lastAt = performance.now()
  let silence = 0

  /** Asks until it is answered; undefined when it never was, or was refused. */
  async function ask(path: string, init: RequestInit): Promise<Record<string, string> | undefined> {
    while (performance.now() < endsAt) {
      try {
        const answer = await fetch(`${baseUrl}/api/v1${path}`, {
          ...init,
          method: 'POST',
          signal: AbortSignal.timeout(15_000),
        })
        const text = await answer.text()
        count(String(answer.status))
        if (answer.status === 201) return JSON.parse(text)
        const code = codeOf(text)
        if (![409, 429, 503, 507].includes(answer.status)) wrong.add(`POST ${path}: ${answer.status} ${code}`)
        // A refusal repeats itself, a used budget for a while; a defect may not.
        if (answer.status < 500 && answer.status !== 409) return undefined
      } catch {
        count('cut')
      }
      await rest(100 + random() * 400)
    }
    unanswered += 1
    return undefined
  }

  function count(what: string): void {
    answers.set(what, (answers.get(what) ?? 0) + 1)
  }

  async function file(token: string): Promise<void> {
    const key = randomUUID()
    const authorization = `Bearer ${token}`
    const bytes = aPdf([`<< /Note (${key}) >>`])
    const paper = createHash('sha256').update(bytes).digest('hex')
    const headers = {
      authorization,
      'idempotency-key': `${key}-paper`,
      'content-type': 'application/octet-stream',
    }
    const handedIn = await ask('/files', { headers, body: new Uint8Array(bytes) })
    if (!handedIn) return
    const today = new Date().toISOString().slice(0, 10)
    const body = JSON.stringify({
      serviceCode,
      answers: sampleAnswers(service, { today, unit: '19789', random, optional: 0 }),
      papers: service.papers.slice(0, 1).map((one) => ({ key: one.key, upload: handedIn.upload })),
    })
    const submit = () =>
      ask('/dossiers', {
        headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
        body,
      })
    // Now and then somebody presses twice.
    const receipts = await Promise.all(random() < 0.1 ? [submit(), submit()] : [submit()])
    const [first] = receipts
    for (const other of receipts) {
      if (first && other && other.code !== first.code)
        wrong.add(`one key, two receipts: ${first.code} ${other.code}`)
    }
    if (!first?.id || !first.code) return
    const one = { key, id: first.id, code: first.code, paper }
    acknowledged.push(one)
    writeSync(log, `${JSON.stringify(one)}\n`)
    silence = Math.max(silence, performance.now() - lastAt)
    lastAt = performance.now()
  }

  const working = Array.from({ length: callers }, async (_, caller) => {
    for (let turn = caller; !isOver; turn += callers) await file(tokens[turn % tokens.length] ?? '')
  })
  return {
    acknowledged,
    answers,
    wrong,
    longestSilence: () => silence,
    async end() {
      isOver = true
      endsAt = performance.now() + patienceMs
      await Promise.all(working)
      closeSync(log)
      return unanswered
    },
  }
}

async function readService(baseUrl: string) {
  const answer = await fetch(`${baseUrl}/api/v1/services/${serviceCode}`)
  return (await answer.json()) as Parameters<typeof sampleAnswers>[0] & { papers: { key: string }[] }
}

function codeOf(text: string): string {
  try {
    const { title, reference } = JSON.parse(text)
    return `${title} ${reference ?? ''}`
  } catch {
    return text.slice(0, 100)
  }
}
