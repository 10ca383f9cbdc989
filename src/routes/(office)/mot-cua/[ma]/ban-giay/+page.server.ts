import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { getAgency, placeName } from '#server/modules/agencies/index.ts'
import { findDocumentOfDossier, getDocument } from '#server/modules/documents/index.ts'
import {
  type ActionKey,
  type DossierView,
  getOfficerDossierId,
  HandOver,
  handOverPaper,
  nextHandovers,
  PaperCameBack,
  type PaperView,
  printPaper,
  SendPaper,
  sendPaper,
  takePaperBack,
  viewOfficerDossier,
  viewPaper,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { writeAddress } from '#shared/address.ts'
import { dateWords, formatDate, formatDateTime, formatTime, parseVietnameseDate } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.dossiers.handover

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireCaseHandler(locals.actor)
  const done = url.searchParams.get('xong') ?? ''
  return perform(officer, async (work) => {
    const view = await viewOfficerDossier(work, officer, params.ma)
    const paper = await viewPaper(work, view.dossier.id)
    if (!paper) redirect(303, `/mot-cua/${view.dossier.code}`)
    return {
      ...(await present(work, officer, view, paper)),
      done: words.done[done] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

async function present(
  work: Work,
  officer: Officer,
  { dossier, service, actions }: DossierView,
  paper: PaperView,
) {
  const result = await findDocumentOfDossier(work, dossier.id)
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const further = await Promise.all(
    (result ? (proposal?.data.further ?? []) : []).map((id) => getDocument(work, id)),
  )
  const counter = await getAgency(work, paper.agencyId)
  const mayAct = officer.roles.includes('one_stop') && officer.agencyIds.includes(paper.agencyId)
  const when = formatDateTime(paper.readyBy)
  return {
    code: dossier.code,
    applicant: dossier.applicantName,
    service: service.plainName,
    counter: counter.name,
    amount: words.amount(paper.originals, paper.copies),
    way: words.way[paper.way],
    address: paper.way === 'post' ? addressIn(dossier.answers as Answers) : '',
    clock: paper.isLate
      ? { state: 'late' as const, words: words.late(when) }
      : { state: paper.endedAt ? ('done' as const) : ('ok' as const), words: words.onTime(when) },
    state: words.states[paper.state],
    waits:
      paper.state === 'printed' && paper.printedAt ? words.waitsSince(formatDateTime(paper.printedAt)) : '',
    isPrinted: paper.printedAt !== null,
    files: [result, ...further].flatMap((document) =>
      document?.sha256 ? [{ href: `/van-ban/${document.id}/tep`, title: document.title }] : [],
    ),
    may: mayAct ? nextHandovers(paper) : [],
    history: paper.handovers.toReversed().map(({ kind, actorName, at, data }) => ({
      title: words.happened[kind],
      by: actorName,
      detail: detailOf(data),
      at: `${formatTime(at)}, ${dateWords(at)}`,
    })),
    requestKey: newId(),
    seenSeq: paper.lastSeq,
  }
}

function detailOf(data: PaperView['handovers'][number]['data']): string | undefined {
  if (data.takerName) return words.taker(data.takerName, data.mandate ?? '')
  if (data.consignment) return words.sent(data.consignment, formatDate(data.sentOn ?? ''))
  return data.reason
}

function addressIn(answers: Answers): string {
  const { unit, detail } = (valueAt(answers, 'receive.address') ?? {}) as { unit?: string; detail?: string }
  return writeAddress(detail ?? '', (unit && placeName(unit)) || '')
}

const Key = { requestKey: z.uuid(), seenSeq: z.coerce.number().int() }
/** A day as its three boxes post it. */
const Day = z
  .object({ day: z.string().max(40), month: z.string().max(20), year: z.string().max(20) })
  .transform((typed, context) => {
    const day = parseVietnameseDate(typed)
    if (day.ok) return day.day
    context.addIssue({ code: 'custom', message: day.message })
    return z.NEVER
  })
const Number12 = z
  .string()
  .transform((typed) => typed.replace(/[\s.]/g, ''))
  .refine((typed) => /^\d{12}$/.test(typed), m.dossiers.handle.atCounter.wrongNumber)

function act<Shape extends z.ZodObject>(
  kind: string,
  shape: Shape,
  take: (
    work: Work,
    officer: Officer,
    id: string,
    input: z.output<Shape>,
    key: ActionKey,
  ) => Promise<unknown>,
) {
  return (event: RequestEvent) =>
    handleStaffForm(event, z.object({ ...shape.shape, ...Key }), async (posted) => {
      const officer = requireCaseHandler(event.locals.actor)
      const { requestKey, seenSeq, ...input } = posted as { requestKey: string; seenSeq: number }
      const refused = await perform(officer, async (work) => {
        const id = await getOfficerDossierId(work, officer, event.params.ma)
        return take(work, officer, id, input as z.output<Shape>, { requestKey, seenSeq })
      })
      // A miss is stored before it is told.
      if (refused instanceof Refusal) throw refused
      redirect(303, `/mot-cua/${event.params.ma}/ban-giay?xong=${kind}`)
    })
}

export const actions: Actions = {
  print: act('print', z.object({}), (work, officer, id, _, key) => printPaper(work, officer, id, key)),
  handOver: act('hand_over', z.object({ ...HandOver.shape, idNumber: Number12, bornOn: Day }), handOverPaper),
  send: act('send', z.object({ ...SendPaper.shape, sentOn: Day }), sendPaper),
  comeBack: act('come_back', z.object(PaperCameBack.shape), takePaperBack),
}
