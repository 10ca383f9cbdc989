import { expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved, declineAll, sealAll, signAll } from '../agency/fixtures.ts'
import { reserveForDraft } from '../agency/sign-drafts.ts'
import { readRegister } from '../registers/list-register.ts'
import { listOutOfOrder } from './list-out-of-order.ts'

test('a number taken, and neither used nor given up when its year ends, stays in sight of the clerk', async () => {
  const bureau = await aBureau()
  const { deputy, clerk } = bureau
  const eve = new Date('2026-12-31T16:00:00+07:00')
  const day = new Date('2027-01-04T08:00:00+07:00')
  const id = await aLetterOf(bureau, {}, eve)
  await approved(bureau, id, 1, eve)
  await reserveForDraft(deputy, id, { now: eve })
  const listed = (now: Date) => perform(clerk, (work) => listOutOfOrder(work, clerk), { now })
  const open = { documentId: id, year: 2026, number: 1, what: 'open', on: eve }
  expect(await listed(eve)).toMatchObject([open])
  expect(await listed(day)).toMatchObject([open])
  await declineAll(deputy, [id], 'Sang năm ký số mới', day)
  expect(await listed(day)).toEqual([])
})

test('of two numbers the one that bears a later day than a higher one is out of order, the same to the register and to the clerk', async () => {
  const bureau = await aBureau({ holds: [{ days: 60 }] })
  const { deputy, clerk } = bureau
  const days = ['2026-11-30', '2026-12-01', '2026-12-02'].map((day) => new Date(`${day}T09:00:00+07:00`))
  const [monday = new Date(), tuesday = monday, wednesday = monday] = days
  const ids = []
  for (let count = 0; count < 4; count += 1) {
    const id = await aLetterOf(bureau, {}, monday)
    await approved(bureau, id, 1, monday)
    await reserveForDraft(deputy, id, { now: monday })
    ids.push(id)
  }
  const [late = '', onTuesday = '', empty = '', last = ''] = ids
  await signAll(deputy, [onTuesday], tuesday)
  await declineAll(deputy, [empty], 'Không cần văn bản này nữa', tuesday)
  const flags = async () => {
    const query = { which: 'out', page: 1, year: 2026 } as const
    const { rows } = await perform(clerk, (work) => readRegister(work, clerk, query))
    const listed = await perform(clerk, (work) => listOutOfOrder(work, clerk), { now: wednesday })
    return {
      register: rows.filter(({ isOutOfOrder }) => isOutOfOrder).map(({ number }) => number),
      clerk: listed.filter(({ what }) => what === 'late').map(({ number }) => number),
      empty: listed.filter(({ what }) => what === 'voided').map(({ number }) => number),
    }
  }
  expect(await flags()).toEqual({ register: [], clerk: [], empty: [3] })
  await signAll(deputy, [late], wednesday)
  expect(await flags()).toEqual({ register: [1], clerk: [1], empty: [3] })
  await signAll(deputy, [last], wednesday)
  expect(await flags()).toEqual({ register: [1], clerk: [1], empty: [3] })
})

test('a lower number is late too where a higher one, signed before it, is sealed after', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }], holds: [{ days: 60 }] })
  const { deputy, clerk } = bureau
  const [monday, tuesday] = [new Date('2026-11-30T09:00:00+07:00'), new Date('2026-12-01T08:00:00+07:00')]
  const ids = []
  for (let count = 0; count < 2; count += 1) {
    const id = await aLetterOf(bureau, {}, monday)
    await approved(bureau, id, 1, monday)
    await reserveForDraft(deputy, id, { now: monday })
    ids.push(id)
  }
  const [late = '', onMonday = ''] = ids
  await signAll(deputy, [onMonday], monday)
  await signAll(deputy, [late], tuesday)
  for (const id of [late, onMonday]) await sealAll(clerk, [id], tuesday)
  const { rows } = await perform(clerk, (work) =>
    readRegister(work, clerk, { which: 'out', page: 1, year: 2026 }),
  )
  expect(rows.map(({ number, isOutOfOrder }) => [number, isOutOfOrder])).toEqual([
    [1, true],
    [2, false],
  ])
})

test('the register has the day a document bears, also where the clerk seals it later', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { deputy, clerk } = bureau
  const [monday, tuesday] = [new Date('2026-11-30T16:00:00+07:00'), new Date('2026-12-01T08:00:00+07:00')]
  const id = await aLetterOf(bureau, {}, monday)
  await approved(bureau, id, 1, monday)
  await signAll(deputy, [id], monday)
  await sealAll(clerk, [id], tuesday)
  const { rows } = await perform(clerk, (work) =>
    readRegister(work, clerk, { which: 'out', page: 1, year: 2026 }),
  )
  expect(rows).toMatchObject([{ fate: 'issued', cells: expect.arrayContaining(['2026-11-30']) }])
})
