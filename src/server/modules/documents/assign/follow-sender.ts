/** What its sender revokes, replaces, amends or corrects is so at every receiver: each copy says it, and those who have it are told. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineJob, defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import {
  type Change,
  listChangedBy,
  listCopies,
  listSentChanges,
  listUnfollowed,
  listWaitingCopies,
} from '../changes/change-queries.ts'
import { noteChanges } from '../changes/note-changes.ts'
import { documentNoted, documentReplaced, documentRevoked } from '../events.ts'
import { findAssignment, listParts } from './assignment-queries.ts'
import { tellHolders } from './tell.ts'

/**
 * Brings what became of a document to all its copies, entered or waiting for a clerk. Repeating tells nobody twice. An agency where nobody can be
 * told keeps no other from it.
 */
export async function followSender(sent: string): Promise<void> {
  const { copies, waiting, changes } = await perform(system, async ({ tx }) => ({
    copies: await listCopies(tx, sent),
    waiting: await listWaitingCopies(tx, sent),
    changes: await listSentChanges(tx, [sent]),
  }))
  const untold = changes.length > 0 ? waiting : []
  const tasks = [
    ...copies.map((id) => (work: Work) => followOn(work, id)),
    ...untold.map((copy) => (work: Work) => tellClerks(work, copy, changes)),
  ]
  await eachApart(tasks, (task) => perform(system, task))
}

async function followOn(work: Work, documentId: string): Promise<void> {
  const news = await noteChanges(work, documentId)
  const about = await findAssignment(work.tx, documentId)
  if (!about) return
  const parts = await listParts(work.tx, [documentId])
  for (const [at, change] of news.entries()) {
    const lastSeq = about.lastSeq - news.length + 1 + at
    await tellHolders(work, { ...about, lastSeq }, parts, `document_${change.kind}`, byOf(change))
  }
}

/** The clerks with whom a copy waits. */
async function tellClerks(
  work: Work,
  { id, agencyId, symbol }: Awaited<ReturnType<typeof listWaitingCopies>>[number],
  changes: readonly Change[],
): Promise<void> {
  const { id: today } = await resolveSuccessor(work, agencyId, localDay(work.now))
  const clerks = (await listStaffOf(work, today)).filter(({ roles }) => roles.includes('clerk'))
  const notices = changes.flatMap((change) =>
    clerks.map(({ id: accountId }) => ({
      key: `document_${change.kind} ${id} ${change.byDocument ?? ''}`,
      accountId,
      agencyId,
      kind: `document_${change.kind}`,
      path: `/van-ban/den/nhan/${id}`,
      data: { ...byOf(change), ...(symbol && { symbol }) },
    })),
  )
  await notifyStaff(work, ...notices)
}

const byOf = ({ bySymbol }: Change): Record<string, string> => (bySymbol ? { by: bySymbol } : {})

/** What stands no longer: its own copies say so, and those of what it had replaced, amended or corrected. */
export async function followEnded(id: string): Promise<void> {
  const changed = await perform(system, ({ tx }) => listChangedBy(tx, id))
  await eachApart([id, ...changed], followSender)
}

/** The same of everything that was missed: from before there were copies that say so, and what no job brought to its end. */
export async function followMissed(): Promise<void> {
  const page = (after: string | undefined) =>
    perform(system, ({ tx }) => listUnfollowed(tx, after, missedAtOnce))
  await eachApart(allPages(page, missedAtOnce), followSender)
}
const missedAtOnce = 200

export const followRevoked = defineJob({
  name: 'documents.follow-revoked',
  on: documentRevoked,
  run: (id) => followEnded(id),
})
export const followReplaced = defineJob({
  name: 'documents.follow-replaced',
  on: documentReplaced,
  run: (id) => followEnded(id),
})
export const followNoted = defineJob({
  name: 'documents.follow-noted',
  on: documentNoted,
  run: (id) => followSender(id),
})
export const followWhatWasMissed = defineSchedule({
  name: 'documents.follow-missed',
  cron: '25 2 * * *',
  run: () => followMissed(),
})
