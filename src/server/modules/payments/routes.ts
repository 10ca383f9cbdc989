/** Where gateways tell of money. No session and no token: what is believed is signed. */
import { createRoute, z } from '@hono/zod-openapi'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { takeNotice } from './notices/take-notice.ts'
import { addReceiptRoutes } from './receipts/receipt-routes.ts'
import { addRefundRoutes } from './refunds/refund-routes.ts'
import { tooManyNotices } from './refusals.ts'

/** Of one address; one that is not believed costs as much as a hundred others. */
const turns = createTurns({ capacity: 5000, perSecond: 500, refuse: tooManyNotices })
const costOfRefused = 100

const NoticeAnswer = z.object({}).catchall(z.unknown()).meta({
  id: 'NoticeAnswer',
  description: 'In the words of the gateway: `status` `ok` or `refused`, or `code` `00` or `97`.',
})
const answer = { 'application/json': { schema: NoticeAnswer } }
const { 400: unreadable } = problems(400)

const notify = createRoute({
  method: 'post',
  path: '/payments/notices/{gateway}',
  operationId: 'tellOfMoney',
  tags: ['Payments'],
  summary: 'Tell of a payment, as a gateway that is entered here, signed with its key',
  description:
    'The raw body, at most 64 kB, is stored before anything of it is believed. Answered once what it tells is settled; ' +
    'repeating it changes nothing. Send again whatever was answered with 5xx or not at all.',
  security: [],
  request: {
    params: z.object({
      gateway: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/)
        .meta({ example: 'ngan-hang-a' }),
    }),
    body: { required: true, content: { '*/*': { schema: z.string().meta({ format: 'binary' }) } } },
  },
  responses: {
    200: { description: 'Stored and settled, known already, or it tells of no money', content: answer },
    400: {
      description: 'Not believed: unsigned, wrongly signed, too old, or not what the gateway sends',
      content: { ...unreadable?.content, ...answer },
    },
    ...problems(404, 429),
  },
})

export const paymentRoutes = createRouter().openapi(notify, async (c) => {
  const { address } = c.env
  turns.take(address)
  const { gateway } = c.req.valid('param')
  const raw = Buffer.from(await c.req.arrayBuffer())
  const taken = await takeNotice(gateway, { raw, headers: c.req.header(), query: c.req.query() })
  if (taken.verdict === 'refused') turns.spend(address, costOfRefused)
  const { status, contentType, body } = taken.answer
  return c.body(body, status as 200, { 'content-type': contentType }) as never
})

addReceiptRoutes(paymentRoutes)
addRefundRoutes(paymentRoutes)
