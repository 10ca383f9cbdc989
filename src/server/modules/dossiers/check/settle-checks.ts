/** Where each check of a case stands: what the program found, and what an officer has found since. */
import { createHash } from 'node:crypto'
import type { Check } from '#server/modules/catalogue/index.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { pathsOf } from '#shared/form/condition.ts'
import { m } from '#shared/messages/index.ts'
import type { CheckFinding } from './evaluate-checks.ts'
import type { Outcome } from './finding.ts'

export type Verdict = 'right' | 'wrong'

/** What an officer found, as stored. */
export interface Mark {
  checkKey: string
  verdict: Verdict
  reason: string
  basis: string
  actorName: string
  at: Date
}

/**
 * `holds`, `ticked`, `explained`: settled. `toCheck`: somebody looks it up. `toExplain`: rare and lawful, somebody says why.
 * `unlawful`: nobody signs a grant. `later`: it hangs on what is not decided yet.
 */
export const checkStates = [
  'holds',
  'ticked',
  'explained',
  'toCheck',
  'toExplain',
  'unlawful',
  'later',
] as const
export type CheckState = (typeof checkStates)[number]

export interface SettledCheck {
  key: string
  title: string
  clause: string
  established: boolean
  how: string
  whenNot: 'refuse' | 'explain'
  advice: string
  outcome: Outcome
  found: string
  source: string
  state: CheckState
  mark: { verdict: Verdict; reason: string; by: string; at: Date; isStale: boolean } | null
}

/** Reasons shorter than this explain nothing. */
export const shortestReason = 10

export function settleChecks(
  findings: readonly CheckFinding[],
  marks: readonly Mark[],
  seen: Seen,
): SettledCheck[] {
  return findings.map(({ check, outcome, found, source, isLater }) => {
    const mark = marks.findLast(({ checkKey }) => checkKey === check.key)
    const isStale = mark !== undefined && mark.basis !== basisOf(check, seen)
    return {
      key: check.key,
      title: check.title,
      clause: check.basis,
      established: check.established,
      how: check.how ?? '',
      whenNot: check.whenNot,
      advice: check.advice ?? '',
      outcome,
      found,
      source,
      state: isLater ? 'later' : stateOf(check.whenNot, outcome, isStale ? undefined : mark),
      mark: mark
        ? { verdict: mark.verdict, reason: mark.reason, by: mark.actorName, at: mark.at, isStale }
        : null,
    }
  })
}

function stateOf(whenNot: Check['whenNot'], outcome: Outcome, mark: Mark | undefined): CheckState {
  const isWrong = outcome === 'fails' || mark?.verdict === 'wrong'
  if (isWrong && whenNot === 'refuse') return 'unlawful'
  if (isWrong) return mark && mark.reason.length >= shortestReason ? 'explained' : 'toExplain'
  if (outcome === 'holds') return 'holds'
  return mark ? 'ticked' : 'toCheck'
}

/** As the officer who marked it left it, whatever is found now; nothing where nobody marked it. */
export function asMarked(check: SettledCheck): SettledCheck[] {
  const { mark, whenNot } = check
  if (!mark) return []
  const wrong = whenNot === 'refuse' ? 'unlawful' : 'explained'
  const state = mark.verdict === 'right' ? 'ticked' : wrong
  return [{ ...check, outcome: 'open', found: '', source: '', state, mark: { ...mark, isStale: false } }]
}

/** What stood before whoever marked a check. */
export interface Seen {
  answers: Answers
  /** The papers handed in that count. */
  papers: readonly { key: string; sha256: string }[]
  /** Where the answers speak of who would be entered, or of whose entry a copy is asked. */
  entryPeople: readonly string[]
}

/**
 * Digest of what a check looks at: what it says itself, the answers about the people and values its test names, or everything
 * handed in where only an officer knows what they looked at. A mark made on another is stale.
 */
export function basisOf(check: Check, { answers, papers, entryPeople }: Seen): string {
  const paths = pathsIn(check, entryPeople)
  const files = (under: (key: string) => boolean) =>
    papers.filter(({ key }) => under(key)).map(({ sha256 }) => sha256)
  const looked = paths
    ? paths
        .filter((path) => !/^(filing|today|decision)(\.|$)/.test(path))
        .map((path) => valueAt(answers, path) ?? null)
    : [answers, files(() => true)]
  if (check.looksAt) looked.push(files((key) => check.looksAt?.includes(key) === true))
  return createHash('sha256')
    .update(JSON.stringify(sorted(looked)))
    .digest('base64url')
}

/** Undefined for a check that may look at anything. */
function pathsIn(
  { test, condition, looksAt }: Check,
  entryPeople: readonly string[],
): readonly string[] | undefined {
  const own = pathsOf(condition)
  if (looksAt) return [...own, ...looksAt]
  switch (test?.kind) {
    case 'answers':
      return [...own, ...pathsOf(test.holds)]
    case 'known':
    case 'alive':
      return [...own, test.who]
    case 'number':
      return [...own, test.who, ...(test.sex?.includes('.') ? [test.sex] : [])]
    case 'unmarried':
      return [...own, test.who, ...(test.orTo ? [test.orTo] : [])]
    case 'married':
      return [...own, test.one, test.other, ...(test.bornOn ? [test.bornOn] : [])]
    case 'kin':
      return [...own, test.one, test.other]
    case 'marriageEnded':
      return [...own, test.who, test.number, test.on]
    case 'lives':
      return [...own, ...[test.who].flat(), test.in]
    case 'noOther':
      return [...own, test.who, test.same]
    case 'workingDay':
      return [...own, test.day]
    case 'paused':
      return [...own, test.code, ...(test.until ? [test.until] : [])]
    case 'notRegistered':
    case 'nothingSimilar':
    case 'extract':
      return [...own, ...entryPeople]
    case 'applicant':
    case 'identified':
      return own
    default:
      return undefined
  }
}

/** As JSON that does not depend on the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** Nothing is signed while one of these is left. */
export const isLeft = ({ state }: Pick<SettledCheck, 'state'>): boolean =>
  state === 'toCheck' || state === 'toExplain'
export const isUnlawful = ({ state }: Pick<SettledCheck, 'state'>): boolean => state === 'unlawful'

/** Why nothing is granted, in words that may be printed: what was found, and the clause. */
export function declineReason({ title, found, clause, mark, outcome }: SettledCheck): string {
  const said = outcome === 'fails' ? found : mark && !mark.isStale ? mark.reason : ''
  return m.dossiers.checks.declineReason(title, said, clause)
}
