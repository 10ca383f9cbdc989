import { error, fail, redirect } from '@sveltejs/kit'
import {
  askForMailAgain,
  lastAskingOf,
  refuseArrival,
  registerArrival,
  viewArrival,
  writtenSymbol,
} from '#server/modules/documents/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { readForm } from '../../arrival-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { proposalsOf, secrecyOf } from './proposals.server.ts'

/** What came, with what was read of it beside each field. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireRole(locals.actor, 'clerk')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const words = m.documents.incoming.arrival
  const { arrival, files, duplicates, changes, asking } = await perform(officer, async (work) => {
    const viewed = await viewArrival(work, officer, params.id)
    return { ...viewed, asking: await lastAskingOf(work, viewed.arrival) }
  })
  const pages = arrival.reading?.pages ?? []
  const { mail, problem, left } = arrival.findings
  return {
    id: arrival.id,
    state: arrival.state,
    changes,
    isReading: arrival.readingState === 'waiting' && arrival.state === 'waiting',
    byHand: url.searchParams.get('nhap') === 'tay',
    source: m.documents.incoming.sourceOf(arrival.source),
    arrivedAt: formatDateTime(arrival.arrivedAt),
    sender: normalise(arrival.sender),
    documentId: arrival.documentId,
    reason: arrival.reason ?? '',
    mail: mail && {
      from: normalise(mail.from),
      subject: normalise(arrival.said.mailSubject ?? ''),
      verdict: words.mail[mail.sender],
      isProven: mail.sender === 'proven',
    },
    mailLeft: left
      ? (arrival.source === 'mail' ? words.mailLeft : words.lettersLeft)(
          left.count,
          left.names.filter(Boolean).map((name) => normalise(name)),
        )
      : '',
    mailProblem: problem ? (words.mailProblems[problem] ?? '') : '',
    fetchAgain: {
      mayAsk: problem === 'not_fetched' && arrival.state === 'waiting' && asking?.outcome !== null,
      said: asking ? saidOf(asking) : '',
    },
    files: files.map(({ position, name, refused }) => ({
      position,
      name: normalise(name),
      why: refused ? m.refusal(refused) : '',
    })),
    canEnter: files.some(({ sha256 }) => sha256 !== null),
    notes: [
      ...(arrival.readingState === 'failed' ? [words.failed] : []),
      ...pages.flatMap(({ page, state, quarter }) => [
        ...(state === 'read' ? [] : [words.pageIs(page, words.pageStates[state] ?? '')]),
        ...(quarter === 0 ? [] : [words.turned(page)]),
      ]),
      ...(arrival.reading && arrival.reading.pageCount > pages.length
        ? [words.onlyFirst(pages.length, arrival.reading.pageCount)]
        : []),
      ...(arrival.reading && Object.keys(arrival.reading.proposals).length === 0
        ? [words.nothingProposed]
        : []),
    ],
    signed: arrival.reading?.signed
      ? {
          words: m.documents.incoming.document.signed[arrival.reading.signed] ?? '',
          isBroken: arrival.reading.signed === 'broken',
        }
      : undefined,
    secrecy: secrecyOf(arrival),
    fields: proposalsOf(arrival),
    types: documentTypes.map(({ key, name }) => ({ value: key, label: name })),
    duplicates: duplicates.map((found) => ({
      id: found.documentId,
      number: `${found.number}/${found.year}`,
      arrivedOn: formatDate(found.arrivedOn),
      organ: found.organ,
      symbol: writtenSymbol(found.sentNumber, found.symbol),
      issuedOn: found.issuedOn ? formatDate(found.issuedOn) : '',
      subject: found.subject,
      why: found.why.map((why) => words.duplicateWhy[why] ?? why).join(', '),
    })),
  }
}

/** How it was last asked for again, and what came of that. */
function saidOf({ askedAt, outcome }: NonNullable<Awaited<ReturnType<typeof lastAskingOf>>>): string {
  const words = m.documents.incoming.arrival.fetchAgain
  const at = formatDateTime(askedAt)
  return outcome === null ? words.waits(at) : words.ended[outcome](at)
}

export const actions: Actions = {
  'tai-lai': async ({ locals, params }) => {
    const officer = requireRole(locals.actor, 'clerk')
    if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
    try {
      await perform(officer, (work) => askForMailAgain(work, officer, params.id))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, { refusal: m.refusal(failure.code, failure.details) })
    }
    redirect(303, `/van-ban/den/nhan/${params.id}`)
  },
  'vao-so': async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'clerk')
    const { fields } = await readPost(request)
    const { entered, details, issues, distinct } = readForm(fields)
    const isNotSecret = new Map(fields).get('khongMat') === 'yes'
    if (!details) return fail(422, { entered, issues, distinct, refusal: '' })
    let documentId: string
    try {
      const done = await perform(officer, (work) =>
        registerArrival(work, officer, params.id, { details, distinct, isNotSecret }),
      )
      documentId = done.documentId
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, {
        entered,
        issues: {} as Record<string, string[]>,
        distinct,
        refusal: m.refusal(failure.code, failure.details),
      })
    }
    redirect(303, `/van-ban/den/${documentId}?xong=vao-so`)
  },
  'khong-nhan': async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'clerk')
    const { fields } = await readPost(request)
    const posted = new Map(fields)
    const isSecret = posted.get('mat') === 'yes'
    // What it is not taken for is said already.
    const reason = posted.get('reason') || (isSecret ? m.documents.incoming.arrival.secretReason : '')
    try {
      await perform(officer, (work) => refuseArrival(work, officer, params.id, { reason, isSecret }))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { reason, refusal })
    }
    redirect(303, '/van-ban/den?xong=khong-nhan')
  },
}
