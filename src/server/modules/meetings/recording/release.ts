/** Each night: whoever keeps the record is told that sound ends, and what is over is let go; what an order keeps stays. */
import { isOrderedToKeep, issuedAtOf } from '#server/modules/documents/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { releaseFile } from '#server/platform/files/index.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, formatTime, type LocalDay, localDay } from '#shared/dates.ts'
import { soundReleased } from '../events.ts'
import { listPeople, lockMeeting, type Meeting } from '../look/queries.ts'
import { isTold, lastDay } from './keeping.ts'
import { keepingRules, keptUntil } from './keeping-rules.ts'
import { findKeeping, listFilesOf, listWithSound, saveRelease, saveWarning } from './listening-queries.ts'
import { lockRecordingsOf } from './queries.ts'

const atOnce = 200

/** Repeating tells nobody again and lets nothing go twice. One meeting that fails stops no other. */
export async function endSounds(now = new Date()): Promise<void> {
  const meetings = allPages<{ id: string }>(
    (after) => perform(system, ({ tx }) => listWithSound(tx, after?.id, atOnce), { now }),
    atOnce,
  )
  await eachApart(meetings, ({ id }) => perform(system, (work) => endSound(work, id), { now }))
}

async function endSound(work: Work, id: string): Promise<void> {
  const meeting = await lockMeeting(work.tx, id)
  if (!meeting?.documentId) return
  const issued = await issuedAtOf(work, meeting.documentId)
  if (!issued) return
  const until = keptUntil(meeting.secrecy, localDay(issued.issuedAt))
  const known = await findKeeping(work.tx, id)
  if (until === undefined || known?.releasedAt) return
  if (await isOrderedToKeep(work, issued.id)) {
    // When the order ends, it is told anew.
    if (known?.goesAfter) await saveWarning(work.tx, id, { warnedAt: null, goesAfter: null })
    return
  }
  const today = localDay(work.now)
  const told = isTold(until, known?.goesAfter)
  if (told && today > told) await release(work, meeting, told)
  if (!told && today >= addDays(until, -keepingRules().warnDays))
    await warn(work, meeting, lastDay(until, undefined, today))
}

async function warn(work: Work, meeting: Meeting, goesAfter: LocalDay): Promise<void> {
  await saveWarning(work.tx, meeting.id, { warnedAt: work.now, goesAfter })
  const people = await listPeople(work.tx, meeting.id)
  const told = people.flatMap(({ part, accountId, agencyId }) =>
    accountId && (part === 'secretary' || part === 'chair')
      ? [
          {
            key: `meeting-sound ${meeting.id} ${goesAfter}`,
            accountId,
            agencyId: agencyId ?? meeting.agencyId,
            kind: 'meeting_sound_ends',
            path: `/hop/${meeting.id}/nghe`,
            data: { day: localDay(meeting.startsAt), time: formatTime(meeting.startsAt), due: goesAfter },
          },
        ]
      : [],
  )
  await notifyStaff(work, ...told)
}

/** The files go; what is known of each chunk, and the hashes of the minutes in the log, stay. */
async function release(work: Work, { id, agencyId, secrecy }: Meeting, keptTo: LocalDay): Promise<void> {
  // A chunk that comes late is taken before, and goes with the others, or is refused after.
  const recordings = await lockRecordingsOf(work.tx, id)
  const files = await listFilesOf(work.tx, id)
  await saveRelease(work.tx, id, { releasedAt: work.now, chunks: files.length })
  for (const { recordingId, number, sha256 } of files)
    await releaseFile(work, sha256, `meetings.chunk:${recordingId}/${number}`)
  await work.record(
    soundReleased(id, { agencyId, secrecy, keptTo, recordings: recordings.length, chunks: files.length }),
  )
}

export const releaseSounds = endsByClock(
  defineSchedule({ name: 'meetings.release-sound', cron: '15 3 * * *', run: () => endSounds() }),
)
