/** Requests that may be repeated: the second arrival gets the first answer. */
import { randomUUID } from 'node:crypto'
import { defineRefusal } from '#shared/refusal.ts'
import { type Citizen, type Officer, system } from '../actor.ts'
import { defineSchedule } from '../jobs/jobs.ts'
import { endsByClock } from '../watch/clock-watch.ts'
import { perform } from '../work.ts'
import type { RequestKey } from './http.ts'

const idempotencyMismatch = defineRefusal('platform.idempotency_mismatch', 422)
const requestUnderWay = defineRefusal('platform.request_under_way', 409)

/** Refuses a key that was used before for something else. A request without a mark says nothing of its body. */
export function checkSameRequest(first: Buffer | null | undefined, now: Buffer | undefined): void {
  if (first && now && !first.equals(now)) throw idempotencyMismatch()
}

/** How long an attempt is believed alive that has not said so again; it says so three times in that span. */
export const leaseMs = 20_000

interface Attempt extends RequestKey {
  /** For what the mark cannot tell beforehand: whether this request asks for what was answered first. */
  isSame?(answer: unknown): Promise<boolean>
}

/**
 * For requests whose work spans more than one transaction: does `task` unless this key already has an answer. Where
 * one transaction does the work, its own row carries the key and nothing here is needed. An attempt whose process was
 * killed holds the key for twenty seconds; then the next one takes over.
 */
export async function answerOnce<Answer extends object>(
  actor: Caller,
  { requestKey, requestMark, isSame }: Attempt,
  task: () => Promise<Answer>,
): Promise<Answer> {
  if (requestKey === undefined) return task()
  const key = { principal: actor.id, key: requestKey }
  const claim = randomUUID()
  if (!(await claimKey(actor, key, claim, requestMark))) {
    const answer = await firstAnswer<Answer>(actor, key, requestMark)
    if (isSame && !(await isSame(answer))) throw idempotencyMismatch()
    return answer
  }
  const renewal = setInterval(() => void renew(actor, key, claim).catch(() => {}), leaseMs / 3)
  try {
    const answer = await task()
    // Another took over while this one seemed dead: its answer is the one that was or will be given.
    if (!(await keepAnswer(actor, key, claim, answer))) return await firstAnswer(actor, key, requestMark)
    return answer
  } catch (error) {
    // A request that changed nothing may be sent again.
    await perform(actor, ({ tx }) =>
      tx
        .deleteFrom('platform.idempotency')
        .where(({ and }) => and({ ...key, claim }))
        .execute(),
    )
    throw error
  } finally {
    clearInterval(renewal)
  }
}

/** Somebody signed in: strangers cannot be told apart, and one would be given another's answer. */
type Caller = Citizen | Officer

interface Key {
  principal: string
  key: string
}

/** True when this attempt is to do the work: the key is new, or whoever held it has not been heard of for so long. */
function claimKey(
  actor: Caller,
  key: Key,
  claim: string,
  requestMark: Buffer = Buffer.alloc(0),
): Promise<boolean> {
  return perform(actor, async ({ tx, now }) => {
    const leasedUntil = new Date(now.getTime() + leaseMs)
    const taken = await tx
      .insertInto('platform.idempotency')
      .values({ ...key, fingerprint: requestMark, createdAt: now, claim, leasedUntil })
      .onConflict((conflict) =>
        conflict
          .columns(['principal', 'key'])
          .doUpdateSet({ claim, leasedUntil })
          .where('platform.idempotency.body', 'is', null)
          // A lease from a clock that ran ahead ends with the others.
          .where(({ or, eb }) =>
            or([
              eb('platform.idempotency.leasedUntil', '<', now),
              eb('platform.idempotency.leasedUntil', '>', new Date(leasedUntil.getTime() + 60_000)),
            ]),
          )
          .where('platform.idempotency.fingerprint', '=', requestMark),
      )
      .returning('key')
      .executeTakeFirst()
    return taken !== undefined
  })
}

function renew(actor: Caller, key: Key, claim: string) {
  return perform(actor, ({ tx, now }) =>
    tx
      .updateTable('platform.idempotency')
      .where(({ and }) => and({ ...key, claim }))
      .set({ leasedUntil: new Date(now.getTime() + leaseMs) })
      .execute(),
  )
}

async function keepAnswer(actor: Caller, key: Key, claim: string, answer: object): Promise<boolean> {
  const kept = await perform(actor, ({ tx }) =>
    tx
      .updateTable('platform.idempotency')
      .where(({ and }) => and({ ...key, claim }))
      .set({ body: JSON.stringify(answer) })
      .returning('key')
      .executeTakeFirst(),
  )
  return kept !== undefined
}

async function firstAnswer<Answer extends object>(
  actor: Caller,
  key: Key,
  requestMark: Buffer | undefined,
): Promise<Answer> {
  const first = await perform(actor, ({ tx }) =>
    tx
      .selectFrom('platform.idempotency')
      .select(['fingerprint', 'body'])
      .where(({ and }) => and({ ...key }))
      .executeTakeFirst(),
  )
  checkSameRequest(first?.fingerprint, requestMark)
  if (!first?.body) throw requestUnderWay()
  return first.body as unknown as Answer
}

/** Answers are kept for a day. */
export const forgetAnswers = endsByClock(
  defineSchedule({
    name: 'platform.forget-answers',
    cron: '20 3 * * *',
    run: () =>
      perform(system, async ({ tx, now }) => {
        const yesterday = new Date(now.getTime() - 24 * 3600 * 1000)
        await tx.deleteFrom('platform.idempotency').where('createdAt', '<', yesterday).execute()
      }),
  }),
)
