/** A draft as its page shows it: the text, who writes, what others say of it. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { recordOpening } from '../openings.ts'
import type { Document } from '../queries.ts'
import { findWriter, type Lease } from './leases.ts'
import { type DraftText, draftTextOf } from './model.ts'
import { type ListedProposal, listProposals } from './proposal-queries.ts'
import { isInRoute, listRemarks, type RemarkRow } from './queries.ts'
import { requireAgencyDocument } from './require-draft.ts'
import { currentText } from './save-draft.ts'

interface SaidBy {
  by: string
  agency: string
}
type Remarked = RemarkRow & SaidBy & { settledByName: string }
type Proposed = ListedProposal & SaidBy & { decidedByName: string }

export interface OpenedDraft {
  document: Document
  text: DraftText
  revision: number
  isKept: boolean
  writtenBy: string
  writtenAt: Date
  writer: Lease | undefined
  /** A draft of one's own agency: one may take the turn when nobody has it. */
  mayWrite: boolean
  /** It lies before somebody in its approval route: nobody writes it meanwhile. */
  isInRoute: boolean
  /** A draft, for anyone who sees it. */
  mayRemark: boolean
  remarks: Remarked[]
  proposals: Proposed[]
}

/**
 * Opens a draft for whoever works on documents at its agency, or at one it was put before; to others it is as if it were not there. That it was opened
 * is in the log; a page that asks again while it stands open is the same opening.
 */
export async function openDraft(work: Work, officer: Officer, id: string): Promise<OpenedDraft> {
  const document = await requireAgencyDocument(work, officer, id)
  await recordOpening(work, document)
  const now = await currentText(work, document)
  const remarks = await listRemarks(work.tx, id)
  const proposals = await listProposals(work.tx, id)
  const said = await namesFor(work, [
    now.writtenBy,
    ...remarks.flatMap(({ writtenBy, settledBy }) => [writtenBy, settledBy]),
    ...proposals.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
  ])
  const agencies = await agencyNames(work, [...remarks, ...proposals])
  const isDraft = document.status === 'draft'
  const isWaiting = isDraft && (await isInRoute(work.tx, id))
  return {
    document,
    text: draftTextOf(now.text, emptyBody),
    revision: now.revision,
    isKept: now.isKept,
    writtenBy: said(now.writtenBy),
    writtenAt: now.writtenAt,
    writer: await findWriter(work, officer, id),
    mayWrite: isDraft && !isWaiting && officer.agencyIds.includes(document.agencyId),
    isInRoute: isWaiting,
    mayRemark: isDraft,
    remarks: remarks.map((remark) => ({
      ...remark,
      by: said(remark.writtenBy),
      agency: agencies.get(remark.agencyId) ?? '',
      settledByName: said(remark.settledBy),
    })),
    proposals: proposals.map((proposal) => ({
      ...proposal,
      by: said(proposal.proposedBy),
      agency: agencies.get(proposal.agencyId) ?? '',
      decidedByName: said(proposal.decidedBy),
    })),
  }
}

export async function namesFor(
  work: Work,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string> {
  const names = await namesOfStaff(work, [...new Set(ids.filter((one) => one !== null))])
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}

async function agencyNames(work: Work, rows: readonly { agencyId: string }[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(rows.map(({ agencyId }) => agencyId)))
    names.set(id, (await findAgency(work, id))?.shortName ?? '')
  return names
}
