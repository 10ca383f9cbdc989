import { committeeOfCommune, getAgency, listCommunes } from '#server/modules/agencies/index.ts'
import {
  agencyOf,
  getService,
  getServiceVersion,
  isFeeEstablished,
  type Service,
} from '#server/modules/catalogue/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { namesIn } from '#shared/form/names.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { requiredPapers, timeLimitFor } from '#shared/form/requirements.ts'
import { requireLawfulFiling } from '../check/advise.ts'
import { claimWords } from '../check/gather-facts.ts'
import { acceptanceDue, expectedDue, termsOf } from '../clock.ts'
import { dossierSubmitted, prerequisiteOpened } from '../events.ts'
import { chargeFiled } from '../fees/charge-dossier.ts'
import { askable, feeOpening, feesOf, sumOf, totalOf } from '../fees/fees-of.ts'
import { channelOf, filedAnswers, requireOffered } from '../filing.ts'
import { foldDossier } from '../fold.ts'
import { formContext } from '../form-context.ts'
import type { Action, SubmitDossier } from '../model.ts'
import { openedByFiling, prerequisitesFor } from '../prerequisites.ts'
import { findSubmissionMark } from '../read/action-queries.ts'
import { ask } from '../read/ask.ts'
import { agencyWords, wordsOfNames } from '../read/search-words.ts'
import { agencyUnknown, answersWrong, papersMissing, serviceUnavailable, unknownFields } from '../refusals.ts'
import { countFiling, takeTurn } from './filing-limits.ts'
import { findByRequestKey, insertDossier } from './filing-queries.ts'
import {
  findHandedIn,
  findUploads,
  gatherPapers,
  holdPapers,
  refuseTakenBack,
  requireOneForEach,
} from './gather-papers.ts'

/** For whom a dossier is filed: the signed-in citizen, or the person an officer or client system files for. */
export interface Applicant {
  id: string
  name: string
  idNumber: string
  /** Commune of residence. */
  unitCode: string | null
}

export interface Submitted {
  id: string
  code: string
  dueAt: Date | null
  agencyId: string
  submittedAt: Date
  /** True when this request key had been submitted before. */
  repeated: boolean
}

export interface SubmissionNotes {
  /** What was asked under the request key, where the client may err. */
  requestMark?: Buffer | undefined
  /** By field, where an answer was taken from that the applicant did not type. */
  heldSources?: Record<string, string> | undefined
  /** An officer files what came by public post. */
  byPost?: boolean | undefined
  /** What keeps the usual ways of filing shut, in the words of the officer who files it another way. */
  outage?: string | undefined
}

/** Hands an application to the agency in charge. Repeating a request key returns the first dossier. */
export async function submitDossier(
  work: Work,
  applicant: Applicant,
  input: SubmitDossier,
  { requestMark, heldSources, byPost, outage }: SubmissionNotes = {},
  ahead = lookAhead(work, filerOf(work.actor, applicant), input),
): Promise<Submitted> {
  const filedBy = filerOf(work.actor, applicant)
  const [first, handedIn] = await Promise.all([
    ahead.first,
    findHandedIn(work, applicant.id, input.papers, ahead.uploads),
  ])
  if (first) return sameAs(work, first, requestMark)

  const service = await serviceFor(work, input)
  const channel = channelOf(work.actor, byPost)
  requireOffered(service, channel, outage)
  const communes = await listCommunes(work, localDay(work.now))
  const { answers, issues, unknown } = readAnswers(
    service.form,
    input.answers,
    formContext(work.now, communes),
  )
  if (unknown.length > 0) throw unknownFields({ fields: unknown.slice(0, 20) })
  if (issues.length > 0) throw answersWrong({ issues })

  const day = localDay(work.now)
  const filed = filedAnswers({ answers, channel, submittedAt: work.now })
  const papers = await gatherPapers(work, service, filed, input.papers, handedIn)
  const keys = new Set(papers.map(({ key }) => key))
  const missing = requiredPapers(service, filed).filter(({ key }) => !keys.has(key))
  if (missing.length > 0)
    throw papersMissing({ missing: missing.map(({ key, name, basis }) => ({ key, name, basis })) })
  requireOneForEach(service, filed, papers)

  const terms = termsOf(timeLimitFor(service, filed))
  const calendar = provinceCalendar()
  const identified = work.actor.kind === 'citizen' ? (work.actor.identified ?? null) : null
  const given = {
    answers,
    channel: channel === 'direct' ? ('counter' as const) : channel,
    filedOn: work.now,
    dueAt: expectedDue(calendar, terms, work.now),
    applicant,
    identified,
    dossierId: null,
    papers,
  }
  // Of most filings nothing else is asked before they are stored: then it goes out with that, which a refusal undoes.
  const standing = refuseTakenBack(work, service, papers, handedIn)
  standing.catch(() => {})
  await Promise.all([countFiling(work, filedBy), requireLawfulFiling(work, service, given)])

  const agencyId = await competentAgency(work, service, answers)
  const agency = await getAgency(work, agencyId)
  const world = { channel, filedAt: work.now, now: work.now }
  const fees = feesOf(service, filed)
  const owed = askable(fees, 'filing')
  const opens = [
    ...openedByFiling(prerequisitesFor(service, answers, world), answers, applicant.idNumber),
    ...(sumOf(owed) > 0 ? [feeOpening('filing', sumOf(owed))] : []),
  ]
  const signature = {
    actorKind: work.actor.kind,
    actorId: filedBy,
    actorName: work.actor.kind === 'officer' ? work.actor.name : applicant.name,
  }
  const data = {
    toAgencyId: agencyId,
    terms,
    ...(heldSources ? { heldSources } : {}),
    ...(outage === undefined ? {} : { outage }),
    ...(opens.length > 0 ? { opens } : {}),
    ...(identified ? { identified } : {}),
  }
  const submission: Action = { seq: 1, kind: 'submit', ...signature, agencyId: null, data, at: work.now }
  const { status, step, dueAt, waitsFor, waitsUntil } = foldDossier(calendar, [submission])
  const id = newId(work.now.getTime())
  takeTurn(work.actor, filedBy)
  const storing = insertDossier(work.tx, {
    id,
    requestKey: input.requestKey,
    serviceCode: service.code,
    serviceVersion: service.version,
    applicantId: applicant.id,
    applicantName: applicant.name,
    filedBy,
    agencyId,
    unitCode: unitFor(service, answers) ?? applicant.unitCode,
    channel,
    answers,
    fee: isFeeEstablished(service) ? totalOf(fees) : null,
    submittedAt: work.now,
    acceptBy: acceptanceDue(calendar, terms, work.now),
    dueAt,
    budget: terms.budget,
    budgetUnit: terms.budgetUnit,
    codeHead: `${agency.code}-${day.slice(2).replaceAll('-', '')}`,
    day,
    status,
    step,
    waitsFor,
    waitsUntil,
    words: [...agencyWords(agencyId, work.now), applicant.idNumber, ...claimWords(service, answers)],
    nameWords: wordsOfNames([applicant.name, ...namesIn(service.form, answers)]),
    papers,
    action: { ...signature, data, requestMark: requestMark ?? null },
  })
  const [stored] = await Promise.all([storing, holdPapers(work, applicant.id, papers), standing])
  if (!stored) {
    const winner = await findByRequestKey(work.tx, filedBy, input.requestKey)
    if (!winner) throw new Error('A request key was taken and then not found')
    return sameAs(work, winner, requestMark)
  }
  const { code } = stored
  const unitCode = unitFor(service, answers) ?? applicant.unitCode
  const place = { agencyId, serviceCode: service.code, unitCode }
  await work.record(dossierSubmitted(id, { ...place, code, channel }))
  const dossier = { id, code, applicantName: applicant.name, agencyId, submittedAt: work.now, answers }
  await ask(work, service, dossier, opens, { seq: 1, at: work.now })
  await chargeFiled(work, { ...dossier, applicantId: applicant.id }, owed)
  await work.record(...opens.map(({ key, kind }) => prerequisiteOpened(id, { ...place, seq: 1, key, kind })))
  return { id, code, dueAt, agencyId, submittedAt: work.now, repeated: false }
}

/** What can be asked before it is known whom the dossier is for: with the question who that is. */
export function lookAhead(work: Work, filedBy: string, { requestKey, papers }: SubmitDossier) {
  const first = findByRequestKey(work.tx, filedBy, requestKey)
  const uploads = findUploads(work, papers)
  for (const asked of [first, uploads]) asked.catch(() => {})
  return { first, uploads }
}

/** What this filer submitted before under this key; refused when it was something else. */
async function sameAs(
  { tx }: Work,
  first: Omit<Submitted, 'repeated'>,
  requestMark: Buffer | undefined,
): Promise<Submitted> {
  if (requestMark) checkSameRequest(await findSubmissionMark(tx, first.id), requestMark)
  return { ...first, repeated: true }
}

/** The version the application was begun under, while it may still be filed; otherwise the current one. */
async function serviceFor(work: Work, input: SubmitDossier): Promise<Service> {
  const current = await getService(work, input.serviceCode)
  const today = localDay(work.now)
  if (current.validFrom > today || (current.validTo && current.validTo < today)) {
    throw serviceUnavailable({ service: current.code })
  }
  if (!input.serviceVersion || input.serviceVersion === current.version) return current
  return getServiceVersion(work, input.serviceCode, input.serviceVersion)
}

/** Who decides: the committee of the commune the answers name, or the department the service names. */
export async function competentAgency(work: Work, service: Service, answers: Answers): Promise<string> {
  const where = agencyOf(service, answers)
  if (!where) throw agencyUnknown()
  if ('agency' in where) return where.agency
  const committee = await committeeOfCommune(work, where.unit, localDay(work.now))
  if (!committee) throw agencyUnknown()
  return committee.id
}

function unitFor(service: Service, answers: Answers): string | undefined {
  const where = agencyOf(service, answers)
  return where && 'unit' in where ? where.unit : undefined
}

function filerOf(actor: Actor, applicant: Applicant): string {
  return actor.kind === 'officer' ? actor.id : applicant.id
}
