/** Brings together what the checks of a service look at, in as few questions as they need. */
import { findAgency } from '#server/modules/agencies/index.ts'
import type { Check, Service } from '#server/modules/catalogue/index.ts'
import { listIssuedFiles } from '#server/modules/documents/index.ts'
import {
  type EntryPeople,
  entryKeys,
  everyKey,
  findPause,
  listHeldFacts,
  lookUp,
  mainPersonOf,
  withCurrentNumbers,
} from '#server/modules/registry/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { withFiling } from '#shared/form/filing.ts'
import { searchKey } from '#shared/text/index.ts'
import { claimWord, listRivals } from './check-queries.ts'
import { extractsOf } from './find-extracts.ts'
import { othersInForce } from './find-others.ts'
import { type CaseFacts, type HandedPaper, personIn } from './finding.ts'

export interface CaseOf {
  answers: Answers
  channel: CaseFacts['channel']
  filedOn: Date
  dueAt: Date | null
  applicant: CaseFacts['applicant']
  identified: CaseFacts['identified']
  dossierId: string | null
  decision?: object | undefined
  papers: readonly { key: string; sha256: string; vaultPaperId: string | null }[]
}

const registerTests = [
  'known',
  'alive',
  'unmarried',
  'married',
  'marriageEnded',
  'kin',
  'lives',
  'notRegistered',
  'nothingSimilar',
  'applicant',
  'paper',
  'original',
  'extract',
  'noOther',
  'owns',
  'died',
]

const entryTests = ['alive', 'unmarried', 'married', 'notRegistered', 'nothingSimilar', 'owns']

/** Who asks one of these works on who is married to whom. */
const marriageTests = ['unmarried', 'married', 'marriageEnded', 'extract']

export const asksMarriage = ({ checks }: Pick<Service, 'checks'>): boolean =>
  checks.some(({ test }) => test !== undefined && marriageTests.includes(test.kind))

/** Without the register what needs it stays open; nothing is asked of the database for what only compares answers. */
export async function gatherFacts(
  work: Work,
  service: Pick<Service, 'checks' | 'papers' | 'result'>,
  given: CaseOf,
  checks: readonly Check[] = service.checks,
): Promise<CaseFacts> {
  const kinds = new Set(checks.flatMap(({ test }) => test?.kind ?? []))
  const entry = entryOf(service, decidedAnswers(given))
  const asksRegister = registerTests.some((kind) => kinds.has(kind as never))
  const facts: CaseFacts = {
    ...plainFacts(work, service, given),
    pause: await pauseOf(work, checks, given),
    papers:
      kinds.has('paper') || kinds.has('original')
        ? await describePapers(work, given.papers, service.result.register.key)
        : given.papers.map(unknownPaper),
  }
  if (!asksRegister) return facts
  const asksEntry = kinds.has('notRegistered') || kinds.has('nothingSimilar')
  const people = peopleIn(checks, given.answers, asksEntry ? entry?.people : undefined)
  const main = entry && mainPersonOf(entry.kind, entry.people)
  const asked = {
    numbers: [...new Set([...people, given.applicant.idNumber])].filter(Boolean),
    names: asksEntry && main?.bornOn ? [{ nameKey: searchKey(main.fullName), bornOn: main.bornOn }] : [],
    withKin: kinds.has('kin'),
    // Whoever works on a case of civil status sees the marriages of those it names too.
    withEntries:
      (given.dossierId !== null && asksMarriage(service)) ||
      entryTests.some((kind) => kinds.has(kind as never)),
  }
  let keys = asksEntry && entry ? entry.keys : businessKeys(checks, given.answers)
  let look = await lookUp(work, { ...asked, keys })
  // Whoever had another number may stand in the register under it.
  if (
    asksEntry &&
    keys.length > 0 &&
    entry &&
    look.people.some(({ formerNumbers }) => formerNumbers?.length)
  ) {
    keys = [...new Set([...keys, ...everyKey(entry.kind, entry.people, look, entry.code)])]
    look = await lookUp(work, { ...asked, keys })
  }
  const words = kinds.has('notRegistered') ? keys.map(claimWord) : []
  const rivals =
    words.length > 0
      ? await asProgram({ tx: work.tx, actor: work.actor }, () => listRivals(work.tx, given.dossierId, words))
      : []
  const agencyIds = [
    ...look.entries.flatMap(({ agencyId, over }) =>
      over?.kind === 'death' ? [agencyId, over.by] : [agencyId],
    ),
    ...rivals.map((one) => one.handlingAgencyId),
  ]
  const agencyNames = new Map<string, string>()
  for (const id of new Set(agencyIds)) agencyNames.set(id, (await findAgency(work, id))?.name ?? id)
  return {
    ...facts,
    register: { ...look, agencyNames },
    others: kinds.has('noOther') ? await othersInForce(work, checks, facts, look) : new Map(),
    extracts: kinds.has('extract') ? await extractsOf(work, service, given.answers) : undefined,
    entry: entry && { ...entry, people: withCurrentNumbers(entry.people, look) },
    rivals: rivals.map(({ code, handlingAgencyId }) => ({
      code,
      agency: agencyNames.get(handlingAgencyId) ?? handlingAgencyId,
    })),
  }
}

/** By which the register finds the business a check asks the owner of. */
function businessKeys(checks: readonly Check[], answers: Answers): string[] {
  return checks.flatMap(({ test }) => {
    const code = test?.kind === 'owns' ? valueAt(answers, test.code) : undefined
    return typeof code === 'string' ? entryKeys('household_business', {}, code) : []
  })
}

/** Of the business a check asks about. */
async function pauseOf(
  work: Work,
  checks: readonly Check[],
  { answers }: CaseOf,
): Promise<CaseFacts['pause']> {
  const code = checks.flatMap(({ test }) =>
    test?.kind === 'paused' ? (valueAt(answers, test.code) ?? []) : [],
  )[0]
  if (typeof code !== 'string') return undefined
  const found = await findPause(work, code, localDay(work.now))
  return found && { from: found.fromOn, to: found.toOn, number: found.number }
}

/** What needs no question at all. */
export function plainFacts(
  work: Pick<Work, 'now'>,
  service: Pick<Service, 'papers' | 'result'>,
  given: CaseOf,
): CaseFacts {
  const { channel, filedOn, dueAt, applicant, identified, dossierId, papers } = given
  const answers = decidedAnswers(given)
  const today = localDay(work.now)
  return {
    answers: { ...withFiling(answers, { channel, on: localDay(filedOn) }), today },
    today,
    dueOn: dueAt && localDay(dueAt),
    calendar: provinceCalendar(),
    channel,
    applicant,
    identified,
    dossierId,
    papers: papers.map(unknownPaper),
    askedPapers: service.papers,
    register: undefined,
    entry: entryOf(service, answers),
    rivals: [],
    extracts: undefined,
    others: new Map(),
    pause: undefined,
  }
}

/** The answers, with what was decided beside them. */
const decidedAnswers = ({ answers, decision }: Pick<CaseOf, 'answers' | 'decision'>): Answers =>
  decision ? { ...answers, decision: decision as Answers } : answers

/** What the result would enter into the register, as the answers and what was decided say it. */
export function entryOf({ result }: Pick<Service, 'result'>, answers: Answers) {
  if (!result.entry) return undefined
  const { kind, numbers, code: codePath, changes } = result.entry
  const people: EntryPeople = {}
  for (const [role, who] of Object.entries(result.entry.people)) {
    const { fullName, idNumber, bornOn } = personIn(answers, who)
    const path = numbers?.[role as keyof typeof numbers]
    const decided = path && valueAt(answers, path)
    const number = typeof decided === 'string' && decided !== '' ? decided : idNumber
    if (fullName || number)
      people[role as keyof EntryPeople] = { fullName, idNumber: number ?? null, bornOn: bornOn ?? null }
  }
  const said = codePath && valueAt(answers, codePath)
  const code = typeof said === 'string' && said !== '' ? said : undefined
  if (!changes) return { kind, people, changes, code, keys: entryKeys(kind, people, code) }
  const next = { ...people }
  for (const [role, who] of Object.entries(changes)) {
    const { fullName, idNumber = null, bornOn = null } = personIn(answers, who)
    if (fullName) next[role as keyof EntryPeople] = { fullName, idNumber, bornOn }
  }
  return { kind, people: next, changes: people, code, keys: entryKeys(kind, next, code) }
}

/** The words by which another desk finds that this dossier asks for the same. */
export function claimWords(service: Pick<Service, 'result'>, answers: Answers): string[] {
  return entryOf(service, answers)?.keys.map(claimWord) ?? []
}

/** The numbers of everybody these checks ask about. */
function peopleIn(checks: readonly Check[], answers: Answers, entry: EntryPeople | undefined): string[] {
  const who = checks.flatMap(({ test }) => {
    if (!test) return []
    if (test.kind === 'applicant') return test.is
    if (test.kind === 'paper') return test.about ?? []
    if (test.kind === 'unmarried') return [test.who, ...(test.orTo ? [test.orTo] : [])]
    if ('who' in test) return test.who
    return 'one' in test ? [test.one, test.other] : []
  })
  return [
    ...who.flat().flatMap((one) => personIn(answers, one).idNumber ?? []),
    ...Object.values(entry ?? {}).flatMap(({ idNumber }) => idNumber ?? []),
  ]
}

const unknownPaper = ({ key, sha256 }: CaseOf['papers'][number]): HandedPaper => ({ key, sha256, held: null })

/**
 * What is known of the papers handed in: those of the vault, and files that are, byte for byte, what an agency here issued.
 * `copies`: the register of what the service gives; what stands in it is no original for another.
 */
async function describePapers(work: Work, papers: CaseOf['papers'], copies: string): Promise<HandedPaper[]> {
  if (papers.length === 0) return []
  const held = await listHeldFacts(
    work,
    papers.flatMap(({ vaultPaperId }) => vaultPaperId ?? []),
  )
  const issued = await listIssuedFiles(work, {
    ids: held.flatMap(({ documentId }) => documentId ?? []),
    files: papers.map(({ sha256 }) => sha256),
  })
  return papers.map(({ key, sha256, vaultPaperId }) => {
    const own = held.find(({ id }) => id === vaultPaperId)
    const document = issued.find((one) => one.id === own?.documentId || one.sha256 === sha256)
    if (!own && !document) return { key, sha256, held: null }
    return {
      key,
      sha256,
      held: {
        kind: own?.kind ?? null,
        isCopy: document?.register === copies,
        ownerId: own?.ownerId ?? document?.ownerId ?? null,
        issuedOn: own?.issuedOn ?? (document?.issuedAt ? localDay(document.issuedAt) : null),
        number: own?.number ?? document?.symbol ?? '',
        revoked: document?.status === 'revoked',
        revokedOn: document?.revokedAt ? localDay(document.revokedAt) : null,
        replacedBy: document?.replacedBySymbol ?? null,
      },
    }
  })
}
