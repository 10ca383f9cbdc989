/** What of payments operators are told: gateways that are silent, notices nobody believes, money that fits nothing. */
import { system } from '#server/platform/actor.ts'
import { defineCondition, type Finding } from '#server/platform/watch/conditions.ts'
import { perform } from '#server/platform/work.ts'
import { findSuspenseHealth, listChannelHealth } from './health-queries.ts'

const hourMs = 3_600_000

/** Orders wait for an answer, or money had to be found by asking, and no notice comes. */
export const channelsCondition = defineCondition({
  name: 'channels',
  told: 'anyone',
  async check(): Promise<Finding> {
    const now = new Date()
    const channels = await perform(system, ({ tx }) => listChannelHealth(tx, now))
    const figures = channels.map(({ id, unanswered }) => ({
      name: 'nhip_payment_orders_unanswered',
      help: 'Orders a gateway was asked about and has not answered for',
      value: unanswered,
      labels: { gateway: id },
    }))
    const late = channels.filter(({ unanswered, unansweredSince }) =>
      Boolean(unanswered > 0 && unansweredSince && now.getTime() - unansweredSince.getTime() > hourMs / 6),
    )
    const quiet = channels.filter(
      ({ found, lastTakenAt }) =>
        found >= 3 && (lastTakenAt === null || now.getTime() - lastTakenAt.getTime() > hourMs),
    )
    const [worst] = [...late, ...quiet].sort((a, b) => b.unanswered - a.unanswered)
    if (!worst)
      return { state: 'good', code: 'channels.answer', details: { count: channels.length }, figures }
    const { name, unanswered, unansweredSince, found } = worst
    const details = { name, unanswered, found }
    if (unanswered === 0) return { state: 'warning', code: 'channels.quiet', details, figures }
    const isLong = unansweredSince !== null && now.getTime() - unansweredSince.getTime() > hourMs
    return {
      state: isLong || unanswered >= 20 ? 'bad' : 'warning',
      code: 'channels.silent',
      details,
      since: unansweredSince,
      figures,
    }
  },
})

/** Notices that are not believed, or stored and not judged. Anybody may send nonsense: that alone is no more than a warning. */
export const noticesCondition = defineCondition({
  name: 'notices',
  told: 'anyone',
  async check(): Promise<Finding> {
    const channels = await perform(system, ({ tx }) => listChannelHealth(tx, new Date()))
    const all = channels.map(({ name, refusals, waiting, differing, lastTakenAt }) => {
      const refused = refusals.reduce((sum, { count }) => sum + count, 0)
      return { name, refused, reason: refusals[0]?.reason ?? '', waiting, differing, lastTakenAt }
    })
    const sum = (of: 'refused' | 'waiting' | 'differing') =>
      all.reduce((total, channel) => total + channel[of], 0)
    const figures = [
      {
        name: 'nhip_payment_notices_refused',
        help: 'Notices of gateways not believed in the last day',
        value: sum('refused'),
      },
    ]
    const [most] = [...all].sort((a, b) => b.refused - a.refused)
    const stuck = all.find(({ waiting }) => waiting > 0)
    if (stuck) {
      return {
        state: 'bad',
        code: 'notices.waiting',
        details: { name: stuck.name, count: sum('waiting') },
        figures,
      }
    }
    const differing = all.find((channel) => channel.differing > 0)
    if (differing) {
      const details = { name: differing.name, count: sum('differing') }
      return { state: 'warning', code: 'notices.differ', details, figures }
    }
    if (most && most.refused >= 5) {
      const details = { name: most.name, count: most.refused, reason: most.reason }
      // Signed, but by nobody we know, and nothing else comes: our key is not theirs.
      const isKeyWrong = most.reason === 'wrong_signature' && most.lastTakenAt === null
      return { state: isKeyWrong ? 'bad' : 'warning', code: 'notices.refused', details, figures }
    }
    return { state: 'good', code: 'notices.believed', details: { count: sum('refused') }, figures }
  },
})

const lateDays = 3
const veryLateDays = 14

/** Money that came and belongs to nothing yet. */
export const suspenseCondition = defineCondition({
  name: 'suspense',
  told: 'anyone',
  async check(): Promise<Finding> {
    const now = new Date()
    const { count, amount, oldest, opened } = await perform(system, ({ tx }) => findSuspenseHealth(tx, now))
    const days = oldest ? Math.floor((now.getTime() - oldest.getTime()) / 86_400_000) : 0
    const details = { count, amount, days, opened }
    const figures = [
      { name: 'nhip_payment_suspense', help: 'Payments that fit nothing yet', value: count },
      { name: 'nhip_payment_suspense_dong', help: 'Their sum in đồng', value: amount },
    ]
    if (days >= veryLateDays) return { state: 'bad', code: 'suspense.old', details, since: oldest, figures }
    if (days >= lateDays) return { state: 'warning', code: 'suspense.old', details, since: oldest, figures }
    if (opened >= 20 && opened * 2 >= count)
      return { state: 'warning', code: 'suspense.growing', details, figures }
    return { state: 'good', code: count === 0 ? 'suspense.none' : 'suspense.young', details, figures }
  },
})
