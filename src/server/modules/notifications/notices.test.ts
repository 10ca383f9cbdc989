import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { countUnread, listNotices, markNoticeRead, markNoticesRead, notify } from './index.ts'
import { forgetNotices } from './jobs.ts'

const tell = (personId: string, key = randomUUID(), kind = 'accepted') =>
  perform(system, (work) => notify(work, { key, personId, kind, data: { code: 'H57.44-261123-0001' } }))

test('a fact told twice, even at once, is one notice', async () => {
  const citizen = aCitizen()
  const key = randomUUID()
  const told = await Promise.all([tell(citizen.id, key), tell(citizen.id, key), tell(citizen.id, key)])
  expect(told.filter(Boolean)).toHaveLength(1)
  const notices = await perform(citizen, (work) => listNotices(work, citizen))
  expect(notices).toEqual([
    expect.objectContaining({ kind: 'accepted', data: { code: 'H57.44-261123-0001' }, readAt: null }),
  ])
})

test('reading one, then all, counts down', async () => {
  const citizen = aCitizen()
  for (const kind of ['submitted', 'accepted', 'result_ready']) await tell(citizen.id, randomUUID(), kind)
  const unread = () => perform(citizen, (work) => countUnread(work, citizen))
  expect(await unread()).toBe(3)

  const [newest] = await perform(citizen, (work) => listNotices(work, citizen))
  expect(newest?.kind).toBe('result_ready')
  await perform(citizen, (work) => markNoticeRead(work, citizen, newest?.id ?? ''))
  expect(await unread()).toBe(2)
  await perform(citizen, (work) => markNoticesRead(work, citizen))
  expect(await unread()).toBe(0)
})

test('nobody reads, marks or writes what is another’s', async () => {
  const [citizen, stranger] = [aCitizen(), aCitizen()]
  await tell(citizen.id)
  expect(await perform(stranger, (work) => listNotices(work, citizen))).toEqual([])
  await perform(stranger, (work) => markNoticesRead(work, citizen))
  expect(await perform(citizen, (work) => countUnread(work, citizen))).toBe(1)
  await expect(
    perform(stranger, (work) => notify(work, { key: randomUUID(), personId: citizen.id, kind: 'refused' })),
  ).rejects.toThrow('row-level security')
})

test('what was told a year ago is forgotten, and nothing younger', async () => {
  const citizen = aCitizen()
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  for (const days of [400, 366, 364, 0]) {
    await perform(
      system,
      (work) => notify(work, { key: randomUUID(), personId: citizen.id, kind: 'accepted', data: { days } }),
      { now: daysAgo(days) },
    )
  }
  await forgetNotices.run()
  const kept = await perform(citizen, (work) => listNotices(work, citizen))
  expect(kept.map(({ data }) => data.days)).toEqual([0, 364])
})
