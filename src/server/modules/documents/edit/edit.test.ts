import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { ImageRun, Packer, Paragraph, Document as WordFile } from 'docx'
import { encode } from 'fast-png'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { system } from '#server/platform/actor.ts'
import { aPdf, aPng } from '#server/platform/files/fixtures.ts'
import { appendUpload, createUpload, finishUpload, storeOwn, useFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { Refusal } from '#shared/refusal.ts'
import { besideEachOther } from '#tests/beside-each-other.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { aBureau, aLetterOf, approved } from '../agency/fixtures.ts'
import { reserveForDraft } from '../agency/sign-drafts.ts'
import { discard } from '../draft/discard-draft.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { reserveNumber } from '../sign/reserve-number.ts'
import { importDocx } from '../word/import-docx.ts'
import { leaseMs, releaseLease, takeLease } from './leases.ts'
import type { DraftText } from './model.ts'
import { openDraft } from './open-draft.ts'
import { hasPicture, readPicture, takePicture } from './pictures.ts'
import { decideProposal, propose, remark, settleRemark } from './remark.ts'
import { keepVersion, saveDraft } from './save-draft.ts'
import { compareVersions } from './versions.ts'

const line = (id: string, text: string): Body['content'][number] => ({
  type: 'paragraph',
  attrs: { id, align: 'justify' },
  ...(text ? { content: [{ type: 'text', text }] } : {}),
})
const body = (...lines: string[]): Body => ({
  type: 'doc',
  content: lines.map((text, index) => line(`dong${index}`, text)),
})

const text = (...lines: string[]): DraftText => ({
  kind: 'official_letter',
  subject: 'triển khai chuyển đổi số',
  body: body(...lines),
  addressees: [],
  recipients: ['Như trên', 'Lưu: VT'],
  recipientAgencies: [],
})

async function aScene() {
  const agency = await anAgency({ name: 'Ủy ban nhân dân phường Thử' })
  const other = await anAgency({ name: 'Ủy ban nhân dân xã Khác' })
  const of = (agencyId: string, name: string) => anOfficer({ agencyId, name, roles: ['specialist'] })
  const [an, binh, la] = [of(agency.id, 'Lê Thị An'), of(agency.id, 'Trần Văn Bình'), of(other.id, 'Lạ')]
  const { id } = await perform(an, (work) =>
    draftDocument(work, an, {
      source: 'agency',
      dossierId: null,
      agencyId: agency.id,
      kind: 'official_letter',
      documentType: { abbreviation: '', name: 'Công văn' },
      title: 'Công văn',
      subject: 'triển khai',
      blocks: [],
      ownerId: null,
      register: 'van-ban-di',
      body: body('Một hai ba.'),
    }),
  )
  return { id, agency, other, an, binh, la }
}

const open = (who: Officer, id: string) => perform(who, (work) => openDraft(work, who, id))
const take = (who: Officer, id: string, now = new Date()) =>
  perform(who, (work) => takeLease(work, who, id), { now })
const save = (who: Officer, id: string, revision: number, ...lines: string[]) =>
  perform(who, (work) => saveDraft(work, who, id, { revision, text: text(...lines) }))
const keep = (who: Officer, id: string) => perform(who, (work) => keepVersion(work, who, id))
const putBefore = (id: string, agencyId: string) =>
  perform(system, ({ tx, now }) =>
    tx
      .insertInto('documents.reader')
      .values({ documentId: id, agencyId, why: 'route', since: now })
      .execute(),
  )
const refused = (code: string, details = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })

describe('the turn to write', () => {
  test('is one person’s, is given up, and ends by itself', async () => {
    const { id, an, binh } = await aScene()
    await take(an, id)
    await expect(take(binh, id)).rejects.toEqual(refused('documents.others_turn', { name: 'Lê Thị An' }))
    expect((await open(binh, id)).writer).toMatchObject({ name: 'Lê Thị An', isMine: false })
    await perform(an, (work) => releaseLease(work, an, id))
    expect((await open(binh, id)).writer).toBeUndefined()
    await take(binh, id, new Date(Date.now() - leaseMs - 1000))
    expect(await take(an, id)).toMatchObject({ isMine: true })
  })

  test('is taken by one of two who ask at once', async () => {
    const { id, an, binh } = await aScene()
    const outcomes = await Promise.allSettled([take(an, id), take(binh, id)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is nobody’s who may not write: another agency, another role, a draft given up', async () => {
    const { id, an, la, other, agency } = await aScene()
    await expect(take(la, id)).rejects.toEqual(refused('documents.not_found'))
    await putBefore(id, other.id)
    await expect(take(la, id)).rejects.toEqual(
      refused('documents.not_open_to_writing', { state: 'elsewhere' }),
    )
    const counter = anOfficer({ agencyId: agency.id, roles: ['one_stop'] })
    await expect(take(counter, id)).rejects.toMatchObject({ status: 403 })
    await perform(an, (work) => discard(work, an, id))
    await expect(take(an, id)).rejects.toEqual(refused('documents.not_found'))
  })
})

test('who writes, remarks, proposes or settles just as the draft is given up is told so, and nothing of it stays', async () => {
  const { id, an, binh } = await aScene()
  await take(an, id)
  await save(an, id, 0, 'Một.')
  const said = await perform(binh, (work) => remark(work, binh, id, { text: 'Thiếu căn cứ.' }))
  const proposal = { revision: 1, reason: '', text: { of: 'draft' as const, body: body('Hai.') } }
  const acts = () =>
    Promise.allSettled([
      take(an, id),
      perform(an, (work) => remark(work, an, id, { text: 'Đã rõ.' })),
      perform(an, (work) => propose(work, an, id, proposal)),
      perform(an, (work) => settleRemark(work, an, id, said.id)),
    ])
  const notFound = { status: 'rejected', reason: refused('documents.not_found') }
  expect(await besideEachOther(binh, (work) => discard(work, binh, id), acts, 4)).toEqual({
    status: 'fulfilled',
    value: [notFound, notFound, notFound, notFound],
  })
})

describe('saving', () => {
  test('keeps the text beside the versions, and a version once it is asked for', async () => {
    const { id, an, binh } = await aScene()
    await take(an, id)
    expect(await save(an, id, 0, 'Một hai ba bốn.')).toMatchObject({ revision: 1, isKept: false })
    expect(await save(an, id, 1, 'Một hai ba bốn năm.')).toMatchObject({ revision: 2 })
    const seen = await open(binh, id)
    expect(seen).toMatchObject({ revision: 2, isKept: false, document: { version: 1 } })
    expect(seen.text.body).toEqual(body('Một hai ba bốn năm.'))
    expect(await keep(an, id)).toEqual({ version: 2 })
    expect(await keep(an, id)).toEqual({ version: 2 })
    expect(await open(an, id)).toMatchObject({ isKept: true, revision: 2, document: { version: 2 } })
    expect(await save(an, id, 2, 'Sáu.')).toMatchObject({ revision: 3, version: 2 })
  })

  test('a stale page overwrites nothing, of oneself neither', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    await save(an, id, 0, 'Trang mới')
    await expect(save(an, id, 0, 'Trang cũ')).rejects.toEqual(refused('documents.stale_text'))
    expect((await open(an, id)).text.body).toEqual(body('Trang mới'))
  })

  test('who has lost the turn saves nothing; who only slept goes on', async () => {
    const { id, an, binh } = await aScene()
    await take(an, id, new Date(Date.now() - 2 * leaseMs))
    expect(await save(an, id, 0, 'Sau giấc ngủ')).toMatchObject({ revision: 1 })
    await perform(an, (work) => releaseLease(work, an, id))
    await take(binh, id)
    await expect(save(an, id, 1, 'Muộn')).rejects.toEqual(
      refused('documents.turn_lost', { name: 'Trần Văn Bình' }),
    )
    // What An saved and did not keep, Bình goes on from.
    expect(await save(binh, id, 1, 'Tiếp lời')).toMatchObject({ revision: 2 })
    expect(await keep(binh, id)).toEqual({ version: 2 })
  })

  test('of two savings of one text at once one comes through', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    await save(an, id, 0, 'Đầu')
    const outcomes = await Promise.allSettled([save(an, id, 1, 'A'), save(an, id, 1, 'B')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('saved while the saving before it is made a version, nothing is lost', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    for (let round = 0; round < 6; round++) {
      const { revision } = await open(an, id)
      const saved = await save(an, id, revision, `Trước ${round}`)
      const results = await Promise.allSettled([keep(an, id), save(an, id, saved.revision, `Sau ${round}`)])
      const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(failures.filter((one) => !(one instanceof Refusal)).map(String)).toEqual([])
      const wanted = results[1].status === 'fulfilled' ? `Sau ${round}` : `Trước ${round}`
      expect(JSON.stringify((await open(an, id)).text.body)).toContain(wanted)
    }
  })

  test('after it was approved, or while its number is taken: whoever comes second is refused, and nothing is left behind', async () => {
    const bureau = await aBureau()
    const { specialist, deputy } = bureau
    const id = await aLetterOf(bureau)
    await approved(bureau, id)
    await take(specialist, id)
    const say = (work: Work, revision: number, words: string) =>
      saveDraft(work, specialist, id, { revision, text: text(words) })
    // So long that whoever does not wait for the other comes through.
    const rest = ({ tx }: Work) => sql`select pg_sleep(0.3)`.execute(tx)
    let other: Promise<unknown> = Promise.resolve()
    await perform(specialist, async (work) => {
      await say(work, 0, 'Sửa sau khi duyệt.')
      other = reserveForDraft(deputy, id)
      other.catch(() => {})
      await rest(work)
    })
    await expect(other).rejects.toThrow('documents.not_approved')
    await expect(reserveForDraft(deputy, id)).rejects.toThrow('documents.not_approved')

    await keep(specialist, id)
    await approved(bureau, id, 2)
    await perform(deputy, async (work) => {
      await reserveNumber(work, deputy, id)
      other = perform(specialist, (own) => say(own, 1, 'Sửa khi đang lấy số.'))
      other.catch(() => {})
      await rest(work)
    })
    await expect(other).rejects.toBeInstanceOf(Refusal)
    const { text: signed, mayWrite } = await open(specialist, id)
    expect([bodyText(signed.body), mayWrite]).toEqual(['Sửa sau khi duyệt.', false])
  })

  test('letters no paper can show are refused by name, and nothing is saved', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    await expect(save(an, id, 0, 'Chúc mừng 🎉')).rejects.toMatchObject({
      code: 'platform.letters_unprintable',
    })
    expect((await open(an, id)).revision).toBe(0)
  })

  test('a state secret is not written here: a line that is a mark of secrecy is refused, words that speak of one are not', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    for (const mark of ['MẬT', 'TỐI MẬT', '[ TUYỆT MẬT ]'])
      await expect(save(an, id, 0, mark)).rejects.toMatchObject({ code: 'documents.secret_text' })
    expect((await open(an, id)).revision).toBe(0)
    await save(an, id, 0, 'Văn bản có dấu MẬT không soạn trên hệ thống này.')
    expect((await open(an, id)).revision).toBe(1)
  })

  test('a picture nobody stored is refused', async () => {
    const { id, an } = await aScene()
    await take(an, id)
    const picture = {
      type: 'image' as const,
      attrs: { id: 'anh1', sha256: 'a'.repeat(64), widthMm: 80, alt: '' },
    }
    const withPicture = { ...text('x'), body: { type: 'doc' as const, content: [picture] } }
    await expect(
      perform(an, (work) => saveDraft(work, an, id, { revision: 0, text: withPicture })),
    ).rejects.toMatchObject({ code: 'documents.picture_not_own' })

    // Nor does the database take it from whoever goes past all that: a file stored for others, its fingerprint, the right to keep it.
    const { sha256 } = await storeOwn(aPdf([`<< /Of (${randomUUID()}) >>`]), 'application/pdf')
    const refusedBelow = { code: '42501' }
    await expect(
      perform(an, (work) => useFile(work, sha256, `documents.document:${id}`)),
    ).rejects.toMatchObject(refusedBelow)
    await save(an, id, 0, 'Có hình')
    const content = JSON.stringify({ body: { content: [{ type: 'image', attrs: { sha256 } }] } })
    const written = { content, revision: 2, writtenBy: an.id }
    await expect(
      perform(an, ({ tx }) =>
        tx.updateTable('documents.workingText').set(written).where('documentId', '=', id).execute(),
      ),
    ).rejects.toMatchObject({
      ...refusedBelow,
      message: 'a text shows a picture that is not kept for its document',
    })
  })

  test('pictures of a Word file are held for the draft of whoever may write it, and for nobody else', async () => {
    const { id, an, la } = await aScene()
    const grey = encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(192).fill(140) })
    const picture = new ImageRun({ type: 'png', data: grey, transformation: { width: 200, height: 200 } })
    const children = [new Paragraph('Sơ đồ:'), new Paragraph({ children: [picture] })]
    const file = await Packer.toBuffer(new WordFile({ sections: [{ children }] }))
    await expect(importDocx(la, id, file)).rejects.toEqual(refused('documents.not_found'))
    const read = await importDocx(an, id, file)
    expect(read.dropped).toEqual([])
    const [, image] = read.body.content
    if (image?.type !== 'image') throw new Error('no picture')
    await take(an, id)
    const sent = { ...text('x'), body: read.body }
    await perform(an, (work) => saveDraft(work, an, id, { revision: 0, text: sent }))
    const { sha256 } = image.attrs
    const shown = await perform(an, (work) => readPicture(work, an, id, sha256))
    expect(shown.mediaType).toBe('image/png')
    expect(Buffer.from(shown.bytes)).toEqual(Buffer.from(grey))
  })
})

describe('what others say', () => {
  test('an agency it was put before reads its versions, remarks and proposes; the writer settles and decides', async () => {
    const { id, an, la, other } = await aScene()
    await take(an, id)
    await save(an, id, 0, 'Chưa thành bản')
    await expect(open(la, id)).rejects.toEqual(refused('documents.not_found'))
    await putBefore(id, other.id)
    const seen = await open(la, id)
    expect(seen).toMatchObject({ mayWrite: false, mayRemark: true, revision: 0 })
    expect(seen.text.body).toEqual(body('Một hai ba.'))
    const { id: first } = await perform(la, (work) =>
      remark(work, la, id, { blockId: 'dong0', quote: 'hai', text: 'Nên ghi rõ.' }),
    )
    await perform(an, (work) => remark(work, an, id, { text: 'Đã sửa.', answers: first }))
    const proposed = await perform(la, (work) =>
      propose(work, la, id, {
        revision: 0,
        reason: 'cho rõ',
        text: { of: 'block', block: line('dong0', 'Một hai ba bốn.') },
      }),
    )
    await expect(
      perform(la, (work) => decideProposal(work, la, id, { id: proposed.id, outcome: 'accepted' })),
    ).rejects.toEqual(refused('documents.not_open_to_writing'))
    await perform(an, (work) => settleRemark(work, an, id, first))
    await expect(perform(an, (work) => settleRemark(work, an, id, first))).rejects.toEqual(
      refused('documents.already_decided'),
    )
    expect((await open(an, id)).proposals).toMatchObject([
      { outcome: null, was: line('dong0', 'Một hai ba.') },
    ])
    await perform(an, (work) => decideProposal(work, an, id, { id: proposed.id, outcome: 'partly' }))
    await expect(
      perform(an, (work) => decideProposal(work, an, id, { id: proposed.id, outcome: 'declined' })),
    ).rejects.toEqual(refused('documents.already_decided'))
    const now = await open(an, id)
    expect(now.remarks.map(({ text, settledBy, agency }) => [text, settledBy, agency])).toEqual([
      ['Nên ghi rõ.', an.id, other.shortName],
      ['Đã sửa.', null, expect.any(String)],
    ])
    // Its texts stay kept, and are not sent to whoever opens the draft.
    expect(now.proposals).toMatchObject([
      { outcome: 'partly', decidedBy: an.id, was: null, becomes: null, reason: 'cho rõ' },
    ])
  })

  test('a proposal is made from what stands there, of a block that is there, and says something new', async () => {
    const { id, binh } = await aScene()
    const proposeAs = (revision: number, block: Body['content'][number]) =>
      perform(binh, (work) => propose(work, binh, id, { revision, text: { of: 'block', block } }))
    await expect(proposeAs(3, line('dong0', 'x'))).rejects.toEqual(refused('documents.stale_text'))
    await expect(proposeAs(0, line('khac', 'x'))).rejects.toEqual(refused('documents.block_not_found'))
    await expect(proposeAs(0, line('dong0', 'Một hai ba.'))).rejects.toEqual(
      refused('documents.text_unreadable', { problem: 'same' }),
    )
    await expect(
      perform(binh, (work) => remark(work, binh, id, { text: 'x', answers: randomUUID() })),
    ).rejects.toEqual(refused('documents.remark_not_found'))
  })

  test('what waits to be decided is never more than whoever opens the draft can be sent', async () => {
    const { id, an, binh } = await aScene()
    const marks = (['bold', 'italic', 'underline', 'sub', 'sup'] as const).map((type) => ({ type }))
    const content = Array.from({ length: 2000 }, () => ({ type: 'text' as const, text: 'x', marks }))
    const long = Array.from({ length: 6 }, (_, at) => ({ ...line(`dai${at}x`, ''), content }))
    const proposeWhole = () =>
      perform(binh, (work) =>
        propose(work, binh, id, {
          revision: 0,
          text: { of: 'draft', body: { type: 'doc', content: long } as Body },
        }),
      )
    const first = await proposeWhole()
    await proposeWhole()
    await expect(proposeWhole()).rejects.toEqual(refused('documents.proposals_too_long'))
    await take(an, id)
    await perform(an, (work) => decideProposal(work, an, id, { id: first.id, outcome: 'declined' }))
    await proposeWhole()
    const listed = (await open(an, id)).proposals
    expect(listed.map(({ outcome, becomes }) => [outcome, becomes !== null])).toEqual([
      [null, true],
      [null, true],
      ['declined', false],
    ])
  })

  test('citizens and others see none of it', async () => {
    const { id, an, la } = await aScene()
    await take(an, id)
    await save(an, id, 0, 'Riêng')
    await perform(an, (work) => remark(work, an, id, { text: 'x' }))
    for (const who of [la, aCitizen(), anOfficer({ roles: ['administrator'] })]) {
      const counts = await perform(who, async ({ tx }) =>
        Promise.all(
          (['workingText', 'lease', 'remark', 'proposal'] as const).map(
            async (table) =>
              (await tx.selectFrom(`documents.${table}`).selectAll().where('documentId', '=', id).execute())
                .length,
          ),
        ),
      )
      expect(counts).toEqual([0, 0, 0, 0])
    }
  })
})

test('any two versions are compared by words within blocks', async () => {
  const { id, an } = await aScene()
  await take(an, id)
  await save(an, id, 0, 'Một hai bốn.', 'Thêm dòng.')
  await keep(an, id)
  const compared = await perform(an, (work) => compareVersions(work, an, id))
  expect(compared).toMatchObject({ old: 1, young: 2 })
  expect(compared.blocks.map(({ kind }) => kind)).toEqual(['changed', 'added'])
  await expect(perform(an, (work) => compareVersions(work, an, id, { old: 7, young: 2 }))).rejects.toEqual(
    refused('documents.version_not_found'),
  )
})

test('a writer puts a picture in as the editor sends it; one with more dots than a page has is refused', async () => {
  const { id, an } = await aScene()
  const send = async (png: Uint8Array) => {
    const upload = await perform(an, (work) => createUpload(work, an, { name: 'anh.png', size: png.length }))
    await appendUpload(an, upload.id, 0, Readable.from([Buffer.from(png)]))
    await finishUpload(an, upload.id)
    return perform(an, (work) => takePicture(work, an, id, upload.id))
  }
  const { sha256 } = await send(aPng(40, 30))
  expect(await perform(an, (work) => hasPicture(work, id, sha256))).toBe(true)
  await expect(send(aPng(10_000, 9000))).rejects.toMatchObject({ code: 'platform.pictures_too_large' })
})
