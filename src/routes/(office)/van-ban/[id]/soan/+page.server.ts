import { error, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { findAgency } from '#server/modules/agencies/index.ts'
import {
  listMentionedWhoLeft,
  type OpenedDraft,
  openDraft,
  Remark,
  remark,
  settleRemark,
} from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDateTime, formatTime } from '#shared/dates.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const draft = await openDraft(work, officer, params.id)
    return {
      id: params.id,
      officerId: officer.id,
      draft: present(draft),
      types: documentTypes.map(({ key, name }) => ({ key, name })),
      left: await listMentionedWhoLeft(work, draft.text.body),
      recipientNames: await namesOf(work, draft.text.recipientAgencies),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

async function namesOf(work: Work, agencyIds: readonly string[]): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (const id of agencyIds) names[id] = (await findAgency(work, id))?.name ?? id
  return names
}

function present({ document, writer, remarks, proposals, writtenAt, ...draft }: OpenedDraft) {
  return {
    ...draft,
    version: document.version,
    typeName: document.title,
    writtenAt: formatDateTime(writtenAt),
    writer: writer && { name: writer.name, isMine: writer.isMine, until: formatTime(writer.until) },
    remarks: remarks.map(
      ({ id, blockId, quote, text, answers, by, agency, writtenAt, settledAt, settledByName }) => ({
        id,
        blockId,
        quote,
        text,
        answers,
        by: m.documents.edit.said.by(by, agency, formatDateTime(writtenAt)),
        settled: settledAt ? m.documents.edit.said.settled(settledByName) : null,
      }),
    ),
    proposals: proposals.map(
      ({ id, blockId, was, becomes, reason, by, agency, proposedAt, outcome, decidedByName }) => ({
        id,
        blockId,
        was: outcome ? null : was,
        becomes: outcome ? null : becomes,
        reason,
        by: m.documents.edit.said.by(by, agency, formatDateTime(proposedAt)),
        decided: outcome
          ? m.documents.edit.said.decidedBy(m.documents.edit.said.outcomes[outcome] ?? '', decidedByName)
          : null,
      }),
    ),
  }
}

export const actions: Actions = {
  remark: (event) =>
    handleStaffForm(
      event,
      z.object({ text: Remark.shape.text, blockId: z.string().max(24).optional() }),
      async ({ text, blockId }) => {
        const officer = requireDocumentHandler(event.locals.actor)
        await perform(officer, (work) =>
          remark(work, officer, event.params.id, { text, ...(blockId ? { blockId } : {}) }),
        )
        redirect(303, `/van-ban/${event.params.id}/soan#gop-y`)
      },
    ),
  settle: (event) =>
    handleStaffForm(event, z.object({ id: z.uuid() }), async ({ id }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      await perform(officer, (work) => settleRemark(work, officer, event.params.id, id))
      redirect(303, `/van-ban/${event.params.id}/soan#gop-y`)
    }),
}
