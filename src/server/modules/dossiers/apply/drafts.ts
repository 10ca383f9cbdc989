/** Bản nháp: an application being filled in, on any device, kept 30 days; one open draft per service and person. */
import { getService } from '#server/modules/catalogue/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { requireOffered } from '../filing.ts'
import { draftNotFound, tooManyPapers } from '../refusals.ts'
import {
  type Draft,
  type DraftPaper,
  deleteExpiredDrafts,
  deleteOpenDraft,
  findDraft,
  findDraftToChange,
  findNewestDraft,
  findOpenDraft,
  insertDraft,
  listOpenDrafts,
  updateDraft,
} from './draft-queries.ts'
import { countDraft } from './filing-limits.ts'

const keptMs = 30 * 24 * 3600 * 1000
const mostPapers = 60

/** The citizen's open draft for this service, made on first use and bound to the version current then. */
export async function openDraft(work: Work, citizen: Citizen, serviceCode: string): Promise<Draft> {
  const open = await findOpenDraft(work.tx, citizen.id, serviceCode, work.now)
  if (open) return open
  const service = await getService(work, serviceCode)
  requireOffered(service, 'online')
  await countDraft(work, citizen)
  return insertDraft(work.tx, {
    id: newId(),
    ownerId: citizen.id,
    serviceCode,
    serviceVersion: service.version,
    requestKey: newId(),
    expiresAt: new Date(work.now.getTime() + keptMs),
  })
}

/** The newest draft of this service, open or already sent: a page left behind leads to what it became. */
export function findLatestDraft(
  work: Work,
  citizen: Citizen,
  serviceCode: string,
): Promise<Draft | undefined> {
  return findNewestDraft(work.tx, citizen.id, serviceCode, work.now)
}

export async function getDraft(work: Work, citizen: Citizen, id: string): Promise<Draft> {
  const draft = await findDraft(work.tx, citizen.id, id)
  if (!draft) throw draftNotFound()
  return draft
}

export function listDrafts(work: Work, citizen: Citizen): Promise<Draft[]> {
  return listOpenDrafts(work.tx, citizen.id, work.now)
}

/** Keeps what was typed. A draft that became a dossier is kept as it was submitted. */
export async function saveDraft(
  work: Work,
  citizen: Citizen,
  id: string,
  change: { answers?: Answers; section?: string },
): Promise<void> {
  await update(work, citizen, id, {
    ...(change.answers ? { answers: JSON.stringify(change.answers) } : {}),
    ...(change.section ? { section: change.section } : {}),
  })
}

/** Adds a paper; the same one twice stays one. */
export async function attachPaper(
  work: Work,
  citizen: Citizen,
  id: string,
  paper: DraftPaper,
): Promise<void> {
  const draft = await lockDraft(work, citizen, id)
  const same = (other: DraftPaper) =>
    other.key === paper.key && other.upload === paper.upload && other.vaultPaper === paper.vaultPaper
  if (draft.papers.some(same)) return
  if (draft.papers.length >= mostPapers) throw tooManyPapers({ most: mostPapers })
  await update(work, citizen, id, { papers: JSON.stringify([...draft.papers, paper]) })
}

export async function detachPaper(
  work: Work,
  citizen: Citizen,
  id: string,
  paper: DraftPaper,
): Promise<void> {
  const draft = await lockDraft(work, citizen, id)
  const kept = draft.papers.filter(
    (other) =>
      other.key !== paper.key || other.upload !== paper.upload || other.vaultPaper !== paper.vaultPaper,
  )
  await update(work, citizen, id, { papers: JSON.stringify(kept) })
}

/** The draft has become this dossier: opening it again leads there. */
export async function closeDraft(work: Work, citizen: Citizen, id: string, dossierId: string): Promise<void> {
  await update(work, citizen, id, { dossierId })
}

export function discardDraft(work: Work, citizen: Citizen, id: string): Promise<void> {
  return deleteOpenDraft(work.tx, citizen.id, id)
}

/** Removes drafts past their month. */
export function discardExpiredDrafts(work: Work): Promise<void> {
  return deleteExpiredDrafts(work.tx, work.now)
}

/** Holds an open draft until the work ends. */
export async function lockDraft(work: Work, citizen: Citizen, id: string): Promise<Draft> {
  const draft = await findDraftToChange(work.tx, citizen.id, id)
  if (!draft) throw draftNotFound()
  return draft
}

async function update(
  work: Work,
  citizen: Citizen,
  id: string,
  change: { answers?: string; papers?: string; section?: string; dossierId?: string },
): Promise<void> {
  const expiresAt = new Date(work.now.getTime() + keptMs)
  const isOpen = await updateDraft(work.tx, citizen.id, id, { ...change, updatedAt: work.now, expiresAt })
  if (!isOpen) throw draftNotFound()
}
