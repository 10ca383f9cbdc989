import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { handedIn } from '#tests/handed-in.ts'
import {
  aBureau,
  aLetter,
  aLetterOf,
  approved,
  type Bureau,
  mergeInto,
  signAll,
} from '../../agency/fixtures.ts'
import { findDocument } from '../../queries.ts'
import { bringScan } from '../bring-scan.ts'
import { aReceivingOffice, detailsOf } from '../fixtures.ts'
import { goOnWithIncoming } from '../go-on.ts'
import { findIncoming } from '../incoming-queries.ts'
import { refuseArrival } from '../refuse-arrival.ts'
import { registerArrival } from '../register-arrival.ts'
import { listArrivals, viewArrival } from '../view-arrival.ts'
import { ownExchange } from './own-exchange.ts'
import { sendOut } from './send-out.ts'
import { beginSendings, listSendings } from './sending-queries.ts'

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
    refuseArrival(work, two.first, other?.id ?? '', { reason: 'Không thuộc thẩm quyền' }),
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

test('what is under way while a receiver is merged arrives at its successor once, whoever had it before', {
  timeout: 90_000,
}, async () => {
  const [sender, heir, merged] = [await aBureau(), await aReceivingOffice(), await aReceivingOffice()]
  const closed = await anAgency({ validTo: addDays(localDay(new Date()), -1) })
  const clerk = { ...heir.first, agencyIds: [heir.agency.id, merged.agency.id] }
  const to = [merged.agency.id, heir.agency.id]
  const stopped = await sentTo(sender, ...to)
  const halfway = await sentTo(sender, ...to, closed.id)
  const arrived = await sentTo(sender, merged.agency.id)
  // The program was stopped after it had noted to whom they go; one of both was handed over.
  for (const id of [stopped, halfway]) await perform(system, ({ tx, now }) => beginSendings(tx, id, to, now))
  const file = async (id: string) => {
    const found = await perform(system, ({ tx }) => findDocument(tx, system, id))
    return [{ name: 'cong-van.pdf', mediaType: 'application/pdf', size: 1, sha256: found?.sha256 ?? '' }]
  }
  const half = { documentId: halfway, from: { agencyId: sender.agency.id, name: sender.agency.name } }
  const letter = { number: '1', symbol: 'UBND', issuedOn: localDay(new Date()), type: 'official_letter' }
  const rest = { subject: 'Về việc phối hợp', urgency: null }
  await ownExchange.send({
    ...half,
    ...letter,
    ...rest,
    files: await file(halfway),
    to: merged.agency.id,
  })
  await sendOut(arrived)
  await mergeInto(merged.agency, heir.agency)
  for (const id of [stopped, halfway, arrived]) {
    // Both at once, as a job and the clock do.
    await Promise.all([sendOut(id), sendOut(id)])
    await sendOut(id)
  }
  // A sender that looked before the merger still hands it to the one that was.
  const late = { documentId: stopped, files: await file(stopped), to: merged.agency.id }
  await ownExchange.send({ ...half, ...letter, ...rest, ...late })
  const came = (await waiting(clerk)).map(({ said }) => said.documentId)
  expect(came.sort()).toEqual([stopped, halfway, arrived].sort())
  const states = async (id: string) =>
    new Map((await sendings(sender.clerk, id)).map(({ agencyId, state }) => [agencyId, state]))
  expect(await states(stopped)).toEqual(new Map([[heir.agency.id, 'arrived']]))
  expect(await states(arrived)).toEqual(new Map([[merged.agency.id, 'arrived']]))
  // Nobody follows the closed one: the others receive all the same, and the sender is told.
  expect((await states(halfway)).get(closed.id)).toBe('refused')
  const gone = (await sendings(sender.clerk, halfway)).find(({ agencyId }) => agencyId === closed.id)
  expect(gone?.reason).toMatch(/không có cơ quan kế thừa/)
  // What was handed to the merged one is entered by the successor: the sender hears of it on the line there is.
  const [entered] = (await waiting(clerk)).filter(({ said }) => said.documentId === halfway)
  const refuse = () =>
    perform(clerk, (work) => refuseArrival(work, clerk, entered?.id ?? '', { reason: 'Thiếu tệp kèm theo' }))
  await refuse()
  const heard = await states(halfway)
  expect([...heard].filter(([agencyId]) => agencyId !== closed.id).map(([, state]) => state)).toEqual([
    'refused',
  ])
})

test('what never goes on takes nobody’s turn', { timeout: 120_000 }, async () => {
  const [sender, receiver] = [await aBureau(), await aReceivingOffice()]
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query('begin; set local session_replication_role = replica')
  const of = [sender.agency.id]
  await owner.query(
    `create temporary table stuck on commit drop as select n, gen_random_uuid() as id from generate_series(1, 210) n`,
  )
  await owner.query(
    `insert into documents.document (id, agency_id, check_code, source, status, version, issued_at, sha256)
       select id, $1, id::text, 'agency', 'issued', 1, '2020-01-01', repeat('a', 64) from stuck`,
    of,
  )
  await owner.query(
    `insert into documents.version (document_id, version, kind, title, subject, content, drafted_at)
       select id, 1, 'decision', 'Quyết định', 'Về việc thử', ('{"blocks":[],"recipients":[],"recipientAgencies":["' || $1 || '"]}')::jsonb, '2020-01-01' from stuck`,
    [receiver.agency.id],
  )
  await owner.query(
    `insert into documents.sending (document_id, agency_id, state, sent_at, changed_at, of_agency_id)
       select id, $2, 'sent', '2020-01-01', '2020-01-01', $1 from stuck`,
    [...of, receiver.agency.id],
  )
  await owner.query('commit')
  await owner.end()
  const id = await sentTo(sender, receiver.agency.id)
  const then = new Date('2020-06-01T03:00:00Z')
  await perform(system, ({ tx }) => beginSendings(tx, id, [receiver.agency.id], then))
  // As many minutes as it takes; it was never, while the oldest two hundred were all that was looked at.
  const later = new Date(then.getTime() + 11 * 60_000)
  for (let minute = 0; minute < 20 && (await waiting(receiver.first)).length === 0; minute++)
    await goOnWithIncoming(later).catch(() => {})
  expect((await waiting(receiver.first)).map(({ said }) => said.documentId)).toEqual([id])
})
