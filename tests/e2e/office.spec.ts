/** One dossier the whole way: filed on a phone, accepted, supplemented, proposed, signed by keyboard, checked by anyone. */

import { fileThroughMistakes } from './acts/citizen.ts'
import { correct } from './acts/correcting.ts'
import { forwardAndPropose, sign, typedAgain } from './acts/deciding.ts'
import { openOfficeBefore, seenOnTheList } from './acts/live-list.ts'
import { checkResult, fetchResult, readLog, readReceipt } from './acts/results.ts'
import { answerSupplement, askSupplement, compareSupplement, readPapersBeside } from './acts/supplements.ts'
import { takeBack } from './acts/taking-back.ts'
import { acceptMany, acceptTwice, walkList, workByKeys } from './acts/working-list.ts'
import type { Filed } from './house/furnish.ts'
import { checkPage } from './judge/axe.ts'
import { test } from './test.ts'

/** The one dossier of these journeys: each goes on where the one before has left it. */
const filed: Filed = { code: '', check: '' }
const result = { path: '' }

test.describe.configure({ mode: 'serial' })

test('an officer opens the live list', ({ scene }) => openOfficeBefore(scene))
test('a citizen files a birth without script at 360 px, through every mistake, exactly once', async ({
  scene,
}) => {
  filed.code = await fileThroughMistakes({ ...scene, look: checkPage })
})
test('it appears on the open list without reloading', () => seenOnTheList(filed.code))
test('two officers at once: the second is told, and nothing changes twice', ({ scene }) =>
  acceptTwice(scene, filed.code))
test('a clerk takes in many at once without script and gives them to one specialist, each answered by name', ({
  scene,
}) => acceptMany(scene))
test('a clerk ticks, takes in and gives out what has come without a mouse', ({ scene }) => workByKeys(scene))
test('an officer goes through the list by keyboard and comes back to the same place', ({ scene }) =>
  walkList(scene))
test('an officer asks for a supplement by keyboard, the clock pauses', ({ scene }) =>
  askSupplement(scene, filed.code))
test('the citizen answers the supplement without script, the clock runs again', ({ scene }) =>
  answerSupplement(scene, filed.code))
test('after a supplement the officer sees old and new answers side by side, and what nobody typed', ({
  scene,
}) => compareSupplement(scene, filed.code))
test('papers are read beside the answers, next and previous by key', ({ scene }) =>
  readPapersBeside(scene, filed.code))
test('the officer forwards, the specialist proposes by keyboard', ({ scene }) =>
  forwardAndPropose(scene, filed.code))
test('what a specialist typed when the session ended comes back after signing in', ({ scene }) =>
  typedAgain(scene))
test('the leader reads the draft and signs by keyboard', ({ scene }) => sign(scene, filed.code))
test('the result is in the vault, and pdfsig finds both signatures valid', async ({ scene }) => {
  result.path = await fetchResult(scene, filed.code)
})
test('anyone checks the result by code and by file; a changed byte is found', ({ scene }) =>
  checkResult(scene, result.path, filed))
test('the receipt is a PDF that carries the code', ({ scene }) => readReceipt(scene, filed.code))
test('every step is in the log, once', ({ scene }) => readLog(scene, filed.code))
test('a signed result is corrected: one asks, another signs, the old one leads to the new', ({ scene }) =>
  correct(scene, filed, 'answers.informantPapers', 'Căn cước số 046094003199'))
test('a signed result is taken back by two people, and whoever holds it is told', ({ scene }) =>
  takeBack(scene, filed))
