import { findAgency } from '#server/modules/agencies/index.ts'
import { findService, getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import { getDocument, reinstateDocument, supersedeDocument } from '#server/modules/documents/index.ts'
import {
  applyEntry,
  endEntryOf,
  enterEvent,
  listDocumentsChangedBy,
  notePause,
  undoPause,
} from '#server/modules/registry/index.ts'
import type { Work } from '#server/platform/work.ts'
import { dateWords, isLocalDay, localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { registeredBefore } from '../refusals.ts'
import { entryOf } from './gather-facts.ts'

/**
 * Enters what is being signed into the register, in the work in which the signer confirms it: from there on it is going to be
 * issued, and of two leaders who sign the same thing the second is refused before anything is signed, with the first's number.
 */
export async function enterResult(
  work: Work,
  dossier: Dossier,
  documentId: string,
  decision: object = {},
): Promise<void> {
  const service = await enteringService(work, dossier)
  if (!service) return
  const answers = { ...(dossier.answers as unknown as Answers), decision: decision as Answers }
  const entry = entryOf(service, answers)
  if (!entry) return
  // A form from before the register may not say who.
  if (entry.keys.length === 0 && service.version !== dossier.serviceVersion) return
  const document = await getDocument(work, documentId)
  const on = service.result.entry?.on && valueAt(answers, service.result.entry.on)
  const standing = await enterEvent(work, {
    kind: entry.kind,
    people: entry.people,
    code: entry.code,
    changes: entry.changes,
    number: document.symbol ?? '',
    register: document.register ?? service.result.register.key,
    year: document.year ?? Number(localDay(work.now).slice(0, 4)),
    agencyId: document.agencyId,
    eventOn: typeof on === 'string' && isLocalDay(on) ? on : null,
    dossierId: dossier.id,
    documentId: document.id,
    content: document.content.form ? settledFields(document.content.form.fields) : null,
  })
  if (!standing) return
  const { number, agencyId, enteredAt } = standing
  const agency = (await findAgency(work, agencyId))?.name ?? agencyId
  throw registeredBefore({ number, agency, on: dateWords(localDay(enteredAt)) })
}

/** What is left to the moment of signing is no content of the book: the entry itself has number and day. */
export function settledFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '' && !text.includes('{{')))
}

/** What the law makes follow from it, in the work in which it is issued; a paper whose entry it changed stands no more. */
export async function applyResult(work: Work, dossier: Dossier, documentId: string): Promise<void> {
  const service = await enteringService(work, dossier)
  if (service?.result.pause) await applyPause(work, service.result.pause, dossier, documentId)
  if (!service?.result.entry) return
  await applyEntry(work, dossier.id)
  if (!service.result.entry.changes) return
  for (const former of await listDocumentsChangedBy(work, documentId))
    await supersedeDocument(work, former, { by: documentId, reason: service.plainName })
}

/** The business pauses, or goes on, from the days the answers give. */
async function applyPause(
  work: Work,
  paths: NonNullable<Service['result']['pause']>,
  { id: dossierId, answers }: Dossier,
  documentId: string,
): Promise<void> {
  const [code, from, to, resumeOn] = [paths.code, paths.from, paths.to, paths.resumeOn].map((path) => {
    const value = valueAt(answers as unknown as Answers, path)
    return typeof value === 'string' ? value : undefined
  })
  const days = resumeOn ? { resumeOn } : from && to ? { from, to } : undefined
  if (!code || !days) return
  const { symbol, agencyId } = await getDocument(work, documentId)
  await notePause(work, { code, days, number: symbol ?? '', agencyId, dossierId, documentId })
}

/** What a document that was taken back had entered, and what followed from that, stands no more; what it had changed does again. */
export async function undoResult(work: Work, documentId: string): Promise<void> {
  const changed = await listDocumentsChangedBy(work, documentId)
  await undoPause(work, documentId)
  await endEntryOf(work, documentId)
  for (const former of changed) await reinstateDocument(work, former, documentId)
}

/** Which version says what is entered: the one filed under; where that is from before the register, the one in force. */
export async function enteringService(
  work: Work,
  { serviceCode, serviceVersion }: Pick<Dossier, 'serviceCode' | 'serviceVersion'>,
): Promise<Service | undefined> {
  const filedUnder = await getServiceVersion(work, serviceCode, serviceVersion)
  return filedUnder.result.entry || filedUnder.result.pause ? filedUnder : findService(work, serviceCode)
}
