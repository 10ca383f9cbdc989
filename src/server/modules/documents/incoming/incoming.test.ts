import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { dict, name, type PdfReference, stream, textString } from '#server/crafts/pdf/objects.ts'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import { PdfUpdate } from '#server/crafts/pdf/update.ts'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'
import { atLevel } from '#server/crafts/pdfa/rules.ts'
import { aLetter } from '#server/crafts/recognise/fixtures.ts'
import { stopRecognising, usualLimits } from '#server/crafts/recognise/recognise.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { readFile, storeOwn } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handedIn } from '#tests/handed-in.ts'
import { anOfficer } from '#tests/people.ts'
import { assignDocument } from '../assign/assign-document.ts'
import { draftOf, lookAndIssue } from '../fixtures.ts'
import { findDocument } from '../queries.ts'
import { bringScan } from './bring-scan.ts'
import { countFilePages } from './draw-arrival.ts'
import { aLetterFile, aReceivingOffice, brought, detailsOf } from './fixtures.ts'
import { goOnWithIncoming } from './go-on.ts'
import { findIncoming } from './incoming-queries.ts'
import { judgeIncoming } from './judge-and-mark.ts'
import { readArrival } from './read-arrival.ts'
import { createReadingTurns } from './read-waiting.ts'
import { refuseArrival } from './refuse-arrival.ts'
import { type Registration, registerArrival } from './register-arrival.ts'
import { listArrivals, viewArrival } from './view-arrival.ts'
import { listIncoming, openIncoming } from './view-incoming.ts'

afterAll(async () => {
  stopRecognising()
  await stopTypesetting()
})

const register = (by: Officer, id: string, registration: Partial<Registration> = {}) =>
  perform(by, (work) =>
    registerArrival(work, by, id, { details: detailsOf(1), distinct: [], ...registration }),
  )
const view = (by: Officer, id: string) => perform(by, (work) => viewArrival(work, by, id))
const waiting = (by: Officer) => perform(by, (work) => listArrivals(work, by, { limit: 50 }))
const incomingOf = (id: string) => perform(system, ({ tx }) => findIncoming(tx, id))

/** A letter that is PDF/A for printers of grey alone: the red of a mark means nothing there. */
async function aGreyLetter(index: number): Promise<Uint8Array> {
  const update = new PdfUpdate(await aLetterFile(index))
  const { catalog, trailer } = update.document
  const profile = Buffer.alloc(128)
  profile.write('GRAY', 16)
  profile.write('acsp', 36)
  const intent = dict({
    Type: name('OutputIntent'),
    S: name('GTS_PDFA1'),
    OutputConditionIdentifier: textString('Grey'),
    DestOutputProfile: update.add(stream({ N: 1 }, profile)),
  })
  update.set(trailer.entries.get('Root') as PdfReference, {
    kind: 'dict',
    entries: new Map(catalog.entries).set('OutputIntents', [intent]),
  })
  return update.write().pdf
}

test('a letter is brought, read, entered with the next number, and read by the agency', {
  timeout: 180_000,
}, async () => {
  const { first, specialist } = await aReceivingOffice()
  const known = aLetter(1)
  const id = await brought(first, await aLetterFile(1))
  expect((await view(first, id)).arrival).toMatchObject({ state: 'waiting', readingState: 'waiting' })
  await readArrival(id)
  const { arrival, duplicates } = await view(first, id)
  expect(arrival.reading?.proposals).toMatchObject({
    number: { value: known.number, page: 1 },
    symbol: { value: known.symbol },
    issuedOn: { value: known.issuedOn },
  })
  expect(duplicates).toEqual([])
  const { documentId, number } = await register(first, id)
  expect(number).toBe(1)
  const second = await brought(first, await aLetterFile(2))
  expect((await register(first, second, { details: detailsOf(2) })).number).toBe(2)

  const lines = await perform(specialist, (work) => listIncoming(work, specialist, { limit: 10 }))
  expect(lines.map((line) => [line.number, line.organ, line.symbol])).toEqual([
    [2, aLetter(2).organ, aLetter(2).symbol],
    [1, known.organ, known.symbol],
  ])
  const opened = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
  expect(opened.document).toMatchObject({
    status: 'received',
    source: 'incoming',
    symbol: `${known.number}/${known.symbol}`,
    subject: known.subject,
  })
  expect(opened.document.content.text).toContain('Kính gửi')
  expect(opened.incoming).toMatchObject({ number: 1, sentNumber: known.number.replace(/^0/, '') })
})

describe('who may', () => {
  test('only clerks of the agency see what waits, and enter it', async () => {
    const { first, specialist } = await aReceivingOffice()
    const id = await brought(first, await aLetterFile(3))
    const stranger = anOfficer({ roles: ['clerk'] })
    await expect(view(stranger, id)).rejects.toThrow('documents.arrival_not_found')
    await expect(register(stranger, id)).rejects.toThrow('documents.arrival_not_found')
    await expect(view(specialist, id)).rejects.toThrow()
    const { documentId } = await register(first, id)
    await expect(perform(stranger, (work) => openIncoming(work, stranger, documentId))).rejects.toThrow(
      'documents.not_found',
    )
  })

  test('nobody takes a number past the next one', async () => {
    const { first } = await aReceivingOffice()
    const leap = perform(first, ({ tx }) =>
      tx
        .insertInto('documents.arrivalSeries')
        .values({ agencyId: first.agencyId, year: 2026, last: 7 })
        .execute(),
    )
    await expect(leap).rejects.toThrow('numbers follow each other')
  })
})

describe('two clerks', () => {
  test('at one letter at once: it is entered once, and the second is told', async () => {
    const { first, second } = await aReceivingOffice()
    const id = await brought(first, await aLetterFile(4))
    const outcomes = await Promise.allSettled([register(first, id), register(second, id)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = outcomes.find((one) => one.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/documents\.(?:arrival_settled|maybe_entered)/)
    const next = await brought(first, await aLetterFile(5))
    expect((await register(second, next, { details: detailsOf(5) })).number).toBe(2)
    await expect(register(first, id)).rejects.toThrow('documents.arrival_settled')
  })

  test('who scanned the same letter: the second is shown the first, and enters it only as another', {
    timeout: 120_000,
  }, async () => {
    const { first, second } = await aReceivingOffice()
    const bytes = await aLetterFile(6)
    const [one, two] = [await brought(first, bytes), await brought(second, bytes)]
    const entered = await register(first, one, { details: detailsOf(6) })
    await readArrival(two)
    const { duplicates } = await view(second, two)
    expect(duplicates).toMatchObject([{ documentId: entered.documentId, number: 1 }])
    expect(duplicates[0]?.why.sort()).toEqual(['content', 'symbol'])
    await expect(register(second, two, { details: detailsOf(6) })).rejects.toThrow('documents.maybe_entered')
    const other = await register(second, two, { details: detailsOf(6), distinct: [entered.documentId] })
    expect(other.number).toBe(2)
  })

  test('another scan of the same words, under a number misread, is found by its text', {
    timeout: 120_000,
  }, async () => {
    const { first } = await aReceivingOffice()
    const [one, two] = [
      await brought(first, await aLetterFile(7)),
      await brought(first, await aLetterFile(47)),
    ]
    await readArrival(one)
    const entered = await register(first, one, { details: detailsOf(7) })
    await readArrival(two)
    const { duplicates } = await view(first, two)
    expect(duplicates).toMatchObject([{ documentId: entered.documentId, why: ['text'] }])
  })
})

test('a page nobody can draw, larger than anything, has its mark where it belongs: nothing waits for ever', async () => {
  const { first } = await aReceivingOffice()
  const vast = aPdf(['<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900000 900000] >>'])
    .toString('latin1')
    .replace('/Kids [3 0 R]', '/Kids [4 0 R]')
  const { documentId } = await register(first, await brought(first, Buffer.from(vast, 'latin1')))
  await judgeIncoming(documentId)
  expect(await incomingOf(documentId)).toMatchObject({ mark: 'marked', markedSha256: expect.any(String) })
})

test('a letter the machine had no time for waits to be read again, and is not called unreadable at once', async () => {
  const { first } = await aReceivingOffice()
  const id = await brought(first, Buffer.from(aPdf()))
  const late = () => readArrival(id, { ...usualLimits, wait: 1 })
  await expect(late()).rejects.toMatchObject({ why: 'overdue' })
  await expect(late()).rejects.toMatchObject({ why: 'overdue' })
  expect((await view(first, id)).arrival).toMatchObject({ readingState: 'waiting' })
  await late()
  expect((await view(first, id)).arrival.readingState).not.toBe('waiting')
})

test('pages that too many ask to count now are not said to be none', async () => {
  const pdf = await PDFDocument.create()
  pdf.addPage()
  const { sha256 } = await storeOwn(await pdf.save(), 'application/pdf')
  const file = { sha256, mediaType: 'application/pdf' }
  const counts = await Promise.all(Array.from({ length: 60 }, () => countFilePages(file, 'one')))
  expect(counts).toContain(undefined)
  expect(counts).not.toContain(0)
})

test('what is not taken has a reason, no number, and waits no more', async () => {
  const { first } = await aReceivingOffice()
  const id = await brought(first, await aLetterFile(8))
  const refuse = (reason: string) => perform(first, (work) => refuseArrival(work, first, id, { reason }))
  await expect(refuse('  ')).rejects.toThrow('documents.reason_needed')
  await refuse('Gửi nhầm cơ quan')
  expect(await waiting(first)).toEqual([])
  await expect(refuse('Lần nữa')).rejects.toThrow('documents.arrival_settled')
  await expect(register(first, id)).rejects.toThrow('documents.arrival_settled')
  expect((await view(first, id)).arrival).toMatchObject({ state: 'refused', reason: 'Gửi nhầm cơ quan' })
})

test('the log tells what is counted of what came: type, urgency, working days, electronic and signed or not', async () => {
  const { first } = await aReceivingOffice()
  const id = await brought(first, await aLetterFile(1))
  const { documentId } = await register(first, id, { details: detailsOf(1, { urgency: 'urgent' }) })
  await judgeIncoming(documentId)
  const given = { lead: { agencyId: first.agencyId, accountId: null }, parts: [], instruction: '', days: 3 }
  // In the morning of a working day: what is given in the evening has its first day tomorrow.
  const now = new Date('2026-12-01T09:00:00+07:00')
  await perform(first, (work) => assignDocument(work, first, documentId, given), { now })
  const facts = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'data'])
      .where('subjectId', 'in', [id, documentId])
      .orderBy('id')
      .execute(),
  )
  const about = { agencyId: first.agencyId, kind: 'official_letter', urgency: 'urgent', electronic: false }
  const known = facts.filter(({ name }) => !name.endsWith('_opened'))
  expect(known).toMatchObject([
    { name: 'documents.received', data: { agencyId: first.agencyId, electronic: false } },
    { name: 'documents.registered', data: { ...about, days: 0 } },
    { name: 'documents.incoming_judged', data: { ...about, isElectronicAndSigned: false } },
    { name: 'documents.assigned', data: { ...about, days: 3, signed: false } },
  ])
})

test('what no job brought to its end is gone on with by the clock, once it had its time', async () => {
  const { first } = await aReceivingOffice()
  const then = new Date('2020-03-10T09:00:00+07:00')
  const after = (minutes: number) => new Date(then.getTime() + minutes * 60_000)
  const file = await handedIn(first, Buffer.from('%PDF-1.7 nothing, and late'))
  const options = { now: then }
  const id = await perform(first, (work) => bringScan(work, first, { ...file, name: 'a.pdf' }), options)
  await goOnWithIncoming(after(5))
  expect((await view(first, id)).arrival.readingState).toBe('waiting')
  await goOnWithIncoming(after(11))
  expect((await view(first, id)).arrival.readingState).toBe('failed')
  const details = detailsOf(7, { issuedOn: '2020-03-09' })
  const entered = (work: Work) => registerArrival(work, first, id, { details, distinct: [] })
  const { documentId } = await perform(first, entered, options)
  await goOnWithIncoming(after(5))
  expect(await incomingOf(documentId)).toMatchObject({ mark: 'waiting' })
  await goOnWithIncoming(after(11))
  expect(await incomingOf(documentId)).toMatchObject({ mark: 'register_only' })
})

test('who brings a heap of scans is read by turns with everyone else, and brings no more than a person can in a time', async () => {
  const [heap, other] = [(await aReceivingOffice()).first, (await aReceivingOffice()).first]
  const then = new Date('2019-03-10T09:00:00+07:00')
  const bring = async (clerk: Officer, seconds: number) => {
    const file = { ...(await handedIn(clerk, Buffer.from('%PDF-1.7 of a heap'))), name: 'a.pdf' }
    const now = new Date(then.getTime() + seconds * 1000)
    return perform(clerk, (work) => bringScan(work, clerk, file), { now })
  }
  const [a, b, c, d] = [
    await bring(heap, 1),
    await bring(heap, 2),
    await bring(heap, 3),
    await bring(other, 4),
  ]
  const turns = createReadingTurns(new Date('2019-04-01T00:00:00Z'))
  const order = [await turns.next(), await turns.next(), await turns.next(), await turns.next()]
  expect(order).toEqual([a, d, b, c])
  expect(await turns.next()).toBeUndefined()
  await perform(system, ({ tx }) =>
    sql`update platform.budget set level = 1 where holder_id = ${heap.id}::uuid and kind = 'readings'`.execute(
      tx,
    ),
  )
  await bring(heap, 5)
  await expect(bring(heap, 6)).rejects.toMatchObject({ code: 'documents.readings_spent', status: 429 })
  await bring(other, 7)
  // A file of somebody else's is not brought by its fingerprint.
  const theirs = { ...(await handedIn(other, aPdf(['<< /Theirs 1 >>']))), name: 'a.pdf' }
  const { second } = await aReceivingOffice()
  await expect(perform(second, (work) => bringScan(work, second, theirs))).rejects.toThrow(
    /row-level security/,
  )
})

test('days that cannot be are refused before anything is entered', async () => {
  const { first } = await aReceivingOffice()
  const id = await brought(first, await aLetterFile(9))
  const with_ = (overrides: object) => register(first, id, { details: detailsOf(9, overrides) })
  await expect(with_({ issuedOn: '2099-01-01' })).rejects.toThrow('documents.day_in_future')
  await expect(with_({ dueOn: '2020-01-01' })).rejects.toThrow('documents.due_before_arrival')
  expect((await with_({})).number).toBe(1)
})

describe('the mark', () => {
  const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined

  test('is the seal of the receiver over a signed letter, whose signatures stay intact', {
    timeout: 120_000,
  }, async () => {
    const sender = await aReceivingOffice()
    const { id: sent } = await draftOf(sender)
    await lookAndIssue(sender.deputy, sent)
    const letter = await perform(system, ({ tx }) => findDocument(tx, system, sent))
    const bytes = await readFile(letter?.sha256 ?? '')
    const { first } = await aReceivingOffice()
    const { documentId } = await register(first, await brought(first, bytes))
    await judgeIncoming(documentId)
    const incoming = await incomingOf(documentId)
    expect(incoming).toMatchObject({ signed: 'intact', mark: 'marked' })
    const marked = await readFile(incoming?.markedSha256 ?? '')
    expect(Buffer.from(marked.subarray(0, bytes.length)).equals(bytes)).toBe(true)
    expect(atLevel(checkPdfa(marked), 'B')).toEqual([])
    const { signatures } = readSignatures(marked)
    expect(signatures.map(({ integrity }) => integrity)).toEqual(['intact', 'intact', 'intact'])
    if (!hasPdfsig) return
    const file = join(mkdtempSync(join(tmpdir(), 'nhip-den-')), 'den.pdf')
    writeFileSync(file, marked)
    const said = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
    expect(said.match(/Signature is Valid/g)).toHaveLength(3)
  })

  test('stands in the register alone where the file is a picture, or nothing to be read', async () => {
    const { first } = await aReceivingOffice()
    const broken = await brought(first, Buffer.from('%PDF-1.7 nothing'))
    await readArrival(broken)
    expect((await view(first, broken)).arrival.readingState).toBe('failed')
    const { documentId } = await register(first, broken)
    await judgeIncoming(documentId)
    expect(await incomingOf(documentId)).toMatchObject({
      signed: 'unreadable',
      mark: 'register_only',
      markReason: 'unreadable',
    })
    const picture = await brought(first, Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png')
    const second = await register(first, picture, { details: detailsOf(10) })
    await judgeIncoming(second.documentId)
    expect(await incomingOf(second.documentId)).toMatchObject({
      mark: 'register_only',
      markReason: 'picture',
    })
  })

  test('stands in the register alone where its colours would break the PDF/A the file came as, and that is said', async () => {
    const { first } = await aReceivingOffice()
    const grey = await aGreyLetter(11)
    expect(checkPdfa(grey)).toEqual([])
    const { documentId } = await register(first, await brought(first, grey), { details: detailsOf(11) })
    await judgeIncoming(documentId)
    expect(await incomingOf(documentId)).toMatchObject({
      signed: 'unsigned',
      mark: 'register_only',
      markReason: 'not_archival',
    })
    expect(m.documents.incoming.document.markReasons.not_archival).toContain('PDF/A')
  })
})
