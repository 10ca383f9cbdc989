/** A signed result and what is asked to stand in its place, side by side, as the page shows them. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import {
  countIssuedPages,
  type Document,
  type DraftPlan,
  describeDraft,
  getDocument,
  planDraft,
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

/** Undefined where the dossier has no signed result that could be another. The pages of both are drawn by what `draw` gives, outside of this work. */
export async function presentCorrection(work: Work, officer: Officer, view: DossierView) {
  const { dossier, actions, service, permitted } = view
  const standing = standingResult(dossier, actions)
  if (dossier.status !== 'returned' || !standing) return undefined
  const asked = await viewCorrection(work, dossier, actions)
  const result = await getDocument(work, standing.documentId)
  const planned = asked ? await presentAsked(work, officer, view, asked) : undefined
  const last = actions.findLast(({ kind }) => kind === 'drop_correction' || kind === 'correct')
  const shown = {
    code: dossier.code,
    applicant: dossier.applicantName,
    service: service.plainName,
    seenSeq: dossier.lastSeq,
    requestKey: newId(),
    communes: groupCommunes(await listCommunes(work, localDay(work.now))),
    note: { value: standing.note, isPrinted: isNotePrinted(view, standing.outcome) },
    noteLabel: service.result.decisionNote?.label ?? words.note,
    mayAsk: !asked && result.status === 'issued' && permitted.includes('ask_correction'),
    dropped:
      last?.kind === 'drop_correction' && !asked
        ? words.dropped(last.actorName, formatDateTime(last.at), last.data.reason ?? '')
        : '',
  }
  const draw = async () => ({
    ...shown,
    result: {
      text: m.dossiers.case.resultNumber(result.title, result.symbol ?? ''),
      pdf: `/van-ban/${result.id}/tep`,
      pages: await pagesOf(result, officer),
    },
    asked: planned ? await planned() : null,
  })
  return { draw }
}

const isNotePrinted = ({ service }: DossierView, outcome: string): boolean =>
  outcome === 'decline' || service.result.decisionNote !== undefined

async function pagesOf(document: Document, officer: Officer): Promise<string[]> {
  const count = await countIssuedPages(document, officer.id)
  return Array.from({ length: count }, (_, at) => `/van-ban/${document.id}/tep/${at + 1}`)
}

async function presentAsked(work: Work, officer: Officer, { permitted }: DossierView, asked: CorrectionView) {
  const document = await getDocument(work, asked.documentId)
  const signer = await signerOf(work, officer, document)
  const isMine = asked.askedBy.id === officer.id
  const plan = await planDraft(work, document.id)
  // What is signed in the same act is read in the same place, after the result.
  const further: DraftPlan[] = []
  for (const id of asked.further) further.push(await planDraft(work, id))
  const maySign = permitted.includes('correct') && !isMine && signer.isMine
  const isHeld = document.status === 'signing'
  const shown = {
    kind: words.kinds[asked.kind],
    reason: asked.reason,
    clause: asked.clause,
    by: words.waits(asked.askedBy.name, formatDateTime(asked.askedAt)),
    changes: asked.changes,
    isMine,
    who: signer.who,
    maySign,
    mayDrop: permitted.includes('drop_correction') && (isMine || maySign) && !document.confirmedAt,
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
  return async () => {
    const draft = await describeDraft(plan, officer.id)
    const { pages, pdf } = draftAddresses(draft)
    for (const one of further) pages.push(...draftAddresses(await describeDraft(one, officer.id)).pages)
    return { ...shown, draft: { title: document.title, sha256: draft.sha256, pdf, pages } }
  }
}
