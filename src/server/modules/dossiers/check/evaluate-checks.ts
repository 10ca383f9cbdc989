import type { Check, Test } from '#server/modules/catalogue/index.ts'
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
}

/** Every check that concerns this case, with what the program finds of it; one that only an officer can do is open. */
export function evaluateChecks(checks: readonly Check[], facts: CaseFacts): CheckFinding[] {
  return checks
    .filter(({ condition }) => condition === undefined || outcomeOf(condition, facts.answers) === 'holds')
    .map((check) => ({ check, ...(check.test ? evaluate(check.test, facts, check.key) : open('')) }))
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
