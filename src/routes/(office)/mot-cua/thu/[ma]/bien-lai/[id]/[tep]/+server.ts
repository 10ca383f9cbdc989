/** The receipt of what was paid for a case, printed at the counter for whoever paid it. */
import { requireCaseHandler } from '#server/platform/rights.ts'
import { answerReceipt } from '#ui/receipt-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, params }) =>
  answerReceipt(requireCaseHandler(locals.actor), params)
