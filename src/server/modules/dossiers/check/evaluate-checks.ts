import type { Check, Test } from '#server/modules/catalogue/index.ts'
import { pathsOf } from '#shared/form/condition.ts'
import { testExtract, testNoOther, testNothingSimilar, testNotRegistered } from './entry-tests.ts'
import { type CaseFacts, type Finding, open } from './finding.ts'
import {
  testAnswers,
  testApplicant,
  testIdentified,
  testNumber,
  testOriginal,
  testPaper,
  testPaused,
  testWorkingDay,
} from './plain-tests.ts'
import {
  testAlive,
  testDied,
  testKin,
  testKnown,
  testLives,
  testMarriageEnded,
  testMarried,
  testOwns,
  testUnmarried,
} from './register-tests.ts'
import { outcomeOf } from './rule-outcome.ts'

export interface CheckFinding extends Finding {
  check: Check
  /** It hangs on what is not decided yet: an officer may explain it beforehand, and need not. */
  isLater?: true
}

/** Every check that concerns this case, with what the program finds of it; one that only an officer can do is open. */
export function evaluateChecks(checks: readonly Check[], facts: CaseFacts): CheckFinding[] {
  return checks.flatMap((check): CheckFinding[] => {
    const concerns = check.condition === undefined ? 'holds' : outcomeOf(check.condition, facts.answers)
    if (concerns === 'holds')
      return [{ check, ...(check.test ? evaluate(check.test, facts, check.key) : open('')) }]
    const isLater = concerns === 'open' && check.whenNot === 'explain' && hangsOnDecision(check, facts)
    return isLater ? [{ check, isLater, ...open('') }] : []
  })
}

function hangsOnDecision({ condition }: Check, { answers }: CaseFacts): boolean {
  return answers.decision === undefined && pathsOf(condition).some((path) => path.startsWith('decision.'))
}

function evaluate(test: Test, facts: CaseFacts, key: string): Finding {
  switch (test.kind) {
    case 'answers':
      return testAnswers(facts, test)
    case 'known':
      return testKnown(facts, test)
    case 'number':
      return testNumber(facts, test)
    case 'alive':
      return testAlive(facts, test)
    case 'died':
      return testDied(facts, test)
    case 'owns':
      return testOwns(facts, test)
    case 'unmarried':
      return testUnmarried(facts, test)
    case 'married':
      return testMarried(facts, test)
    case 'marriageEnded':
      return testMarriageEnded(facts, test)
    case 'kin':
      return testKin(facts, test)
    case 'notRegistered':
      return testNotRegistered(facts)
    case 'noOther':
      return testNoOther(facts, key)
    case 'extract':
      return testExtract(facts, test)
    case 'nothingSimilar':
      return testNothingSimilar(facts)
    case 'applicant':
      return testApplicant(facts, test)
    case 'identified':
      return testIdentified(facts, test)
    case 'paper':
      return testPaper(facts, test)
    case 'original':
      return testOriginal(facts, test)
    case 'lives':
      return testLives(facts, test)
    case 'workingDay':
      return testWorkingDay(facts, test)
    case 'paused':
      return testPaused(facts, test)
  }
}
