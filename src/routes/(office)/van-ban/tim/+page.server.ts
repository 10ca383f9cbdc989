import { listAgencies } from '#server/modules/agencies/index.ts'
import {
  changesOf,
  DocumentQuery,
  directions,
  findDocuments,
  type Hit,
  type SaidChange,
} from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime, localDay } from '#shared/dates.ts'
import { copyForms } from '#shared/document/copies.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { compareTexts } from '#shared/text/index.ts'
import type { PageServerLoad } from './$types'

/** The search among documents; its address says what was asked, so that it can be kept. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  const query = readQuery(url)
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const agencies = await listAgencies(work, today)
    const names = new Map(agencies.map(({ id, shortName }) => [id, shortName]))
    const { hits, total, next, pageSize, isAsked, isToned, waits } = await findDocuments(work, query)
    const changes = await changesOf(
      work,
      hits.map(({ id }) => id),
    )
    const thisYear = Number(today.slice(0, 4))
    return {
      query: {
        q: query.q,
        kind: query.kind,
        direction: query.direction ?? '',
        agencyId: query.agencyId,
        year: query.year ? String(query.year) : '',
        page: query.page,
      },
      hits: hits.map((hit) => present(hit, names, changes.get(hit.id) ?? [])),
      total,
      after: query.after ? `${query.after.micros}_${query.after.id}` : '',
      next: next ? `${next.micros}_${next.id}` : '',
      pageSize,
      isAsked,
      isToned,
      waits: waits.since ? m.documents.search.waits(waits.count, formatDateTime(waits.since)) : '',
      apart: isAsked && total === 0 && !query.after ? apart(query.q) : '',
      kinds: [...documentTypes, ...copyForms].map(({ key, name }) => ({ value: key, label: name })),
      directions: directions.map((value) => ({ value, label: m.documents.search.directions[value] })),
      agencies: agencies
        .map(({ id, shortName }) => ({ value: id, label: shortName }))
        .sort((one, other) => compareTexts(one.label, other.label)),
      years: Array.from({ length: 30 }, (_, back) => String(thisYear - back)).map((year) => ({
        value: year,
        label: year,
      })),
    }
  })
}

/** What cannot be read of an address is what stands there without. */
function readQuery(url: URL): DocumentQuery {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  const number = (name: string) => (/^\d{1,4}$/.test(asked(name) ?? '') ? Number(asked(name)) : undefined)
  const { shape } = DocumentQuery
  return {
    q: (asked('q') ?? '').slice(0, 300),
    kind: shape.kind.catch('').parse(asked('loai')),
    direction: shape.direction.catch(undefined).parse(asked('chieu')),
    agencyId: shape.agencyId.catch('').parse(asked('co-quan')),
    year: shape.year.catch(undefined).parse(number('nam')),
    page: shape.page.catch(1).parse(number('trang')),
    after: shape.after.catch(undefined).parse(placeIn(asked('sau') ?? '')),
  }
}

/** Where a search goes on, as its address says: what cannot be read is the newest. */
function placeIn(said: string): { micros: string; id: string } | undefined {
  const [, micros = '', id = ''] = /^(\d{1,17})_([0-9a-f-]{36})$/.exec(said) ?? []
  return isId(id) ? { micros, id } : undefined
}

/** The same words two by two, each to be found wherever it stands: for a phrase that is nowhere as a whole. */
function apart(typed: string): string {
  const words = typed
    .replace(/["“”,;]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
  if (words.length < 3 || /["“”,;]/.test(typed)) return ''
  const pairs = Array.from({ length: Math.ceil(words.length / 2) }, (_, at) =>
    words.slice(2 * at, 2 * at + 2).join(' '),
  )
  return pairs.slice(0, 6).join(', ')
}

function present(hit: Hit, names: ReadonlyMap<string, string>, changes: readonly SaidChange[]) {
  const words = m.documents.search
  const { id, source, status, symbol, title, subject, at, agencyId, checkCode } = hit
  const isOut = status === 'issued' || status === 'revoked'
  return {
    id,
    // The results of dossiers are looked at where anyone checks them.
    href:
      source === 'incoming'
        ? `/van-ban/den/${id}`
        : source === 'agency'
          ? `/van-ban/${id}`
          : isOut
            ? `/kiem-tra/${checkCode}`
            : '',
    name: `${title}${symbol ? ` số ${symbol}` : ''}`,
    subject,
    agency: names.get(agencyId) ?? '',
    on: formatDate(localDay(at)),
    way: source === 'incoming' ? words.directions.in : isOut ? words.directions.out : words.directions.draft,
    note: status === 'signing' ? words.signing : changes.map((change) => change.words).join(' · '),
    sentences: hit.sentences,
  }
}
