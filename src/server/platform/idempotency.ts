/** Requests that may be repeated: the second arrival gets the first answer. */
import { type Actor, system } from '#server/platform/actor.ts'
import { endsByClock } from '#server/platform/clock-watch.ts'
import type { RequestKey } from '#server/platform/http.ts'
import { defineSchedule } from '#server/platform/jobs.ts'
import { defineRefusal } from '#server/platform/refusal.ts'
import { perform } from '#server/platform/work.ts'

const idempotencyMismatch = defineRefusal('platform.idempotency_mismatch', 422)
const nobody = '00000000-0000-0000-0000-000000000000'
const requestUnderWay = defineRefusal('platform.request_under_way', 409)

/** Refuses a key that was used before for something else. A request without a mark says nothing of its body. */
export function checkSameRequest(first: Buffer | null | undefined, now: Buffer | undefined): void {
  if (first && now && !first.equals(now)) throw idempotencyMismatch()
}

/**
 * For requests whose work spans more than one transaction: does `task` unless this key already has an answer. Where
 * one transaction does the work, its own row carries the key and nothing here is needed.
 */
export async function answerOnce<Answer extends object>(
  actor: Actor,
  { requestKey, requestMark }: RequestKey,
  task: () => Promise<Answer>,
): Promise<Answer> {
  if (requestKey === undefined) return task()
  const row = {
    principal: actor.kind === 'citizen' || actor.kind === 'officer' ? actor.id : nobody,
    key: requestKey,
  }
  const fingerprint = requestMark ?? Buffer.alloc(0)
  const isFirst = await perform(actor, async ({ tx, now }) => {
    const taken = await tx
      .insertInto('platform.idempotency')
      .values({ ...row, fingerprint, createdAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    return taken !== undefined
  })
  if (!isFirst) return firstAnswer(actor, row, requestMark)
  try {
    const answer = await task()
    await perform(actor, async ({ tx }) => {
      const body = JSON.stringify(answer)
      await tx
        .updateTable('platform.idempotency')
        .set({ body })
        .where('principal', '=', row.principal)
        .where('key', '=', row.key)
        .execute()
    })
    return answer
  } catch (error) {
    // A request that changed nothing may be sent again.
    await perform(actor, ({ tx }) =>
      tx
        .deleteFrom('platform.idempotency')
        .where('principal', '=', row.principal)
        .where('key', '=', row.key)
        .execute(),
    )
    throw error
  }
}

async function firstAnswer<Answer extends object>(
  actor: Actor,
  row: { principal: string; key: string },
  requestMark: Buffer | undefined,
): Promise<Answer> {
  const first = await perform(actor, ({ tx }) =>
    tx
      .selectFrom('platform.idempotency')
      .select(['fingerprint', 'body'])
      .where('principal', '=', row.principal)
      .where('key', '=', row.key)
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
