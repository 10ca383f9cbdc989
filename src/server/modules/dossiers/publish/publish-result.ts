/** Công khai kết quả: what the law has anyone read of a signed result, and for how long. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import { getDocument } from '#server/modules/documents/index.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { summarise } from '#shared/form/show/summary.ts'
import { standingResult } from '../correct/correction.ts'
import { formContext } from '../form-context.ts'
import { listActions } from '../read/action-queries.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import {
  endPublished,
  type Fact,
  insertPublished,
  type Published,
  selectPublished,
} from './published-queries.ts'

const pageLength = 20

/** Makes a granted result public where its service says so, in the place of one it replaced. Twice is as once. */
export async function publishResult(work: Work, dossierId: string): Promise<void> {
  const dossier = await lockDossier(work.tx, dossierId)
  if (!dossier?.resultId) return
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const standing = standingResult(dossier, await listActions(work.tx, dossierId))
  if (!service.publication || standing?.outcome !== 'approve') return
  const document = await getDocument(work, dossier.resultId)
  if (document.status !== 'issued' || !document.symbol) return
  const signedOn = localDay(document.issuedAt ?? work.now)
  await insertPublished(work.tx, {
    dossierId,
    documentId: document.id,
    serviceCode: service.code,
    title: document.title,
    agencyId: document.agencyId,
    symbol: document.symbol,
    signedOn,
    facts: await factsOf(work, service, service.publication.decided, standing.decision as Answers),
    publishedAt: work.now,
    until: monthsLater(signedOn, service.publication.months),
  })
}

/** A revoked result is no longer shown, nor once whoever is publishing it at this moment has ended. */
export async function unpublish(work: Work, documentId: string): Promise<void> {
  const { dossierId } = await getDocument(work, documentId)
  if (dossierId) await lockDossier(work.tx, dossierId)
  await endPublished(work.tx, documentId, work.now)
}

/** A page of what is public today, the newest first, and whether more follows. */
export async function listPublished(
  { tx, now }: Work,
  { agencyId, page = 1 }: { agencyId?: string | undefined; page?: number },
): Promise<{ rows: Published[]; hasMore: boolean }> {
  const rows = await selectPublished(tx, {
    day: localDay(now),
    agencyId,
    offset: (page - 1) * pageLength,
    limit: pageLength + 1,
  })
  return { rows: rows.slice(0, pageLength), hasMore: rows.length > pageLength }
}

/** Of what was decided the parts the service makes public, in words. */
async function factsOf(
  work: Work,
  { result }: Service,
  keys: readonly string[],
  decision: Answers,
): Promise<Fact[]> {
  const questions = result.decision.filter(({ key }) => keys.includes(key))
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const form = { sections: [{ key: 'decided', title: 'decided', questions }] }
  return summarise(form, decision, context).flatMap(({ rows }) =>
    rows.flatMap(({ label, text }) => (text ? [{ label, text }] : [])),
  )
}

function monthsLater(day: LocalDay, months: number): LocalDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
