/** A draft of an agency: written by keyboard beside its page, by one person at a time, with what others say of it. */
import {
  createDraft,
  pasteFromWord,
  proposeAndTake,
  restoreUnsaved,
  takeTurns,
  withoutScript,
  writeByKeyboard,
} from './acts/writing.ts'
import { test } from './test.ts'

const draft = { id: '' }

test.describe.configure({ mode: 'serial' })

test('a specialist begins a draft', async ({ scene }) => {
  draft.id = await createDraft(scene)
})
test('it is written without a mouse: articles, marks, a table; saved, and there again', ({ scene }) =>
  writeByKeyboard(scene, draft.id))
test('text of Word is cleaned and what fell away is listed; 300 pages are refused', ({ scene }) =>
  pasteFromWord(scene, draft.id))
test('a lost line keeps what was typed in the browser', ({ scene }) => restoreUnsaved(scene, draft.id))
test('two people: one writes, the other sees who and takes over once they are done', ({ scene }) =>
  takeTurns(scene, draft.id))
test('a proposal is taken over word by word, and two versions are compared', ({ scene }) =>
  proposeAndTake(scene, draft.id))
test('without script the text is there to read, and one may remark', ({ scene }) =>
  withoutScript(scene, draft.id))
