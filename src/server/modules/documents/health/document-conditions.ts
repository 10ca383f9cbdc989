/** What of documents operators are told: what waits for the program too long, mailboxes nobody reads, terms nobody was reminded of. */
import { system } from '#server/platform/actor.ts'
import { defineCondition, type Figure, type Finding } from '#server/platform/watch/conditions.ts'
import { perform } from '#server/platform/work.ts'
import { lastRemindedBy, termsNear } from '../assign/remind.ts'
import {
  countFlawed,
  countNotFetched,
  countUnreadMailboxes,
  countUnreminded,
  countWaitingAt,
  findExchangeReading,
  type Stage,
} from './waiting-queries.ts'

const minuteMs = 60_000
/** Minutes after which each is late: twice and more what it takes where nothing is wrong. */
const lateAfter: Record<Stage, number> = { signature: 3, reading: 15, mark: 15, sending: 15, search: 5 }
const veryLateMs = 60 * minuteMs

/** How long a signed file that breaks PDF/A is told of. */
const flawedForMs = 7 * 24 * 60 * minuteMs

/**
 * What was confirmed and is not signed, came and is not read or marked, was issued and has not arrived, changed and is not found; where all
 * of it is in time, what was signed and breaks PDF/A.
 */
export const documentsCondition = defineCondition({
  name: 'documents',
  told: 'anyone',
  async check(): Promise<Finding> {
    const now = Date.now()
    const before = (stage: Stage) => new Date(now - lateAfter[stage] * minuteMs)
    const until = {
      signature: before('signature'),
      reading: before('reading'),
      mark: before('mark'),
      sending: before('sending'),
      search: before('search'),
    }
    const [all, flawed] = await perform(system, async ({ tx }) => [
      await countWaitingAt(tx, until),
      await countFlawed(tx, new Date(now - flawedForMs)),
    ])
    const figures: Figure[] = all.flatMap(({ stage, count, since }) => [
      {
        name: 'nhip_documents_late',
        help: 'Documents that wait for the program longer than they should, by what they wait for',
        value: count,
        labels: { stage },
      },
      {
        name: 'nhip_documents_late_seconds',
        help: 'How long the one that waits longest has waited',
        value: since ? Math.round((now - since.getTime()) / 1000) : 0,
        labels: { stage },
      },
    ])
    const [since] = all.flatMap((one) => one.since ?? []).sort((a, b) => a.getTime() - b.getTime())
    figures.push({
      name: 'nhip_documents_flawed',
      help: 'Files signed within a week that break PDF/A-2a',
      value: flawed.count,
    })
    if (!since) {
      if (flawed.count === 0) return { state: 'good', code: 'documents.in_time', figures }
      return {
        state: 'warning',
        code: 'documents.flawed',
        details: { count: flawed.count },
        since: flawed.since,
        figures,
      }
    }
    const seconds = Math.round((now - since.getTime()) / 1000)
    const details = { seconds, ...Object.fromEntries(all.map(({ stage, count }) => [stage, count])) }
    const isSigning = all.some(({ stage, count }) => stage === 'signature' && count > 0)
    const state = isSigning || seconds * 1000 > veryLateMs ? 'bad' : 'warning'
    return { state, code: 'documents.late', details, since, figures }
  },
})

const unreadMinutes = 15
const longUnreadMs = 24 * 60 * minuteMs

/** Mailboxes of agencies the program could not read; where all were, mails that broke off each time and wait for their clerk to ask for them again. */
export const mailboxesCondition = defineCondition({
  name: 'mailboxes',
  told: 'anyone',
  async check(): Promise<Finding> {
    const now = Date.now()
    const until = new Date(now - unreadMinutes * minuteMs)
    const [{ count, all, since }, left] = await perform(system, async ({ tx }) => [
      await countUnreadMailboxes(tx, until),
      await countNotFetched(tx),
    ])
    const figures = [
      {
        name: 'nhip_mailboxes_unread',
        help: 'Mailboxes of agencies not read for a quarter of an hour',
        value: count,
      },
      {
        name: 'nhip_mails_not_fetched',
        help: 'Mails that broke off each time they were fetched and wait for a clerk',
        value: left.count,
      },
    ]
    const details = { count, all, seconds: since ? Math.round((now - since.getTime()) / 1000) : 0 }
    if (!since && left.count > 0)
      return {
        state: 'warning',
        code: 'mailboxes.not_fetched',
        details: { count: left.count },
        since: left.since,
        figures,
      }
    if (!since) return { state: 'good', code: 'mailboxes.read', details, figures }
    const isLong = now - since.getTime() > longUnreadMs || (count === all && all > 1)
    return { state: isLong ? 'bad' : 'warning', code: 'mailboxes.unread', details, since, figures }
  },
})

const behindMinutes = 15
const longBehindMs = 60 * minuteMs

/** Whether everything that lies at the exchange has come, and was acknowledged. */
export const exchangeCondition = defineCondition({
  name: 'exchange',
  told: 'anyone',
  async check(): Promise<Finding> {
    const now = Date.now()
    const found = await perform(system, ({ tx }) => findExchangeReading(tx))
    const secondsSince = (at: Date) => Math.max(0, Math.round((now - at.getTime()) / 1000))
    // Behind from the last time everything had come; where it never did, from when that began to fail.
    const behind = found?.checkedAt ?? found?.failingSince
    const figures = [
      {
        name: 'nhip_exchange_lag_seconds',
        help: 'How long ago everything that lay at the exchange had last come',
        value: behind ? secondsSince(behind) : 0,
      },
    ]
    if (!found?.triedAt) return { state: 'good', code: 'exchange.unread', figures }
    // A reading that does not come to its end says nothing of itself.
    const isSilent = now - found.triedAt.getTime() >= behindMinutes * minuteMs
    const since = found.failingSince ?? (isSilent ? found.triedAt : null)
    if (!since || now - since.getTime() < behindMinutes * minuteMs)
      return {
        state: 'good',
        code: 'exchange.read',
        details: { seconds: behind ? secondsSince(behind) : 0 },
        figures,
      }
    const details = { seconds: secondsSince(since), problem: isSilent ? 'not_read' : found.problem }
    const isLong = now - since.getTime() > longBehindMs
    return { state: isLong ? 'bad' : 'warning', code: 'exchange.behind', details, since, figures }
  },
})

/** Terms that are near and of which whoever has to know was told nothing. */
export const remindersCondition = defineCondition({
  name: 'reminders',
  told: 'anyone',
  async check(): Promise<Finding> {
    const asOf = lastRemindedBy(new Date())
    const [lead, head] = await perform(system, async ({ tx }) => [
      await countUnreminded(tx, 'lead', { until: termsNear('lead', asOf), asOf }),
      await countUnreminded(tx, 'head', { until: termsNear('head', asOf), asOf }),
    ])
    const count = (lead ?? 0) + (head ?? 0)
    const figures = [
      {
        name: 'nhip_reminders_late',
        help: 'Reminders of terms that should have been given and were not',
        value: count,
      },
    ]
    if (count === 0) return { state: 'good', code: 'reminders.given', figures }
    return { state: 'bad', code: 'reminders.late', details: { count }, since: asOf, figures }
  },
})
