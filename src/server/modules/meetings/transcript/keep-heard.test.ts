import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aHeardMeeting, heard } from './fixtures.ts'
import { keepHeard } from './keep-heard.ts'
import { reword, timed } from './words.ts'

afterAll(stopHearing)

const standing = (recording: string) =>
  perform(system, ({ tx }) =>
    tx
      .selectFrom('meetings.segment')
      .selectAll()
      .where('recordingId', '=', recording)
      .where('removedAt', 'is', null)
      .orderBy('at')
      .execute(),
  )

/** As if somebody had changed it by hand. */
const touch = (
  id: string,
  change: { words?: string; isWorded?: boolean; isNamed?: boolean; personId?: string },
) =>
  perform(system, ({ tx }) => tx.updateTable('meetings.segment').set(change).where('id', '=', id).execute())

test('a better pass takes the place of captions, a lesser one of nothing, and the same window heard again changes nothing', async () => {
  const { recording, chair, id, personOf, hear } = await aHeardMeeting()
  await hear('caption', [0, 10_000], heard(0, 'giao xở xây dựng', randomUUID()), heard(5000, 'trước ngày'))
  await hear('caption', [10_000, 20_000], heard(10_500, 'câu sau'))
  const captions = await standing(recording)
  expect(captions.map(({ words, personId }) => [words, personId])).toEqual([
    ['giao xở xây dựng', null],
    ['trước ngày', null],
    ['câu sau', null],
  ])
  expect(captions[1]).toMatchObject({
    meetingId: id,
    fromMs: 5000,
    toMs: 5900,
    times: [5000, 5400, 5500, 5900],
  })
  const second = () => hear('second', [0, 10_000], heard(0, 'Giao Sở Xây dựng', personOf(chair)))
  await second()
  const better = await standing(recording)
  expect(better.map(({ words }) => words)).toEqual(['Giao Sở Xây dựng', 'câu sau'])
  expect(better[0]).toMatchObject({ pass: 'second', personId: personOf(chair) })
  // Late captions, also where the better pass heard nothing.
  await hear('caption', [0, 10_000], heard(0, 'giao xở'), heard(7000, 'cảm ơn đã xem'))
  await second()
  expect(await standing(recording)).toEqual(better)
  await expect(
    perform(system, (work) =>
      keepHeard(work, {
        recordingId: randomUUID(),
        pass: 'second',
        engine: '',
        from: 0,
        to: 1,
        segments: [],
      }),
    ),
  ).rejects.toMatchObject({ code: 'meetings.recording_not_found' })
})

test('no pass overwrites what a person wrote, whom they named, or what they took out', async () => {
  const { recording, head, personOf, hear } = await aHeardMeeting()
  await hear('caption', [0, 30_000], heard(0, 'một hai'), heard(5000, 'ba bốn'), heard(10_000, 'năm sáu'))
  const [first, second, third] = await standing(recording)
  await touch(first?.id ?? '', { words: 'Một, hai.', isWorded: true })
  await touch(second?.id ?? '', { personId: personOf(head), isNamed: true })
  await perform(system, ({ tx }) =>
    tx
      .updateTable('meetings.segment')
      .set({ removedAt: new Date(), removedBy: head.id })
      .where('id', '=', third?.id ?? '')
      .execute(),
  )
  for (let time = 0; time < 2; time++)
    await hear(
      'second',
      [0, 30_000],
      heard(0, 'mốt hai rồi'),
      heard(5000, 'Ba bốn'),
      heard(10_000, 'năm sáu bảy'),
    )
  expect((await standing(recording)).map(({ words, personId }) => [words, personId])).toEqual([
    ['Một, hai.', null],
    ['rồi', null],
    ['Ba bốn', personOf(head)],
    ['bảy', null],
  ])
})

test('what lies across the edge of two windows is kept once', async () => {
  const { recording, hear } = await aHeardMeeting()
  const across = heard(9200, 'ở giữa hai cửa')
  for (const window of [
    [0, 10_000],
    [10_000, 20_000],
    [0, 10_000],
  ] as const)
    await hear('second', [...window], across)
  expect((await standing(recording)).map(({ words }) => words)).toEqual(['ở giữa', 'hai cửa'])
})

test('words keep their times where somebody writes others between them', () => {
  const said = timed([
    { text: 'giao', from: 0, to: 100 },
    { text: '15 tháng', from: 100, to: 300 },
    { text: 'xong', from: 300, to: 400 },
  ])
  expect(said).toEqual({ words: 'giao 15 tháng xong', times: [0, 100, 100, 200, 200, 300, 300, 400] })
  expect(reword(said, ' giao  ngày 16 tháng xong').times).toEqual([
    0, 100, 100, 150, 150, 200, 200, 300, 300, 400,
  ])
  expect(reword(said, 'giao 15 tháng').times).toEqual([0, 100, 100, 200, 200, 300])
  expect(reword({ words: 'một', times: [] }, 'hai')).toEqual({ words: 'hai', times: [] })
})
