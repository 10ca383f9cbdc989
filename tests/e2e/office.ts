/** One dossier through the office, by keyboard: accepted, supplemented, proposed, signed, checked by anyone. */
import assert from 'node:assert/strict'
import { forwardAndPropose, sign, typedAgain } from './deciding.ts'
import { checkResult, type Filed, fetchResult, readLog, readReceipt } from './results.ts'
import type { Test } from './scene.ts'
import { answerSupplement, askSupplement, compareSupplement, readPapersBeside } from './supplements.ts'
import { acceptMany, acceptTwice, walkList, workByKeys } from './working-list.ts'

export function officeTests(filed: Filed): Test[] {
  const result = { path: '' }
  const code = () => {
    assert.notEqual(filed.code, '', 'a dossier was filed before')
    return filed.code
  }
  return [
    {
      name: 'two officers at once: the second is told, and nothing changes twice',
      run: (scene) => acceptTwice(scene, code()),
    },
    {
      name: 'a clerk takes in many at once without script and gives them to one specialist, each answered by name',
      run: acceptMany,
    },
    { name: 'a clerk ticks, takes in and gives out what has come without a mouse', run: workByKeys },
    { name: 'an officer goes through the list by keyboard and comes back to the same place', run: walkList },
    {
      name: 'an officer asks for a supplement by keyboard, the clock pauses',
      run: (scene) => askSupplement(scene, code()),
    },
    {
      name: 'the citizen answers the supplement without script, the clock runs again',
      run: (scene) => answerSupplement(scene, code()),
    },
    {
      name: 'after a supplement the officer sees old and new answers side by side, and what nobody typed',
      run: (scene) => compareSupplement(scene, code()),
    },
    {
      name: 'papers are read beside the answers, next and previous by key',
      run: (scene) => readPapersBeside(scene, code()),
    },
    {
      name: 'the officer forwards, the specialist proposes by keyboard',
      run: (scene) => forwardAndPropose(scene, code()),
    },
    { name: 'what a specialist typed when the session ended comes back after signing in', run: typedAgain },
    { name: 'the leader reads the draft and signs by keyboard', run: (scene) => sign(scene, code()) },
    {
      name: 'the result is in the vault, and pdfsig finds both signatures valid',
      run: async (scene) => {
        result.path = await fetchResult(scene, code())
      },
    },
    {
      name: 'anyone checks the result by code and by file; a changed byte is found',
      run: (scene) => checkResult(scene, result.path, filed),
    },
    { name: 'the receipt is a PDF that carries the code', run: (scene) => readReceipt(scene, code()) },
    { name: 'every step is in the log, once', run: (scene) => readLog(scene, code()) },
  ]
}
