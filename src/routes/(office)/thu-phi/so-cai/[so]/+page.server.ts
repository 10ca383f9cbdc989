import { requireRole } from '#server/platform/web/guards.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { readStatement } from './read-statement.server.ts'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { lines, ...found } = await readStatement(requireRole(locals.actor, 'finance'), params.so, url)
  return {
    id: params.so,
    ...found,
    lines: lines.map(({ at, kind, reference, transaction, amount, balance }) => ({
      at: formatDateTime(at),
      kind: m.payments.finance.postings[kind] ?? kind,
      reference: reference ?? '',
      transaction: transaction ?? '',
      amount,
      balance,
    })),
  }
}
