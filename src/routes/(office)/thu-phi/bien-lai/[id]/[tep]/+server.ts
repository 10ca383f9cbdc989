import { requireRole } from '#server/platform/web/guards.ts'
import { answerReceipt } from '#ui/receipt-answer.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, params }) =>
  answerReceipt(requireRole(locals.actor, 'finance'), params)
