import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { anOffice, called } from '../fixtures.ts'
import {
  joinSegments,
  nameOf,
  nextItem,
  removeSegment,
  restoreSegment,
  startMeeting,
  viewSession,
  viewTranscript,
  writeSegment,
} from '../index.ts'
import { aHeardMeeting, heard } from './fixtures.ts'
import { WriteSegment } from './model.ts'

afterAll(stopHearing)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)

const factsOf = (meeting: string, name: string) =>
  perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['actorId', 'data'])
      .where('subjectId', '=', meeting)
      .where('name', '=', name)
      .execute(),
  )

async function aTranscript() {
  const meeting = await aHeardMeeting()
  const { id } = meeting
  const view = (officer: Officer, asked: Parameters<typeof viewTranscript>[3] = {}) =>
    as(officer, (work) => viewTranscript(work, officer, id, asked))
  return {
    ...meeting,
    view,
    said: async (officer: Officer) => {
      const { segments, speakers } = await view(officer)
      return segments.map((one) => [nameOf(one, speakers), one.words])
    },
    /** As its form does: read once by the page, once by the act. */
    write: (officer: Officer, input: WriteSegment) =>
      as(officer, (work) => writeSegment(work, officer, id, WriteSegment.parse(input))),
  }
}

test('what was said is read by whoever may see the meeting, point by point, and each reading is told; hearing is another right', async () => {
  const { chair, secretary, caller, head, outsider, id, recording, personOf, hear, view, said } =
    await aTranscript()
  await hear('second', [0, 10_000], heard(0, 'Kính thưa các đồng chí', personOf(chair)), heard(10, 'Vâng'))
  for (const officer of [chair, secretary, caller, head])
    expect(await said(officer)).toEqual([
      [chair.name, 'Kính thưa các đồng chí'],
      ['', 'Vâng'],
    ])
  await expect(view(outsider)).rejects.toMatchObject({ code: 'meetings.not_found' })
  // Below the pages too: the rows are not there for whoever was not invited.
  const rows = (officer: Officer) =>
    as(officer, ({ tx }) =>
      tx.selectFrom('meetings.segment').select('id').where('meetingId', '=', id).execute(),
    )
  expect([(await rows(head)).length, (await rows(outsider)).length]).toEqual([2, 0])
  expect([...(await view(chair)).heard]).toEqual([recording])
  for (const officer of [caller, head]) expect([...(await view(officer)).heard]).toEqual([])
  const readers = (await factsOf(id, 'meetings.transcript_read')).map(({ actorId }) => actorId)
  expect(readers.toSorted()).toEqual([chair.id, secretary.id, caller.id, head.id].toSorted())

  // The next point has its own words, by the clock of the server.
  const { current } = await as(secretary, (work) => viewSession(work, secretary, id))
  await as(secretary, (work) => nextItem(work, secretary, id, { from: current ?? '' }))
  await hear('second', [60_000, 70_000], heard(60_000, 'Sang nội dung hai'))
  const { items, chosen } = await view(head)
  expect([items.length, chosen?.position]).toEqual([2, 2])
  expect(await said(head)).toEqual([['', 'Sang nội dung hai']])
  expect((await view(head, { item: items[0]?.id })).segments).toHaveLength(2)
})

test('of a closed meeting nothing is written down, not even for who presides', async () => {
  const office = await anOffice()
  const { chair } = office
  const id = await called(office, { secrecy: 'closed' })
  await as(chair, (work) => startMeeting(work, chair, id))
  await expect(as(chair, (work) => viewTranscript(work, chair, id))).rejects.toMatchObject({
    code: 'meetings.not_written',
  })
})

test('whoever runs the meeting corrects words and names, splits and joins; what stood before stays, and no pass undoes it', async () => {
  const { chair, secretary, caller, head, id, personOf, hear, view, said, write } = await aTranscript()
  const pass = () => hear('second', [0, 10_000], heard(0, 'giao xở xây dựng đồng ý'), heard(5000, 'cảm ơn'))
  await pass()
  const at = async (place: number) => {
    const one = (await view(chair)).segments[place]
    return { segmentId: one?.id ?? '', version: one?.version ?? 0 }
  }
  const first = await at(0)
  const fixed = { ...first, words: 'Giao Sở Xây dựng.\nĐồng ý.', personId: personOf(chair) }
  await expect(write(head, fixed)).rejects.toMatchObject({ code: 'meetings.not_yours' })
  await expect(write(secretary, { ...fixed, personId: first.segmentId })).rejects.toMatchObject({
    code: 'meetings.person_unknown',
  })
  await expect(write(secretary, { ...fixed, words: 'TUYỆT MẬT' })).rejects.toMatchObject({
    code: 'meetings.state_secret',
  })
  await write(secretary, fixed)
  expect(await said(head)).toEqual([
    [chair.name, 'Giao Sở Xây dựng.'],
    [chair.name, 'Đồng ý.'],
    ['', 'cảm ơn'],
  ])
  const [one, two] = (await view(chair)).segments
  expect([one?.fromMs, one?.toMs, two?.fromMs, two?.toMs]).toEqual([0, 1900, 2000, 2900])

  // Another who had the first text before them overwrites nothing; knowing what stands, they may.
  const late = { ...first, words: 'Giao Sở Tài chính.', personId: '' }
  await expect(write(caller, late)).rejects.toMatchObject({ code: 'meetings.segment_changed' })
  await write(caller, { ...late, ...(await at(0)), speaker: 'Ông Lê Khách' })
  await pass()
  expect(await said(head)).toEqual([
    ['Ông Lê Khách', 'Giao Sở Tài chính.'],
    [chair.name, 'Đồng ý.'],
    ['', 'cảm ơn'],
  ])

  const join = async (officer: Officer, from: number, to: number) => {
    const next = await at(to)
    const input = { ...(await at(from)), nextId: next.segmentId, nextVersion: next.version }
    await as(officer, (work) => joinSegments(work, officer, id, input))
  }
  await expect(join(secretary, 0, 2)).rejects.toMatchObject({ code: 'meetings.not_neighbours' })
  await join(secretary, 0, 1)
  const remove = async (officer: Officer) => {
    const input = await at(1)
    await as(officer, (work) => removeSegment(work, officer, id, input))
    return input
  }
  await expect(remove(head)).rejects.toMatchObject({ code: 'meetings.not_yours' })
  const removed = await remove(secretary)
  await pass()
  expect(await said(head)).toEqual([['Ông Lê Khách', 'Giao Sở Tài chính. Đồng ý.']])
  // What was taken out is seen by those alone who may put it back.
  expect((await view(head)).removed).toEqual([])
  const seen = await as(head, ({ tx }) =>
    tx.selectFrom('meetings.segment').select('id').where('id', '=', removed.segmentId).execute(),
  )
  expect(seen).toEqual([])
  const out = (await view(caller)).removed
  expect(out.map(({ words }) => words)).toEqual(['cảm ơn'])
  await as(caller, (work) =>
    restoreSegment(work, caller, id, { segmentId: removed.segmentId, version: out[0]?.version ?? 0 }),
  )
  expect(await said(head)).toHaveLength(2)

  const { editing } = await view(chair, { segment: first.segmentId })
  expect(editing?.changes.map(({ act, words, name }) => [act, words, name])).toEqual([
    ['join', 'Giao Sở Tài chính.', secretary.name],
    ['word', 'Giao Sở Xây dựng.', caller.name],
    ['split', 'giao xở xây dựng đồng ý', secretary.name],
  ])
  expect((await view(head, { segment: first.segmentId })).editing).toBeUndefined()
  // Added to, never changed: not even by whoever runs the meeting.
  await expect(
    as(secretary, ({ tx }) => tx.updateTable('meetings.segmentChange').set({ words: 'Khác' }).execute()),
  ).rejects.toThrow(/permission denied/)
  expect((await factsOf(id, 'meetings.transcript_changed')).length).toBe(7)
})
