import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { forgetDayNumbers } from './forget-day-numbers.ts'

test('the sequences of days long gone are forgotten, those of the last year never', async () => {
  const agencyId = 'test-forgotten'
  await perform(aCitizen(), ({ tx }) =>
    sql`insert into dossiers.day_number (agency_id, day, last)
        values (${agencyId}, '2024-01-02', 1), (${agencyId}, '2025-11-28', 1), (${agencyId}, '2026-11-27', 1)`.execute(
      tx,
    ),
  )
  await forgetDayNumbers(new Date('2026-11-28T03:00:00Z'))
  const { rows } = await perform(system, ({ tx }) =>
    sql<{
      day: string
    }>`select day from dossiers.day_number where agency_id = ${agencyId} order by day`.execute(tx),
  )
  expect(rows.map(({ day }) => day)).toEqual(['2025-11-28', '2026-11-27'])
})
