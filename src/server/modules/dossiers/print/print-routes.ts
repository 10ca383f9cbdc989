/** What a dossier and the work list are taken along as: papers that are typeset, tables and calendars. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { answerCalendar, answerCsv } from '#server/platform/web/csv.ts'
import { requireCitizen, requireSignedIn } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { DossierCode } from '../api-shapes.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { WorkListQuery } from '../read/work-list-query.ts'
import { openControlSlip } from './control-slip.ts'
import { RegisterSpan, registerCsv, registerPdf } from './dossier-register.ts'
import { openSlip } from './open-slip.ts'
import { slipKinds } from './print-papers.ts'
import { dossierCalendar, workListCalendar, workListCsv } from './take-along.ts'

const pdf = { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } }
const csv = { 'text/csv': { schema: z.string().meta({ format: 'binary' }) } }
const calendar = { 'text/calendar': { schema: z.string() } }
const TakeAlongQuery = WorkListQuery.omit({ page: true })
const tags = ['Dossiers']

const receipt = createRoute({
  method: 'get',
  path: '/dossiers/{code}/receipt',
  operationId: 'printReceipt',
  tags,
  summary: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01, Thông tư 03/2025/TT-VPCP)',
  request: { params: DossierCode },
  responses: { 200: { description: 'PDF/A-2a', content: pdf }, ...problems(404) },
})

const slip = createRoute({
  method: 'get',
  path: '/dossiers/{code}/slips/{kind}',
  operationId: 'printSlip',
  tags,
  summary:
    'Phiếu yêu cầu bổ sung, từ chối, xin lỗi và hẹn lại, thông báo dừng (Mẫu số 02 to 05), as sealed when issued',
  request: { params: DossierCode.extend({ kind: z.enum(slipKinds) }) },
  responses: { 200: { description: 'PDF/A-2a', content: pdf }, ...problems(404) },
})

const control = createRoute({
  method: 'get',
  path: '/dossiers/{code}/control-slip',
  operationId: 'printControlSlip',
  tags,
  summary: 'Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 06) as it stands now; for officers',
  request: { params: DossierCode },
  responses: { 200: { description: 'PDF/A-2a', content: pdf }, ...problems(403, 404) },
})

const registerAsPdf = createRoute({
  method: 'get',
  path: '/dossier-register.pdf',
  operationId: 'printDossierRegister',
  tags,
  summary:
    "Sổ theo dõi hồ sơ (Mẫu số 07) of the officer's agency: at most 92 days and 1,000 rows; recorded for each person named",
  request: { query: RegisterSpan },
  responses: { 200: { description: 'PDF/A-2a', content: pdf }, ...problems(403, 422) },
})

const registerAsCsv = createRoute({
  method: 'get',
  path: '/dossier-register.csv',
  operationId: 'takeDossierRegister',
  tags,
  summary: 'The same as a table of at most 10,000 rows',
  request: { query: RegisterSpan },
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv }, ...problems(403, 422) },
})

const listCsv = createRoute({
  method: 'get',
  path: '/work-list.csv',
  operationId: 'takeWorkList',
  tags,
  summary:
    "The work list of the officer's agency as a table of at most 10,000 rows; recorded for each person named",
  request: { query: TakeAlongQuery },
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv } },
})

const listCalendar = createRoute({
  method: 'get',
  path: '/work-list.ics',
  operationId: 'takeWorkCalendar',
  tags,
  summary: 'The deadlines of the same dossiers as iCalendar, without a name',
  request: { query: TakeAlongQuery },
  responses: { 200: { description: 'RFC 5545', content: calendar } },
})

const ownCalendar = createRoute({
  method: 'get',
  path: '/dossiers/{code}/calendar.ics',
  operationId: 'takeDossierCalendar',
  tags,
  summary: "The days of one's own dossier as iCalendar: complete by, come in person by, result due",
  request: { params: DossierCode },
  responses: { 200: { description: 'RFC 5545', content: calendar }, ...problems(404) },
})

export function addPrintRoutes(router: OpenAPIHono<ApiEnvironment>): void {
  router
    .openapi(receipt, async (c) => {
      const actor = requireSignedIn(c.var.actor)
      const { code } = c.req.valid('param')
      const pdf = await openSlip(actor, code, 'receipt')
      return c.body(new Uint8Array(pdf), 200, pdfHeaders(`giay-hen-${code}.pdf`))
    })
    .openapi(slip, async (c) => {
      const actor = requireSignedIn(c.var.actor)
      const { code, kind } = c.req.valid('param')
      const pdf = await openSlip(actor, code, kind)
      return c.body(new Uint8Array(pdf), 200, pdfHeaders(`phieu-${kind}-${code}.pdf`))
    })
    .openapi(control, async (c) => {
      const officer = requireCaseHandler(c.var.actor)
      const { code } = c.req.valid('param')
      const bytes = await openControlSlip(officer, code)
      return c.body(new Uint8Array(bytes), 200, pdfHeaders(`phieu-kiem-soat-${code}.pdf`))
    })
    .openapi(registerAsPdf, async (c) => {
      const officer = requireCaseHandler(c.var.actor)
      const span = c.req.valid('query')
      const bytes = await registerPdf(officer, span)
      return c.body(new Uint8Array(bytes), 200, pdfHeaders(`so-theo-doi-${span.from}-${span.to}.pdf`))
    })
    .openapi(registerAsCsv, async (c) => {
      const officer = requireCaseHandler(c.var.actor)
      const span = c.req.valid('query')
      return answerCsv(
        await perform(officer, (work) => registerCsv(work, officer, span)),
        `so-theo-doi-${span.from}-${span.to}.csv`,
      ) as never
    })
    .openapi(listCsv, async (c) => {
      const officer = requireCaseHandler(c.var.actor)
      const query = { ...c.req.valid('query'), page: 1 }
      return answerCsv(
        await perform(officer, (work) => workListCsv(work, officer, query)),
        'ho-so-can-lam.csv',
      ) as never
    })
    .openapi(listCalendar, async (c) => {
      const officer = requireCaseHandler(c.var.actor)
      const query = { ...c.req.valid('query'), page: 1 }
      return answerCalendar(
        await perform(officer, (work) => workListCalendar(work, officer, query)),
        'han-tra.ics',
      ) as never
    })
    .openapi(ownCalendar, async (c) => {
      const citizen = requireCitizen(c.var.actor)
      const { code } = c.req.valid('param')
      const text = await perform(citizen, async (work) =>
        dossierCalendar(work, await viewOwnDossier(work, citizen, code)),
      )
      return answerCalendar(text, `lich-${code}.ics`) as never
    })
}

function pdfHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name.replace(/[^A-Za-z0-9._-]/g, '-')}"`,
  }
}
