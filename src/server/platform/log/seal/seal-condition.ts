import { sql } from 'kysely'
import { system } from '../../actor.ts'
import { defineCondition, type Finding } from '../../watch/conditions.ts'
import { perform } from '../../work.ts'

/** Whether new facts come under seal. */
export const sealCondition = defineCondition({
  name: 'seal',
  told: 'anyone',
  async check(): Promise<Finding> {
    const row = await perform(system, async ({ tx }) => {
      const { rows } = await sql<{ sealedAt: Date | null; age: number | null }>`
        select seal.sealed_at,
               (select extract(epoch from now() - greatest(e.occurred_at, seal.sealed_at))::float8
                  from platform.event_log e
                 where (e.tx_id, e.id) > (coalesce(seal.last_tx::text, '0')::xid8, coalesce(seal.last_id, 0))
                 order by e.tx_id, e.id limit 1) as age
          from (select 1) one
          left join lateral (select * from platform.seal order by batch desc limit 1) seal on true`.execute(
        tx,
      )
      return rows[0]
    })
    const seconds = Math.max(0, Math.round(row?.age ?? 0))
    const since = row?.sealedAt ? new Date(row.sealedAt) : null
    const figures = [
      {
        name: 'nhip_seal_age_seconds',
        help: 'How long the oldest fact without a seal has waited',
        value: seconds,
      },
    ]
    if (seconds > 300) return { state: 'bad', code: 'seal.late', details: { seconds }, since, figures }
    if (seconds > 60) return { state: 'warning', code: 'seal.late', details: { seconds }, since, figures }
    return { state: 'good', code: 'seal.sealed', details: { seconds }, since, figures }
  },
})
