import { redirect } from '@sveltejs/kit'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { listBeingSigned } from '#server/modules/documents/index.ts'
import {
  discardDraft,
  hasResult,
  isInProcess,
  listDrafts,
  listOwnDossiers,
  type Status,
} from '#server/modules/dossiers/index.ts'
import { countUnread } from '#server/modules/notifications/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'

const perPage = 20

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const before = readMoment(event.url.searchParams.get('truoc'))
  return perform(citizen, async (work) => {
    const dossiers = await listOwnDossiers(work.tx, citizen.id, perPage + 1, before)
    const shown = dossiers.slice(0, perPage)
    const nameOf = async (code: string, version: number) =>
      (await getServiceVersion(work, code, version)).plainName
    const signing = await listBeingSigned(
      work,
      shown.map(({ id }) => id),
    )
    const rows = []
    for (const { id, code, serviceCode, serviceVersion, status, submittedAt, dueAt } of shown) {
      const isWaiting = isInProcess(status)
      rows.push({
        code,
        name: await nameOf(serviceCode, serviceVersion),
        status: signing.has(id) ? m.dossiers.beingSigned : (m.dossiers.statuses[status] ?? status),
        state: clockOf(status, dueAt, work.now),
        detail: m.dossiers.read.list.detail(code, dateWords(submittedAt)),
        due: isWaiting && dueAt ? m.dossiers.read.list.due(formatDateTime(dueAt)) : undefined,
      })
    }
    const drafts = []
    for (const draft of before ? [] : await listDrafts(work, citizen)) {
      drafts.push({
        id: draft.id,
        serviceCode: draft.serviceCode,
        name: await nameOf(draft.serviceCode, draft.serviceVersion),
        detail: m.dossiers.read.list.savedAt(formatDateTime(draft.updatedAt), dateWords(draft.expiresAt)),
      })
    }
    return {
      dossiers: rows,
      drafts,
      older: dossiers.length > perPage ? shown.at(-1)?.submittedAt.toISOString() : undefined,
      isFirst: before === undefined,
      unread: await countUnread(work, citizen),
      toast: event.url.searchParams.has('da-luu')
        ? m.dossiers.read.list.saved
        : event.url.searchParams.has('da-bo')
          ? m.dossiers.read.list.discarded
          : undefined,
    }
  })
}

export const actions = {
  bo: async (event) => {
    const { control } = await readPost(event.request)
    const citizen = await citizenOrPark(event, [])
    const id = control._ban ?? ''
    if (isId(id)) await perform(citizen, (work) => discardDraft(work, citizen, id))
    redirect(303, '/ho-so?da-bo')
  },
}

function clockOf(status: Status, dueAt: Date | null, now: Date): 'ok' | 'late' | 'hold' | 'done' | 'ended' {
  if (!isInProcess(status)) return hasResult(status) ? 'done' : 'ended'
  if (status === 'supplement' || status === 'duty') return 'hold'
  return dueAt && dueAt < now ? 'late' : 'ok'
}

function readMoment(text: string | null): Date | undefined {
  const moment = new Date(text ?? '')
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
