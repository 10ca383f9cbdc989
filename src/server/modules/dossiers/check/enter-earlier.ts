/** Results signed before the register was kept, or written as the simulated past, enter it as far as their data say what happened. */
import { findAgency, fullNameOf, listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { type Document, getDocument } from '#server/modules/documents/index.ts'
import { applyEntry, enterEvent } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { isLocalDay, localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { createFiller } from '#shared/form/show/template.ts'
import { decisionForm, requestedDecision } from '../decision.ts'
import { filedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import { listActions } from '../read/action-queries.ts'
import { type Dossier, lockDossier } from '../read/dossier-queries.ts'
import { countLeftOut, type EarlierOutcome, listNotLookedAt, noteEarlier } from './earlier-queries.ts'
import { enteringService, settledFields } from './enter-result.ts'
import { chosenForm, fillFields } from './fill-form.ts'
import { entryOf } from './gather-facts.ts'

/** Listed at once; each is entered in a work of its own. */
const atOnce = 200

/** After so long one that failed is tried again, in milliseconds. */
const patienceMs = 3_600_000

/**
 * Enters what was signed and does not stand in the register, the oldest first so that of two the first counts, for at most
 * `budget` milliseconds; the next call goes on. One that fails stops no other. Repeating is safe. Tells how many it looked at.
 */
export async function enterEarlier(budget = 10_000): Promise<number> {
  const until = performance.now() + budget
  let done = 0
  while (performance.now() < until) {
    const ids = await perform(system, ({ tx, now }) =>
      listNotLookedAt(tx, atOnce, new Date(now.getTime() - patienceMs)),
    )
    for (const id of ids) {
      if (performance.now() > until) break
      await enterOne(id)
      done += 1
    }
    if (ids.length < atOnce) break
  }
  if (done > 0) {
    const left = await perform(system, ({ tx }) => countLeftOut(tx))
    log.info({ done, ...left }, 'earlier results entered; lacking, standing and failed are left out')
  }
  return done
}

/** Nothing of an entry is kept where the same stands already. */
class Standing extends Error {}

async function enterOne(id: string): Promise<void> {
  const note = (outcome: EarlierOutcome, { tx, now }: Work) => noteEarlier(tx, id, outcome, now)
  try {
    await perform(system, async (work) => note(await enter(work, id), work))
  } catch (error) {
    const isStanding = error instanceof Standing
    if (!isStanding) log.error({ dossier: id, error: stackOf(error) }, 'an earlier result was not entered')
    await perform(system, (work) => note(isStanding ? 'standing' : 'failed', work))
  }
}

async function enter(work: Work, id: string): Promise<EarlierOutcome> {
  const locked = await lockDossier(work.tx, id)
  if (!locked?.resultId) return 'nothing'
  const service = await enteringService(work, locked)
  if (!service?.result.entry) return 'nothing'
  const actions = await listActions(work.tx, id)
  const outcome = actions.findLast(({ data }) => data.outcome !== undefined)?.data.outcome
  const document = await getDocument(work, locked.resultId)
  if (outcome === 'decline' || document.status !== 'issued' || !document.issuedAt) return 'nothing'
  // As it was signed, or corrected since.
  const { correction } = actions.findLast(({ kind }) => kind === 'correct')?.data ?? {}
  const dossier = correction ? { ...locked, answers: correction.answers as Dossier['answers'] } : locked
  const decided = correction ?? actions.findLast(({ kind }) => kind === 'propose')?.data
  const decision = (decided?.decision ?? askedDecision(service, dossier, await contextOf(work))) as Answers
  const answers = { ...(dossier.answers as unknown as Answers), decision }
  const entry = entryOf(service, answers)
  if (!entry || entry.keys.length === 0) return 'lacking'
  const on = service.result.entry.on && valueAt(answers, service.result.entry.on)
  const standing = await enterEvent(work, {
    kind: entry.kind,
    people: entry.people,
    code: entry.code,
    changes: entry.changes,
    number: document.symbol ?? '',
    register: document.register ?? service.result.register.key,
    year: document.year ?? Number(localDay(document.issuedAt).slice(0, 4)),
    agencyId: document.agencyId,
    eventOn: typeof on === 'string' && isLocalDay(on) ? on : null,
    dossierId: id,
    documentId: document.id,
    content: await contentOf(work, service, dossier, document, decision),
    enteredAt: document.issuedAt,
  })
  if (standing) throw new Standing()
  await applyEntry(work, id)
  return 'entered'
}

const communesOf = (work: Work) => listCommunes(work, localDay(work.now))
const contextOf = async (work: Work) => formContext(work.now, await communesOf(work))

function askedDecision(service: Service, dossier: Dossier, context: ReturnType<typeof formContext>): Answers {
  const form = decisionForm(service, filedAnswers(dossier))
  return form ? requestedDecision(form, filedAnswers(dossier), context) : {}
}

/** What the document says in its form; of one without, what the form says of the answers. */
async function contentOf(
  work: Work,
  service: Service,
  dossier: Dossier,
  { content, agencyId }: Document,
  decision: Answers,
): Promise<Record<string, string> | null> {
  if (content.form) return settledFields(content.form.fields)
  const [agency, communes] = [await findAgency(work, agencyId), await communesOf(work)]
  const filler = createFiller({
    form: service.form,
    answers: filedAnswers(dossier),
    decision: { questions: service.result.decision, answers: decision },
    facts: { agency: { fullName: agency ? fullNameOf(agency, communes) : '' } },
    context: formContext(work.now, communes),
  })
  const form = chosenForm(filler, service.result)
  return form ? settledFields(fillFields(filler, form)) : null
}
