import { type Officer, system } from '#server/platform/actor.ts'
import { isClientSystem, requireReader } from '#server/platform/rights.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { listIssued, listTakenBack, type TakenBack } from './issued-queries.ts'
import { recordOpening, type Way } from './openings.ts'
import {
  type Document,
  findDocument as find,
  findDocumentOfDossier as findOfDossier,
  listFurtherOf,
  listBeingSigned as listSigning,
} from './queries.ts'
import { documentNotFound } from './refusals.ts'

/**
 * The document for its owner (once issued), for those who work on cases or documents of its agency, and for agencies it was put before; refuses to anyone else. Who
 * shows it to an officer uses `openDocument`.
 */
export async function getDocument(work: Work, id: string): Promise<Document> {
  // To a client system every document is as if it did not exist.
  if (work.actor.kind === 'officer' && !isClientSystem(work.actor)) requireReader(work.actor)
  const document = await find(work.tx, work.actor, id)
  if (!document) throw documentNotFound()
  return document
}

/** The document as far as whoever asks may see it. */
export function findDocumentIfVisible(
  work: Work,
  officer: Officer,
  id: string,
): Promise<Document | undefined> {
  return find(work.tx, officer, id)
}

/** Whether it was not given up, whoever may see it: the program looks, and says nothing else of it. */
export async function documentStands(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  id: string,
): Promise<boolean> {
  return (await asProgram({ tx, actor }, () => find(tx, system, id))) !== undefined
}

/**
 * When a document was issued, or of what took its place where it was taken back; undefined while nothing of it stands. Whoever may
 * see it: the program looks, and says nothing else of it.
 */
export async function issuedAtOf(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  id: string,
): Promise<{ id: string; issuedAt: Date } | undefined> {
  return asProgram({ tx, actor }, async () => {
    let found = await find(tx, system, id)
    while (found?.status === 'revoked' && found.replacedBy) found = await find(tx, system, found.replacedBy)
    return found?.status === 'issued' && found.issuedAt
      ? { id: found.id, issuedAt: found.issuedAt }
      : undefined
  })
}

/** The document, shown or taken along: when staff open one about a person, that person can see it. */
export async function openDocument(work: Work, id: string, way: Way = 'look'): Promise<Document> {
  const document = await getDocument(work, id)
  await recordOpening(work, document, way)
  return document
}

/** The further papers of a dossier that are drafted or being signed beside its first. */
export async function listFurtherDocuments(work: Work, dossierId: string): Promise<Document[]> {
  return listFurtherOf(work.tx, work.actor, dossierId)
}

export async function findDocumentOfDossier(work: Work, dossierId: string): Promise<Document | undefined> {
  return findOfDossier(work.tx, work.actor, dossierId)
}

/** What took the place of a document that was taken back. */
export async function findReplacement(
  work: Work,
  { replacedBy }: Pick<Document, 'replacedBy'>,
): Promise<Document | undefined> {
  return replacedBy === null ? undefined : find(work.tx, work.actor, replacedBy)
}

/** Of these documents the ones that were taken back, whoever issued them, by id; each with what took its place. */
export async function listRevoked(work: Work, ids: readonly string[]): Promise<Map<string, TakenBack>> {
  return new Map((await listTakenBack(work.tx, { ids, files: [] })).map((one) => [one.id, one]))
}

/** Of these documents and files what was taken back, whoever issued it. */
export function findTakenBack(
  work: Work,
  asked: { ids: readonly string[]; files: readonly string[] },
): Promise<TakenBack[]> {
  return listTakenBack(work.tx, asked)
}

/** Of papers handed in, what an agency here issued: whose, since when, and whether it was taken back. The program looks. */
export function listIssuedFiles(
  work: Work,
  asked: { ids: readonly string[]; files: readonly string[] },
): ReturnType<typeof listIssued> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => listIssued(work.tx, asked))
}

/** Of these dossiers the ones of which a document is being signed: for who works on them, and for whom they concern. */
export async function listBeingSigned(
  work: Work,
  dossierIds: readonly string[],
): Promise<Map<string, BeingSigned>> {
  const rows = await listSigning(work.tx, dossierIds)
  return new Map(
    rows.map(({ dossierId, symbol, signerName, signedBy, confirmedAt }) => [
      dossierId ?? '',
      {
        symbol: symbol ?? '',
        signerName: signerName ?? '',
        isMine: 'id' in work.actor && signedBy === work.actor.id,
        isConfirmed: confirmedAt !== null,
      },
    ]),
  )
}

export interface BeingSigned {
  symbol: string
  signerName: string
  /** Whether whoever asks is the one who signs it. */
  isMine: boolean
  /** Nothing is left to do by hand: the program signs on by itself. */
  isConfirmed: boolean
}
