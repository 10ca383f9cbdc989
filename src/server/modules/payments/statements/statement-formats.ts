import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const names = z.array(z.string().trim().min(1).max(80)).max(30)

/** What `StatementFormat` of `crafts/statement` promises. */
const Format = z.strictObject({
  name: z.string().trim().min(1).max(80),
  columns: z.strictObject({
    transaction: names.min(1),
    paidAt: names.min(1),
    in: names,
    amount: names,
    out: names,
    memo: names,
    payerAccount: names,
  }),
  dates: z.array(z.string().regex(/^(?:dd|MM|yyyy)(?:[/.-](?:dd|MM|yyyy)){2}$/)).min(1),
  account: names,
})

let known: z.infer<typeof Format>[] | undefined

/** How banks write their statements: `province/viet-nam/bank-statements.json`, read once. Throws for a key that is wrong. */
export function statementFormats(): z.infer<typeof Format>[] {
  known ??= z
    .array(Format)
    .min(1)
    .parse(JSON.parse(readFileSync(join(process.cwd(), 'province/viet-nam/bank-statements.json'), 'utf8')))
  return known
}
