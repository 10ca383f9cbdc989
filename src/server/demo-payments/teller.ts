/** Tells the program of payments, each until it has answered, as a real bank does: for hours, more and more slowly. */
import { randomBytes } from 'node:crypto'
import type { Book, Payment } from './book.ts'

export interface Message {
  headers: Record<string, string>
  body: string
}

interface Options {
  book: Book
  /** Where the program listens. */
  address: string
  keys(): readonly Uint8Array[]
  /** What is said of a payment, signed. */
  say(payment: Payment, key: Uint8Array, now: Date): Message
}

const firstPauseMs = 1_000
const longestPauseMs = 300_000
const patienceMs = 10_000
const giveUpMs = 86_400_000
const atOnce = 8

export class Teller {
  readonly #options: Options
  readonly #attempts = new Map<string, { next: number; pauseMs: number }>()
  #underWay = 0
  readonly #timer: NodeJS.Timeout

  constructor(options: Options) {
    this.#options = options
    this.#timer = setInterval(() => this.#look(), 250).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const { book } = this.#options
    if (book.faults.isDown) return
    const now = Date.now()
    for (const payment of book.payments.values()) {
      if (this.#underWay >= atOnce) return
      const { id, telling } = payment
      if (!telling || book.told.has(id)) continue
      const due = Date.parse(telling.at)
      const attempt = this.#attempts.get(id) ?? { next: due, pauseMs: firstPauseMs }
      if (attempt.next > now || now - due > giveUpMs) continue
      this.#attempts.set(id, {
        next: now + patienceMs + attempt.pauseMs,
        pauseMs: Math.min(attempt.pauseMs * 2, longestPauseMs),
      })
      this.#underWay += 1
      this.#tell(payment).finally(() => {
        this.#underWay -= 1
      })
    }
  }

  async #tell(payment: Payment): Promise<void> {
    const { book, keys, say } = this.#options
    const { copies = 1, isForged = false } = payment.telling ?? {}
    // The newest key: the program has it, or it has none.
    const key = isForged ? randomBytes(32) : keys().at(-1)
    if (!key) return
    const message = say(payment, key, new Date())
    const together = await Promise.all(Array.from({ length: Math.min(copies, 2) }, () => this.#send(message)))
    if (copies > 2) together.push(await this.#send(say(payment, key, new Date())))
    const status = together.includes(200) ? 200 : (together[0] ?? 0)
    book.write({ kind: 'told', id: payment.id, at: new Date().toISOString(), status })
    const attempt = this.#attempts.get(payment.id)
    if (status === 200) this.#attempts.delete(payment.id)
    // A forger does not come again.
    else if (attempt) attempt.next = isForged ? Number.POSITIVE_INFINITY : Date.now() + attempt.pauseMs / 2
  }

  async #send({ headers, body }: Message): Promise<number> {
    try {
      const answer = await fetch(this.#options.address, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return 0
    }
  }
}
