import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { aShot } from '#tests/faces/pictures.ts'
import { standIn, stopStandIn } from '#tests/faces/stand-in.ts'
import { aGuestAgency, anOffice, called, type Office } from '../fixtures.ts'
import {
  closeMeeting,
  confirmProposal,
  enrolSelf,
  markPerson,
  recognise,
  refuseProposal,
  type Seen,
  startMeeting,
  viewDoor,
  viewSession,
  withdrawOwn,
} from '../index.ts'
import { newChallenge, takeFrame, turnedFrom } from './challenge.ts'
import { tidyFaces } from './tidy.ts'

afterAll(stopStandIn)

const as = <T>(officer: Officer, task: (work: Work) => Promise<T>) => perform(officer, task)
const views = (person: number) => [0, 1, 2].map((view) => aShot(person, { view }))
const turns = { left: 0.5, right: -0.5, ahead: 0 }

/** A meeting within the hour with one guest, who is person `person` and enrolled. */
async function aDoor(person: number, overrides: Parameters<typeof called>[1] = {}) {
  const office = await anOffice()
  const { head } = await aGuestAgency(`Sở Cửa ${randomUUID()}`)
  const startsAt = new Date(Date.now() + 30 * minuteMs).toISOString()
  const id = await called(office, { startsAt, ...overrides }, [head])
  await enrolSelf(head, views(person), standIn)
  return { office, head, id, show: showAt(office, id) }
}

const showAt =
  ({ secretary }: Office, id: string) =>
  (picture: Buffer, now?: () => Date): Promise<Seen> =>
    recognise(secretary, id, picture, standIn, now)

/** Does what is asked until something else is said. */
async function obey(show: (picture: Buffer) => Promise<Seen>, person: number): Promise<Seen> {
  let seen = await show(aShot(person, { view: 7 }))
  for (let frame = 0; seen.what === 'turn' && frame < 10; frame++)
    seen = await show(aShot(person, { view: 7, turn: turns[seen.to] }))
  return seen
}

const presenceOf = async (officer: Officer, { secretary }: Office, id: string) => {
  const { people, attendance } = await as(secretary, (work) => viewSession(work, secretary, id))
  const person = people.find(({ accountId }) => accountId === officer.id)
  return attendance.people.find(({ personId }) => personId === person?.id)
}

test('a face is proposed with its score, and there is who says so at the door', async () => {
  const { office, head, id, show } = await aDoor(1)
  const { secretary } = office
  const seen = await obey(show, 1)
  expect(seen).toMatchObject({ what: 'proposed', score: expect.closeTo(1 / 1.16, 2) })
  if (seen.what !== 'proposed') return
  expect((await presenceOf(head, office, id))?.state).toBeUndefined()
  const door = await as(secretary, (work) => viewDoor(work, secretary, id))
  expect(door).toMatchObject({ enrolled: 1, lost: 0, proposals: [{ id: seen.proposal, name: seen.name }] })
  // The same face again is the same proposal.
  expect(await show(aShot(1, { view: 3 }))).toMatchObject({ what: 'proposed', proposal: seen.proposal })
  const [{ seenAt } = { seenAt: new Date() }] = door.proposals

  const { proposal } = seen
  await expect(as(head, (work) => confirmProposal(work, head, id, { proposal }))).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  await as(secretary, (work) => confirmProposal(work, secretary, id, { proposal }))
  const presence = await presenceOf(head, office, id)
  expect(presence).toMatchObject({ state: 'present', source: 'face', since: seenAt })
  expect(await show(aShot(1, { view: 3 }))).toEqual({ what: 'already', name: seen.name })
  for (const decide of [confirmProposal, refuseProposal])
    await expect(as(secretary, (work) => decide(work, secretary, id, { proposal }))).rejects.toMatchObject({
      code: 'meetings.proposal_gone',
    })
  // The secretary's word stands over the camera's.
  await as(secretary, (work) =>
    markPerson(work, secretary, id, {
      personId: presence?.personId ?? '',
      state: 'absent',
      fromStart: 'yes',
    }),
  )
  expect((await presenceOf(head, office, id))?.state).toBe('absent')
})

test('a proposal that is not so says nothing of anybody', async () => {
  const { office, head, id, show } = await aDoor(2)
  const seen = await obey(show, 2)
  if (seen.what !== 'proposed') throw new Error(seen.what)
  const { secretary } = office
  await as(secretary, (work) => refuseProposal(work, secretary, id, { proposal: seen.proposal }))
  expect(await presenceOf(head, office, id)).toMatchObject({ state: undefined, source: undefined })
  expect((await as(secretary, (work) => viewDoor(work, secretary, id))).proposals).toEqual([])
})

test('strangers, those of other meetings, two faces, covered and dark ones are said and not kept', async () => {
  const { office, show, id, head } = await aDoor(3)
  const elsewhere = await aDoor(4)
  expect(await show(aShot(9))).toEqual({ what: 'stranger' })
  expect(await show(aShot(4))).toEqual({ what: 'stranger' })
  expect(await show(aShot(3, { what: 'several' }))).toEqual({ what: 'unseen', why: 'several' })
  expect(await show(aShot(3, { what: 'nobody' }))).toEqual({ what: 'unseen', why: 'no_face' })
  expect(await show(aShot(3, { what: 'dark' }))).toEqual({ what: 'unseen', why: 'dark' })
  expect(await show(Buffer.from('no picture'))).toEqual({ what: 'unseen', why: 'no_picture' })
  expect(await show(Buffer.alloc(600 * 1024))).toEqual({ what: 'unseen', why: 'too_large' })
  const { secretary } = office
  const kept = await perform({ kind: 'system' }, ({ tx }) =>
    tx
      .selectFrom('meetings.faceProposal')
      .select('id')
      .where('meetingId', 'in', [id, elsewhere.id])
      .execute(),
  )
  expect(kept).toEqual([])
  // Withdrawn, one is a stranger at once.
  await as(head, (work) => withdrawOwn(work, head))
  expect(await show(aShot(3))).toEqual({ what: 'stranger' })
  expect((await as(secretary, (work) => viewDoor(work, secretary, id))).enrolled).toBe(0)
})

test('a picture held up does not turn its head: it fails, and after three times only code and list are left', async () => {
  const { show } = await aDoor(5)
  const photo = aShot(5, { view: 7 })
  for (let tries = 0; tries < 3; tries++) {
    const asked = await show(photo)
    expect(asked).toMatchObject({ what: 'turn' })
    // Held still as long as one likes, it is asked the same; tilted it seems to turn, and grows narrow.
    for (const turn of [0, 0.23, -0.23]) expect((await show(aShot(5, { view: 7, turn }))).what).toBe('turn')
    if (asked.what !== 'turn' || asked.to === 'ahead') return
    const tilted = aShot(5, { view: 7, turn: turns[asked.to], tenths: 8 })
    expect(await show(tilted)).toEqual(asked)
    const wrong = asked.to === 'left' ? 'right' : 'left'
    expect(await show(aShot(5, { view: 7, turn: turns[wrong] }))).toEqual({ what: 'failed' })
  }
  expect(await show(photo)).toEqual({ what: 'spent' })
  // Nor does waiting help: what was asked and never done is a failure as well.
  const later = (minutes: number) => () => new Date(Date.now() + minutes * minuteMs)
  const other = await aDoor(6)
  for (const minute of [0, 1, 2])
    expect(await other.show(aShot(6, { view: 7 }), later(minute))).toMatchObject({ what: 'turn' })
  expect(await other.show(aShot(6, { view: 7 }), later(3))).toEqual({ what: 'spent' })
})

test('what turns is asked for by chance, in turn, and another head does not answer for it', async () => {
  const asked = new Set(Array.from({ length: 200 }, () => newChallenge(1).steps.join()))
  expect([...asked].sort()).toEqual(['left,left', 'left,right', 'right,left', 'right,right'])
  const begun = { wide: 0.9, steps: ['left', 'left'], done: 0, isAhead: true } as const
  const once = takeFrame(begun, { turn: turnedFrom, wide: 0.8 })
  expect(once).toEqual({ ...begun, done: 1, isAhead: false })
  if (typeof once === 'string') return
  // One long turn is one.
  expect(takeFrame(once, { turn: 0.9, wide: 0.8 })).toEqual(once)
  const { show } = await aDoor(8)
  const first = await show(aShot(8, { view: 7 }))
  if (first.what !== 'turn') throw new Error(first.what)
  expect(await show(aShot(9, { turn: turns[first.to] }))).toEqual({ what: 'stranger' })
  expect((await obey(show, 8)).what).toBe('proposed')
})

test('twins are not told apart', async () => {
  const { office, id, show } = await aDoor(14)
  const { secretary } = office
  await enrolSelf(secretary, views(15), standIn)
  expect(await show(aShot(14, { view: 7 }))).toEqual({ what: 'alike' })
  expect((await as(secretary, (work) => viewDoor(work, secretary, id))).proposals).toEqual([])
})

test('only who runs the meeting opens its door, while it is open, and never of the highest class', async () => {
  const { office, head, id } = await aDoor(10)
  const { secretary } = office
  await expect(recognise(head, id, aShot(10), standIn)).rejects.toMatchObject({ code: 'meetings.not_yours' })
  await expect(as(head, (work) => viewDoor(work, head, id))).rejects.toMatchObject({
    code: 'meetings.not_yours',
  })
  const { head: stranger } = await aGuestAgency(`Sở Lạ ${randomUUID()}`)
  await expect(recognise(stranger, id, aShot(10), standIn)).rejects.toMatchObject({
    code: 'meetings.not_found',
  })
  const both = await Promise.allSettled(
    [1, 2].map((view) => recognise(secretary, id, aShot(10, { view }), standIn)),
  )
  expect(both.map((one) => (one.status === 'rejected' ? one.reason.code : 'seen')).sort()).toEqual([
    'meetings.door_busy',
    'seen',
  ])

  const closed = await aDoor(11, { secrecy: 'closed' })
  await expect(closed.show(aShot(11))).rejects.toMatchObject({ code: 'meetings.door_closed_class' })
  const far = await aDoor(12, { startsAt: new Date(Date.now() + 120 * minuteMs).toISOString() })
  await expect(far.show(aShot(12))).rejects.toMatchObject({ code: 'meetings.door_shut' })

  // Without engine and weights the page says so, and the other ways stay.
  vi.stubEnv('NHIP_ASSETS', join(config.NHIP_DATA, 'no-assets'))
  const door = await as(secretary, (work) => viewDoor(work, secretary, id))
  expect(door.engine).toEqual({ state: 'absent', percent: 0 })
  await expect(recognise(secretary, id, aShot(10))).rejects.toMatchObject({ code: 'meetings.faces_absent' })
  vi.unstubAllEnvs()
})

test('what the door proposed is forgotten with the meeting; who was there is not', async () => {
  const { office, head, id, show } = await aDoor(13)
  const { secretary } = office
  const seen = await obey(show, 13)
  if (seen.what !== 'proposed') throw new Error(seen.what)
  await as(secretary, (work) => confirmProposal(work, secretary, id, { proposal: seen.proposal }))
  await as(secretary, (work) => startMeeting(work, secretary, id))
  await tidyFaces()
  const left = () =>
    perform({ kind: 'system' }, ({ tx }) =>
      tx.selectFrom('meetings.faceProposal').select('id').where('meetingId', '=', id).execute(),
    )
  expect(await left()).toHaveLength(1)
  await as(secretary, (work) => closeMeeting(work, secretary, id))
  await tidyFaces()
  expect(await left()).toEqual([])
  expect(await presenceOf(head, office, id)).toMatchObject({ state: 'present', source: 'face' })
})
