import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { findGateway } from '../gateways/gateway-queries.ts'
import { deleteRefused, listWaiting } from './notice-queries.ts'
import { judgeNotice } from './take-notice.ts'

const atOnce = 200
/** Whoever has stored a notice judges it within this. */
const patienceMs = 15_000

/** Judges notices that were stored and left: whoever took them was broken off. One that cannot be judged stops no other. Gives how many. */
export async function judgeWaiting(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - patienceMs)
  const waiting = await perform(system, async ({ tx }) => {
    const notices = await listWaiting(tx, before, atOnce)
    const gateways = new Map<string, Awaited<ReturnType<typeof findGateway>>>()
    for (const { gateway } of notices) gateways.set(gateway, await findGateway(tx, gateway))
    return notices.map((notice) => ({ notice, gateway: gateways.get(notice.gateway) }))
  })
  await eachApart(waiting, async ({ notice, gateway }) => gateway && judgeNotice(notice, gateway))
  return waiting.length
}

export const judgeWaitingEachMinute = defineSchedule({
  name: 'payments.judge-waiting',
  cron: '* * * * *',
  async run() {
    while ((await judgeWaiting()) === atOnce);
  },
})

const refusedDays = 90
/** At 64 kB each they fill no disk. */
const mostRefused = 10_000

/** Gives how many are forgotten at once; as many as `limit`: there may be more. */
export function forgetRefused(now = new Date(), most = mostRefused, limit = 1000): Promise<number> {
  const before = new Date(now.getTime() - refusedDays * 86_400_000)
  return perform(system, ({ tx }) => deleteRefused(tx, { before, most, limit }))
}

export const forgetNotices = defineSchedule({
  name: 'payments.forget-notices',
  cron: '*/10 * * * *',
  async run() {
    while ((await forgetRefused()) === 1000);
  },
})
