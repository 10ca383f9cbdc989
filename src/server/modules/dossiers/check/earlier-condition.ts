import { system } from '#server/platform/actor.ts'
import { defineCondition, type Finding } from '#server/platform/watch/conditions.ts'
import { perform } from '#server/platform/work.ts'
import { countNotEntered } from './earlier-queries.ts'

/** Whether the register has what was signed before it was kept: what still waits, and what an error kept out, no check finds. */
export const earlierCondition = defineCondition({
  name: 'register',
  told: 'anyone',
  async check(): Promise<Finding> {
    const { waiting, failed } = await perform(system, ({ tx }) => countNotEntered(tx))
    const help = 'Results from before the register that are not in it: not looked at yet, or for an error'
    const figures = Object.entries({ waiting, failed }).map(([why, value]) => ({
      name: 'nhip_register_lacks',
      help,
      value,
      labels: { why },
    }))
    const details = { waiting, failed }
    if (failed > 0) return { state: 'warning', code: 'register.failed', details, figures }
    if (waiting > 0) return { state: 'warning', code: 'register.filling', details, figures }
    return { state: 'good', code: 'register.whole', details, figures }
  },
})
