/** What a clerk is to see before anything is entered: a mark of secrecy, of which nothing stays, and a signature that does not stand. */
import { afterAll, expect, test } from 'vitest'
import { readPdf } from '#server/crafts/pdf/read-pdf.ts'
import { aLetter } from '#server/crafts/recognise/fixtures.ts'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import { stopRecognising } from '#server/crafts/recognise/recognise.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { isUsed, storeOwn } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { withIds } from '#shared/document/ids.ts'
import { sealAsAgency } from '../sign/set-and-sign.ts'
import { requireSeal } from '../sign/signers.ts'
import { findArrival, insertArrival, listArrivalFiles, noteReading } from './arrival-queries.ts'
import { drawArrivalPage, openArrivalFile } from './draw-arrival.ts'
import { aLetterFile, aReceivingOffice, brought, detailsOf } from './fixtures.ts'
import type { Said } from './model.ts'
import { readArrival } from './read-arrival.ts'
import { signedState } from './read-signed.ts'
import { refuseArrival } from './refuse-arrival.ts'
import { registerArrival } from './register-arrival.ts'
import { listArrivals } from './view-arrival.ts'

afterAll(async () => {
  stopRecognising()
  await stopTypesetting()
})

/** A letter whose first line is this. */
async function aLetterThatBegins(mark: string, index: number): Promise<Uint8Array> {
  const { data } = aLetter(index)
  const text = (words: string) => ({
    type: 'paragraph',
    attrs: { align: 'left' },
    content: [{ type: 'text', text: words }],
  })
  const body = withIds({
    type: 'doc',
    content: [text(mark), text('Thực hiện chỉ đạo về bảo vệ bí mật nhà nước.')],
  })
  return typeset('nd30', { ...data, addressees: [], blocks: [], body })
}

test('a letter with a mark of secrecy is entered by nobody who did not look, and let go whole where it is one', {
  timeout: 180_000,
}, async () => {
  const { first, second } = await aReceivingOffice()
  const id = await brought(first, await aLetterThatBegins('TỐI MẬT', 3))
  await readArrival(id)
  const arrival = () => perform(system, ({ tx }) => findArrival(tx, id))
  expect((await arrival())?.reading?.proposals.secrecy).toMatchObject({ value: 'TỐI MẬT', page: 1 })
  // Nothing waits for readers that are busy: then it is judged once it is entered.
  expect(['unsigned', undefined]).toContain((await arrival())?.reading?.signed)
  const register = (by: Officer, one: string, index: number, isNotSecret?: boolean) =>
    perform(by, (work) =>
      registerArrival(work, by, one, {
        details: detailsOf(index),
        distinct: [],
        ...(isNotSecret === undefined ? {} : { isNotSecret }),
      }),
    )
  await expect(register(first, id, 3)).rejects.toMatchObject({
    code: 'documents.bears_secrecy_mark',
    details: { mark: 'TỐI MẬT' },
  })
  const [file] = await perform(system, ({ tx }) => listArrivalFiles(tx, [id]))
  const held = () => perform(system, (work) => isUsed(work, file?.sha256 ?? '', `documents.arrival:${id}`))
  expect(await held()).toBe(true)
  const refuse = { reason: 'Gửi lại theo đường văn bản mật', isSecret: true }
  await perform(second, (work) => refuseArrival(work, second, id, refuse))
  expect(await held()).toBe(false)
  const left: Partial<LetterReading> | null | undefined = (await arrival())?.reading
  expect([left, (await arrival())?.readingState]).toEqual([null, 'none'])
  const gone = { code: 'documents.secret_let_go' }
  await expect(perform(first, (work) => openArrivalFile(work, first, id, 1))).rejects.toMatchObject(gone)
  await expect(drawArrivalPage(first, id, 1)).rejects.toMatchObject(gone)
  await expect(register(first, id, 3, true)).rejects.toMatchObject({ code: 'documents.arrival_settled' })

  // What is refused as no secret stays to be looked at; what was misread is entered by who looked.
  const misreadAs = async (index: number) => {
    const one = await brought(first, await aLetterFile(index))
    const read = { value: 'MẬT', confidence: 0.5, page: 1, box: { x: 0, y: 0, width: 1, height: 1 } }
    await perform(system, ({ tx }) =>
      noteReading(tx, one, { pageCount: 1, pages: [], proposals: { secrecy: read } }),
    )
    return one
  }
  const [plain, misread] = [await misreadAs(5), await misreadAs(6)]
  await perform(first, (work) => refuseArrival(work, first, plain, { reason: 'Gửi nhầm cơ quan' }))
  expect(await perform(first, (work) => openArrivalFile(work, first, plain, 1))).toMatchObject({
    mediaType: 'application/pdf',
  })
  expect(await register(first, misread, 6, true)).toMatchObject({ number: 1 })
})

test('only what the exchange brought is a copy of what was sent, whatever else says so', async () => {
  const { first, agency } = await aReceivingOffice()
  const id = newId()
  const file = await storeOwn(aPdf(['<< /Main 1 >>', `<< /Of (${id}) >>`]), 'application/pdf')
  const row = {
    id,
    agencyId: agency.id,
    source: 'mail',
    key: id,
    arrivedAt: new Date(),
    sender: 'x',
  } as const
  await perform(system, ({ tx }) =>
    insertArrival(tx, { ...row, said: { documentId: newId() }, readingState: 'none' }, [
      { position: 1, name: 'cong-van.pdf', ...file, refused: null },
    ]),
  )
  const entering = perform(first, (work) =>
    registerArrival(work, first, id, { details: detailsOf(7), distinct: [] }),
  )
  await expect(entering).rejects.toMatchObject({ code: '42501' })
})

test('what came in a hurry stands before all that waits, as it was read or as its source says', async () => {
  const { first, agency } = await aReceivingOffice()
  const bring = async (said: Said, urgency?: string, at = new Date()) => {
    const id = newId()
    const row = {
      id,
      agencyId: agency.id,
      source: 'mail',
      key: id,
      arrivedAt: at,
      sender: 'x',
      said,
    } as const
    await perform(system, async ({ tx }) => {
      await insertArrival(tx, { ...row, readingState: 'waiting' }, [])
      const read = { value: urgency ?? '', confidence: 1, page: 1, box: { x: 0, y: 0, width: 1, height: 1 } }
      await noteReading(tx, id, { pageCount: 1, pages: [], proposals: urgency ? { urgency: read } : {} })
    })
    return id
  }
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const read = await bring({}, 'express', ago(30))
  const said = await bring({ urgency: 'urgent' }, undefined, ago(20))
  const plain = await bring({ subject: 'Báo cáo' }, undefined, ago(10))
  const listed = async (isUrgent: boolean) =>
    (await perform(first, (work) => listArrivals(work, first, { isUrgent, limit: 50 }))).map(
      ({ id, urgency }) => [id, urgency],
    )
  expect(await listed(true)).toEqual([
    [said, 'urgent'],
    [read, 'express'],
  ])
  expect(await listed(false)).toEqual([
    [plain, null],
    [said, 'urgent'],
    [read, 'express'],
  ])
})

test('whether the signatures on what came still stand is told, of one that was changed too', async () => {
  const { agency } = await aReceivingOffice()
  const at = new Date('2026-01-05T02:00:00Z')
  const whole = await sealAsAgency(await aLetterFile(7), { agency, at }, await requireSeal(agency, undefined))
  const text = Buffer.from(whole).toString('latin1')
  const forged = Buffer.from(text.replace('Typst', 'Typsy'), 'latin1')
  expect(forged.equals(whole)).toBe(false)
  const signedOf = (bytes: Uint8Array) => signedState(readPdf(bytes, { trustAnchors: [], mentioned: '' }))
  const plain = await aLetterFile(7)
  expect([signedOf(whole), signedOf(forged), signedOf(plain)]).toEqual(['intact', 'broken', 'unsigned'])
})
