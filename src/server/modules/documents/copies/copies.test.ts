import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { encode } from 'fast-png'
import { afterAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { CopyFormKey } from '#shared/document/copies.ts'
import { anOfficer } from '#tests/people.ts'
import {
  aBureau,
  aLetter,
  aLetterOf,
  anExtraPosition,
  appointTo,
  approved,
  type Bureau,
  mergeInto,
  proven,
  sealAll,
  signAll,
  toldOf,
} from '../agency/fixtures.ts'
import { beginDrafts, signDrafts } from '../agency/sign-drafts.ts'
import { viewDraft } from '../agency/view-draft.ts'
import { someone } from '../assign/fixtures.ts'
import { NoteSender, noteSender } from '../assign/note-by-hand.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { openDraft } from '../edit/open-draft.ts'
import { sendOut } from '../incoming/exchange/send-out.ts'
import { aLetterFile, brought, detailsOf } from '../incoming/fixtures.ts'
import { findIncoming } from '../incoming/incoming-queries.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { listArrivals } from '../incoming/view-arrival.ts'
import { findDocument } from '../queries.ts'
import { readRegister } from '../registers/list-register.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { DocumentQuery, findDocuments } from '../search/find-documents.ts'
import { readAllWaiting } from '../search/read-texts.ts'
import { showDraft } from '../sign/read-draft.ts'
import { BeginCopy, beginCopy } from './begin-copy.ts'
import { readPages } from './read-pages.ts'
import { tellOfOriginal } from './tell-of-original.ts'

afterAll(() => Promise.all([stopTypesetting(), stopDrawing()]))

const today = localDay(new Date())

/** A letter on paper that a clerk scanned and entered. */
async function came(clerk: Officer, index: number, overrides = {}): Promise<string> {
  const arrival = await brought(clerk, await aLetterFile(index))
  const details = detailsOf(index, overrides)
  const { documentId } = await perform(clerk, (work) =>
    registerArrival(work, clerk, arrival, { details, distinct: [] }),
  )
  return documentId
}

async function copied(
  { specialist }: Pick<Bureau, 'specialist'>,
  id: string,
  form: CopyFormKey,
  rest: object = {},
): Promise<string> {
  const input = BeginCopy.parse({ form, recipients: 'Các phòng chuyên môn\nLưu: VT', ...rest })
  return (await beginCopy(specialist, id, input)).id
}

async function issued(bureau: Bureau, id: string): Promise<void> {
  await approved(bureau, id)
  expect(await signAll(bureau.deputy, [id])).toMatchObject([{ refusal: null }])
}

const seen = async (officer: Officer, id: string) => {
  const document = await perform(officer, (work) => findDocument(work.tx, officer, id))
  if (!document) throw new Error('no document')
  return document
}

const wordsOf = (pdf: Uint8Array) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).normalize('NFC')

test('a letter that came is copied whole: its pages, then form, number, signer and nơi nhận; signed, sealed in words on page 1, sent', async () => {
  const bureau = await aBureau()
  const { clerk, specialist } = bureau
  const name = `Ủy ban nhân dân phường Nhận ${randomUUID()}`
  const receiver = await aBureau({}, { name })
  const letter = await came(clerk, 1)
  const id = await copied(bureau, letter, 'true_copy', { recipientAgencies: name })

  await issued(bureau, id)
  const copy = await seen(specialist, id)
  expect(copy).toMatchObject({
    status: 'issued',
    title: 'Bản sao y',
    symbol: `01/SY-${bureau.agency.symbol}`,
  })
  const pdf = await readFile(copy.sha256 ?? '')
  const words = wordsOf(pdf)
  expect(words).toContain('SAO Y')
  expect(words).toContain(`Số: 01/SY-${bureau.agency.symbol}`)
  expect(words).toContain('PHÓ CHỦ TỊCH')
  expect(words).toContain('- Các phòng chuyên môn;')
  const { signatures } = readSignatures(pdf)
  expect(signatures.map(({ integrity }) => integrity)).toEqual(['intact', 'intact'])
  // The page of the original, and the block of the copy.
  expect(words.trimEnd().split('\f').length).toBeLessThanOrEqual(2)

  await sendOut(id)
  const waiting = await perform(receiver.clerk, (work) => listArrivals(work, receiver.clerk, { limit: 50 }))
  expect(waiting.map(({ said }) => said.documentId)).toContain(id)
})

test('copies of every form have one series, and a book of their own in the register of what went out', async () => {
  const bureau = await aBureau()
  const { clerk, specialist } = bureau
  const letter = await came(clerk, 2)
  const own = await aLetterOf(bureau)
  await issued(bureau, own)
  const copies = [
    await copied(bureau, letter, 'copy_of_copy'),
    await copied(bureau, letter, 'extract_copy', { pages: '1' }),
    await copied(bureau, own, 'true_copy'),
  ]
  for (const id of copies) await issued(bureau, id)
  const symbols = await Promise.all(copies.map(async (id) => (await seen(specialist, id)).symbol))
  expect(symbols).toEqual(['01/SL', '02/TrS', '03/SY'].map((start) => `${start}-${bureau.agency.symbol}`))
  const page = await perform(clerk, (work) =>
    readRegister(work, clerk, {
      which: 'out',
      register: 'so-ban-sao',
      year: Number(today.slice(0, 4)),
      page: 1,
    }),
  )
  expect(page.rows.map(({ cells }) => cells[0])).toEqual(symbols)

  // Found by what its pages say, though they are pictures.
  await readAllWaiting()
  const query = DocumentQuery.parse({ q: 'đề nghị các đơn vị phối hợp thực hiện', kind: 'true_copy' })
  const { hits } = await perform(specialist, (work) => findDocuments(work, query))
  expect(hits.map(({ id }) => id)).toEqual([copies[2]])
})

test('what may not be copied so is refused, with what to do', async () => {
  const bureau = await aBureau()
  const { clerk, specialist } = bureau
  const letter = await came(clerk, 3)
  const symbol = 'SY-SNV'
  const aCopy = await came(clerk, 4, { symbol })
  const draft = await aLetterOf(bureau)
  const own = await aLetterOf(bureau)
  await issued(bureau, own)
  await expect(copied(bureau, draft, 'true_copy')).rejects.toThrow('documents.not_to_be_copied')
  await expect(copied(bureau, own, 'copy_of_copy')).rejects.toThrow('documents.not_to_be_copied')
  await expect(copied(bureau, aCopy, 'true_copy')).rejects.toThrow('documents.not_to_be_copied')
  await expect(copied(bureau, letter, 'extract_copy', { pages: '9' })).rejects.toThrow(
    'documents.pages_unclear',
  )
  await expect(copied(bureau, letter, 'extract_copy')).rejects.toThrow('documents.pages_unclear')

  // Another agency has no part in it, and nobody writes on the pages of a copy.
  const elsewhere = await aBureau()
  await expect(copied(elsewhere, letter, 'true_copy')).rejects.toThrow('documents.not_found')
  const id = await copied(bureau, letter, 'true_copy')
  await expect(perform(specialist, (work) => openDraft(work, specialist, id))).rejects.toThrow(
    'documents.not_open_to_writing',
  )
  await issued(bureau, id)
  await expect(copied(bureau, id, 'true_copy')).rejects.toThrow('documents.not_to_be_copied')
  const view = await perform(specialist, (work) => viewDraft(work, specialist, id))
  expect(view.may).toMatchObject({ write: false, copy: false, succeed: false, askRevoke: true })
})

test('nothing revoked or frozen is copied, nor a copy of it signed or sealed that was begun before', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { specialist, clerk, chair, deputy } = bureau
  const own = await aLetterOf(bureau)
  await approved(bureau, own)
  await signAll(deputy, [own])
  await sealAll(clerk, [own])
  const sealed = await copied(bureau, own, 'true_copy')
  const waits = await copied(bureau, own, 'true_copy')
  const shown = await copied(bureau, own, 'true_copy')
  for (const id of [sealed, waits, shown]) await approved(bureau, id)
  await beginDrafts(deputy, [shown])
  const { sha256 } = await showDraft(deputy, shown)
  const begun = { id: shown, sha256 }
  expect(await signAll(deputy, [sealed])).toMatchObject([{ refusal: null }])
  await perform(specialist, (work) => askToRevoke(work, specialist, own, 'Sai thẩm quyền ban hành'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), own))
  await expect(copied(bureau, own, 'true_copy')).rejects.toThrow('documents.original_frozen')
  expect(await beginDrafts(deputy, [waits])).toMatchObject([{ refusal: 'documents.original_frozen' }])
  expect(await signDrafts(proven(deputy), [begun])).toMatchObject([{ refusal: 'documents.original_frozen' }])
  expect((await seen(specialist, waits)).status).toBe('draft')
  expect(await sealAll(clerk, [sealed])).toMatchObject([{ refusal: 'documents.original_frozen' }])
  expect((await seen(specialist, sealed)).status).toBe('signing')

  const letter = await came(clerk, 5)
  const revoked = NoteSender.parse({ change: 'revoked', symbol: '99/QĐ-SNV', day: '2026-01-20' })
  await perform(clerk, (work) => noteSender(work, clerk, letter, revoked))
  await expect(copied(bureau, letter, 'true_copy')).rejects.toThrow('documents.original_frozen')
})

test('the clerk seals a copy in words, at the moment of the seal', async () => {
  const bureau = await aBureau({ seals: [{ seal: 'by_clerk' }] })
  const { clerk, specialist, deputy } = bureau
  const id = await copied(bureau, await came(clerk, 6), 'true_copy')
  await approved(bureau, id)
  await signAll(deputy, [id])
  expect(await sealAll(clerk, [id])).toMatchObject([{ refusal: null }])
  const { sha256, status } = await seen(specialist, id)
  expect(status).toBe('issued')
  const { signatures } = readSignatures(await readFile(sha256 ?? ''))
  expect(signatures.map(({ integrity }) => integrity)).toEqual(['intact', 'intact'])
})

test('a picture is copied as it is; whoever signs by order signs it, unless it is kept for the head', async () => {
  const bureau = await aBureau()
  const { clerk, specialist, agency } = bureau
  await anExtraPosition(agency, 'chanh-van-phong', 'Chánh Văn phòng')
  await perform(system, ({ tx }) =>
    tx
      .updateTable('agencies.position')
      .set({ authority: 'TL.', authorityOf: 'Chủ tịch', signs: true })
      .where('id', '=', `${agency.id}/chanh-van-phong`)
      .execute(),
  )
  await forgetAgencies(agency.id)
  const chief = anOfficer({ agencyId: agency.id, name: 'Lê Thị Chánh', roles: ['leader'] })
  await appointTo(chief, `${agency.id}/chanh-van-phong`)
  const size = { width: 620, height: 877, channels: 3, depth: 8 } as const
  const picture = encode({ ...size, data: new Uint8Array(620 * 877 * 3).fill(200) })
  const arrival = await brought(clerk, picture, 'image/png')
  const { documentId: letter } = await perform(clerk, (work) =>
    registerArrival(work, clerk, arrival, { details: detailsOf(8), distinct: [] }),
  )
  const [free, kept] = [
    await copied(bureau, letter, 'true_copy'),
    await copied(bureau, letter, 'true_copy', { onlyHead: 'yes' }),
  ]
  for (const id of [free, kept]) await approved(bureau, id)
  expect(await beginDrafts(chief, [kept])).toMatchObject([{ refusal: 'documents.kept_for_head' }])
  expect(await signAll(chief, [free])).toMatchObject([{ refusal: null }])
  const { sha256 } = await seen(specialist, free)
  const words = wordsOf(await readFile(sha256 ?? ''))
  for (const part of ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG', 'Lê Thị Chánh']) expect(words).toContain(part)
})

test('the database lets no text show the file of another agency as a copy', async () => {
  const [here, elsewhere] = [await aBureau(), await aBureau()]
  const { specialist, agency } = here
  const theirs = await came(elsewhere.clerk, 9)
  const { sha256 = '' } = (await perform(system, ({ tx }) => findIncoming(tx, theirs))) ?? {}
  const forged = aLetter(agency.id, {
    kind: 'true_copy',
    copyOf: { documentId: theirs, cited: 'Công văn' },
    pagesOf: { sha256, mediaType: 'application/pdf' },
  })
  await expect(perform(specialist, (work) => draftDocument(work, specialist, forged))).rejects.toThrow(
    'a copy shows another file',
  )
  // Nor of its own what nobody keeps for the copy.
  const ours = await came(here.clerk, 10)
  const own = (await perform(system, ({ tx }) => findIncoming(tx, ours)))?.sha256 ?? ''
  const unkept = {
    ...forged,
    copyOf: { documentId: ours, cited: 'Công văn' },
    pagesOf: { sha256: own, mediaType: 'application/pdf' },
  }
  await expect(perform(specialist, (work) => draftDocument(work, specialist, unkept))).rejects.toThrow(
    'not kept for it',
  )
})

test('what an agency received before it was merged its successor copies, under a number of its own', async () => {
  const [old, heir] = [await aBureau(), await aBureau()]
  const letter = await came(old.clerk, 11)
  await mergeInto(old.agency, heir.agency)
  const agencyIds = [heir.agency.id, old.agency.id]
  const specialist = { ...heir.specialist, agencyIds }
  const id = await copied({ specialist }, letter, 'true_copy')
  await issued(heir, id)
  expect(await seen(specialist, id)).toMatchObject({ agencyId: heir.agency.id, status: 'issued' })
})

test('whoever made a copy, and the clerks, are told once that its original was revoked', async () => {
  const bureau = await aBureau()
  const { specialist, chair, deputy, agency } = bureau
  const maker = await someone(agency.id, 'specialist')
  const keeper = await someone(agency.id, 'clerk')
  const bystander = await someone(agency.id, 'specialist')
  const own = await aLetterOf(bureau)
  await issued(bureau, own)
  const id = await copied({ specialist: maker }, own, 'true_copy')
  const draft = await copied({ specialist: maker }, own, 'true_copy')
  await approved(bureau, id)
  await signAll(deputy, [id])
  await perform(specialist, (work) => askToRevoke(work, specialist, own, 'Sai thẩm quyền ban hành'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), own))
  for (const _again of [1, 2]) await tellOfOriginal(own, 'revoked')
  const told = [`original_revoked /van-ban/${draft}`, `original_revoked /van-ban/${id}`]
  const news = async (officer: Officer) =>
    (await toldOf(officer)).filter((notice) => notice.startsWith('original_')).sort()
  expect(await news(maker)).toEqual(told.sort())
  expect(await news(keeper)).toEqual(told)
  expect(await news(bystander)).toEqual([])
})

test('pages are read as people write them', () => {
  expect(readPages('1, 3-5', 9)).toEqual([1, 3, 4, 5])
  expect(readPages('5–4', 9)).toBeUndefined()
  expect(readPages('2;2', 2)).toEqual([2])
  for (const typed of ['', '0', '3', 'một', '1-2-3', '1,']) expect(readPages(typed, 2)).toBeUndefined()
})
