import type { StatementProblem } from '#shared/messages/payments/wrong-statement.ts'
import { defineRefusal } from '#shared/refusal.ts'

/** A bank's statement that is not read any further, with `problem` and, where one line is at fault, its number in the file. */
const statementUnreadable = defineRefusal('payments.statement_unreadable', 422)

export function unreadable(problem: StatementProblem, line = 0) {
  return statementUnreadable({ problem, line })
}
