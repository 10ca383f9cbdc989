/** An honest caller: asks under one key until there is an answer, and writes down what no caller should get. */
import { setTimeout as rest } from 'node:timers/promises'

export interface Answer {
  status: number
  /** Of a refusal: its code. */
  title: string
  body: Record<string, unknown>
  bytes: Uint8Array<ArrayBuffer>
  /** The program's clock as it answered. */
  at: Date
}

export interface Request {
  token?: string | undefined
  /** What makes a repetition the same request. */
  key?: string
  json?: object
  bytes?: Uint8Array<ArrayBuffer>
  /** Refusals a caller may meet without anything being wrong. */
  mayRefuse?: readonly string[]
}

export class Callers {
  /** Answers by status; `cut` is none at all. */
  readonly answers = new Map<string, number>()
  /** Answers that no honest caller should get, each once. */
  readonly wrong = new Set<string>()
  /** Requests that were never answered. */
  unanswered = 0
  readonly #baseUrl: string
  readonly #random: () => number
  #endsAt = Number.POSITIVE_INFINITY

  constructor(baseUrl: string, random: () => number) {
    this.#baseUrl = baseUrl
    this.#random = random
  }

  /** Whatever has not been answered after this long never is. */
  loseHopeAfter(ms: number): void {
    this.#endsAt = performance.now() + ms
  }

  /** The answer; undefined where it is a refusal, or never came. */
  async ask(path: string, request: Request): Promise<Answer | undefined> {
    const answer = await this.askPlainly(path, request)
    return answer && answer.status < 300 ? answer : undefined
  }

  /** The answer, a refusal too; undefined where it never came. */
  async askPlainly(path: string, request: Request): Promise<Answer | undefined> {
    while (performance.now() < this.#endsAt) {
      const answer = await this.#once(path, request)
      this.#count(answer ? String(answer.status) : 'cut')
      if (answer && answer.status < 300) return answer
      if (answer && this.#isFinal(path, request, answer)) return answer
      await rest(100 + this.#random() * 400)
    }
    this.unanswered += 1
    return undefined
  }

  async #once(path: string, { token, key, json, bytes }: Request): Promise<Answer | undefined> {
    const body = json ? JSON.stringify(json) : bytes
    try {
      const answer = await fetch(`${this.#baseUrl}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined ? {} : { body }),
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': json ? 'application/json' : 'application/octet-stream' }),
        },
        signal: AbortSignal.timeout(15_000),
      })
      const given = new Uint8Array(await answer.arrayBuffer())
      const isJson = answer.headers.get('content-type')?.includes('json')
      const read = isJson ? JSON.parse(new TextDecoder().decode(given)) : {}
      return {
        status: answer.status,
        title: read.title ?? '',
        body: read,
        bytes: given,
        at: new Date(answer.headers.get('date') ?? Date.now()),
      }
    } catch {
      return undefined
    }
  }

  /** A refusal repeats itself, and so does a used budget for a while; a defect may not. */
  #isFinal(path: string, { mayRefuse = [] }: Request, { status, title, body }: Answer): boolean {
    if ([503, 507].includes(status) || title === 'platform.request_under_way') return false
    if (status === 429 || mayRefuse.includes(title)) return true
    this.wrong.add(
      `${path.replace(/H57[\w.-]+|[0-9a-f-]{36}/, '…')}: ${status} ${title} ${body.reference ?? ''}`,
    )
    return status < 500
  }

  #count(what: string): void {
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1)
  }
}
