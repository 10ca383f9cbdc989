/** How old the last good backup is. */
import { sql } from 'kysely'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { perform } from '../work.ts'
import { defineCondition, type Finding } from './conditions.ts'

/** A day and time to make the next one. */
const late = 26 * 3600
const veryLate = 3 * 86_400
/** Following the log brings everything over within seconds. */
const logLate = 300

interface Row {
  age: number | null
  logAge: number | null
  damaged: number
  isRunning: boolean
}

export const backupCondition = defineCondition({
  name: 'backup',
  told: 'anyone',
  async check(): Promise<Finding> {
    const { rows } = await perform(system, ({ tx }) =>
      sql<Row>`
        select extract(epoch from now() - max(finished_at))::float8 as age,
               extract(epoch from now() - max(log_at))::float8 as log_age,
               coalesce((array_agg(damaged order by finished_at desc nulls last))[1], 0) as damaged,
               coalesce(bool_or(busy_until > now()), false) as is_running
          from platform.backup`.execute(tx),
    )
    const { age = null, logAge = null, damaged = 0, isRunning = false } = rows[0] ?? {}
    if (age === null) {
      // Demo people lose nothing real.
      if (config.NHIP_DEMO) return { state: 'good', code: 'backup.demo' }
      return isRunning ? { state: 'warning', code: 'backup.first' } : { state: 'bad', code: 'backup.none' }
    }
    const details = { seconds: Math.round(age), logSeconds: Math.round(logAge ?? 0), damaged }
    const since = new Date(Date.now() - age * 1000)
    const figures = [
      { name: 'nhip_backup_age_seconds', help: 'Age of the last good backup', value: age },
      ...(logAge === null
        ? []
        : [
            { name: 'nhip_backup_log_age_seconds', help: 'Until when the log lies beside it', value: logAge },
          ]),
    ]
    const say = (state: Finding['state'], code: string): Finding => ({ state, code, details, since, figures })
    if (age > veryLate) return say('bad', 'backup.old')
    if (age > late) return say('warning', 'backup.old')
    if (damaged > 0) return say('warning', 'backup.damaged')
    if (logAge !== null && logAge > logLate) return say('warning', 'backup.log_late')
    return say('good', logAge === null ? 'backup.fresh' : 'backup.followed')
  },
})
