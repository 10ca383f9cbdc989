/** Checks as advice to who files, before an agency has the dossier: nothing is told of anybody but the applicant. */
import type { Check, Service } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { filingUnlawful } from '../refusals.ts'
import { evaluateChecks } from './evaluate-checks.ts'
import { personIn } from './finding.ts'
import { type CaseOf, gatherFacts, plainFacts } from './gather-facts.ts'

/** One thing the applicant should know before filing. `refused`: the law does not allow it, and it is not taken. */
export interface Advice {
  key: string
  text: string
  clause: string
  refused: boolean
  /** Where more is said about what to do. */
  more?: '/muc-dinh-danh'
}

/** What the program finds not to hold, of what may be told to the applicant, in the words the service gives for it. */
export async function adviseFiling(
  work: Work,
  service: Pick<Service, 'checks' | 'papers' | 'result'>,
  given: CaseOf,
  of: readonly Check[] = service.checks,
): Promise<Advice[]> {
  const checks = of.filter((check) => mayBeTold(check, given.answers, given.applicant.idNumber))
  if (checks.length === 0) return []
  const asked = checks.some(asksRegister)
  const findings = evaluateChecks(
    checks,
    asked ? await gatherFacts(work, service, given, checks) : plainFacts(work, service, given),
  )
  const failing = findings.filter(({ outcome }) => outcome === 'fails')
  // A number that was replaced since still means its owner: only the register knows.
  const doubted = asked ? [] : failing.flatMap(({ check }) => (check.test?.kind === 'applicant' ? check : []))
  const again =
    doubted.length > 0 ? evaluateChecks(doubted, await gatherFacts(work, service, given, doubted)) : []
  return failing
    .filter(({ check }) => again.find((one) => one.check === check)?.outcome !== 'holds')
    .map(({ check }) => ({
      key: check.key,
      text: check.advice ?? '',
      clause: check.basis,
      refused: check.whenNot === 'refuse',
      ...(check.test?.kind === 'identified' ? { more: '/muc-dinh-danh' as const } : {}),
    }))
}

/** Refuses to take what the law does not allow, where the applicant can be told why; what was typed stays where it is. */
export async function requireLawfulFiling(
  work: Work,
  service: Pick<Service, 'checks' | 'papers' | 'result'>,
  given: CaseOf,
): Promise<void> {
  const refusing = service.checks.filter(({ whenNot }) => whenNot === 'refuse')
  const refused = await adviseFiling(work, service, given, refusing)
  if (refused.length === 0) return
  throw filingUnlawful({
    checks: refused.map(({ key, text, clause }) => ({ key, said: `${text} (${clause})` })),
  })
}

function asksRegister({ test }: Check): boolean {
  return !['answers', 'number', 'identified', 'workingDay', 'applicant'].includes(test?.kind ?? '')
}

/** With words for it, and about nobody but who files: their answers, their papers, their own row of the register. */
function mayBeTold({ test, advice }: Check, answers: Answers, applicantNumber: string): boolean {
  if (!test || advice === undefined) return false
  const isApplicant = (who: string) => personIn(answers, who).idNumber === applicantNumber
  switch (test.kind) {
    case 'answers':
    case 'number':
    case 'applicant':
    case 'identified':
    case 'workingDay':
    case 'original':
      return true
    case 'paper':
      return test.about === undefined || isApplicant(test.about)
    case 'known':
    case 'alive':
    case 'unmarried':
      return isApplicant(test.who)
    case 'lives':
      return [test.who].flat().every(isApplicant)
    default:
      return false
  }
}
