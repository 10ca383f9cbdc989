/** What `states.ts` says of a state, asked of rows with the columns `status`, `accept_by` and `due_at`. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { bindingOf, type Status, statuses } from '../states.ts'

/** Spelt out, as the indexes are. */
export function statusIs(question: (status: Status) => boolean): RawBuilder<SqlBool> {
  const list = sql.join(statuses.filter(question).map((status) => sql.lit(status)))
  return sql<SqlBool>`status in (${list})`
}

const isBeforeAcceptance = statusIs((status) => bindingOf(status) === 'accept_by')

/** The moment that binds, of a row whose time is running. */
export const bindingColumn = sql<Date>`(case when ${isBeforeAcceptance} then accept_by else due_at end)`
