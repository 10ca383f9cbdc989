/** The queue of a leader: every document the heading counts can be reached from it. */
import { expect, test } from 'vitest'
import { aDesk, aProposedDossier, monday } from '#server/modules/dossiers/fixtures.ts'
import { listWork } from '#server/modules/dossiers/index.ts'
import { perform } from '#server/platform/work.ts'
import { readListQuery } from '../mot-cua/list-query.ts'
import { listWaiting } from './waiting.server.ts'

test('what a long queue does not name is counted, and the list it leads to holds it', async () => {
  const desk = await aDesk()
  const codes = []
  for (let made = 0; made < 27; made++) codes.push((await aProposedDossier(desk)).code)
  const { count, rows, rest } = await perform(desk.leader, (work) => listWaiting(work, desk.leader), {
    now: monday,
  })
  expect([count, rows.length, rest.count]).toEqual([27, 25, 2])

  const address = new URL(rest.href, 'http://nhip.test')
  const listed = []
  for (const page of ['1', '2']) {
    address.searchParams.set('page', page)
    const list = await perform(desk.leader, (work) => listWork(work, desk.leader, readListQuery(address)), {
      now: monday,
    })
    listed.push(...list.rows.map(({ code }) => code))
  }
  expect(listed.slice(0, 25)).toEqual(rows.map(({ code }) => code))
  expect(listed.toSorted()).toEqual(codes.toSorted())
})

test('a queue named whole leaves no rest', async () => {
  const desk = await aDesk()
  await aProposedDossier(desk)
  const { count, rest } = await perform(desk.leader, (work) => listWaiting(work, desk.leader), {
    now: monday,
  })
  expect([count, rest.count]).toEqual([1, 0])
})
