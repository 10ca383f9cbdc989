/** The papers of a draft as people see them: what is asked, what has been given, what is already held. */

import type { Service } from '#server/modules/catalogue/index.ts'
import type { Draft, DraftPaper } from '#server/modules/dossiers/index.ts'
import { listPapers } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { getUploadedFile } from '#server/platform/files/index.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import type { Answers } from '#shared/form/answers.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'

export interface GivenPaper {
  key: string
  source: 'upload' | 'vault'
  id: string
  name: string
  detail: string
  sha256: string
}

/** Papers with their names, sizes and fingerprints. An upload that is gone is left out: it must be sent again. */
export async function describeGiven(
  work: Work,
  citizen: Citizen,
  papers: readonly DraftPaper[],
): Promise<GivenPaper[]> {
  const held = papers.some(({ vaultPaper }) => vaultPaper) ? await listPapers(work, citizen) : []
  const given: GivenPaper[] = []
  for (const { key, upload, vaultPaper } of papers) {
    if (upload) {
      const file = await getUploadedFile(work, citizen, upload).catch(ignoreRefusal)
      if (!file) continue
      const detail = m.apply.papers.received(formatFileSize(file.size), typeName(file.mediaType))
      given.push({ key, source: 'upload', id: upload, name: file.name, detail, sha256: file.sha256 })
    } else {
      const paper = held.find(({ id }) => id === vaultPaper)
      if (!paper?.sha256 || !paper.mediaType) continue
      const detail = m.apply.papers.fromVault(formatFileSize(paper.size ?? 0), typeName(paper.mediaType))
      given.push({ key, source: 'vault', id: paper.id, name: paper.title, detail, sha256: paper.sha256 })
    }
  }
  return given
}

/** Every paper these answers ask for, with what was given for it and what the vault could give. */
export async function viewPapers(
  work: Work,
  citizen: Citizen,
  service: Pick<Service, 'papers'>,
  answers: Answers,
  draftPapers: Draft['papers'],
) {
  const given = await describeGiven(work, citizen, draftPapers)
  const held = await listPapers(work, citizen)
  return papersFor(service, answers).map((paper) => {
    const own = given.filter(({ key }) => key === paper.key)
    return {
      key: paper.key,
      name: paper.name,
      help: paper.help,
      isRequired: paper.required,
      isShown: paper.kind === 'show',
      accept: paper.accept,
      most: paper.maxFiles,
      mayAdd: own.length < paper.maxFiles,
      given: own,
      held: held
        .filter(({ kind, sha256, id }) => kind === paper.reuse && sha256 && !own.some((one) => one.id === id))
        .map(({ id, title, issuer, issuedOn }) => ({
          id,
          title,
          detail: m.apply.papers.heldDetail(issuer, issuedOn ? formatDate(issuedOn) : ''),
        })),
    }
  })
}

export function typeName(mediaType: string): string {
  return m.apply.papers.types[mediaType] ?? mediaType
}

function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}
