/** The papers of a draft as people see them: what is asked, what has been given, what is already held. */

import type { Service } from '#server/modules/catalogue/index.ts'
import {
  type Draft,
  type DraftPaper,
  draftedAnswers,
  type HeldPaper,
  heldPapers,
  listOwnCodes,
} from '#server/modules/dossiers/index.ts'
import { listPapersByIds, type Paper } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { getUploadedFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { dateWords } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import type { Answers } from '#shared/form/answers.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

export interface GivenPaper {
  key: string
  source: 'upload' | 'vault'
  /** By an agency, and not merely handed in before. */
  isIssued: boolean
  id: string
  name: string
  detail: string
  sha256: string
}

/** Papers with their names, sizes and fingerprints. An upload that is gone is left out: it must be sent again. */
export async function describeGiven(
  work: Work,
  actor: Citizen | Officer,
  papers: readonly DraftPaper[],
): Promise<GivenPaper[]> {
  const vaultIds = papers.flatMap(({ vaultPaper }) => vaultPaper ?? [])
  const held = actor.kind === 'citizen' ? await listPapersByIds(work, actor.id, vaultIds) : []
  const origins = actor.kind === 'citizen' ? await originsOf(work, actor, held) : new Map<string, string>()
  const given: GivenPaper[] = []
  for (const { key, upload, vaultPaper } of papers) {
    if (upload) {
      const file = await getUploadedFile(work, actor, upload).catch(ignoreRefusal)
      if (!file) continue
      const detail = m.dossiers.apply.papers.received(formatFileSize(file.size), typeName(file.mediaType))
      const { name, sha256 } = file
      given.push({ key, source: 'upload', isIssued: false, id: upload, name, detail, sha256 })
    } else {
      const paper = held.find(({ id }) => id === vaultPaper)
      if (!paper?.sha256 || !paper.mediaType) continue
      const { id, title: name, sha256 } = paper
      const size = formatFileSize(paper.size ?? 0)
      const origin = m.dossiers.apply.papers.fromVault(origins.get(id) ?? '')
      const detail = `${size} · ${typeName(paper.mediaType)} · ${origin}`
      given.push({ key, source: 'vault', isIssued: !paper.handedInOn, id, name, detail, sha256 })
    }
  }
  return given
}

/** Where papers of the citizen's vault come from, in words, by their ids. */
export async function originsOf(
  work: Work,
  citizen: Citizen,
  papers: readonly Paper[],
): Promise<Map<string, string>> {
  const codes = await listOwnCodes(
    work,
    citizen,
    papers.flatMap(({ dossierId }) => dossierId ?? []),
  )
  return new Map(papers.map((paper) => [paper.id, originOf(paper, codes.get(paper.dossierId ?? ''))]))
}

function originOf({ issuer, issuedOn, handedInOn, acceptedBy }: Paper, dossierCode = ''): string {
  return handedInOn
    ? m.dossiers.apply.papers.handedIn(dateWords(handedInOn), dossierCode, acceptedBy ?? '')
    : m.dossiers.apply.papers.issued(issuer ?? '', issuedOn ? dateWords(issuedOn) : '')
}

/** What came with one dossier is one paper, in however many files. */
export function offersOf(held: readonly HeldPaper[]) {
  const papers = Map.groupBy(held, ({ id, handedInOn, dossierId }) => (handedInOn ? dossierId : id))
  return [...papers.values()].map((files) => ({
    ids: files.map(({ id }) => id),
    title: files[0]?.title ?? '',
    isIssued: !files[0]?.handedInOn,
    detail: [
      ...(files.length > 1 ? [m.dossiers.apply.papers.files(files.length)] : []),
      ...files.slice(0, 1).map((paper) => originOf(paper, paper.dossierCode)),
    ].join(' · '),
  }))
}

/** Every paper these answers ask for, with what was given for it and what the vault could give, the newest first. */
export async function viewPapers(
  work: Work,
  citizen: Citizen,
  service: Pick<Service, 'papers'>,
  answers: Answers,
  draftPapers: Draft['papers'],
) {
  const given = await describeGiven(work, citizen, draftPapers)
  const asked = papersFor(service, draftedAnswers(answers, work.now))
  const held = await heldPapers(work, citizen, asked)
  return asked.map((paper) => {
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
      held: offersOf(held.filter(({ key, id }) => key === paper.key && !own.some((one) => one.id === id))),
    }
  })
}

export function typeName(mediaType: string): string {
  return m.dossiers.apply.papers.types[mediaType] ?? mediaType
}

function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}
