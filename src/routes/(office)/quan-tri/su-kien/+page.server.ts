import {
  EventFilter,
  findSubject,
  getLogState,
  listEvents,
  mostRowsLookedAt,
} from '#server/modules/administration/index.ts'
import { findAgency, listAgencies } from '#server/modules/agencies/index.ts'
import { findStaffId, listAccounts, namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { isLocalDay, localDay, parseVietnameseDate } from '#shared/dates.ts'
import { agencyOptions } from '../agency-options.ts'
import type { PageServerLoad } from './$types'
import { accountOf, whoDid } from './event-actor.ts'

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

export const load: PageServerLoad = ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const asked = (name: string) => (url.searchParams.get(name) ?? '').normalize('NFC').trim().slice(0, 100)
  const query = {
    loai: asked('loai'),
    subject: asked('doi-tuong'),
    ai: asked('ai'),
    cq: asked('cq'),
    ngay: asked('ngay'),
  }
  return perform(officer, async (work) => {
    const subjectId = query.subject === '' ? undefined : await subjectOf(work, query.subject)
    const actors = query.ai === '' ? [] : await actorsOf(work, officer, query.ai)
    const actorId = actors.length === 1 ? actors[0]?.id : undefined
    const day = query.ngay === '' ? undefined : dayOf(query.ngay)
    const unknown = {
      subject: query.subject !== '' && !subjectId ? query.subject : undefined,
      account: query.ai !== '' && actors.length === 0 ? query.ai : undefined,
      day: query.ngay !== '' && !day ? query.ngay : undefined,
    }
    const isUnknown = actors.length > 1 || Object.values(unknown).some(Boolean)
    const filter = EventFilter.parse({
      name: query.loai || undefined,
      subjectId,
      actorId,
      agencyId: query.cq || undefined,
      day,
      before: asked('truoc') || undefined,
    })
    const page = isUnknown
      ? { events: [], next: undefined, lookedFrom: undefined }
      : await listEvents(work, officer, filter)
    const actorIds = page.events.flatMap((event) => accountOf(event) ?? [])
    const names = await namesOfStaff(work, [...new Set(actorIds)])
    const agencies = await listAgencies(work, localDay(work.now))
    const rows = []
    for (const event of page.events) {
      const agency = event.agencyId ? await findAgency(work, event.agencyId) : undefined
      rows.push({
        id: event.id,
        at: event.occurredAt,
        name: event.name,
        subjectId: event.subjectId,
        code: event.subjectCode,
        who: whoDid(event, names),
        agency: agency?.shortName ?? event.agencyId ?? '',
        batch: event.batch,
      })
    }
    const { seal, seals, waiting } = await getLogState(work, officer)
    return {
      query,
      isFirst: filter.before === undefined,
      unknown,
      whom: actors.length > 1 ? actors : [],
      rows,
      next: page.next,
      lookedFrom: page.lookedFrom,
      mostRows: mostRowsLookedAt,
      state: {
        sealedAt: seal?.sealedAt,
        waiting,
        seals: seals.map(({ batch, rowCount, chain, sealedAt }) => ({
          batch,
          rowCount,
          chain: chain.toString('hex').slice(0, 8),
          sealedAt,
        })),
      },
      agencies: agencyOptions(agencies),
    }
  })
}

/** A dossier's code or the subject's own number. */
function subjectOf(work: Work, text: string): Promise<string | undefined> | string {
  return uuid.test(text.toLowerCase()) ? text.toLowerCase() : findSubject(work, text)
}

interface Whom {
  id: string
  /** As the filter takes it. */
  typed: string
  name: string
  /** What tells apart those of one name. */
  known: string
}

/** The account of this login or number; else everyone on the staff whose name holds what was typed. */
async function actorsOf(work: Work, officer: Officer, text: string): Promise<Whom[]> {
  const id = uuid.test(text.toLowerCase()) ? text.toLowerCase() : await findStaffId(work, text)
  if (id) return [{ id, typed: text, name: text, known: '' }]
  const { accounts } = await listAccounts(work, officer, { kind: 'staff', query: text })
  return accounts.map(({ id, login, displayName, grants }) => ({
    id,
    typed: login ?? id,
    name: displayName,
    known: [login, grants[0]?.agencyName].filter(Boolean).join(', '),
  }))
}

/** `23/11/2026`, or as machines write it. */
function dayOf(text: string): string | undefined {
  if (isLocalDay(text)) return text
  const parsed = parseVietnameseDate(text)
  return parsed.ok ? parsed.day : undefined
}
