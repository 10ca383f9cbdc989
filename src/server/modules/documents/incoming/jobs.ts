/** What follows what came: it is read, judged and marked; what was issued goes out; mailboxes are looked into. */
import { defineJob, defineSchedule } from '#server/platform/jobs/jobs.ts'
import { documentArrived, documentIssued, documentRegistered, mailFetchedAgain } from '../events.ts'
import { receiveLetters } from './exchange/receive-letters.ts'
import { sendOut } from './exchange/send-out.ts'
import { goOnWithIncoming } from './go-on.ts'
import { judgeIncoming } from './judge-and-mark.ts'
import { readMailboxes } from './mail/read-mailboxes.ts'
import { beginReading } from './read-waiting.ts'

export const incomingJobs = [
  defineJob({
    name: 'documents.read-arrival',
    on: documentArrived,
    run: async (_, { isReadable }) => {
      if (isReadable) beginReading()
    },
  }),
  defineJob({
    name: 'documents.read-fetched-mail',
    on: mailFetchedAgain,
    run: async (_, { isReadable }) => {
      if (isReadable) beginReading()
    },
  }),
  defineJob({
    name: 'documents.judge-incoming',
    on: documentRegistered,
    run: (documentId) => judgeIncoming(documentId),
  }),
  defineJob({
    name: 'documents.send-out',
    on: documentIssued,
    run: (documentId) => sendOut(documentId),
  }),
]

export const incomingSchedules = [
  defineSchedule({
    name: 'documents.receive-letters',
    cron: '* * * * *',
    run: async () => void (await receiveLetters()),
  }),
  defineSchedule({ name: 'documents.read-mailboxes', cron: '* * * * *', run: readMailboxes }),
  defineSchedule({
    name: 'documents.go-on-with-incoming',
    cron: '* * * * *',
    run: () => goOnWithIncoming(),
  }),
]
