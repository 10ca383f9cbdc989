import { fail, redirect } from '@sveltejs/kit'
import { getAgency, listCommunes } from '#server/modules/agencies/index.ts'
import { unverifiedFigures } from '#server/modules/catalogue/index.ts'
import { findDocumentOfDossier, listBeingSigned } from '#server/modules/documents/index.ts'
import {
  applicantsPart,
  type DossierView,
  dossierCheckCode,
  feesOfDossier,
  filedAnswers,
  followPath,
  formContext,
  hasResult,
  isInProcess,
  isRefusalAwaited,
  RateService,
  rateService,
  slipsOf,
  supplementDue,
  toBring,
} from '#server/modules/dossiers/index.ts'
import { config } from '#server/platform/config.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords, formatDateTime, localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { summarise } from '#shared/form/show/summary.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { filesOf } from '#ui/dossiers/own-files.server.ts'
import { addressOfSlip } from '#ui/dossiers/slip-names.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { forgetParked, parkedOnOpening } from '#ui/form/parked-form.server.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'
import { clockWords, timelineOf } from './describe-dossier.ts'
import { paperWords } from './describe-paper.ts'
import { openDossier } from './open-dossier.ts'

const toldAs = ['moi', 'bo-sung', 'da-rut', 'da-danh-gia'] as const

export const load = async (event) => {
  const citizen = citizenOf(event)
  const parked = await parkedOnOpening(event, citizen)
  return perform(citizen, async (work) => {
    const view = await openDossier(work, citizen, event.params.ma)
    const { dossier, service, actions } = view
    const answers = dossier.answers as Answers
    const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
    const limit = timeLimitFor(service, filedAnswers(dossier))
    const handling = await getAgency(work, dossier.handlingAgencyId)
    const asked = actions.findLast(({ kind }) => kind === 'ask_supplement')
    const refused = actions.findLast(({ kind }) => kind === 'refuse')
    const last = actions.at(-1)
    const isDecided = hasResult(dossier.status)
    const isBeingSigned = (await listBeingSigned(work, [dossier.id])).has(dossier.id)
    const slips = await slipsOf(work, view)
    const fees = await feesOfDossier(work, dossier)
    const result = isDecided ? await findDocumentOfDossier(work, dossier.id) : undefined
    return {
      code: dossier.code,
      status: dossier.status,
      told: toldAs.find((name) => event.url.searchParams.has(name)),
      clock: clockWords(view, work.now),
      serviceName: service.plainName,
      serviceFullName: service.name,
      agencyName: (await getAgency(work, dossier.agencyId)).name,
      stepWords:
        dossier.step === 'applicant'
          ? ((dossier.status === 'duty' ? m.dossiers.statuses.duty : m.dossiers.steps.applicant) ?? '')
          : m.dossiers.read.dossier.step(
              isBeingSigned
                ? m.dossiers.beingSigned
                : isRefusalAwaited(dossier)
                  ? m.dossiers.refusalAwaited
                  : (m.dossiers.steps[dossier.step] ?? ''),
              handling.name,
            ),
      submittedAt: dossier.submittedAt,
      dueAt: dossier.dueAt,
      finishedAt: dossier.finishedAt,
      limit: limit.text,
      calendarDays: 'calendarDays' in limit.duration ? limit.duration.calendarDays : undefined,
      due: view.due,
      today: localDay(work.now),
      fee: view.fee,
      fees,
      isAccepted: view.state.acceptedAt !== null,
      gaps: unverifiedFigures(service),
      timeline: await timelineOf(work, view),
      sections: summarise(service.form, answers, context),
      ...(await filesOf(work, citizen, view)),
      followPath: followPath(dossier.code),
      checkCode: dossierCheckCode(dossier.code),
      qr: drawQr(`${config.ORIGIN}${followPath(dossier.code)}`),
      steps: view.prerequisites.flatMap(({ key, name, kind, of }) => {
        const standing = view.state.prerequisites[key]
        if (standing?.state !== 'open') return []
        const words = m.dossiers.prerequisites
        const over = standing.kind === 'posting' ? words.longEnough : words.lateSince
        const isOver = standing.dueAt !== null && standing.dueAt < work.now
        return [
          {
            key,
            name,
            from: of && 'outside' in of ? words[kind === 'duty' ? 'paidTo' : 'waitsFor'](of.outside) : '',
            until: standing.dueAt ? (isOver ? over : words.until)(formatDateTime(standing.dueAt)) : '',
            isDraft: standing.kind === 'draft',
          },
        ]
      }),
      toDo: [
        ...feesToPay(fees),
        ...applicantsPart(view.prerequisites, view.state.prerequisites).map(({ name, before }) => ({
          name,
          before: m.dossiers.prerequisites.before[before] ?? '',
        })),
      ],
      supplement:
        dossier.status === 'supplement' && asked
          ? {
              items: asked.data.items ?? [],
              reason: asked.data.reason ?? '',
              until: supplementDue(view.state.terms, asked.at),
            }
          : undefined,
      toBring: toBringWords(view),
      isRefusalAwaited: isRefusalAwaited(dossier),
      refusedBecause: refused ? String(refused.data.reason ?? '') : undefined,
      paper: await paperWords(work, dossier.id),
      receiptState: slips.find(({ name }) => name === 'receipt')?.state ?? ('not_accepted' as const),
      slips: slips.flatMap(({ name, state }) =>
        name === 'receipt' || name === 'refusal' ? [] : [{ name, state, address: addressOfSlip(name) }],
      ),
      hasResult: result !== undefined,
      hasResultFile: Boolean(result?.sha256),
      rating: dossier.rating,
      typedRating: parked && ratingTyped(parked),
      mayRate: view.permitted.includes('rate'),
      mayWithdraw: view.permitted.includes('withdraw'),
      seen: last?.seq ?? 0,
    }
  })
}

export const actions = {
  'danh-gia': async (event) => {
    const post = await readPost(event.request)
    const citizen = await citizenOrPark(event, post.fields)
    const typed = ratingTyped(post.fields)
    const rating = RateService.safeParse(Object.fromEntries(post.fields))
    if (!rating.success) return fail(422, { refusal: m.ui.form.choice, typed })
    try {
      await perform(citizen, async (work) => {
        const { dossier } = await openDossier(work, citizen, event.params.ma)
        await rateService(work, citizen, dossier.id, rating.data)
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(error.status, { refusal: m.refusal(error.code, error.details), typed })
    }
    await forgetParked(event, citizen)
    redirect(303, `/ho-so/${event.params.ma}?da-danh-gia`)
  },
}

/** What was chosen and written, for the page that gives it back. */
function ratingTyped(fields: readonly [string, string][]): { rating: string; comment: string } {
  const { rating = '', comment = '' } = Object.fromEntries(fields)
  return { rating, comment }
}

/** What is owed, as something to do. */
function feesToPay({ charges }: Awaited<ReturnType<typeof feesOfDossier>>) {
  const owed = charges.filter(({ left }) => left > 0)
  // Of what one order asks for, and a part has come: what is missing, once.
  const asked = owed.filter(
    (one, at) => one.held === 0 || owed.findIndex(({ orderId }) => orderId === one.orderId) === at,
  )
  return asked.map(({ due, left, held, orderLeft }) => ({
    name: m.payments.payer.order.title(held > 0 ? (orderLeft ?? left) : left),
    before: m.dossiers.prerequisites.before[due === 'filing' ? 'accept' : 'deliver'] ?? '',
  }))
}

/** The originals to come with, in words, and until which day. */
function toBringWords({ service, dossier }: DossierView): { lead: string; papers: string[] } | undefined {
  const bring = isInProcess(dossier.status) ? toBring(service, dossier) : undefined
  if (!bring) return undefined
  const words = m.dossiers.read.dossier
  return {
    lead: bring.on ? words.bringBy(dateWords(bring.on)) : words.bring,
    papers: bring.papers.map(({ name }) => name),
  }
}
