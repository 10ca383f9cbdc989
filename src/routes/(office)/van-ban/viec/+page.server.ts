import { assignedTabs, changesOf, listWork } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { namesFor, presentTerm } from '../assigned.server.ts'
import type { PageServerLoad } from './$types'

const urgencies = m.documents.assign.urgencies

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const officer = requireDocumentHandler(locals.actor)
  setHeaders({ 'cache-control': 'no-store' })
  const assigns = officer.roles.includes('leader') || officer.roles.includes('clerk')
  const tab =
    assignedTabs.find((known) => known === url.searchParams.get('xem')) ?? (assigns ? 'waiting' : 'mine')
  const page = Math.max(1, Number.parseInt(url.searchParams.get('trang') ?? '1', 10) || 1)
  return perform(officer, async (work) => {
    const { items, counts, hasMore } = await listWork(work, officer, tab, page)
    const nameOf = await namesFor(
      work,
      items.flatMap(({ assignment: a, parts }) => [
        { agencyId: a.leadAgencyId, accountId: a.leadAccountId },
        ...parts,
      ]),
    )
    const changes = await changesOf(
      work,
      items.map(({ assignment }) => assignment.documentId),
    )
    return {
      tab,
      page,
      hasMore,
      tabs: assignedTabs
        .filter((name) => assigns || name !== 'waiting')
        .map((name) => ({ tab: name, count: name === 'ended' ? undefined : counts[name] })),
      rows: items.map(({ assignment: a, parts }) => ({
        id: a.documentId,
        symbol: a.symbol || m.documents.assign.noSymbol,
        subject: a.subject || m.documents.assign.noSubject,
        organ: a.organ,
        urgency: urgencies[a.urgency ?? ''],
        whom: a.state === 'waiting' ? '' : nameOf({ agencyId: a.leadAgencyId, accountId: a.leadAccountId }),
        parts: parts.map(nameOf).join('; '),
        state:
          a.state === 'waiting'
            ? m.documents.assign.waitsSince(formatDateTime(a.since))
            : m.documents.assign.states[a.state],
        note: a.answerSymbol ?? a.closedWhy ?? (a.state === 'waiting' ? a.returnedWhy : a.progress) ?? '',
        changes: (changes.get(a.documentId) ?? []).map(({ words }) => words),
        term: a.state === 'waiting' ? null : presentTerm(a.dueAt, a.state === 'assigned', work.now),
      })),
    }
  })
}
