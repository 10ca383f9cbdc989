import type { Duration, Fee, Fillable, Rule } from './definition.ts'
import type { FilingChannel } from './filing.ts'

/** Whether a rule holds for whoever files this way; undefined where it hangs on what they answer, or on the day. */
export function settledBy(rule: Rule | undefined, channel: FilingChannel): boolean | undefined {
  if (rule === undefined) return true
  if ('all' in rule) return settleAll(rule.all, channel)
  if ('any' in rule) {
    const parts = rule.any.map((part) => settledBy(part, channel))
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false
  }
  if ('not' in rule) {
    const inner = settledBy(rule.not, channel)
    return inner === undefined ? undefined : !inner
  }
  if ('eq' in rule) return rule.eq[0] === 'filing.channel' ? rule.eq[1] === channel : undefined
  if ('in' in rule) return rule.in[0] === 'filing.channel' ? rule.in[1].includes(channel) : undefined
  return undefined
}

function settleAll(rules: readonly Rule[], channel: FilingChannel): boolean | undefined {
  const parts = rules.map((part) => settledBy(part, channel))
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true
}

/** The limit of whoever files this way and answers nothing unusual. */
export function usualDuration({ timeLimit }: Pick<Fillable, 'timeLimit'>, channel: FilingChannel): Duration {
  const own = timeLimit.variants.find(({ condition }) => settledBy(condition, channel) === true)
  return (own ?? timeLimit).duration
}

/** The fees of whoever files this way: those everybody pays, and whether others depend on what is answered. */
export function usualFees(
  { fees }: Pick<Fillable, 'fees'>,
  channel: FilingChannel,
): { due: Fee[]; mayBeMore: boolean } {
  const asked = fees
    // What costs nothing is due all the same: its waivers only say why.
    .filter(
      ({ amount, waivers }) =>
        ('fixed' in amount && amount.fixed === 0) ||
        !waivers.some(({ condition }) => settledBy(condition, channel) === true),
    )
    .map((fee) => ({ fee, settled: settledBy(fee.condition, channel) }))
  return {
    due: asked.flatMap(({ fee, settled }) => (settled === true ? [fee] : [])),
    mayBeMore: asked.some(({ settled }) => settled === undefined),
  }
}
