/** The tests that need nothing but what was handed in: answers, numbers, days, papers, who signed in and how. */
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import type { Test } from '#server/modules/catalogue/index.ts'
import { addDays, dateWords, isLocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { valueAt } from '#shared/form/answers.ts'
import { checkIdentityNumber } from '#shared/identity-number.ts'
import { m } from '#shared/messages/index.ts'
import { type CaseFacts, type Finding, fails, holds, open, personIn } from './finding.ts'
import { knownIn } from './register-tests.ts'
import { outcomeOf } from './rule-outcome.ts'

type Of<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>
const words = () => m.dossiers.checks.found

export function testAnswers({ answers }: CaseFacts, { holds: rule }: Of<'answers'>): Finding {
  const outcome = outcomeOf(rule, answers)
  const source = m.dossiers.checks.form
  if (outcome === 'holds') return holds(words().answersFit, source)
  return outcome === 'fails' ? fails(words().answersDoNotFit, source) : open(words().answersMissing, source)
}

export function testNumber({ answers }: CaseFacts, { who, sex, number: path }: Of<'number'>): Finding {
  const given = personIn(answers, who)
  const asked = path ? valueAt(answers, path) : given.idNumber
  if (typeof asked !== 'string' || asked === '') return open(words().noNumber(given.fullName))
  const named = sex === 'male' || sex === 'female' ? sex : sex ? valueAt(answers, sex) : given.sex
  const gender = named === 'male' || named === 'female' ? named : undefined
  const problems = checkIdentityNumber(asked, {
    ...(given.bornOn ? { bornOn: given.bornOn } : {}),
    ...(gender ? { gender } : {}),
  })
  const source = m.dossiers.checks.number
  if (problems.length > 0) return fails(words().number(given.fullName, problems), source)
  if (gender === undefined && sex !== undefined) return open(words().sexUnknown(given.fullName), source)
  return holds(words().numberFits(given.fullName), source)
}

export function testApplicant(facts: CaseFacts, { is, orPaper }: Of<'applicant'>): Finding {
  const { applicant } = facts
  const people = is.map((who) => knownIn(facts, who))
  const meant = people.find(
    ({ given, person }) => given.idNumber === applicant.idNumber || person?.id === applicant.id,
  )
  const source = facts.channel === 'counter' ? m.dossiers.checks.counter : m.dossiers.checks.signedIn
  if (meant) return holds(words().applicantIs(meant.given.fullName), source)
  if (orPaper && facts.papers.some(({ key }) => key === orPaper))
    return holds(words().applicantHasPaper, source)
  if (people.every(({ given }) => given.idNumber === undefined)) return open(words().applicantUnknown, source)
  return fails(words().applicantIsAnother, source)
}

export function testIdentified({ channel, identified }: CaseFacts, { level }: Of<'identified'>): Finding {
  if (channel === 'counter') return holds(words().seenAtCounter, m.dossiers.checks.counter)
  const source = m.dossiers.checks.signedIn
  if (identified === null) return open(words().levelUnknown, source)
  return identified >= level
    ? holds(words().level(identified), source)
    : fails(words().levelTooLow(identified, level), source)
}

export function testPaper(facts: CaseFacts, { paper: key, about, within }: Of<'paper'>): Finding {
  const asked = facts.askedPapers.find((paper) => paper.key === key)
  const name = asked?.name ?? key
  const given = facts.papers.filter((paper) => paper.key === key)
  if (given.length === 0) return open(words().paperMissing(name))
  const source = m.dossiers.checks.vault
  let last: Finding | undefined
  for (const { held } of given) {
    if (!held) {
      last = open(words().paperUnknown(name))
      continue
    }
    const { number } = held
    if (held.replacedBy) return fails(words().paperReplaced(name, number, held.replacedBy), source)
    if (held.revoked)
      return fails(
        words().paperRevoked(name, number, held.revokedOn ? dateWords(held.revokedOn) : ''),
        source,
      )
    const kinds = [asked?.vaultKind, asked?.reuse].filter(Boolean)
    if (held.kind !== null && kinds.length > 0 && !kinds.includes(held.kind))
      return fails(words().paperOfAnotherKind(name), source)
    if (about) {
      const { given: person, person: known } = knownIn(facts, about)
      if (known && held.ownerId !== known.id)
        return fails(words().paperOfAnother(name, person.fullName), source)
      if (!known) last ??= open(words().paperOwnerUnknown(name, person.fullName), source)
    }
    if (within && held.issuedOn && endOf(held.issuedOn, within.months) < facts.today)
      return fails(words().paperTooOld(name, dateWords(held.issuedOn), within.months), source)
    if ((held.kind === null && kinds.length > 0) || (within && !held.issuedOn))
      last ??= open(words().paperToLookAt(name, number), source)
    last ??= holds(words().paperStands(name, number), source)
  }
  return last ?? open('')
}

/**
 * What bears a lời chứng already is a copy, whoever calls it the original, and of what was taken back nothing is certified; of other
 * files nothing is known.
 */
export function testOriginal(facts: CaseFacts, { paper: key }: Of<'original'>): Finding {
  const source = m.dossiers.checks.vault
  const given = facts.papers.flatMap((paper) => (paper.key === key && paper.held ? [paper.held] : []))
  const copy = given.find(({ isCopy }) => isCopy)
  if (copy) return fails(words().paperIsCopy(copy.number), source)
  const name = facts.askedPapers.find((paper) => paper.key === key)?.name ?? key
  const old = given.find(({ revoked, replacedBy }) => revoked || replacedBy)
  if (old?.replacedBy) return fails(words().paperReplaced(name, old.number, old.replacedBy), source)
  if (old)
    return fails(
      words().paperRevoked(name, old.number, old.revokedOn ? dateWords(old.revokedOn) : ''),
      source,
    )
  return open('')
}

/** The last day a paper counts that is good for so many months; so many months before, where they are below zero. */
export function endOf(issuedOn: string, months: number): string {
  const [year = 0, month = 1, day = 1] = issuedOn.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const end = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
  return end.toISOString().slice(0, 10)
}

export function testWorkingDay(
  { answers, today, dueOn, calendar }: CaseFacts,
  { day: path, within }: Of<'workingDay'>,
): Finding {
  const day = valueAt(answers, path)
  if (typeof day !== 'string' || !isLocalDay(day)) return open(words().noDay)
  const source = m.dossiers.checks.calendar
  // Past when it was asked for: that it passes while the dossier is worked on is no fault.
  if (day < String(valueAt(answers, 'filing.on') ?? today))
    return fails(words().dayPast(dateWords(day)), source)
  if (day > calendar.to) return fails(words().dayTooFar(dateWords(day)), source)
  const { working, reason } = calendar.dayKind(day)
  if (!working) return fails(words().dayOff(dateWords(day), reason.name), source)
  const last = within === 'limit' ? dueOn : within && lastDay(calendar, today, within)
  if (last && day > last) return fails(words().dayAfterLimit(dateWords(day), dateWords(last)), source)
  return holds(words().workingDay(dateWords(day)), source)
}

export function testPaused({ answers, pause }: CaseFacts, { is, until: path }: Of<'paused'>): Finding {
  const source = m.dossiers.checks.register
  // Others register businesses too: that this register knows of none proves nothing.
  if (!pause) return open(words().noPause, source)
  const { from, to, number } = pause
  const said = words().paused(dateWords(from), dateWords(to), number)
  const until = path && valueAt(answers, path)
  if (is && typeof until === 'string' && until > to) return fails(said, source)
  return is ? holds(said, source) : fails(said, source)
}

function lastDay(
  calendar: CaseFacts['calendar'],
  today: string,
  within: Exclude<NonNullable<Of<'workingDay'>['within']>, 'limit'>,
): string {
  if ('calendarDays' in within) return addDays(today, within.calendarDays)
  const days =
    'workingDays' in within
      ? within.workingDays
      : 'workingHours' in within
        ? Math.ceil(within.workingHours / 8)
        : 0
  return localDay(addWorkingDays(calendar, startOfLocalDay(today), days))
}
