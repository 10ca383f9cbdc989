/** A meeting of the demo that runs, is recorded and was put into words: for pages that are empty without. */
import { randomUUID } from 'node:crypto'
import { type CallMeeting, callMeeting, startMeeting } from '#server/modules/meetings/index.ts'
import { beginRecording } from '#server/modules/meetings/recording/record.ts'
import { heard } from '#server/modules/meetings/transcript/fixtures.ts'
import { keepHeard } from '#server/modules/meetings/transcript/keep-heard.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'

/** Its address. */
export async function layAMeetingOut(chair: Officer, secretary: Officer): Promise<string> {
  const call: CallMeeting = {
    requestKey: randomUUID(),
    title: 'Họp giao ban tuần',
    place: 'Phòng họp số 1',
    startsAt: new Date(Date.now() + 600_000).toISOString(),
    endsAt: new Date(Date.now() + 4_200_000).toISOString(),
    chair: chair.id,
    secretary: secretary.id,
    items: [{ title: 'Hồ sơ quá hạn', reporter: 'Bộ phận Một cửa', minutes: 10 }],
  }
  const { id } = await perform(secretary, (work) => callMeeting(work, secretary, call))
  await perform(secretary, (work) => startMeeting(work, secretary, id))
  const recordingId = randomUUID()
  await perform(secretary, (work) => beginRecording(work, secretary, id, recordingId, { track: 'room' }))
  await perform(system, (work) =>
    keepHeard(work, {
      recordingId,
      pass: 'second',
      engine: 'mẫu',
      from: 0,
      to: 20_000,
      segments: [
        heard(0, 'Giao Bộ phận Một cửa rà lại hồ sơ quá hạn, báo cáo trước ngày 20 tháng 12.'),
        heard(12_000, 'Xin tiếp thu ý kiến của chủ trì.'),
      ],
    }),
  )
  return `/hop/${id}`
}
