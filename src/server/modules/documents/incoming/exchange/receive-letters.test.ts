import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, afterEach, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { handedIn } from '#tests/handed-in.ts'
import { aBureau, aLetterOf, approved, signAll } from '../../agency/fixtures.ts'
import { exchangeCondition } from '../../health/document-conditions.ts'
import { bringScan } from '../bring-scan.ts'
import { aLetterFile, aReceivingOffice, detailsOf, type Receiving } from '../fixtures.ts'
import { refuseArrival } from '../refuse-arrival.ts'
import { registerArrival } from '../register-arrival.ts'
import { listArrivals, viewArrival } from '../view-arrival.ts'
import { connectExchange } from './connected.ts'
import { noteReadingOf } from './exchange-queries.ts'
import { ownExchange } from './own-exchange.ts'
import type { Acknowledgement, Exchange, ReceivedFile, ReceivedLetter } from './port.ts'
import { receiveLetters, usualReceiving } from './receive-letters.ts'
import { sendOut } from './send-out.ts'
import { listSendings } from './sending-queries.ts'

afterEach(() => connectExchange(undefined))
afterAll(stopTypesetting)

const quick = { ...usualReceiving, page: 3, answer: 1500, files: 3000 }
const waiting = (by: Officer) => perform(by, (work) => listArrivals(work, by, { limit: 100 }))

function aFile(content: Uint8Array, name = 'cong-van.pdf', mediaType = 'application/pdf'): ReceivedFile {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return {
    name,
    mediaType,
    size: content.length,
    sha256,
    open: async () => Readable.from([Buffer.from(content)]),
  }
}

function letterTo(
  { agency }: Pick<Receiving, 'agency'>,
  id: string,
  overrides: Partial<ReceivedLetter> = {},
): ReceivedLetter {
  return {
    id,
    to: agency.id,
    from: { name: 'Bộ Nội vụ' },
    number: '198',
    symbol: 'BNV-TH',
    issuedOn: '2026-01-05',
    type: 'official_letter',
    subject: `Về việc ${id}`,
    urgency: null,
    files: [aFile(aPdf([`<< /Letter (${id}) >>`]))],
    ...overrides,
  }
}

interface Outside extends Exchange {
  letters: ReceivedLetter[]
  told: Map<string, Acknowledgement[]>
  /** What happens before an acknowledgement is heard. */
  onAcknowledge: (id: string) => Promise<void>
  asked: number
}

/** An exchange outside: it offers what was not acknowledged, page by page, as its own order has it. */
function anExchange(letters: ReceivedLetter[]): Outside {
  const outside: Outside = {
    letters,
    told: new Map(),
    onAcknowledge: async () => {},
    asked: 0,
    send: async () => undefined,
    async receive({ after, limit }) {
      outside.asked += 1
      const from = after ? Number(after) : 0
      const found = outside.letters.slice(from, from + limit)
      const isLast = from + limit >= outside.letters.length
      return isLast ? { letters: found } : { letters: found, next: String(from + limit) }
    },
    async acknowledge({ id }, said) {
      await outside.onAcknowledge(id)
      outside.told.set(id, [...(outside.told.get(id) ?? []), said])
    },
  }
  connectExchange(outside)
  return outside
}

const states = (outside: Outside, id: string) => (outside.told.get(id) ?? []).map(({ state }) => state)

test('letters come once, whatever their order and however often they are given, each with its files', async () => {
  const [office, other] = [await aReceivingOffice(), await aReceivingOffice()]
  const ids = Array.from({ length: 7 }, () => newId())
  const letters = ids.map((id, index) => letterTo(index === 6 ? other : office, id))
  // Twice in one reading, before and after others, over three pages.
  const outside = anExchange([...letters.toReversed(), ...letters])
  await receiveLetters(quick)
  outside.letters = [...letters.slice(3), ...letters.slice(0, 3)]
  await Promise.all([receiveLetters(quick), receiveLetters(quick)])
  const came = await waiting(office.first)
  expect(came.map(({ said }) => said.letterId).sort()).toEqual(ids.slice(0, 6).sort())
  expect(await waiting(other.first)).toMatchObject([
    {
      source: 'exchange',
      sender: 'Bộ Nội vụ',
      senderAgencyId: null,
      said: { number: '198', symbol: 'BNV-TH', organ: 'Bộ Nội vụ', issuedOn: '2026-01-05' },
      files: [{ name: 'cong-van.pdf', mediaType: 'application/pdf', refused: null }],
    },
  ])
  for (const id of ids) expect(new Set(states(outside, id))).toEqual(new Set(['arrived']))
})

test('cut off between taking and acknowledging, or heard late: one arrival, acknowledged in the end', async () => {
  const office = await aReceivingOffice()
  const [first, second] = [newId(), newId()]
  const outside = anExchange([letterTo(office, first), letterTo(office, second)])
  outside.onAcknowledge = async (id) => {
    if (id === first) throw new Error('the line was cut')
    // Heard, and never answered.
    await new Promise((resolve) => setTimeout(resolve, 5000).unref())
  }
  expect(await receiveLetters(quick)).toBe('not_acknowledged')
  expect(await waiting(office.first)).toHaveLength(2)
  expect(states(outside, first)).toEqual([])
  outside.onAcknowledge = async () => {}
  await receiveLetters(quick)
  expect(await waiting(office.first)).toHaveLength(2)
  expect(states(outside, first)).toEqual(['arrived'])
  expect(states(outside, second)).toContain('arrived')
})

test('an exchange that is silent, broken or goes in circles is given up in time, and goes on once it is well', async () => {
  const office = await aReceivingOffice()
  const outside = anExchange([letterTo(office, newId())])
  const { receive } = outside
  outside.receive = () => new Promise(() => {})
  const begun = Date.now()
  expect(await receiveLetters(quick)).toBe('too_slow')
  expect(Date.now() - begun).toBeLessThan(20_000)
  outside.receive = () => Promise.reject(new Error('ECONNREFUSED'))
  expect(await receiveLetters(quick)).toBe('unreachable')
  let rounds = 0
  outside.receive = async () => {
    rounds += 1
    return { letters: [], next: 'always' }
  }
  await receiveLetters(quick)
  expect(rounds).toBe(2)
  outside.receive = receive
  await receiveLetters(quick)
  expect(await waiting(office.first)).toHaveLength(1)
})

test('hostile files are named with why, what breaks off each time is given up, and nobody behind waits for it', {
  timeout: 120_000,
}, async () => {
  const office = await aReceivingOffice()
  const good = aFile(aPdf(['<< /Good 1 >>']))
  const program = aFile(Buffer.from('MZ chạy đi'), 'cong-van\u202efdp.exe', 'application/pdf')
  const breaksOff: ReceivedFile = {
    ...good,
    name: 'dut.pdf',
    open: async () => Readable.from(halfOf(), { objectMode: false }),
  }
  async function* halfOf() {
    yield Buffer.from('%PDF-1.7')
    throw new Error('reset')
  }
  const exchanged = { ...aFile(aPdf(['<< /Other 1 >>'])), sha256: good.sha256, name: 'trao.pdf' }
  const [bad, behind, nobody] = [newId(), newId(), newId()]
  const outside = anExchange([
    letterTo(office, bad, {
      files: [program, good, breaksOff, exchanged],
      issuedOn: 'hôm qua',
      urgency: 'x',
    }),
    letterTo(office, nobody, { to: 'khong-co-co-quan-nay' }),
    letterTo(office, behind, { files: Array.from({ length: 43 }, () => good) }),
  ])
  for (let times = 0; times < 4; times++) expect(await receiveLetters(quick)).toBe('not_taken')
  expect((await waiting(office.first)).map(({ said }) => said.letterId)).toEqual([behind])
  expect(outside.told.get(nobody)?.[0]).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining('không có cơ quan kế thừa'),
  })
  await receiveLetters(quick)
  const came = new Map((await waiting(office.first)).map((one) => [one.said.letterId, one]))
  expect(came.get(bad)?.files).toMatchObject([
    { refused: 'files.program', sha256: null },
    { name: 'cong-van.pdf', refused: null },
    { name: 'dut.pdf', refused: 'documents.letter_file_not_fetched' },
    { name: 'trao.pdf', refused: 'documents.letter_file_not_fetched' },
  ])
  expect(came.get(bad)?.said.issuedOn).toBeUndefined()
  expect(came.get(bad)?.urgency).toBeNull()
  expect(came.get(behind)).toMatchObject({ files: { length: 40 }, findings: { left: { count: 3 } } })
})

test('the sender outside hears that it was entered or not taken, once the exchange can be reached', async () => {
  const office = await aReceivingOffice()
  const { first } = office
  const [one, two] = [newId(), newId()]
  const outside = anExchange([letterTo(office, one), letterTo(office, two)])
  await receiveLetters(quick)
  outside.letters = []
  const came = new Map((await waiting(first)).map(({ said, id }) => [said.letterId, id]))
  await perform(first, (work) =>
    registerArrival(work, first, came.get(one) ?? '', { details: detailsOf(0), distinct: [] }),
  )
  await perform(first, (work) => refuseArrival(work, first, came.get(two) ?? '', { reason: 'Sai nơi nhận' }))
  outside.onAcknowledge = () => Promise.reject(new Error('cut'))
  expect(await receiveLetters(quick)).toBe('not_acknowledged')
  outside.onAcknowledge = async () => {}
  await receiveLetters(quick)
  await receiveLetters(quick)
  expect(outside.told.get(one)).toMatchObject([
    { state: 'arrived' },
    { state: 'registered', receivedAs: expect.stringMatching(/^1, \d{4}-/) },
  ])
  expect(outside.told.get(two)).toEqual([{ state: 'arrived' }, { state: 'refused', reason: 'Sai nơi nhận' }])
})

test('the same letter by the exchange and as a scan is shown before it is entered twice', async () => {
  const office = await aReceivingOffice()
  const { first } = office
  const bytes = await aLetterFile(2)
  const { sentNumber: number, symbol, organ } = detailsOf(2)
  anExchange([letterTo(office, newId(), { files: [aFile(bytes)], number, symbol, from: { name: organ } })])
  await receiveLetters(quick)
  const [arrival] = await waiting(first)
  await perform(first, (work) =>
    registerArrival(work, first, arrival?.id ?? '', { details: detailsOf(2), distinct: [] }),
  )
  const handed = await handedIn(first, bytes)
  const scan = await perform(first, (work) => bringScan(work, first, { ...handed, name: 'quet.pdf' }))
  expect((await perform(first, (work) => viewArrival(work, first, scan))).duplicates).toMatchObject([
    { number: 1, why: ['content'] },
  ])
  const again = perform(first, (work) =>
    registerArrival(work, first, scan, { details: detailsOf(2), distinct: [] }),
  )
  await expect(again).rejects.toThrow('documents.maybe_entered')
})

test('a letter that says it is a document of this platform and is none proves nothing', {
  timeout: 60_000,
}, async () => {
  const [sender, office] = [await aBureau(), await aReceivingOffice()]
  const documentId = await aLetterOf(sender, {})
  await approved(sender, documentId)
  await signAll(sender.deputy, [documentId])
  const from = { agencyId: sender.agency.id, name: sender.agency.name }
  // Of no document, and of one with a file of somebody else's.
  anExchange([
    letterTo(office, newId(), { documentId: newId(), from }),
    letterTo(office, newId(), { documentId, from }),
  ])
  await receiveLetters(quick)
  const came = await waiting(office.first)
  expect(came.map(({ senderAgencyId, said }) => [senderAgencyId, said.documentId])).toEqual([
    [null, undefined],
    [null, undefined],
  ])
})

test('the stand-in gives what was handed over until it is acknowledged, and nothing after that', {
  timeout: 60_000,
}, async () => {
  const [sender, office] = [await aBureau(), await aReceivingOffice()]
  const id = await aLetterOf(sender, { recipientAgencies: [office.agency.id] })
  await approved(sender, id)
  await signAll(sender.deputy, [id])
  // Handed over to the stand-in while receiving does not work.
  connectExchange({ ...ownExchange, receive: () => Promise.reject(new Error('down')) })
  await sendOut(id)
  expect(await receiveLetters(quick)).toBe('unreachable')
  expect(await waiting(office.first)).toEqual([])
  const sent = () => perform(sender.clerk, (work) => listSendings(work, id))
  expect(await sent()).toMatchObject([{ state: 'sent' }])
  connectExchange({ ...ownExchange, acknowledge: () => Promise.reject(new Error('cut')) })
  expect(await receiveLetters(quick)).toBe('not_acknowledged')
  connectExchange(undefined)
  await receiveLetters(quick)
  expect(await waiting(office.first)).toMatchObject([
    { said: { documentId: id }, files: [{ refused: null }] },
  ])
  expect(await sent()).toMatchObject([{ state: 'arrived' }])
  const signal = AbortSignal.timeout(5000)
  const { letters } = await ownExchange.receive({ after: undefined, limit: 100, signal })
  expect(letters.filter((letter) => letter.id === id)).toEqual([])
})

test('operators are told once it has not been read for a quarter of an hour, and what of it is behind', async () => {
  anExchange([])
  await receiveLetters(quick)
  expect(await exchangeCondition.check()).toMatchObject({ state: 'good', code: 'exchange.read' })
  const fail = (minutes: number) =>
    perform(system, ({ tx }) =>
      noteReadingOf(
        tx,
        { goesOnAfter: undefined, problem: 'unreachable' },
        new Date(Date.now() - minutes * 60_000),
      ),
    )
  await fail(20)
  await fail(1)
  expect(await exchangeCondition.check()).toMatchObject({
    state: 'warning',
    code: 'exchange.behind',
    details: { problem: 'unreachable' },
    figures: [{ name: 'nhip_exchange_lag_seconds', value: expect.any(Number) }],
  })
  await receiveLetters(quick)
  expect(await exchangeCondition.check()).toMatchObject({ state: 'good', code: 'exchange.read' })
})
