/** What lies at the exchange for agencies of this platform is taken in and acknowledged, letter by letter; what was settled is told. */
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { exchangeInUse } from './connected.ts'
import {
  type ExchangeProblem,
  findPlace,
  listToTell,
  noteReadingOf,
  noteTold,
  type Settled,
} from './exchange-queries.ts'
import { inTime, TooSlow } from './in-time.ts'
import type { Acknowledgement, Exchange, ReceivedLetter } from './port.ts'
import { type TakingLimits, takeFromExchange } from './take-from-exchange.ts'

export interface ReceivingLimits extends TakingLimits {
  /** Letters asked for at once. */
  page: number
  /** Milliseconds after which nothing further is begun: the next minute goes on there. */
  time: number
  /** Milliseconds for one answer of the exchange. */
  answer: number
}

const day = 24 * 3_600_000
export const usualReceiving: ReceivingLimits = {
  page: 20,
  time: 60_000,
  answer: 20_000,
  files: 60_000,
  letter: 120_000,
  patience: day,
}

type Ended = Promise<ExchangeProblem | undefined>

let running: Ended | undefined
let next: Ended | undefined

/**
 * Reads the exchange once from the beginning, or from where the last reading ran out of time, and tells what was settled since. A letter that
 * came before is acknowledged again and changes nothing; one that cannot be taken or acknowledged holds up no other and is offered again. How it
 * ended is kept (`exchangeCondition`), and given where it did not end well. Who calls while it runs waits for one that begins after it.
 */
export function receiveLetters(limits = usualReceiving): Ended {
  if (!running) {
    running = readExchange(exchangeInUse(), limits).finally(() => {
      running = undefined
    })
    return running
  }
  next ??= running
    .catch(() => undefined)
    .then(() => {
      next = undefined
      return receiveLetters(limits)
    })
  return next
}

async function readExchange(
  exchange: Exchange,
  limits: ReceivingLimits,
): Promise<ExchangeProblem | undefined> {
  const end = performance.now() + limits.time
  let after = await perform(system, ({ tx }) => findPlace(tx))
  let problem: ExchangeProblem | undefined
  try {
    do {
      const asked = { after, limit: limits.page }
      const page = await inTime((signal) => exchange.receive({ ...asked, signal }), limits.answer)
      const { why, isNewLeft } = await takeEach(exchange, page.letters, limits, end)
      problem = why ?? problem
      // What nobody has tried yet is tried first: the next minute looks at this page again.
      if (isNewLeft) break
      // One that goes on where it began would never end.
      after = page.next === after ? undefined : page.next
    } while (after !== undefined && performance.now() < end)
    problem = (await tellSettled(exchange, limits, end)) ?? problem
  } catch (failure) {
    problem = failure instanceof TooSlow ? 'too_slow' : 'unreachable'
    // Where it broke off may be no place any more.
    after = undefined
    log.error({ error: stackOf(failure) }, 'the exchange was not read')
  }
  await perform(system, ({ tx, now }) => noteReadingOf(tx, { goesOnAfter: after, problem }, now))
  return problem
}

/** When each letter that could not be taken or acknowledged was last tried, by this process; of more than that all begin anew. */
const triedAt = new Map<string, number>()
const mostTried = 10_000

/** Those that were never tried first, then whose turn is longest ago: a letter that takes all the time there is takes it from no other. */
async function takeEach(
  exchange: Exchange,
  letters: readonly ReceivedLetter[],
  limits: ReceivingLimits,
  end: number,
): Promise<{ why: ExchangeProblem | undefined; isNewLeft: boolean }> {
  const turnOf = (letter: ReceivedLetter) => triedAt.get(keyOf(letter)) ?? 0
  const inTurn = letters.slice(0, limits.page).sort((one, other) => turnOf(one) - turnOf(other))
  let why: ExchangeProblem | undefined
  for (const [at, letter] of inTurn.entries()) {
    // At least one, however little time is left.
    if (at > 0 && performance.now() >= end)
      return { why: why ?? 'too_slow', isNewLeft: inTurn.slice(at).some((one) => turnOf(one) === 0) }
    const failed = await takeAndAcknowledge(exchange, letter, limits)
    if (triedAt.size >= mostTried) triedAt.clear()
    if (failed) triedAt.set(keyOf(letter), performance.now())
    else triedAt.delete(keyOf(letter))
    why = failed ?? why
  }
  return { why, isNewLeft: false }
}

const keyOf = ({ id, to }: ReceivedLetter) => JSON.stringify([id, to])

/** Taken first, and only then acknowledged: cut off between the two it comes again, and is known. */
async function takeAndAcknowledge(
  exchange: Exchange,
  letter: ReceivedLetter,
  limits: ReceivingLimits,
): Promise<ExchangeProblem | undefined> {
  let said: Acknowledgement
  try {
    said = await takeFromExchange(letter, limits)
  } catch (failure) {
    log.error(
      { letter: String(letter.id).slice(0, 100), error: stackOf(failure) },
      'a letter was not taken in',
    )
    return 'not_taken'
  }
  return tell(exchange, letter, said, limits.answer)
}

async function tell(
  exchange: Exchange,
  { id, to }: Pick<ReceivedLetter, 'id' | 'to'>,
  said: Acknowledgement,
  time: number,
): Promise<ExchangeProblem | undefined> {
  try {
    await inTime((signal) => exchange.acknowledge({ id, to }, said, signal), time)
    return undefined
  } catch (failure) {
    log.error({ letter: String(id).slice(0, 100), error: stackOf(failure) }, 'a letter was not acknowledged')
    return 'not_acknowledged'
  }
}

/** How far the telling came that ran out of time; the next goes on behind it, in this process. */
let toldUpTo: string | undefined

/** Of letters from outside: what was entered since, and what was not taken. Each has its turn, whatever the exchange refuses of the others. */
async function tellSettled(
  exchange: Exchange,
  { page, answer }: ReceivingLimits,
  end: number,
): Promise<ExchangeProblem | undefined> {
  let problem: ExchangeProblem | undefined
  const from = toldUpTo
  let isFromStart = from === undefined
  for (;;) {
    const settled = await perform(system, ({ tx }) => listToTell(tx, toldUpTo, page))
    for (const one of settled) {
      if (isFromStart && from !== undefined && one.id > from) return problem
      const { letterId: id = '', letterTo: to = '' } = one.said
      const failed = await tell(exchange, { id, to }, acknowledgementOf(one), answer)
      if (failed) problem = failed
      else await perform(system, ({ tx }) => noteTold(tx, one.id))
      toldUpTo = one.id
      if (performance.now() >= end) return problem ?? 'too_slow'
    }
    if (settled.length === page) continue
    toldUpTo = undefined
    if (isFromStart) return problem
    isFromStart = true
  }
}

function acknowledgementOf({ state, reason, number, arrivedOn }: Settled): Acknowledgement {
  return state === 'refused'
    ? { state, reason: reason ?? '' }
    : { state, receivedAs: `${number}, ${arrivedOn}` }
}
