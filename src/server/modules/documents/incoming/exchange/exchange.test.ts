import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { handedIn } from '#tests/handed-in.ts'
import { aBureau, aLetter, aLetterOf, approved, type Bureau, signAll } from '../../agency/fixtures.ts'
import { bringScan } from '../bring-scan.ts'
import { aReceivingOffice, detailsOf } from '../fixtures.ts'
import { findIncoming } from '../incoming-queries.ts'
import { refuseArrival } from '../refuse-arrival.ts'
import { registerArrival } from '../register-arrival.ts'
import { listArrivals, viewArrival } from '../view-arrival.ts'
import { sendOut } from './send-out.ts'
import { listSendings } from './sending-queries.ts'

afterAll(stopTypesetting)

/** A letter the sender's deputy signed, for these receivers. */
async function sentTo(sender: Bureau, ...recipientAgencies: string[]): Promise<string> {
  const id = await aLetterOf(sender, { recipientAgencies })
  await approved(sender, id)
  await signAll(sender.deputy, [id])
  return id
}

const waiting = (by: Officer) => perform(by, (work) => listArrivals(work, by, { limit: 50 }))
const sendings = (by: Officer, id: string) => perform(by, (work) => listSendings(work, id))

test('what is issued arrives at each receiver once, and the sender hears what became of it', {
  timeout: 90_000,
}, async () => {
  const [sender, one, two] = [await aBureau(), await aReceivingOffice(), await aReceivingOffice()]
  const id = await sentTo(sender, one.agency.id, two.agency.id, sender.agency.id, 'nobody-knows')
  await sendOut(id)
  await sendOut(id)
  const [arrival, ...more] = await waiting(one.first)
  expect(more).toEqual([])
  expect(arrival).toMatchObject({
    source: 'exchange',
    senderAgencyId: sender.agency.id,
    said: { documentId: id, subject: aLetter('').subject },
  })
  expect((await sendings(sender.clerk, id)).map(({ state }) => state)).toEqual(['arrived', 'arrived'])

  const registered = await perform(one.first, (work) =>
    registerArrival(work, one.first, arrival?.id ?? '', { details: detailsOf(0), distinct: [] }),
  )
  const incoming = await perform(system, ({ tx }) => findIncoming(tx, registered.documentId))
  expect(incoming).toMatchObject({ sentDocument: id, source: 'exchange' })
  const [other] = await waiting(two.first)
  await perform(two.first, (work) =>
    refuseArrival(work, two.first, other?.id ?? '', 'Không thuộc thẩm quyền'),
  )
  const told = new Map((await sendings(sender.clerk, id)).map((sending) => [sending.agencyId, sending]))
  expect(told.get(one.agency.id)).toMatchObject({
    state: 'registered',
    receivedAs: expect.stringMatching(/^1, /),
  })
  expect(told.get(two.agency.id)).toMatchObject({ state: 'refused', reason: 'Không thuộc thẩm quyền' })
  // Late words change nothing.
  await sendOut(id)
  expect((await sendings(sender.clerk, id)).map(({ state }) => state).sort()).toEqual([
    'refused',
    'registered',
  ])
})

test('a scan of what the exchange brought before is shown beside it', async () => {
  const [sender, receiver] = [await aBureau(), await aReceivingOffice()]
  const id = await sentTo(sender, receiver.agency.id)
  await sendOut(id)
  const { first } = receiver
  const [arrival] = await waiting(first)
  await perform(first, (work) =>
    registerArrival(work, first, arrival?.id ?? '', { details: detailsOf(0), distinct: [] }),
  )
  const { files } = await perform(first, (work) => viewArrival(work, first, arrival?.id ?? ''))
  const same = await handedIn(first, await readFile(files[0]?.sha256 ?? ''))
  const again = await perform(first, (work) => bringScan(work, first, { ...same, name: 'in lại.pdf' }))
  const { duplicates } = await perform(first, (work) => viewArrival(work, first, again))
  expect(duplicates).toMatchObject([{ number: 1, why: ['content'] }])
})
