/** Refunds for other systems: two people of finance, to the paying account only. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { answerOnce } from '#server/platform/web/idempotency.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { approveRefund, askRefund, declineRefund, PayerAccount } from './ask-refund.ts'
import { failRefund, getRefund, listRefunds, recordRefundSent, refundCashAtCounter } from './prove-refund.ts'
import type { RefundLine } from './refund-queries.ts'

const tags = ['Payments']
const Id = z.object({ id: z.uuid() })
const states = ['asked', 'approved', 'sent', 'done', 'declined', 'failed'] as const
const instant = z.iso.datetime().nullable()

const RefundRecord = z
  .object({
    id: z.uuid(),
    agencyId: z.string(),
    suspenseId: z.uuid(),
    orderId: z.uuid().nullable(),
    reference: z.string().nullable(),
    amount: z.int().meta({ description: 'In đồng' }),
    reason: z.string(),
    way: z.enum(['bank', 'gateway', 'cash']),
    toBin: z.string().nullable(),
    toNumber: z.string().nullable(),
    accountKnown: z.boolean().meta({ description: 'The account the money came from, as the bank said' }),
    state: z.enum(states),
    askedBy: z.uuid(),
    askedAt: instant,
    approvedBy: z.uuid().nullable(),
    approvedAt: instant,
    endedAt: instant,
  })
  .meta({ id: 'Refund' })

const reason = z.string().max(2000)
const account = PayerAccount.meta({ id: 'PayerAccount' })
const Ask = z.strictObject({ suspenseId: z.uuid(), reason, account: account.optional() }).meta({
  id: 'AskRefund',
  example: { suspenseId: '01a20b4c-9ce0-7717-b4bb-3342b388964c', reason: 'Nộp hai lần cho một hồ sơ' },
})
const Approve = z
  .strictObject({ account: PayerAccount.pick({ bin: true, number: true }).optional() })
  .meta({ id: 'ApproveRefund', example: {} })
const Why = z.strictObject({ reason }).meta({ id: 'RefundReason', example: { reason: 'Tài khoản đã đóng' } })
const Sent = z
  .strictObject({
    transaction: z.string().min(1).max(100),
    sentOn: Day,
    proof: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .meta({ description: 'SHA-256 of an upload' }),
  })
  .meta({ id: 'RefundSent', example: { transaction: 'FT26333123456', sentOn: '2026-11-29' } })
const Nothing = z.strictObject({}).meta({ id: 'HandOverCash', example: {} })

const answer = (description: string) => ({
  description,
  content: { 'application/json': { schema: RefundRecord } },
})

const list = createRoute({
  method: 'get',
  path: '/payments/refunds',
  operationId: 'listRefunds',
  tags,
  summary: 'The refunds of the agency acted for, those that wait for somebody first',
  request: { query: z.object({ state: z.enum(states).optional() }) },
  responses: {
    200: {
      description: 'A hundred at most',
      content: { 'application/json': { schema: z.object({ refunds: z.array(RefundRecord) }) } },
    },
    ...problems(403),
  },
})

const get = createRoute({
  method: 'get',
  path: '/payments/refunds/{id}',
  operationId: 'readRefund',
  tags,
  summary: 'A refund of the agency acted for',
  request: { params: Id },
  responses: { 200: answer('The refund'), ...problems(403, 404) },
})

const ask = createRoute({
  method: 'post',
  path: '/payments/refunds',
  operationId: 'askRefund',
  tags,
  summary: 'Đề nghị hoàn trả: money in suspense is due back to where it came from; another officer approves',
  request: {
    headers: IdempotencyKey,
    body: { required: true, content: { 'application/json': { schema: Ask } } },
  },
  responses: { 200: answer('Asked'), ...problems(403, 404, 409, 415, 422) },
})

type Act<Input> = (work: Work, officer: Officer, id: string, input: Input) => Promise<void>

export function addRefundRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router
    .openapi(list, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { state } = c.req.valid('query')
      const refunds = await perform(officer, (work) => listRefunds(work, officer, { state }))
      return c.json({ refunds: refunds.map(record) }, 200)
    })
    .openapi(get, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { id } = c.req.valid('param')
      return c.json(record(await perform(officer, (work) => getRefund(work, officer, id))), 200)
    })
    .openapi(ask, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const asked = c.req.valid('json')
      const said = await answerOnce(officer, requestKeyOf(c, 'askRefund'), () =>
        perform(officer, async (work) =>
          record(await getRefund(work, officer, await askRefund(work, officer, asked))),
        ),
      )
      return c.json(said, 200)
    })
  add(
    'approve',
    'approveRefund',
    'Duyệt hoàn trả: by another than who asked; an account nobody told of is typed again',
    Approve,
    approveRefund,
  )
  add('decline', 'declineRefund', 'Không hoàn trả: the money lies in suspense again', Why, declineRefund)
  add(
    'record',
    'recordRefund',
    'Ghi nhận đã chuyển: the bank’s transaction proves it',
    Sent,
    (work, officer, id, sent) =>
      recordRefundSent(work, officer, id, { ...sent, sentOn: sent.sentOn as LocalDay }),
  )
  add(
    'hand-over',
    'handOverRefund',
    'Hoàn tiền mặt: handed over at the counter',
    Nothing,
    refundCashAtCounter,
  )
  add('fail', 'failRefund', 'Không hoàn trả được: the bank did not do it', Why, (work, officer, id, why) =>
    failRefund(work, officer, id, why),
  )

  function add<Body extends z.ZodType>(
    path: string,
    operationId: string,
    summary: string,
    schema: Body,
    act: Act<z.output<Body>>,
  ): void {
    const route = createRoute({
      method: 'post',
      path: `/payments/refunds/{id}/${path}`,
      operationId,
      tags,
      summary,
      // A person's, never a client system's.
      ...(path === 'decline' ? {} : { security: [{ personalToken: ['dossiers:sign'] }] }),
      request: {
        params: Id,
        headers: IdempotencyKey,
        body: { required: true, content: { 'application/json': { schema } } },
      },
      responses: {
        200: answer('Done; a repeated request changes nothing again'),
        ...problems(403, 404, 409, 415, 422),
      },
    })
    router.openapi(route, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { id } = c.req.param() as { id: string }
      const input = c.req.valid('json' as never) as z.output<Body>
      const said = await answerOnce(officer, requestKeyOf(c, `${operationId} ${id}`), () =>
        perform(officer, async (work) => {
          await act(work, officer, id, input)
          return record(await getRefund(work, officer, id))
        }),
      )
      return c.json(said, 200)
    })
  }
}

function record({ askedAt, approvedAt, endedAt, ...refund }: RefundLine): z.infer<typeof RefundRecord> {
  return RefundRecord.parse({
    ...refund,
    askedAt: askedAt.toISOString(),
    approvedAt: approvedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  })
}
