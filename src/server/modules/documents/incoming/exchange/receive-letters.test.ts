import { createHash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { handedIn } from '#tests/handed-in.ts'
import { aBureau, aLetterOf, approved, signAll } from '../../agency/fixtures.ts'
import { exchangeCondition } from '../../health/document-conditions.ts'
import { findDocument } from '../../queries.ts'
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
/** As once a letter has failed for longer than its sender has. */
const overdue = { ...quick, patience: 0 }
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
  // However many minutes its sender's files break off: it has a day.
  for (let times = 0; times < 7; times++) expect(await receiveLetters(quick)).toBe('not_taken')
  expect((await waiting(office.first)).map(({ said }) => said.letterId)).toEqual([behind])
  expect(outside.told.get(nobody)?.[0]).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining('không có cơ quan kế thừa'),
  })
  await receiveLetters(overdue)
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

test('a letter none of whose files comes is not said to have arrived: its sender is told to send it anew', async () => {
  const office = await aReceivingOffice()
  const down: ReceivedFile = {
    ...aFile(aPdf(['<< /Down 1 >>'])),
    open: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED', errno: -111 })),
  }
  const id = newId()
  const outside = anExchange([letterTo(office, id, { files: [down, down] })])
  for (let times = 0; times < 6; times++) expect(await receiveLetters(quick)).toBe('not_taken')
  expect(outside.told.get(id)).toBeUndefined()
  await receiveLetters(overdue)
  expect(outside.told.get(id)).toMatchObject([
    { state: 'refused', reason: expect.stringContaining('Đề nghị nơi gửi gửi lại') },
  ])
  expect(await waiting(office.first)).toEqual([])
})

test('what fails here is no fault of the letter, however long it fails', async () => {
  const office = await aReceivingOffice()
  const id = newId()
  const outside = anExchange([letterTo(office, id)])
  const place = join(config.NHIP_DATA, 'files', 'incoming')
  await mkdir(place, { recursive: true })
  await rename(place, `${place}-aside`)
  await writeFile(place, '')
  try {
    expect(await receiveLetters(overdue)).toBe('not_taken')
    expect(await receiveLetters(overdue)).toBe('not_taken')
  } finally {
    await rm(place)
    await rename(`${place}-aside`, place)
  }
  expect(outside.told.get(id)).toBeUndefined()
  await receiveLetters(overdue)
  expect(await waiting(office.first)).toMatchObject([{ said: { letterId: id }, files: [{ refused: null }] }])
})

test('letters that take all the time there is take it from no other, and each has an end', {
  timeout: 60_000,
}, async () => {
  const office = await aReceivingOffice()
  const never: ReceivedFile = { ...aFile(aPdf(['<< /Never 1 >>'])), open: () => new Promise(() => {}) }
  const slow = Array.from({ length: 4 }, () =>
    letterTo(office, newId(), { files: Array.from({ length: 8 }, () => never) }),
  )
  const behind = newId()
  anExchange([...slow, letterTo(office, behind)])
  const limits = { ...quick, page: 5, time: 300, files: 1500, letter: 2000 }
  const took = async (given: typeof limits) => {
    const begun = performance.now()
    await receiveLetters(given)
    return performance.now() - begun
  }
  expect(await took(limits)).toBeLessThan(4500)
  for (let round = 0; round < 4; round++) await receiveLetters(limits)
  expect((await waiting(office.first)).map(({ said }) => said.letterId)).toEqual([behind])
  // Given up, it is all its files together that have an end.
  expect(await took({ ...limits, patience: 0 })).toBeLessThan(6000)
})

test('what the exchange always refuses to hear keeps nothing from being told', async () => {
  const office = await aReceivingOffice()
  const ids = Array.from({ length: 4 }, () => newId())
  const outside = anExchange(ids.map((id) => letterTo(office, id)))
  await receiveLetters({ ...quick, page: 4 })
  outside.letters = []
  const { first } = office
  for (const { id } of await waiting(first))
    await perform(first, (work) => refuseArrival(work, first, id, { reason: 'Sai nơi nhận' }))
  let heard = 0
  outside.onAcknowledge = async () => {
    heard += 1
    if (heard <= 3) throw new Error('not heard')
  }
  const told = () => ids.filter((id) => states(outside, id).includes('refused')).length
  for (let round = 0; round < 4; round++) await receiveLetters({ ...quick, page: 1, time: 0 })
  expect(told()).toBe(1)
  await receiveLetters(quick)
  expect(told()).toBe(4)
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

test('nothing from outside stands in the place of a document of this platform, and of one that is ours the register is believed', {
  timeout: 60_000,
}, async () => {
  const [sender, office, other] = [await aBureau(), await aReceivingOffice(), await aReceivingOffice()]
  const id = await aLetterOf(sender, { recipientAgencies: [office.agency.id] })
  await approved(sender, id)
  await signAll(sender.deputy, [id])
  const issued = await perform(system, ({ tx }) => findDocument(tx, system, id))
  const from = { agencyId: sender.agency.id, name: 'Cơ quan khác' }
  const [empty, stray, mixed] = [newId(), newId(), newId()]
  // Its fingerprint goes out with every letter; its bytes are here.
  const known = { name: 'gia.exe', mediaType: 'text/html', size: 7, sha256: issued?.sha256 ?? '' }
  const outside = anExchange([
    letterTo(office, empty, { documentId: id, from, files: [], type: 'Đơn của Nguyễn Thị B, CCCD 046' }),
    letterTo(other, stray, { documentId: id, from, files: [known] }),
    letterTo(other, mixed, { files: [aFile(aPdf(['<< /Mixed 1 >>'])), known] }),
  ])
  await receiveLetters(quick)
  const [forged] = await waiting(office.first)
  expect(forged).toMatchObject({ senderAgencyId: null, said: { letterId: empty }, files: [] })
  expect(forged?.said.documentId).toBeUndefined()
  expect(await waiting(other.first)).toMatchObject([
    {
      said: { letterId: mixed },
      files: [{ refused: null }, { sha256: null, refused: 'documents.letter_file_not_fetched' }],
    },
  ])
  expect(states(outside, stray)).toEqual(['refused'])
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ kind: unknown }>`
      select data -> 'kind' as kind from platform.event_log
       where name = 'documents.received' and subject_id = ${forged?.id ?? ''}::uuid`.execute(tx),
  )
  expect(rows).toEqual([{ kind: null }])

  outside.letters = [
    letterTo(office, newId(), { documentId: id, from, number: '999', files: [known], urgency: 'express' }),
  ]
  await receiveLetters(quick)
  const came = (await waiting(office.first)).find(({ said }) => said.documentId === id)
  expect(came).toMatchObject({
    sender: sender.agency.name,
    senderAgencyId: sender.agency.id,
    urgency: null,
    said: { subject: issued?.subject, organ: sender.agency.name },
    files: [{ mediaType: 'application/pdf', sha256: known.sha256, refused: null }],
  })
  expect(came?.said.number).not.toBe('999')
  expect(came?.files[0]?.name).not.toBe(known.name)
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
  const note = (minutes: number, problem: 'unreachable' | undefined) =>
    perform(system, ({ tx }) =>
      noteReadingOf(tx, { goesOnAfter: undefined, problem }, new Date(Date.now() - minutes * 60_000)),
    )
  const fail = (minutes: number) => note(minutes, 'unreachable')
  // One that has not come to its end for so long says nothing of itself.
  await note(20, undefined)
  expect(await exchangeCondition.check()).toMatchObject({
    state: 'warning',
    code: 'exchange.behind',
    details: { problem: 'not_read' },
  })
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
