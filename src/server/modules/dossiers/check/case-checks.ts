/** The checks of one dossier, as whoever works on it finds them now. */
import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import {
  getPerson,
  type RegisterLook,
  recordAccesses,
  type StandingMarriage,
  standingMarriages,
} from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { listPapersOfDossier } from '../read/paper-queries.ts'
import { standingOfPapers } from '../read/paper-standing.ts'
import { getOfficerDossier } from '../read/view-dossier.ts'
import { checksOpen, unlawful } from '../refusals.ts'
import { hasResult } from '../states.ts'
import { listMarks } from './check-queries.ts'
import { evaluateChecks } from './evaluate-checks.ts'
import { asksMarriage, gatherFacts } from './gather-facts.ts'
import {
  asMarked,
  declineReason,
  isLeft,
  isUnlawful,
  type Seen,
  type SettledCheck,
  settleChecks,
} from './settle-checks.ts'
import { findSignedChecks } from './signed-checks.ts'

export interface CaseChecks {
  checks: SettledCheck[]
  seen: Seen
  service: Service
  /** People of the register who were looked at beside the applicant. */
  lookedAt: string[]
  /** By whichever number somebody of this case was named, where it is asked who is married. */
  numbers: string[]
  /** Marriages of theirs that stand. */
  marriages: StandingMarriage[]
  /** Divorces of theirs that were recorded. */
  divorces: RegisterLook['divorces']
}

/** What the program finds of each check now, and what officers have found; asks nothing where the service has no checks. */
export async function findCaseChecks(
  work: Work,
  dossier: Dossier,
  decision?: object | undefined,
): Promise<CaseChecks> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const answers = dossier.answers as unknown as Answers
  const { entry, extract } = service.result
  const entryPeople = [...Object.values(entry?.people ?? {}), ...(extract ? Object.values(extract) : [])]
  if (service.checks.length === 0)
    return {
      checks: [],
      seen: { answers, papers: [], entryPeople },
      service,
      lookedAt: [],
      numbers: [],
      marriages: [],
      divorces: [],
    }
  const [actions, given, marks, applicant] = await Promise.all([
    listActions(work.tx, dossier.id),
    listPapersOfDossier(work.tx, dossier.id),
    listMarks(work.tx, dossier.id),
    askAsProgram(work, () => getPerson(work, dossier.applicantId)),
  ])
  const standing = standingOfPapers(given, actions, service.papers)
  const papers = given.filter(({ seq }) => !['rejected', 'replaced'].includes(standing.get(seq) ?? ''))
  const identified = actions[0]?.data.identified
  const facts = await gatherFacts(work, service, {
    answers,
    channel: dossier.channel === 'direct' ? 'counter' : dossier.channel === 'post' ? 'post' : 'online',
    filedOn: dossier.submittedAt,
    dueAt: dossier.dueAt,
    applicant: { id: applicant.id, idNumber: applicant.idNumber },
    identified: identified === 1 || identified === 2 ? identified : null,
    dossierId: dossier.id,
    decision,
    papers,
  })
  // What an officer records with a prerequisite is not what was handed in: it changes nothing that was looked at.
  const recorded = new Set(actions.filter(({ kind }) => kind === 'settle_prerequisite').map(({ seq }) => seq))
  const handedIn = papers.filter(({ actionSeq }) => !recorded.has(actionSeq))
  const seen = { answers, papers: handedIn, entryPeople }
  const married = asksMarriage(service) ? facts.register : undefined
  return {
    checks: settleChecks(evaluateChecks(service.checks, facts), marks, seen),
    seen,
    service,
    numbers: married ? married.found.map(({ number }) => number) : [],
    marriages: married ? standingMarriages(married) : [],
    divorces: married?.divorces ?? [],
    lookedAt: [
      ...new Set([
        ...(facts.register?.found ?? []).map(({ id }) => id),
        ...(facts.extracts ?? []).flatMap(({ personIds }) => personIds),
      ]),
    ].filter((id) => id !== dossier.applicantId),
  }
}

/**
 * The list an officer works through; whom the register was asked about can see it. Once the result is signed, what was found
 * then (`signedAt`): what the register says since, the result itself among it, is no finding of that day. Of a result from before
 * that was kept, only what officers had found.
 */
export async function viewChecks(
  work: Work,
  officer: Officer,
  code: string,
): Promise<Pick<CaseChecks, 'checks' | 'marriages' | 'divorces'> & { signedAt: Date | null }> {
  const dossier = await getOfficerDossier(work, officer, code)
  const isSigned = hasResult(dossier.status)
  const signed = isSigned && dossier.resultId ? await findSignedChecks(work, dossier.resultId) : undefined
  const { checks, marriages, divorces, lookedAt } = signed
    ? { ...signed, marriages: [], divorces: [] }
    : await findCaseChecks(work, dossier)
  if (isSigned && !signed)
    return { checks: checks.flatMap(asMarked), marriages: [], divorces: [], signedAt: null }
  const looks = lookedAt.map((personId) => ({
    personId,
    purpose: 'dossier',
    dossierId: dossier.id,
    opened: 'register' as const,
  }))
  if (looks.length > 0) await recordAccesses(work, officer, looks)
  return { checks, marriages, divorces, signedAt: signed?.at ?? null }
}

/**
 * Refuses to put a grant before the leader, or to sign it, while a check is open or what it asks for is unlawful, naming each:
 * the register may say since the proposal what it did not say before.
 */
export async function requireSettled(work: Work, dossier: Dossier, decision?: object): Promise<CaseChecks> {
  const found = await findCaseChecks(work, dossier, decision)
  refuseUnlawful(found.checks)
  const left = found.checks.filter(isLeft)
  if (left.length > 0)
    throw checksOpen({ checks: left.map(({ key, title, state }) => ({ key, title, state })) })
  return found
}

/** What a result says of a case. */
interface Said {
  dossier: Dossier
  decision: object
}

/**
 * Refuses what is unlawful of a result in the place of another, as far as it was not so of that one: what has happened to its
 * people since, and days that have passed, are no fault of a corrected word.
 */
export async function requireStillLawful(work: Work, before: Said, after: Said): Promise<CaseChecks> {
  const { checks: old } = await findCaseChecks(work, before.dossier, before.decision)
  const known = new Set(old.filter(isUnlawful).map(({ key }) => key))
  const found = await findCaseChecks(work, after.dossier, after.decision)
  refuseUnlawful(found.checks.filter(({ key }) => !known.has(key)))
  return found
}

function refuseUnlawful(checks: readonly SettledCheck[]): void {
  const wrong = checks.filter(isUnlawful)
  if (wrong.length === 0) return
  throw unlawful({
    checks: wrong.map((check) => ({ key: check.key, title: check.title, said: declineReason(check) })),
  })
}
