import { attachPaper, type DraftPaper, draftedAnswers } from '#server/modules/dossiers/index.ts'
import { listPapers } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { getUploadedFile, keepUpload } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { acceptsFile, papersFor } from '#shared/form/requirements.ts'
import { defineRefusal } from '#shared/refusal.ts'
import type { OpenForm } from '../open-form.ts'

const paperUnknown = defineRefusal('dossiers.paper_unknown', 422)
const fileKind = defineRefusal('dossiers.paper_kind', 415)
const tooManyFiles = defineRefusal('apply.too_many_files', 422)

const draftKeptMs = 30 * 86_400_000

/**
 * Attaches a paper the answers ask for: an upload of this person's, held as long as the draft, or a paper of their
 * own vault. What the service would refuse later is refused here, where it can be put right.
 */
export async function attachAsked(
  work: Work,
  citizen: Citizen,
  { draft, service }: OpenForm,
  paper: DraftPaper,
): Promise<void> {
  const asked = papersFor(service, draftedAnswers(draft.answers, work.now)).find(
    ({ key }) => key === paper.key,
  )
  if (!asked) throw paperUnknown({ key: paper.key })
  const others = draft.papers.filter(({ key, upload, vaultPaper }) => {
    return key === paper.key && (upload !== paper.upload || vaultPaper !== paper.vaultPaper)
  })
  const kept = paper.upload
    ? await getUploadedFile(work, citizen, paper.upload)
    : await heldFile(work, citizen, paper)
  if (!acceptsFile(asked, kept.mediaType)) throw fileKind({ accept: asked.accept })
  if (others.length >= asked.maxFiles) throw tooManyFiles({ most: asked.maxFiles })
  await attachPaper(work, citizen, draft.id, paper)
  if (paper.upload) await keepUpload(work, citizen, paper.upload, new Date(work.now.getTime() + draftKeptMs))
}

async function heldFile(
  work: Work,
  citizen: Citizen,
  { key, vaultPaper }: DraftPaper,
): Promise<{ mediaType: string }> {
  const held = (await listPapers(work, citizen)).find(({ id }) => id === vaultPaper)
  if (!held?.sha256 || !held.mediaType) throw paperUnknown({ key })
  return { mediaType: held.mediaType }
}
