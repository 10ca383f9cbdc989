import { fail, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import {
  askToRevoke,
  documentNotFound,
  findDocumentOfDossier,
  keepDocument,
  revokeDocument,
} from '#server/modules/documents/index.ts'
import {
  AcceptDossier,
  type ActionKey,
  AskSupplement,
  acceptDossier,
  askSupplement,
  ConfirmDivorce,
  confirmDivorce,
  draftDecision,
  ExtendDeadline,
  extendDeadline,
  extractsOf,
  ForwardDossier,
  filedAnswers,
  formContext,
  forwardDossier,
  getOfficerDossierId,
  MarkChecks,
  markChecks,
  markOfProposal,
  openPrerequisite,
  ProposeDecision,
  proposeDecision,
  RecordDivorce,
  RefuseDossier,
  recordDivorce,
  refuseDossier,
  takeBackProposal,
  UndoDivorce,
  undoDivorce,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay, parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { parkedAt } from '#ui/form/parked-form.server.ts'
import { handleStaffForm, returnedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { describePaper } from './open-paper.server.ts'
import { presentCase } from './present-case.server.ts'
import { presentChecks } from './present-checks.server.ts'
import { readTypedDecision } from './present-decision.server.ts'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const typed = await parkedAt({ url }, officer)
  const { presented, checks, signedAt, marriages, divorces, declineWith, decision } = await perform(
    officer,
    async (work) => {
      const view = await viewOfficerDossier(work, officer, params.ma)
      const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
      return {
        presented: await presentCase(work, officer, view),
        ...(await presentChecks(work, officer, params.ma, url.searchParams.get('ly-do'))),
        decision: typed?.some(([name]) => name === 'outcome')
          ? readTypedDecision(
              view,
              await extractsOf(work, view.service, filedAnswers(view.dossier)),
              typed,
              undefined,
              context,
            ).questions
          : undefined,
      }
    },
  )
  const { drawDraft, ...shown } = presented
  const dossier = { ...shown, ...(await drawDraft()) }
  const wanted = Number(url.searchParams.get('giay') ?? 0)
  const isThere = dossier.papers.some(({ seq }) => seq === wanted)
  const paper = isThere ? await describePaper(officer, params.ma, wanted) : null
  const done = url.searchParams.get('xong') ?? ''
  return {
    dossier,
    checks,
    signedAt,
    marriages,
    divorces,
    declineWith,
    paper,
    done: m.dossiers.handle.done[done] ?? m.documents.revoke.doneWords[done] ?? '',
    isFresh: hasFreshFactor(officer),
    parked: typed ? { ...returnedForm(typed), decision } : null,
  }
}

/** What every form of the page carries: the key of this press, and what the officer saw. */
const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int().optional() }

/** Answers what was done, where that is not what the form is called. */
type Act<Input> = (work: Work, officer: Officer, id: string, input: Input, key: ActionKey) => Promise<unknown>

/** Parses, acts as the officer on this dossier, and shows it again with what was done. */
function act<Shape extends z.ZodObject>(kind: string, shape: Shape, take: Act<z.output<Shape>>) {
  return async (event: RequestEvent) => {
    const { locals, params } = event
    return handleStaffForm(event, z.object({ ...shape.shape, ...Key }), async (posted) => {
      const officer = requireCaseHandler(locals.actor)
      const { requestKey, seenSeq, ...input } = posted as { requestKey: string; seenSeq?: number }
      const done = await perform(officer, async (work) => {
        const id = await getOfficerDossierId(work, officer, params.ma)
        return take(work, officer, id, input as z.output<Shape>, { requestKey, seenSeq })
      })
      redirect(303, `/mot-cua/${params.ma}?xong=${typeof done === 'string' ? done : kind}`)
    })
  }
}

/** Acts on the signed result of this dossier. */
function onResult<Shape extends z.ZodObject>(kind: string, shape: Shape, take: OnDocument<z.output<Shape>>) {
  return act(kind, shape, async (work, officer, dossierId, input) => {
    const document = await findDocumentOfDossier(work, dossierId)
    if (!document) throw documentNotFound()
    await take(work, officer, document.id, input)
  })
}

type OnDocument<Input> = (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>

const Why = z.string().trim().min(10).max(2000)
const Accept = z.object({
  assigneeId: z.string().default(''),
  forward: z.string().default(''),
  originals: AcceptDossier.shape.originals,
})
/** One line, one thing to hand in. */
const Supplement = z.object({
  items: z
    .string()
    .transform((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(AskSupplement.shape.items),
  reason: AskSupplement.shape.reason,
  rejectedPapers: z.array(z.coerce.number().int().min(1)).max(60).default([]),
})
/** By check what was chosen and typed; a reason alone says why what does not hold may be signed. What was left alone is not said. */
const Marks = z.object({
  checks: z
    .record(
      z.string().max(41),
      z.object({
        verdict: z.enum(['right', 'wrong', '']).default(''),
        reason: MarkChecks.shape.marks.element.shape.reason,
      }),
    )
    .default({})
    .transform((given) =>
      Object.entries(given).flatMap(([check, { verdict, reason }]) =>
        verdict || reason ? { check, verdict: verdict || ('wrong' as const), reason } : [],
      ),
    )
    .refine((marks) => marks.length > 0 && marks.length <= 60, m.dossiers.checks.nothingChosen),
})
/** A day in three boxes. */
const Day = z
  .object({ day: z.string().max(40), month: z.string().max(20), year: z.string().max(20) })
  .transform((typed, context) => {
    const day = parseVietnameseDate(typed)
    if (day.ok) return day.day
    context.addIssue({ code: 'custom', message: day.message })
    return z.NEVER
  })
const Divorce = z.object({ ...RecordDivorce.shape, judgedOn: Day })
const ConfirmedDivorce = z.object({ confirmed: ConfirmDivorce.shape.divorce })
const UndoneDivorce = z.object({
  divorce: UndoDivorce.shape.divorce,
  undoReason: UndoDivorce.shape.reason,
})
const Forward = z.object({
  toAgencyId: z.string().max(100),
  assigneeId: z.string().default(''),
  note: z.string().max(1000).default(''),
})

export const actions: Actions = {
  accept: act('accept', Accept, async (work, officer, id, { assigneeId, forward, originals }, key) => {
    const { seq } = await acceptDossier(work, officer, id, key, { originals })
    if (forward === '') return
    await forwardDossier(work, officer, id, assigneeId ? { assigneeId } : {}, {
      requestKey: followUp(key.requestKey),
      seenSeq: seq,
    })
  }),
  supplement: act('ask_supplement', Supplement, (work, officer, id, { items, reason, rejectedPapers }, key) =>
    askSupplement(work, officer, id, { items, reason, rejectedPapers }, key),
  ),
  markChecks: act('mark_checks', Marks, (work, officer, id, { checks: marks }, key) =>
    markChecks(work, officer, id, { marks }, key),
  ),
  recordDivorce: act('record_divorce', Divorce, (work, officer, id, { judgedOn, ...said }, key) =>
    recordDivorce(work, officer, id, { ...said, judgedOn }, key),
  ),
  confirmDivorce: act('confirm_divorce', ConfirmedDivorce, (work, officer, id, { confirmed }, key) =>
    confirmDivorce(work, officer, id, { divorce: confirmed }, key),
  ),
  undoDivorce: act('undo_divorce', UndoneDivorce, (work, officer, id, { divorce, undoReason }, key) =>
    undoDivorce(work, officer, id, { divorce, reason: undoReason }, key),
  ),
  refuse: act('refuse', z.object(RefuseDossier.shape), refuseDossier),
  forward: act('forward', Forward, (work, officer, id, { toAgencyId, assigneeId, note }, key) =>
    forwardDossier(
      work,
      officer,
      id,
      ForwardDossier.parse({ toAgencyId, note, ...(assigneeId ? { assigneeId } : {}) }),
      key,
    ),
  ),
  propose: async (event) => {
    const { locals, params } = event
    const { fields, control } = await readPost(event.request.clone())
    let shown: Record<string, string> | undefined
    let typed: ReturnType<typeof readTypedDecision> | undefined
    const answer = await handleStaffForm(
      event,
      z.object({
        outcome: ProposeDecision.shape.outcome,
        note: ProposeDecision.shape.note,
        ...Key,
        drafted: z.string().max(100).default(''),
        shown: z.string().max(64).default(''),
      }),
      async ({ outcome, note, drafted, shown: sha256, ...key }) => {
        const officer = requireCaseHandler(locals.actor)
        const [act, step = ''] = (control._viec ?? '').split(':')
        const isSent = await perform(officer, async (work) => {
          const view = await viewOfficerDossier(work, officer, params.ma)
          const { id } = view.dossier
          const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
          const read =
            outcome === 'approve'
              ? readTypedDecision(
                  view,
                  await extractsOf(work, view.service, filedAnswers(view.dossier)),
                  fields,
                  control._viec,
                  context,
                )
              : undefined
          typed = read
          if (read && (read.isAgain || read.issues.length > 0)) return undefined
          const input = { outcome, note, decision: read?.decision ?? {} }
          const isSeen = drafted === markOfProposal(input)
          if (isSeen && act === 'gui')
            await openPrerequisite(work, officer, id, { key: step, proposal: input }, key)
          else if (isSeen) await proposeDecision(work, officer, id, input, key, sha256)
          else await draftDecision(work, officer, id, input, key)
          if (!isSeen) shown = { outcome, note, drafted: markOfProposal(input) }
          return isSeen
        })
        if (isSent) redirect(303, `/mot-cua/${params.ma}?xong=${act === 'gui' ? 'draft' : 'propose'}`)
        shown ??= { outcome, note }
      },
    )
    const decision = typed?.questions
    const issues = Object.fromEntries((typed?.issues ?? []).map(({ field, message }) => [field, [message]]))
    // First the draft is shown, with what was typed; only the same words again put it before the leader.
    if (shown) return { values: shown, issues, refusal: null, details: {}, decision }
    if (answer && decision) return fail(answer.status, { ...answer.data, decision })
    return answer
  },
  takeBack: act('take_back', z.object({}), (work, officer, id, _, key) =>
    takeBackProposal(work, officer, id, key),
  ),
  extend: act('extend', z.object(ExtendDeadline.shape), extendDeadline),
  askRevocation: onResult(
    'ask_revoke',
    z.object({ revokeReason: Why }),
    (work, officer, id, { revokeReason }) => askToRevoke(work, officer, id, revokeReason),
  ),
  keep: onResult('keep', z.object({ keepReason: Why }), (work, officer, id, { keepReason }) =>
    keepDocument(work, officer, id, keepReason),
  ),
  revoke: onResult('revoke', z.object({}), (work, officer, id) => revokeDocument(work, officer, id)),
}

/** The second action of one press has a key of its own, the same whenever the press is repeated. */
function followUp(requestKey: string | undefined): string | undefined {
  if (!requestKey) return undefined
  const last = requestKey.endsWith('0') ? '1' : '0'
  return requestKey.slice(0, -1) + last
}
