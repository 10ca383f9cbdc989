import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { answerReceipt } from '#ui/receipt-answer.server.ts'

/** One's own receipt, as paper or data. */
export const GET = (event) => answerReceipt(citizenOf(event), event.params)
