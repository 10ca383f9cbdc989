import { z } from 'zod'
import { findAgency } from '#server/modules/agencies/index.ts'
import {
  countWaiting,
  listWaitingWork,
  listWork,
  listWorkPage,
  pageSize,
  type WorkItem,
  type WorkTab,
  workTabs,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { dueWords, presentRow, urgencyWords } from './present-row.server.ts'

const Query = z.object({
  viec: z.enum(workTabs).catch('waiting'),
  truoc: z.uuid().optional().catch(undefined),
})

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const { viec: tab, truoc: before } = Query.parse(Object.fromEntries(url.searchParams))
  const isClerk = officer.roles.includes('clerk')
  const isLeader = officer.roles.includes('leader')
  return perform(officer, async (work) => {
    const given = await listWork(work, officer, 'mine', 1)
    const toGive = isClerk || isLeader ? await listWork(work, officer, 'waiting', 1) : undefined
    return {
      tab,
      isFirst: before === undefined,
      isClerk,
      isLeader,
      counts: {
        arrivals: isClerk ? await countWaiting(work.tx, officer.agencyIds) : 0,
        mine: given.counts.mine,
        toGive: toGive?.counts.waiting ?? 0,
      },
      waiting:
        tab === 'waiting'
          ? {
              ...(await presentWaiting(work, officer)),
              given: given.items.map((item) => presentGiven(item, work.now)),
              toGive: toGive?.items.map((item) => presentGiven(item, work.now)) ?? [],
            }
          : null,
      page: tab === 'waiting' ? null : await presentPage(work, officer, tab, before),
    }
  })
}

/** An incoming document given to this officer, or that waits to be given to somebody. */
function presentGiven({ assignment: one }: WorkItem, now: Date) {
  const words = m.documents.assign
  const dueAt = one.state === 'assigned' ? one.dueAt : null
  return {
    id: one.documentId,
    href: `/van-ban/viec/${one.documentId}`,
    title: one.symbol || words.noSymbol,
    subject: one.subject || words.noSubject,
    agency: one.organ,
    urgency: urgencyWords(one.urgency ?? undefined),
    state: words.states[one.state],
    since: formatDateTime(one.since),
    due: dueAt ? dueWords(dueAt, now) : '',
    isLate: dueAt !== null && dueAt < now,
  }
}

async function presentWaiting(work: Work, officer: Officer) {
  const { opinions, approvals, signatures, seals, isMore } = await listWaitingWork(work, officer)
  const asked = []
  for (const one of opinions) {
    const agency = await findAgency(work, one.ofAgencyId)
    asked.push({
      id: one.id,
      href: `/van-ban/${one.documentId}#y-kien`,
      title: one.title,
      subject: one.subject,
      agency: agency?.name ?? '',
      since: formatDateTime(one.askedAt),
      due: dueWords(one.dueAt, work.now),
      isLate: one.dueAt < work.now,
    })
  }
  const rows = (list: typeof approvals) => list.map((row) => presentRow(row, work.now))
  return {
    opinions: asked,
    approvals: rows(approvals),
    signatures: rows(signatures),
    seals: rows(seals),
    isMore,
  }
}

async function presentPage(
  work: Work,
  officer: Officer,
  tab: Exclude<WorkTab, 'waiting'>,
  before: string | undefined,
) {
  const found = await listWorkPage(work, officer, tab, before)
  const rows = found.slice(0, pageSize)
  return {
    rows: rows.map((row) => presentRow(row, work.now)),
    older: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null,
  }
}
