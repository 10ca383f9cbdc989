/** People who pay at the demo's bank, whatever happens to the program meanwhile: once, twice, too little, without a reference. */
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type { Faults } from '#server/demo-payments/faults.ts'

export interface OrderToPay {
  reference: string
  /** In đồng. */
  amount: number
  bin: string
  account: string
}

export interface PaymentLoad {
  /** Transfers the bank has said it made, by their number there. */
  acknowledged: string[]
  /** Begins nothing new and lets everything that was begun be answered. */
  end(): Promise<void>
}

interface Options {
  baseUrl: string
  orders: readonly OrderToPay[]
  /** How many pay at once. */
  count: number
  random: () => number
  /** Between one payment of a payer and the next, in milliseconds. */
  pauseMs: number
}

/** What goes wrong with the notice of one payment in so many. A lost one is found by asking. */
const faults: readonly (readonly [oneIn: number, Partial<Faults>])[] = [
  [4, { isDoubled: true }],
  [6, { lateSeconds: 2 }],
  [12, { isLost: true }],
]

export function startPayments({ baseUrl, orders, count, random, pauseMs }: Options): PaymentLoad {
  const acknowledged: string[] = []
  let isOver = false

  /** Until the bank answers: the attempt makes it one transfer. */
  async function transfer(order: OrderToPay, amount: number, memo: string, wrong: Partial<Faults>) {
    const { bin, account } = order
    const attempt = randomUUID()
    for (
      const until = performance.now() + 180_000;
      performance.now() < until;
      await rest(100 + random() * 300)
    ) {
      try {
        const answer = await fetch(`${baseUrl}/thu/ngan-hang/api/chuyen`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ bin, account, amount, memo, attempt, faults: wrong }),
          signal: AbortSignal.timeout(15_000),
        })
        if (answer.status === 201) {
          acknowledged.push(((await answer.json()) as { id: string }).id)
          return
        }
      } catch {
        // Killed in the middle of it: perhaps it was made, and the next attempt finds it.
      }
    }
  }

  async function payOne(order: OrderToPay): Promise<void> {
    const wrong = faults.find(([oneIn]) => random() < 1 / oneIn)?.[1] ?? {}
    const [way, memo] = [random(), `${order.reference} le phi`]
    if (way < 0.7) await transfer(order, order.amount, memo, wrong)
    else if (way < 0.8) {
      await transfer(order, order.amount - 1_000, memo, wrong)
      await transfer(order, 1_000, memo, {})
    } else if (way < 0.9) {
      await Promise.all([1, 2].map(() => transfer(order, order.amount, memo, wrong)))
    } else if (way < 0.95) await transfer(order, order.amount + 5_000, memo, wrong)
    // Without a reference nobody can ask for it: its notice is not lost.
    else await transfer(order, order.amount, 'nop tien ho so', { isDoubled: true })
  }

  const paying = Array.from({ length: count }, async (_, payer) => {
    for (let turn = payer; !isOver; turn += count) {
      const order = orders[turn % orders.length]
      if (order) await payOne(order)
      await rest(pauseMs * random())
    }
  })
  return {
    acknowledged,
    async end() {
      isOver = true
      await Promise.all(paying)
    },
  }
}
