import { type Document, getDocument, listRevoked } from '#server/modules/documents/index.ts'
import { listOwnCodes, listUsesOfPapers } from '#server/modules/dossiers/index.ts'
import {
  listAccessesTo,
  listPapers,
  type Paper,
  type PaperPause,
  pausesOfPapers,
} from '#server/modules/registry/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { dateWords } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { typeName } from '#ui/dossiers/paper-view.server.ts'
import { citizenOf } from '#ui/form/citizen-page.server.ts'
import { describeAccesses } from './describe-accesses.ts'

const few = 5

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const showsAll = event.url.searchParams.has('tat-ca')
  return perform(citizen, async (work) => {
    const held = await listPapers(work, citizen)
    const uses = await listUsesOfPapers(
      work,
      citizen,
      held.map(({ id }) => id),
    )
    const codes = await listOwnCodes(
      work,
      citizen,
      held.flatMap(({ dossierId }) => dossierId ?? []),
    )
    // Also receipts of fees, which no leader signs and which may stand no longer either.
    const revoked = await listRevoked(
      work,
      held.flatMap(({ documentId }) => documentId ?? []),
    )
    const documents = new Map<string, Document>()
    for (const { documentId } of held) {
      const document = documentId ? await documentOf(work, documentId) : undefined
      if (documentId && document) documents.set(documentId, document)
    }
    const pauses = await pausesOfPapers(
      work,
      [...documents.values()].map(({ checkCode }) => checkCode),
    )
    const papers = []
    for (const paper of held) {
      const document = documents.get(paper.documentId ?? '')
      const pause = pauses.get(document?.checkCode ?? '')
      papers.push({
        id: paper.id,
        title: paper.title,
        // The data of a receipt go with its paper.
        isOurs: paper.documentId !== null || paper.kind === 'bien-lai-xml',
        isHandedIn: paper.handedInOn !== null,
        isRevoked: revoked.has(paper.documentId ?? ''),
        paused: pause ? pausedWords(pause) : '',
        replacedBy: revoked.get(paper.documentId ?? '')?.replacedBySymbol ?? '',
        number: paper.number ? m.registry.vault.number(paper.number) : '',
        origin: originOf(paper),
        code: codes.get(paper.dossierId ?? ''),
        file:
          paper.sha256 && paper.mediaType
            ? `${typeName(paper.mediaType)}, ${formatFileSize(Number(paper.size ?? 0))}`
            : undefined,
        sha256: paper.sha256,
        checkCode: document?.checkCode,
        usedIn: uses.filter(({ paperId }) => paperId === paper.id).map(({ code }) => code),
      })
    }
    const accesses = await describeAccesses(work, citizen, await listAccessesTo(work, citizen))
    return {
      papers,
      accesses: showsAll ? accesses : accesses.slice(0, few),
      count: accesses.length,
      showsAll,
    }
  })
}

/** Undefined where it is not for this person to open. */
async function documentOf(work: Work, id: string): Promise<Document | undefined> {
  try {
    return await getDocument(work, id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return undefined
  }
}

/** That the business of a certificate pauses, or has registered to, and from when it goes on. */
function pausedWords({ fromOn, toOn, resumedOn }: PaperPause): string {
  const { paused, resumed } = m.documents.facts
  return [paused(dateWords(fromOn), dateWords(toOn)), resumedOn ? resumed(dateWords(resumedOn)) : '']
    .filter(Boolean)
    .join(' ')
}

/** Who issued it, or when it was handed in and accepted. */
function originOf({ issuer, issuedOn, handedInOn, acceptedBy, heldAt }: Paper): string {
  return handedInOn
    ? m.registry.vault.accepted(dateWords(handedInOn), acceptedBy ?? '', dateWords(heldAt))
    : [issuer, issuedOn ? dateWords(issuedOn) : ''].filter(Boolean).join(', ')
}
