/** Bản nháp: an application being filled in, on any device, kept 30 days; one open draft per service and person. */
import { type Selectable, sql } from 'kysely'
import { getService } from '#server/modules/catalogue/index.ts'
import { countDraft } from '#server/modules/dossiers/apply/filing-limits.ts'
import type { SubmitDossier } from '#server/modules/dossiers/model.ts'
import { draftNotFound, tooManyPapers } from '#server/modules/dossiers/refusals.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { DossiersDraft } from '#server/platform/schema.gen.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'

export type DraftPaper = SubmitDossier['papers'][number]
export type Draft = Omit<Selectable<DossiersDraft>, 'answers' | 'papers'> & {
  answers: Answers
  papers: DraftPaper[]
}

const keptMs = 30 * 24 * 3600 * 1000
const mostPapers = 60

/** The citizen's open draft for this service, made on first use and bound to the version current then. */
export async function openDraft(work: Work, citizen: Citizen, serviceCode: string): Promise<Draft> {
  const open = await ownDrafts(work, citizen)
    .where('serviceCode', '=', serviceCode)
    .where('dossierId', 'is', null)
    .where('expiresAt', '>', work.now)
    .orderBy('updatedAt', 'desc')
    .$castTo<Draft>()
    .executeTakeFirst()
  if (open) return open
  const service = await getService(work, serviceCode)
  await countDraft(work, citizen)
  return work.tx
    .insertInto('dossiers.draft')
    .values({
      id: newId(),
      ownerId: citizen.id,
      serviceCode,
      serviceVersion: service.version,
      requestKey: newId(),
      expiresAt: new Date(work.now.getTime() + keptMs),
    })
    .returningAll()
    .$castTo<Draft>()
    .executeTakeFirstOrThrow()
}

function ownDrafts(work: Work, citizen: Citizen) {
  return work.tx.selectFrom('dossiers.draft').selectAll().where('ownerId', '=', citizen.id)
}

/** The newest draft of this service, open or already sent: a page left behind leads to what it became. */
export async function findLatestDraft(
  work: Work,
  citizen: Citizen,
  serviceCode: string,
): Promise<Draft | undefined> {
  return ownDrafts(work, citizen)
    .where('serviceCode', '=', serviceCode)
    .where('expiresAt', '>', work.now)
    .orderBy(sql`dossier_id is null`, 'desc')
    .orderBy('updatedAt', 'desc')
    .limit(1)
    .$castTo<Draft>()
    .executeTakeFirst()
}

export async function getDraft(work: Work, citizen: Citizen, id: string): Promise<Draft> {
  const draft = await ownDrafts(work, citizen).where('id', '=', id).$castTo<Draft>().executeTakeFirst()
  if (!draft) throw draftNotFound()
  return draft
}

export async function listDrafts(work: Work, citizen: Citizen): Promise<Draft[]> {
  return ownDrafts(work, citizen)
    .where('dossierId', 'is', null)
    .where('expiresAt', '>', work.now)
    .orderBy('updatedAt', 'desc')
    .limit(50)
    .$castTo<Draft>()
    .execute()
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

export async function discardDraft(work: Work, citizen: Citizen, id: string): Promise<void> {
  await work.tx
    .deleteFrom('dossiers.draft')
    .where('id', '=', id)
    .where('ownerId', '=', citizen.id)
    .where('dossierId', 'is', null)
    .execute()
}

/** Removes drafts past their month. */
export async function discardExpiredDrafts(work: Work): Promise<void> {
  await work.tx.deleteFrom('dossiers.draft').where('expiresAt', '<', work.now).execute()
}

/** Holds an open draft until the work ends. */
export async function lockDraft(work: Work, citizen: Citizen, id: string): Promise<Draft> {
  const draft = await ownDrafts(work, citizen)
    .where('id', '=', id)
    .where('dossierId', 'is', null)
    .forUpdate()
    .$castTo<Draft>()
    .executeTakeFirst()
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
  const { numUpdatedRows } = await work.tx
    .updateTable('dossiers.draft')
    .set({ ...change, updatedAt: work.now, expiresAt })
    .where('id', '=', id)
    .where('ownerId', '=', citizen.id)
    .where('dossierId', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw draftNotFound()
}
