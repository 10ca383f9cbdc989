import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { provinceFolder } from '#server/platform/province.ts'
import { PaymentRules } from './rules.ts'

let known: PaymentRules | undefined

/** The province's rules for payments: its `payments.json`, read once. Throws for a key that is missing, wrong or read by nobody. */
export function paymentRules(): PaymentRules {
  known ??= PaymentRules.parse(JSON.parse(readFileSync(join(provinceFolder, 'payments.json'), 'utf8')))
  return known
}
