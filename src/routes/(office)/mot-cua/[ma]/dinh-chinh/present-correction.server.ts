/** A signed result and what is asked to stand in its place, side by side, as the page shows them. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import {
  countIssuedPages,
  type Document,
  describeDraft,
  getDocument,
  signerOf,
} from '#server/modules/documents/index.ts'
import {
  type CorrectionView,
  type DossierView,
  standingResult,
  viewCorrection,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { draftAddresses } from '#ui/draft-address.ts'
import { groupCommunes } from '#ui/form/group-communes.ts'

const words = m.dossiers.correction

/** Undefined where the dossier has no signed result that could be another. */
export async function presentCorrection(work: Work, officer: Officer, view: DossierView) {
  const { dossier, actions, service, permitted } = view
  const standing = standingResult(dossier, actions)
  if (dossier.status !== 'returned' || !standing) return undefined
  const asked = await viewCorrection(work, dossier, actions)
  const result = await getDocument(work, standing.documentId)
  const last = actions.findLast(({ kind }) => kind === 'drop_correction' || kind === 'correct')
  return {
    code: dossier.code,
    applicant: dossier.applicantName,
    service: service.plainName,
    seenSeq: dossier.lastSeq,
    requestKey: newId(),
    communes: groupCommunes(await listCommunes(work, localDay(work.now))),
    result: {
      text: m.dossiers.case.resultNumber(result.title, result.symbol ?? ''),
      pdf: `/van-ban/${result.id}/tep`,
      pages: await pagesOf(result),
    },
    note: { value: standing.note, isPrinted: isNotePrinted(view, standing.outcome) },
    noteLabel: service.result.decisionNote?.label ?? words.note,
    mayAsk: !asked && result.status === 'issued' && permitted.includes('ask_correction'),
    asked: asked ? await presentAsked(work, officer, view, asked) : null,
    dropped:
      last?.kind === 'drop_correction' && !asked
        ? words.dropped(last.actorName, formatDateTime(last.at), last.data.reason ?? '')
        : '',
  }
}

const isNotePrinted = ({ service }: DossierView, outcome: string): boolean =>
  outcome === 'decline' || service.result.decisionNote !== undefined

async function pagesOf(document: Document): Promise<string[]> {
  const count = await countIssuedPages(document)
  return Array.from({ length: count }, (_, at) => `/van-ban/${document.id}/tep/${at + 1}`)
}

async function presentAsked(work: Work, officer: Officer, { permitted }: DossierView, asked: CorrectionView) {
  const document = await getDocument(work, asked.documentId)
  const signer = await signerOf(work, officer, document)
  const isMine = asked.askedBy.id === officer.id
  const draft = await describeDraft(work, document.id)
  const { pages, pdf } = draftAddresses(draft)
  // What is signed in the same act is read in the same place, after the result.
  for (const id of asked.further) pages.push(...draftAddresses(await describeDraft(work, id)).pages)
  const maySign = permitted.includes('correct') && !isMine && signer.isMine
  const isHeld = document.status === 'signing'
  return {
    kind: words.kinds[asked.kind],
    reason: asked.reason,
    clause: asked.clause,
    by: words.waits(asked.askedBy.name, formatDateTime(asked.askedAt)),
    changes: asked.changes,
    isMine,
    who: signer.who,
    maySign,
    mayDrop: permitted.includes('drop_correction') && (isMine || maySign) && !document.confirmedAt,
    draft: { title: document.title, sha256: draft.sha256, pdf, pages },
    signing: isHeld
      ? {
          isMine: document.signedBy === officer.id,
          isPrepared: document.signingSha256 !== null,
          isConfirmed: document.confirmedAt !== null,
          words: document.confirmedAt
            ? m.documents.sign.confirmed(
                document.symbol ?? '',
                document.signerName ?? '',
                formatDateTime(document.confirmedAt),
              )
            : m.documents.sign.reserved(
                document.symbol ?? '',
                document.signedBy === officer.id ? '' : (document.signerName ?? ''),
              ),
        }
      : null,
  }
}
