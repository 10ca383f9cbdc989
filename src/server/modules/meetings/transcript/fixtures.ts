/** What was said in a meeting, for tests. */
import { randomUUID } from 'node:crypto'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aGuestAgency, anOffice, called } from '../fixtures.ts'
import { startMeeting } from '../index.ts'
import { beginRecording } from '../recording/record.ts'
import { type HeardSegment, keepHeard } from './keep-heard.ts'

/** Each word takes half a second. */
export function heard(from: number, text: string, speaker: string | null = null): HeardSegment {
  const words = text
    .split(' ')
    .map((word, at) => ({ text: word, from: from + at * 500, to: from + at * 500 + 400 }))
  return { from, to: words.at(-1)?.to ?? from, words, speaker }
}

/** A meeting that runs and is recorded, with somebody of another agency in it and somebody who is not. */
export async function aHeardMeeting() {
  const office = await anOffice()
  const { secretary } = office
  const { head } = await aGuestAgency(`Sở Lời ${randomUUID()}`)
  const { head: outsider } = await aGuestAgency(`Sở Ngoài ${randomUUID()}`)
  const id = await called(office, {}, [head])
  await perform(secretary, (work) => startMeeting(work, secretary, id))
  const recording = randomUUID()
  await perform(secretary, (work) => beginRecording(work, secretary, id, recording, { track: 'room' }))
  const people = await perform(system, ({ tx }) =>
    tx.selectFrom('meetings.person').select(['id', 'accountId']).where('meetingId', '=', id).execute(),
  )
  return {
    ...office,
    head,
    outsider,
    id,
    recording,
    personOf: ({ id: account }: Officer) => people.find(({ accountId }) => accountId === account)?.id ?? '',
    hear: (
      pass: 'caption' | 'second',
      [from, to]: [number, number],
      ...segments: readonly HeardSegment[]
    ): Promise<void> =>
      perform(system, (work) =>
        keepHeard(work, { recordingId: recording, pass, engine: 'thử', from, to, segments: [...segments] }),
      ),
  }
}
