import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { takeSpoken, typeConclusions, viewBoard, viewTranscript } from '../index.ts'
import { aHeardMeeting, heard } from './fixtures.ts'

afterAll(stopHearing)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)

test('what the chair said goes to the board sentence by sentence, each with the second it was said, and nothing goes twice', async () => {
  const { chair, secretary, head, id, recording, personOf, hear } = await aHeardMeeting()
  const mine = personOf(chair)
  await hear(
    'second',
    [0, 30_000],
    heard(0, 'Đồng ý với báo cáo. Giao Sở Xây dựng', mine),
    heard(6000, 'rà soát trước ngày 15/12.', mine),
    heard(10_000, 'Sở xin ý kiến ạ.', personOf(head)),
    heard(12_000, 'Cảm ơn.', mine),
  )
  const { segments, chosen } = await as(secretary, (work) => viewTranscript(work, secretary, id))
  const take = (officer: Officer, ...places: number[]) =>
    as(officer, (work) =>
      takeSpoken(work, officer, id, { segments: places.map((at) => segments[at]?.id ?? '') }),
    )
  await expect(take(head, 0)).rejects.toMatchObject({ code: 'meetings.not_yours' })
  await expect(take(secretary, 2)).rejects.toMatchObject({ code: 'meetings.nothing_spoken' })
  await take(secretary, 0, 1, 2)
  await expect(take(secretary, 0, 1)).rejects.toMatchObject({ code: 'meetings.nothing_spoken' })
  await take(secretary, 1, 3)
  const board = await as(secretary, (work) => viewBoard(work, secretary, id))
  expect(
    board.sentences.map(({ words, source, recordingId, fromMs, toMs, itemId }) => [
      words,
      source,
      recordingId,
      fromMs,
      toMs,
      itemId,
    ]),
  ).toEqual([
    ['Đồng ý với báo cáo.', 'spoken', recording, 0, 2400, chosen?.id],
    ['Giao Sở Xây dựng rà soát trước ngày 15/12.', 'spoken', recording, 2500, 8400, chosen?.id],
    ['Cảm ơn.', 'spoken', recording, 12_000, 12_900, chosen?.id],
  ])
  expect(board.hears).toBe(true)
  // Typed on, a sentence whose words stay keeps where it was said.
  const text = board.texts.get(chosen?.id ?? '') ?? ''
  await as(secretary, (work) =>
    typeConclusions(work, secretary, id, { itemId: chosen?.id, text: `${text}\nThêm một câu.` }),
  )
  const typed = await as(secretary, (work) => viewBoard(work, secretary, id))
  expect(typed.sentences.map(({ source, fromMs }) => [source, fromMs])).toEqual([
    ['spoken', 0],
    ['spoken', 2500],
    ['spoken', 12_000],
    ['typed', null],
  ])
})
