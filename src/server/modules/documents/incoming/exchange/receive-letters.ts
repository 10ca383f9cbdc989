/** What lies at the exchange for agencies of this platform is taken in and acknowledged, letter by letter; what was settled is told. */
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
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
import { takeFromExchange } from './take-from-exchange.ts'

export interface ReceivingLimits {
  /** Letters asked for at once. */
  page: number
  /** Milliseconds after which no further page is begun: the next minute goes on there. */
  time: number
  /** Milliseconds for one answer of the exchange, and for one file of a letter. */
  answer: number
  files: number
}

export const usualReceiving: ReceivingLimits = { page: 20, time: 60_000, answer: 20_000, files: 60_000 }

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
      for (const letter of page.letters.slice(0, limits.page))
        problem = (await takeAndAcknowledge(exchange, letter, limits)) ?? problem
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

/** Taken first, and only then acknowledged: cut off between the two it comes again, and is known. */
async function takeAndAcknowledge(
  exchange: Exchange,
  letter: ReceivedLetter,
  { answer, files }: ReceivingLimits,
): Promise<ExchangeProblem | undefined> {
  let said: Acknowledgement
  try {
    said = (await takeFromExchange(letter, files))
      ? { state: 'arrived' }
      : { state: 'refused', reason: m.documents.incoming.nobodyReceives }
  } catch (failure) {
    log.error(
      { letter: String(letter.id).slice(0, 100), error: stackOf(failure) },
      'a letter was not taken in',
    )
    return 'not_taken'
  }
  return tell(exchange, letter, said, answer)
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

/** Of letters from outside: what was entered since, and what was not taken. */
async function tellSettled(
  exchange: Exchange,
  { page, answer }: ReceivingLimits,
  end: number,
): Promise<ExchangeProblem | undefined> {
  let problem: ExchangeProblem | undefined
  let settled: Settled[] = []
  do {
    const after = settled.at(-1)?.id
    settled = await perform(system, ({ tx }) => listToTell(tx, after, page))
    for (const one of settled) {
      const { letterId: id = '', letterTo: to = '' } = one.said
      const failed = await tell(exchange, { id, to }, acknowledgementOf(one), answer)
      if (failed) problem = failed
      else await perform(system, ({ tx }) => noteTold(tx, one.id))
    }
  } while (settled.length === page && performance.now() < end)
  return problem
}

function acknowledgementOf({ state, reason, number, arrivedOn }: Settled): Acknowledgement {
  return state === 'refused'
    ? { state, reason: reason ?? '' }
    : { state, receivedAs: `${number}, ${arrivedOn}` }
}
