import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { aBureau, aLetterOf, approved, signAll } from '#server/modules/documents/agency/fixtures.ts'
import {
  fileDocument,
  OpenWorkFile,
  openWorkFile,
  placeHold,
  releaseHold,
  viewWorkFile,
} from '#server/modules/documents/index.ts'
import { listStaffNotices } from '#server/modules/notifications/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { collectGarbage, findFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, instantAt, type LocalDay, localDay } from '#shared/dates.ts'
import { anOffice, called } from '../fixtures.ts'
import { closeMeeting, startMeeting } from '../index.ts'
import { chunkOf, digest, minutesOf, send } from './fixtures.ts'
import { daysKept, keepingRules, readRules } from './keeping-rules.ts'
import { openChunk } from './listen.ts'
import { viewListening } from './listening.ts'
import { beginRecording } from './record.ts'
import { endSounds } from './release.ts'

afterAll(stopHearing)

const today = localDay(new Date())
const { warnDays } = keepingRules()
const days = daysKept('internal', today) ?? 0
const due = addDays(today, days)
/** In the night of that day. */
const night = (day: LocalDay) => instantAt(day, 3 * 60 + 15)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>, now = new Date()) =>
  perform(officer, task, { now })

/** A meeting that is over, of which a minute was recorded. */
async function aRecordedMeeting() {
  const office = await anOffice()
  const { secretary, chair } = office
  const id = await called(office)
  await as(secretary, (work) => startMeeting(work, secretary, id))
  const room = randomUUID()
  await as(secretary, (work) => beginRecording(work, secretary, id, room, { track: 'room' }))
  for (let number = 0; number < 6; number++) await send(secretary, id, room, number)
  await as(secretary, (work) => closeMeeting(work, secretary, id))
  return {
    ...office,
    id,
    room,
    keeping: async (day: LocalDay) =>
      (await as(chair, (work) => viewListening(work, chair, id), night(day))).keeping,
    told: async (officer: Officer) =>
      (await as(officer, (work) => listStaffNotices(work, officer)))
        .filter(({ kind }) => kind === 'meeting_sound_ends')
        .map(({ data, path }) => [data.due, path]),
    isKept: async () => (await perform(system, (work) => findFile(work, digest(chunkOf(3))))) !== undefined,
    hold: () =>
      perform(system, ({ tx }) =>
        tx
          .selectFrom('platform.fileUse')
          .select('usedBy')
          .where('usedBy', 'like', `meetings.chunk:${room}/%`)
          .execute(),
      ),
  }
}

/** Its notice, issued today. */
async function withNotice(meeting: string) {
  const bureau = await aBureau()
  const notice = await aLetterOf(bureau)
  const name = (documentId: string) =>
    perform(system, ({ tx }) =>
      tx.updateTable('meetings.meeting').set({ documentId }).where('id', '=', meeting).execute(),
    )
  await name(notice)
  await endSounds(night(addDays(due, 400)))
  await approved(bureau, notice)
  await signAll(bureau.chair, [notice])
  return { bureau, notice }
}

test('sound is kept until its notice is issued and some time after, the secretary is told before it goes, and its facts stay', async () => {
  const { chair, secretary, caller, id, room, keeping, told, isKept, hold } = await aRecordedMeeting()
  expect(await keeping(today)).toEqual({ state: 'until issued', days })
  await withNotice(id)
  // A draft begins nothing.
  expect(await told(secretary)).toEqual([])
  expect(await keeping(today)).toEqual({ state: 'until', day: due })

  await endSounds(night(addDays(due, -warnDays - 1)))
  expect(await told(secretary)).toEqual([])
  await endSounds(night(addDays(due, -warnDays)))
  await endSounds(night(addDays(due, -warnDays + 1)))
  for (const officer of [secretary, chair]) expect(await told(officer)).toEqual([[due, `/hop/${id}/nghe`]])
  expect(await told(caller)).toEqual([])
  await endSounds(night(due))
  expect(await hold()).toHaveLength(6)

  const after = addDays(due, 1)
  await endSounds(night(after))
  await endSounds(night(after))
  expect(await hold()).toEqual([])
  expect(await keeping(after)).toEqual({ state: 'released', at: night(after), chunks: 6 })
  await expect(as(chair, (work) => openChunk(work, chair, id, room, 0))).rejects.toMatchObject({
    code: 'meetings.sound_gone',
    status: 410,
  })
  const { chosen, places } = await as(chair, (work) => viewListening(work, chair, id))
  expect([chosen?.taken, places]).toEqual([6, []])
  // What was there is still proven; what comes late is refused.
  expect(await minutesOf(id)).toHaveLength(1)
  await expect(send(secretary, id, room, 6, { startsMs: 20_000 })).rejects.toMatchObject({
    code: 'meetings.recording_over',
  })
  expect(await isKept()).toBe(true)
  await collectGarbage(night(addDays(after, 2)))
  expect(await isKept()).toBe(false)
})

test('an order to keep on the work file of the notice keeps the sound; when it ends, it is told anew', async () => {
  const { secretary, id, keeping, told, hold } = await aRecordedMeeting()
  const { bureau, notice } = await withNotice(id)
  const input = OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ họp', retention: 'y2' })
  const file = await as(bureau.specialist, (work) => openWorkFile(work, input))
  await as(bureau.specialist, (work) => fileDocument(work, file, notice))
  await endSounds(night(addDays(due, -warnDays)))
  expect(await told(secretary)).toHaveLength(1)
  await as(bureau.chair, (work) => placeHold(work, file, 'Thanh tra'))
  const later = addDays(due, 100)
  await endSounds(night(later))
  expect(await hold()).toHaveLength(6)
  expect(await keeping(later)).toEqual({ state: 'ordered' })

  const { holds } = await as(bureau.chair, (work) => viewWorkFile(work, file))
  await as(bureau.chair, (work) => releaseHold(work, file, holds[0]?.id ?? '', 'Thanh tra xong'))
  const goesAfter = addDays(later, warnDays)
  expect(await keeping(later)).toEqual({ state: 'until', day: goesAfter })
  await endSounds(night(later))
  expect((await told(secretary)).map(([day]) => day).toSorted()).toEqual([due, goesAfter])
  await endSounds(night(goesAfter))
  expect(await hold()).toHaveLength(6)
  await endSounds(night(addDays(goesAfter, 1)))
  expect(await hold()).toEqual([])
})

test('the rule is the one of the day the notice was issued', () => {
  const rule = { secrecy: 'open' as const, verified: null }
  const rules = {
    note: '',
    warnDays: 7,
    classes: [
      { ...rule, days: 90, validFrom: '2026-07-01' },
      { ...rule, days: 400, validFrom: '2025-07-01', validTo: '2027-12-31' },
    ],
  }
  const kept = (on: LocalDay) => daysKept('open', on, rules)
  expect(['2025-06-30', '2025-07-01', '2026-07-01', '2028-01-01'].map(kept)).toEqual([undefined, 400, 90, 90])
  expect(daysKept('internal', '2026-07-01', rules)).toBeUndefined()
})

test('a province that has decided nothing keeps the sound', () => {
  const rules = readRules('src')
  expect(daysKept('open', today, rules)).toBeUndefined()
  expect(daysKept('internal', today, rules)).toBeUndefined()
})
