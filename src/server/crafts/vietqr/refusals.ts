import type { CodeProblem } from '#shared/messages/payments/wrong-code.ts'
import { defineRefusal } from '#shared/refusal.ts'

/** A payment code nobody should pay by, with `field` and `problem`. */
const codeUnreadable = defineRefusal('payments.code_unreadable', 422)
/** What was to be put into a payment code does not fit, with `field` and `problem`. */
const codeUnwritable = defineRefusal('payments.code_unwritable', 422)

/** `field` is the path that leads to it, `38/01/00`; `''` is the whole code. */
export function unreadable(field: string, problem: CodeProblem) {
  return codeUnreadable({ field, problem })
}

export function unwritable(field: string, problem: CodeProblem) {
  return codeUnwritable({ field, problem })
}
