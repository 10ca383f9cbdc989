import { expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved } from './fixtures.ts'
import { listOutOfOrder } from './register-gaps.ts'
import { declineDrafts, reserveForDraft } from './sign-drafts.ts'

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
  await declineDrafts(deputy, [id], { now: day })
  expect(await listed(day)).toEqual([])
})
