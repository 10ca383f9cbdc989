/**
 * The whole way of documents without a mouse: a công văn from a template, asked about, approved, signed, found and filed; a scanned
 * letter received (`/van-ban/den`, `/van-ban/den/nhan`), given and answered.
 */
import { receiveByKeyboard } from './acts/incoming.ts'
import {
  answerLetter,
  approveAndSign,
  askOpinion,
  draftLetter,
  findAndFile,
  makeTemplate,
} from './acts/newcomer.ts'
import { test } from './test.ts'

test.describe.configure({ mode: 'serial' })

const made = { draft: '', letter: '' }

test('văn thư keeps a template of the agency', ({ scene }) => makeTemplate(scene))
test('a specialist begins a công văn with it and writes', async ({ scene }) => {
  made.draft = await draftLetter(scene)
})
test('another agency is asked for its opinion and gives it', ({ scene }) => askOpinion(scene, made.draft))
test('it is approved and signed', async ({ scene }) => {
  await approveAndSign(scene, made.draft)
})
test('it is found without accents and put into a work file', ({ scene }) => findAndFile(scene, made.draft))
test('a clerk receives a scanned letter by keyboard only', async ({ scene }) => {
  made.letter = await receiveByKeyboard(scene)
})
test('the letter is given to a specialist, and the answer closes it', ({ scene }) =>
  answerLetter(scene, made.letter))
