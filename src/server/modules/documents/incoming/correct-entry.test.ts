/** What was entered wrongly is corrected afterwards: by the clerk, with a reason, and what stood there stays to be read. */
import { expect, test } from 'vitest'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { addAction } from '../queries.ts'
import { readRegister } from '../registers/list-register.ts'
import { type Correction, correctEntry, correctionsOf, openEntry } from './correct-entry.ts'
import { openIncomingFile } from './draw-arrival.ts'
import { aMailOfThree, aReceivingOffice, detailsOf } from './fixtures.ts'
import { openIncoming } from './view-incoming.ts'

test('an entry is corrected with a reason: the register shows what is right and that it was corrected, the act what stood there', async () => {
  const { first, second, specialist } = await aReceivingOffice()
  const wrong = detailsOf(1, {
    sentNumber: '05',
    symbol: 'SNV-VP',
    organ: 'Sở Nội vụ',
    subject: 'V/v báo cáo',
  })
  const { documentId } = await aMailOfThree(first, wrong)
  const inRegister = async () => {
    const { rows } = await perform(second, (work) => readRegister(work, second, { which: 'in', page: 1 }))
    return rows[0]?.cells ?? []
  }
  // As it is printed on the document, with its zero.
  expect((await inRegister()).slice(2, 6)).toEqual([
    'Sở Nội vụ',
    '05/SNV-VP',
    '2026-01-05',
    'Công văn: V/v báo cáo',
  ])

  const entry = (by: Officer) => perform(by, (work) => openEntry(work, by, documentId))
  const { facts, document } = await entry(second)
  expect(facts).toMatchObject({ sentNumber: '05', symbol: 'SNV-VP', organ: 'Sở Nội vụ', urgency: null })
  const right = {
    ...wrong,
    sentNumber: '06',
    organ: 'Sở Tài chính',
    issuedOn: '2026-01-06',
    subject: 'V/v quyết toán',
  }
  const correction = { details: right, reason: 'Ghi nhầm nơi gửi khi vào sổ', seen: document.lastSeq }
  const correct = (by: Officer, change: Partial<Correction> = {}) =>
    perform(by, (work) => correctEntry(work, by, documentId, { ...correction, ...change }))
  const stranger = anOfficer({ agencyId: 'so-noi-vu', roles: ['clerk'] })
  await expect(correct(specialist)).rejects.toMatchObject({ status: 403 })
  await expect(correct(stranger)).rejects.toMatchObject({ code: 'documents.not_found' })
  await expect(correct(second, { reason: '   ' })).rejects.toMatchObject({ code: 'documents.reason_needed' })
  await expect(correct(second, { details: wrong })).rejects.toMatchObject({
    code: 'documents.nothing_corrected',
  })
  await expect(correct(second, { details: { ...right, issuedOn: '2099-01-01' } })).rejects.toMatchObject({
    code: 'documents.day_in_future',
  })
  await correct(second)
  // A tab that was opened before.
  await expect(correct(first)).rejects.toMatchObject({ code: 'documents.changed_meanwhile' })

  const cells = await inRegister()
  expect(cells.slice(2, 6)).toEqual(['Sở Tài chính', '06/SNV-VP', '2026-01-06', 'Công văn: V/v quyết toán'])
  expect(cells[9]).toMatch(
    /^Đã sửa số của văn bản, ngày văn bản, tác giả, trích yếu \(.*\): Ghi nhầm nơi gửi khi vào sổ$/,
  )
  const opened = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
  expect(opened.document).toMatchObject({ symbol: '06/SNV-VP', subject: 'V/v quyết toán', version: 2 })
  expect(opened.document.content).toMatchObject({ symbol: '06/SNV-VP', from: { name: 'Sở Tài chính' } })
  expect(opened.incoming).toMatchObject({ sentNumber: '6', organKey: 'so tai chinh', number: 1 })
  const [kept] = await perform(specialist, (work) => correctionsOf(work, documentId))
  expect(kept).toMatchObject({ by: second.id, reason: 'Ghi nhầm nơi gửi khi vào sổ' })
  expect(kept?.changes).toEqual([
    { fact: 'sentNumber', was: '05', is: '06' },
    { fact: 'issuedOn', was: '2026-01-05', is: '2026-01-06' },
    { fact: 'organ', was: 'Sở Nội vụ', is: 'Sở Tài chính' },
    { fact: 'subject', was: 'V/v báo cáo', is: 'V/v quyết toán' },
  ])

  // The database itself takes no correction without a reason, nor one that makes up what stood there.
  const act = (data: object, reason: string | null) =>
    perform(second, (work) =>
      addAction(work.tx, {
        documentId,
        seq: opened.document.lastSeq + 1,
        kind: 'correct_entry',
        at: work.now,
        actorKind: 'officer',
        actorId: second.id,
        version: 2,
        ...(reason === null ? {} : { reason }),
        data: data as never,
      }),
    )
  const made = { was: { organ: 'Sở Y tế' }, is: { organ: 'Sở Công Thương' } }
  await expect(act({ was: { organ: 'Sở Tài chính' }, is: made.is }, null)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(act(made, 'Không đúng như sổ')).rejects.toMatchObject({ code: '42501' })
})

test('whatever came with a document is opened from its page by whoever may read it', async () => {
  const { first, specialist } = await aReceivingOffice()
  const { documentId, main, beside } = await aMailOfThree(first)
  const { others } = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
  expect(others.map(({ position, refused }) => [position, refused])).toEqual([
    [1, 'files.archive'],
    [3, null],
  ])
  const open = (copy: 'goc' | number) =>
    perform(specialist, (work) => openIncomingFile(work, specialist, documentId, copy))
  expect(await open('goc')).toMatchObject({ sha256: main.sha256 })
  expect(await open(3)).toMatchObject({ sha256: beside.sha256, name: 'bieu-kem-theo.pdf' })
  await expect(open(1)).rejects.toMatchObject({ code: 'documents.page_not_there' })
})
