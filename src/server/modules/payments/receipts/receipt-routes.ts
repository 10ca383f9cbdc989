/** Receipts for other systems: by their payer, by who keeps the agency's money, by who works on its cases. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireOfficer, requireSignedIn } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { answerOnce } from '#server/platform/web/idempotency.ts'
import { perform } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { channels } from '../model.ts'
import { listCollectors, SetCollector, setCollector } from './collectors.ts'
import { cancelReceipt, replaceReceipt } from './end-receipt.ts'
import { getReceipt, listReceipts, openReceipt, type Receipt } from './read-receipts.ts'
import { summariseDay } from './summarise-day.ts'

const tags = ['Payments']
const Id = z.object({ id: z.uuid() })
const day = Day.meta({ example: '2026-11-29' })
const states = ['numbered', 'signed', 'cancelled', 'replaced'] as const

const ReceiptRecord = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    agencyId: z.string(),
    form: z.string().meta({ example: 'EBL01' }),
    series: z.string().meta({ example: '26TAA' }),
    number: z.string().meta({ example: '00000042' }),
    issuedOn: z.iso.date(),
    items: z.array(
      z.object({
        title: z.string(),
        name: z.string(),
        amount: z.int().meta({ description: 'In đồng' }),
      }),
    ),
    amount: z.int().meta({ description: 'In đồng' }),
    channel: z.enum(channels),
    state: z.enum(states).meta({ description: '`numbered` until its two files are signed' }),
    reason: z.string().nullable().meta({ description: 'Why it was cancelled or replaced' }),
    replaces: z.uuid().nullable(),
    replacedBy: z.uuid().nullable(),
    checkCode: z.string(),
  })
  .meta({ id: 'Receipt' })

const CollectorRecord = z
  .object({
    agencyId: z.string(),
    taxCode: z.string(),
    letters: z.string(),
    validFrom: z.iso.date(),
    isDemo: z.boolean(),
  })
  .meta({ id: 'Collector' })
const EnterCollector = SetCollector.meta({
  id: 'EnterCollector',
  example: { taxCode: '0012345672', letters: 'AA', from: '2026-12-01' },
})
const Why = z
  .strictObject({ reason: z.string().max(2000) })
  .meta({ id: 'ReceiptReason', example: { reason: 'Lập nhầm cho hồ sơ khác' } })

const Count = z
  .object({
    channel: z.enum(channels),
    issued: z.int(),
    ended: z.int().meta({ description: 'Cancelled or replaced since' }),
    amount: z.int().meta({ description: 'Of those that stand, in đồng' }),
  })
  .meta({ id: 'ReceiptCount' })

const list = createRoute({
  method: 'get',
  path: '/payments/receipts',
  operationId: 'listReceipts',
  tags,
  summary: 'The receipts of the agency acted for, of a span of days, the newest first; names no payer',
  request: {
    query: z.object({
      from: day,
      to: day,
      state: z.enum(states).optional(),
      channel: z.enum(channels).optional(),
      after: z.uuid().optional().meta({ description: '`next` of the page before' }),
    }),
  },
  responses: {
    200: {
      description: 'Fifty at most',
      content: {
        'application/json': {
          schema: z
            .object({
              receipts: z.array(ReceiptRecord),
              next: z.uuid().nullable(),
              counts: z.array(Count).meta({ description: 'Of all these days; cash apart' }),
            })
            .meta({ id: 'ReceiptPage' }),
        },
      },
    },
    ...problems(403),
  },
})

const get = createRoute({
  method: 'get',
  path: '/payments/receipts/{id}',
  operationId: 'readReceipt',
  tags,
  summary: 'A receipt of one’s own, or of the agency acted for',
  request: { params: Id },
  responses: {
    200: { description: 'The receipt', content: { 'application/json': { schema: ReceiptRecord } } },
    ...problems(404),
  },
})

const binary = { schema: z.string().meta({ format: 'binary' }) }
const open = createRoute({
  method: 'get',
  path: '/payments/receipts/{id}/file',
  operationId: 'openReceipt',
  tags,
  summary: 'The signed receipt, as paper or as data; opening it as staff is recorded',
  request: { params: Id, query: z.object({ format: z.enum(['pdf', 'xml']).default('pdf') }) },
  responses: {
    200: {
      description: 'PDF/A-2a, PAdES baseline B; or XML, XAdES baseline B, by `/xml/bien-lai-1.xsd`',
      content: { 'application/pdf': binary, 'application/xml': binary },
    },
    ...problems(404, 409),
  },
})

const summary = createRoute({
  method: 'get',
  path: '/payments/receipt-summaries/{day}',
  operationId: 'summariseReceipts',
  tags,
  summary: 'Bảng tổng hợp biên lai trong ngày, for the tax authority',
  request: { params: z.object({ day }), query: z.object({ format: z.enum(['csv', 'xml']).default('csv') }) },
  responses: {
    200: {
      description: 'Every receipt issued or ended that day; the XML by `/xml/bien-lai-1.xsd`, sealed',
      content: { 'text/csv': binary, 'application/xml': binary },
    },
    ...problems(403, 409),
  },
})

const collectors = createRoute({
  method: 'get',
  path: '/payments/collectors',
  operationId: 'listCollectors',
  tags,
  summary: 'By which tax codes and series the agency acted for collects',
  responses: {
    200: {
      description: 'The newest first',
      content: { 'application/json': { schema: z.object({ collectors: z.array(CollectorRecord) }) } },
    },
    ...problems(403),
  },
})

/** A person's, never a client system's. */
const signed = { security: [{ personalToken: ['dossiers:sign'] }] }

const enter = createRoute({
  method: 'post',
  path: '/payments/collectors',
  operationId: 'enterCollector',
  tags,
  summary: 'From a day on receipts bear this tax code and series; those that were owed are numbered',
  ...signed,
  request: {
    headers: IdempotencyKey,
    body: { required: true, content: { 'application/json': { schema: EnterCollector } } },
  },
  responses: {
    200: { description: 'Entered', content: { 'application/json': { schema: z.object({ from: day }) } } },
    ...problems(403, 415, 422),
  },
})

const ending = (how: 'cancel' | 'replace', summary: string) =>
  createRoute({
    method: 'post',
    path: `/payments/receipts/{id}/${how}`,
    operationId: `${how}Receipt`,
    tags,
    summary,
    ...signed,
    request: {
      params: Id,
      headers: IdempotencyKey,
      body: { required: true, content: { 'application/json': { schema: Why } } },
    },
    responses: {
      200: {
        description: 'Done; a repeated request changes nothing again',
        content: { 'application/json': { schema: ReceiptRecord } },
      },
      ...problems(403, 404, 409, 415, 422),
    },
  })
const cancel = ending('cancel', 'Hủy biên lai, with the reason; every check says so from now on')
const replace = ending('replace', 'Thay thế biên lai: another of what is true now takes its place')

export function addReceiptRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router
    .openapi(list, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { from, to, ...more } = c.req.valid('query')
      const span = { from: from as LocalDay, to: to as LocalDay }
      const { receipts, next, counts } = await perform(officer, (work) =>
        listReceipts(work, officer, { ...span, ...more }),
      )
      return c.json({ receipts: receipts.map(record), next: next ?? null, counts }, 200)
    })
    .openapi(get, async (c) => {
      const actor = requireSignedIn(c.var.actor)
      const { id } = c.req.valid('param')
      return c.json(record(await perform(actor, (work) => getReceipt(work, id))), 200)
    })
    .openapi(open, async (c) => {
      const actor = requireSignedIn(c.var.actor)
      const { format } = c.req.valid('query')
      const bytes = await openReceipt(actor, c.req.valid('param').id, format)
      return c.body(new Uint8Array(bytes), 200, { 'content-type': `application/${format}` }) as never
    })
    .openapi(summary, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { format } = c.req.valid('query')
      const { day } = c.req.valid('param')
      const { bytes, mediaType } = await summariseDay(officer, { day: day as LocalDay, format })
      return c.body(new Uint8Array(bytes), 200, { 'content-type': mediaType }) as never
    })
    .openapi(collectors, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const rows = await perform(officer, (work) => listCollectors(work, officer))
      return c.json({ collectors: rows.map((row) => CollectorRecord.parse(row)) }, 200)
    })
    .openapi(enter, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const entered = c.req.valid('json')
      const answer = await answerOnce(officer, requestKeyOf(c, 'enterCollector'), async () => {
        await perform(officer, (work) => setCollector(work, officer, entered))
        return { from: entered.from }
      })
      return c.json(answer, 200)
    })
    .openapi(cancel, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { id } = c.req.valid('param')
      const why = c.req.valid('json')
      const answer = await answerOnce(officer, requestKeyOf(c, `cancelReceipt ${id}`), () =>
        perform(officer, async (work) => {
          await cancelReceipt(work, officer, id, why)
          return record(await getReceipt(work, id))
        }),
      )
      return c.json(answer, 200)
    })
    .openapi(replace, async (c) => {
      const officer = requireOfficer(c.var.actor)
      const { id } = c.req.valid('param')
      const why = c.req.valid('json')
      const answer = await answerOnce(officer, requestKeyOf(c, `replaceReceipt ${id}`), () =>
        perform(officer, async (work) =>
          record(await getReceipt(work, await replaceReceipt(work, officer, id, why))),
        ),
      )
      return c.json(answer, 200)
    })
}

function record(receipt: Receipt): z.infer<typeof ReceiptRecord> {
  return ReceiptRecord.parse(receipt)
}
