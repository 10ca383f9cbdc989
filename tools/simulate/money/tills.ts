import type pg from 'pg'
import { receiptRuleOn } from '#server/modules/payments/receipts/rules.ts'
import { addDays, type LocalDay } from '#shared/dates.ts'

/** Where an agency is paid, and by which letters it numbers its receipts. */
export interface Till {
  accountId: string
  bin: string
  number: string
  letters: string
  /** The first day on which it charges. */
  from: LocalDay
}

/** Days that collect: a charge takes as long to write as a dossier, and a million of those have to be written within minutes. */
function collectingDays(dossiers: number): number {
  return dossiers <= 200_000 ? 90 : 45
}

/** Agencies that collect here, by their identity: those with a verified account and a tax code. */
export async function readTills(
  client: pg.ClientBase,
  { today, dossiers }: { today: LocalDay; dossiers: number },
): Promise<Map<string, Till>> {
  const first = addDays(today, 1 - collectingDays(dossiers))
  const { rows } = await client.query<Till & { agencyId: string }>(
    `
    select distinct on (a.agency_id) a.agency_id as "agencyId", a.id as "accountId", a.bin, a.number, c.letters,
           greatest(a.valid_from, c.valid_from, $1::date)::text as "from"
      from payments.account a join payments.collector c on c.agency_id = a.agency_id
     where a.fee is null and a.verified_at is not null and a.valid_to is null
     order by a.agency_id, c.valid_from, a.entered_at`,
    [first],
  )
  return new Map(rows.map(({ agencyId, ...till }) => [agencyId, till]))
}

/** Whether the agency charges what is filed then: never before its receipts have a rule. */
export function collects(till: Till | undefined, day: LocalDay): till is Till {
  if (!till) return false
  return till.from <= day && receiptRuleOn(day) !== undefined
}
