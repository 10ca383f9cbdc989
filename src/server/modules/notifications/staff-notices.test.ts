import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import {
  countUnreadStaff,
  listStaffNotices,
  markStaffNoticesRead,
  notifyStaff,
  openStaffNotice,
} from './index.ts'
import { forgetNotices } from './jobs.ts'

const aFact = (officer: { id: string; agencyId: string }, key: string = randomUUID()) => ({
  key,
  accountId: officer.id,
  agencyId: officer.agencyId,
  kind: 'document_assigned',
  path: '/van-ban/den/0198c7a6-0000-7000-8000-000000000001',
  data: { number: 12, due: '2026-12-01' },
})

test('any room tells within its own work, and one account once of one fact', async () => {
  const [teller, told, other] = [anOfficer(), anOfficer(), anOfficer()]
  const key = randomUUID()
  const tell = () => perform(teller, (work) => notifyStaff(work, aFact(told, key), aFact(other, key)))
  expect((await Promise.all([tell(), tell(), tell()])).sort()).toEqual([0, 0, 2])
  expect(await perform(told, (work) => listStaffNotices(work, told))).toEqual([
    expect.objectContaining({
      kind: 'document_assigned',
      agencyId: told.agencyId,
      data: { number: 12, due: '2026-12-01' },
      readAt: null,
    }),
  ])
})

test('a notice of a work that fails was never told', async () => {
  const told = anOfficer()
  const failing = perform(anOfficer(), async (work) => {
    await notifyStaff(work, aFact(told))
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await perform(told, (work) => countUnreadStaff(work, told))).toBe(0)
})

test('opening one, then reading all, counts down', async () => {
  const officer = anOfficer()
  await perform(system, (work) => notifyStaff(work, aFact(officer), aFact(officer), aFact(officer)))
  const unread = () => perform(officer, (work) => countUnreadStaff(work, officer))
  expect(await unread()).toBe(3)
  const [newest] = await perform(officer, (work) => listStaffNotices(work, officer))
  const opened = await perform(officer, (work) => openStaffNotice(work, officer, newest?.id ?? ''))
  expect(opened).toEqual({ path: aFact(officer).path, agencyId: officer.agencyId })
  expect(await unread()).toBe(2)
  await perform(officer, (work) => markStaffNoticesRead(work, officer))
  expect(await unread()).toBe(0)
})

test('nobody reads, opens or marks what is another’s, though a citizen bore the same id', async () => {
  const [officer, stranger] = [anOfficer(), anOfficer()]
  await perform(system, (work) => notifyStaff(work, aFact(officer)))
  const [notice] = await perform(officer, (work) => listStaffNotices(work, officer))
  expect(await perform(stranger, (work) => listStaffNotices(work, officer))).toEqual([])
  expect(await perform(stranger, (work) => openStaffNotice(work, stranger, notice?.id ?? ''))).toBeUndefined()
  await perform(stranger, (work) => markStaffNoticesRead(work, officer))
  const alike = aCitizen({ id: officer.id, accountId: officer.id })
  expect(await perform(alike, (work) => listStaffNotices(work, officer))).toEqual([])
  expect(await perform(officer, (work) => countUnreadStaff(work, officer))).toBe(1)
})

test('what was told a year ago is forgotten', async () => {
  const officer = anOfficer()
  for (const days of [366, 364])
    await perform(system, (work) => notifyStaff(work, aFact(officer)), {
      now: new Date(Date.now() - days * 86_400_000),
    })
  await forgetNotices.run()
  expect(await perform(officer, (work) => listStaffNotices(work, officer))).toHaveLength(1)
})
