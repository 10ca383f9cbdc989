/** Góp ý và đề xuất sửa: what others, and the writer too, say of a draft. */
import { isDeepStrictEqual } from 'node:util'
import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { Block, Body } from '#shared/document/body.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { takeLease } from './leases.ts'
import { type Outcome, Proposal, Remark } from './model.ts'
import { decide, hasProposal, insertProposal, weighProposals } from './proposal-queries.ts'
import { insertRemark, listRemarks, mostListed, settle } from './queries.ts'
import {
  alreadyDecided,
  blockNotFound,
  proposalNotFound,
  proposalsTooLong,
  remarkNotFound,
  staleText,
  textUnreadable,
  tooManyRemarks,
} from './refusals.ts'
import { requireDraft, requireOpenDraft } from './require-draft.ts'
import { currentText } from './save-draft.ts'

/** Remarks on a draft, or answers a remark: for whoever may read it. Refuses once it is no draft any more. */
export async function remark(
  work: Work,
  officer: Officer,
  documentId: string,
  input: Remark,
): Promise<{ id: string }> {
  const document = await requireDraft(work, officer, documentId)
  const { blockId, quote, text, answers } = Remark.parse(input)
  const known = await listRemarks(work.tx, documentId)
  if (known.length >= mostListed) throw tooManyRemarks({ most: mostListed })
  if (answers && !known.some(({ id }) => id === answers)) throw remarkNotFound()
  const id = newId(work.now.getTime())
  await insertRemark(work.tx, {
    id,
    documentId,
    version: document.version,
    blockId: blockId ?? null,
    quote,
    text,
    answers: answers ?? null,
    agencyId: officer.agencyId,
    writtenBy: officer.id,
    writtenAt: work.now,
    settledBy: null,
    settledAt: null,
  })
  return { id }
}

/** Calls a remark settled: its own author, or whoever may write the draft. */
export async function settleRemark(
  work: Work,
  officer: Officer,
  documentId: string,
  id: string,
): Promise<void> {
  await requireDraft(work, officer, documentId)
  const known = (await listRemarks(work.tx, documentId)).find((one) => one.id === id)
  if (!known) throw remarkNotFound()
  if (!(await settle(work.tx, { id, documentId, by: officer.id, at: work.now }))) throw alreadyDecided()
}

/** What waits to be decided of one draft, together: whoever opens it is sent all of that, compared. */
const mostBytes = 4_000_000

/**
 * Proposes another text of one block, or of the whole draft, in the place of the one it was made from: that is kept with it, so that
 * whoever decides sees what was changed and not what has changed since. Refuses what says nothing new, and more than a page can show.
 */
export async function propose(
  work: Work,
  officer: Officer,
  documentId: string,
  input: Proposal,
): Promise<{ id: string }> {
  const document = await requireDraft(work, officer, documentId)
  const parsed = Proposal.safeParse(input)
  if (!parsed.success) throw textUnreadable({ problem: parsed.error.issues[0]?.message ?? '' })
  const { revision, reason, text } = parsed.data
  requirePrintable({ text, reason })
  const now = await currentText(work, document)
  if (now.revision !== revision) throw staleText()
  const body = now.text.content.body ?? emptyBody()
  const was: Block | Body | undefined =
    text.of === 'draft' ? body : body.content.find(({ attrs }) => attrs.id === text.block.attrs.id)
  if (!was) throw blockNotFound()
  const becomes = text.of === 'draft' ? text.body : text.block
  if (isDeepStrictEqual(was, becomes)) throw textUnreadable({ problem: 'same' })
  const { count, bytes } = await weighProposals(work.tx, documentId)
  if (count >= mostListed) throw tooManyRemarks({ most: mostListed })
  const added = Buffer.byteLength(JSON.stringify([was, becomes]))
  if (bytes > 0 && bytes + added > mostBytes) throw proposalsTooLong()
  const id = newId(work.now.getTime())
  await insertProposal(work.tx, {
    id,
    documentId,
    version: document.version,
    revision,
    blockId: text.of === 'block' ? text.block.attrs.id : null,
    was,
    becomes,
    reason,
    agencyId: officer.agencyId,
    proposedBy: officer.id,
    proposedAt: work.now,
    outcome: null,
    decidedBy: null,
    decidedAt: null,
  })
  return { id }
}

/** Says what became of a proposal. Only who has the turn to write does; what they took over, they save as any text. */
export async function decideProposal(
  work: Work,
  officer: Officer,
  documentId: string,
  { id, outcome }: { id: string; outcome: Outcome },
): Promise<void> {
  await requireOpenDraft(work, officer, documentId)
  await takeLease(work, officer, documentId)
  if (!(await hasProposal(work.tx, documentId, id))) throw proposalNotFound()
  const by = { by: officer.id, at: work.now }
  if (!(await decide(work.tx, { id, documentId, outcome, ...by }))) throw alreadyDecided()
}
