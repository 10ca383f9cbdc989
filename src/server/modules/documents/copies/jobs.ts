/** What is done after facts about documents of which there are copies. */
import { defineJob } from '#server/platform/jobs/jobs.ts'
import {
  documentNoted,
  documentReplaced,
  documentRevoked,
  senderFollowed,
  senderNoteUndone,
} from '../events.ts'
import { tellOfOriginal } from './tell-of-original.ts'

const revoked = defineJob({
  name: 'documents.tell-copies-revoked',
  on: documentRevoked,
  run: (id) => tellOfOriginal(id, 'revoked'),
})
const replaced = defineJob({
  name: 'documents.tell-copies-replaced',
  on: documentReplaced,
  run: (id) => tellOfOriginal(id, 'replaced'),
})
const noted = defineJob({
  name: 'documents.tell-copies-noted',
  on: documentNoted,
  run: (id, { relation }) => tellOfOriginal(id, relation === 'amends' ? 'amended' : 'corrected'),
})
const followed = defineJob({
  name: 'documents.tell-copies-followed',
  on: senderFollowed,
  run: (id, { change }) => tellOfOriginal(id, change),
})
const undone = defineJob({
  name: 'documents.tell-copies-undone',
  on: senderNoteUndone,
  run: (id) => tellOfOriginal(id, 'note_undone'),
})

export const copyJobs = [revoked, replaced, noted, followed, undone]
