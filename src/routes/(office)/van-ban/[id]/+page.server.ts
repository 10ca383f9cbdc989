import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { listAgencies } from '#server/modules/agencies/index.ts'
import {
  ApproveDraft,
  approveDraft,
  askOpinions,
  askToRevoke,
  beginSuccessor,
  discard,
  findAgencyIds,
  GiveOpinion,
  giveOpinion,
  keepDocument,
  ReturnDraft,
  requireOwnDraft,
  returnDraft,
  revokeDocument,
  SubmitDraft,
  submitDraft,
  viewDraft,
  withdrawDraft,
} from '#server/modules/documents/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { filingOf } from '../filing.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { actOnDocument, idOf } from './act-on-document.server.ts'
import { copiedOf } from './copied.server.ts'
import { lines } from './lines.ts'
import { askedSum, presentDraft } from './present-draft.server.ts'
import { presentSendings } from './sendings.server.ts'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const id = idOf(params)
  const { draft, drawPages, ...beside } = await perform(officer, async (work) => {
    const viewed = await viewDraft(work, officer, id)
    const { draft, drawPages } = await presentDraft(work, officer, viewed, askedSum(url.searchParams))
    return {
      draft,
      drawPages,
      copied: await copiedOf(work, officer, viewed.document),
      sendings: await presentSendings(work, id),
      filing: await filingOf(work, officer, viewed.document),
      people: draft.may.ask ? await colleagues(work, officer) : [],
      agencies: draft.may.ask
        ? (await listAgencies(work, localDay(work.now))).map(({ name }) => name).slice(0, 1000)
        : [],
      isFresh: hasFreshFactor(officer),
      done: m.documents.route.acts.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
  return { ...beside, draft: { ...draft, ...(await drawPages()) } }
}

async function colleagues(work: Work, officer: Officer) {
  const staff = await listStaffOf(work, officer.agencyId)
  return staff.filter(({ id }) => id !== officer.id).map(({ id, name }) => ({ value: id, label: name }))
}

const Reason = z.object({ reason: z.string().trim().min(1).max(2000) })

const Asked = z.object({
  askAgencies: z.string().max(4000).default('').transform(lines),
  people: z.array(z.uuid()).max(50).default([]),
  question: z.string().trim().min(1).max(2000),
  days: z.coerce.number().int().min(1).max(60),
})

const Succeed = z.object({
  relation: z.enum(['replaces', 'amends', 'corrects']),
  succeedReason: z.string().trim().min(10).max(1000),
})

export const actions: Actions = {
  submit: actOnDocument(SubmitDraft, 'submit', submitDraft),
  withdraw: actOnDocument(z.object({}), 'withdraw', (work, officer, id) => withdrawDraft(work, officer, id)),
  approve: actOnDocument(ApproveDraft, 'approve', approveDraft),
  return: actOnDocument(ReturnDraft, 'return', returnDraft),
  ask: actOnDocument(Asked, 'ask', async (work, officer, id, { askAgencies, people, question, days }) =>
    askOpinions(work, officer, id, {
      agencyIds: await findAgencyIds(work, askAgencies),
      people: people.map((accountId) => ({ agencyId: officer.agencyId, accountId })),
      question,
      days,
    }),
  ),
  answer: actOnDocument(GiveOpinion, 'answer', (work, officer, _id, input) =>
    giveOpinion(work, officer, input),
  ),
  discard: (event) =>
    handleStaffForm(event, z.object({}), async () => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, async (work) => {
        await requireOwnDraft(work, officer, id)
        await discard(work, officer, id)
      })
      redirect(303, '/van-ban?viec=drafts')
    }),
  succeed: (event) =>
    handleStaffForm(event, Succeed, async ({ relation, succeedReason }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const target = idOf(event.params)
      const asked = { kind: relation, reason: succeedReason }
      const { id } = await perform(officer, (work) => beginSuccessor(work, officer, target, asked))
      redirect(303, `/van-ban/${id}?xong=succeed`)
    }),
  askRevoke: actOnDocument(Reason, 'ask_revoke', (work, officer, id, { reason }) =>
    askToRevoke(work, officer, id, reason),
  ),
  keep: actOnDocument(Reason, 'keep', (work, officer, id, { reason }) =>
    keepDocument(work, officer, id, reason),
  ),
  revoke: actOnDocument(z.object({}), 'revoke', (work, officer, id) => revokeDocument(work, officer, id)),
}
