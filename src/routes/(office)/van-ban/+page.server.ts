import { z } from 'zod'
import { findAgency } from '#server/modules/agencies/index.ts'
import {
  listWaitingWork,
  listWorkPage,
  pageSize,
  type WorkTab,
  workTabs,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import type { PageServerLoad } from './$types'
import { dueWords, presentRow } from './present-row.server.ts'

const Query = z.object({
  viec: z.enum(workTabs).catch('waiting'),
  truoc: z.uuid().optional().catch(undefined),
})

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const { viec: tab, truoc: before } = Query.parse(Object.fromEntries(url.searchParams))
  return perform(officer, async (work) => ({
    tab,
    isFirst: before === undefined,
    isClerk: officer.roles.includes('clerk'),
    isLeader: officer.roles.includes('leader'),
    waiting: tab === 'waiting' ? await presentWaiting(work, officer) : null,
    page: tab === 'waiting' ? null : await presentPage(work, officer, tab, before),
  }))
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
