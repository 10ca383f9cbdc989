import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { collectGarbage, findFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { besideEachOther, waitFor } from '#tests/beside-each-other.ts'
import { handedIn } from '#tests/handed-in.ts'
import { anOfficer } from '#tests/people.ts'
import { compareVersions } from '../edit/versions.ts'
import { openEntry } from '../incoming/correct-entry.ts'
import { drawIncomingPage, openArrivalFile, openIncomingFile } from '../incoming/draw-arrival.ts'
import { aReceivingOffice, brought, detailsOf, type Receiving } from '../incoming/fixtures.ts'
import { findIncoming } from '../incoming/incoming-queries.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { openIncoming } from '../incoming/view-incoming.ts'
import {
  closeWorkFile,
  decideDisposal,
  fileDocument,
  filePaper,
  OpenWorkFile,
  openWorkFile,
  proposeDisposal,
} from '../index.ts'
import { DocumentQuery, findDocuments } from '../search/find-documents.ts'
import { readAllWaiting } from '../search/read-texts.ts'
import { destroyApproved } from './destroy.ts'

const long = new Date('2018-03-01T03:00:00Z')

async function aFileOf(officer: Officer, documentId: string): Promise<string> {
  const input = OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ thử', retention: 'y2' })
  const id = await perform(officer, (work) => openWorkFile(work, input))
  await perform(officer, (work) => fileDocument(work, id, documentId))
  return id
}

test('of a letter that was destroyed nothing is found, read or filed any more but its line in the register', async () => {
  const { first, specialist, agency } = await aReceivingOffice()
  const leader = anOfficer({ agencyId: agency.id, roles: ['leader'] })
  const arrival = await brought(first, aPdf([`<< /Note (${randomUUID()}) >>`]))
  // As if it had been read.
  const reading = { pages: [{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' }], proposals: {} }
  await perform(system, ({ tx }) =>
    tx
      .updateTable('documents.arrival')
      .set({ reading: JSON.stringify(reading), readingState: 'read' })
      .where('id', '=', arrival)
      .execute(),
  )
  const { documentId } = await perform(first, (work) =>
    registerArrival(work, first, arrival, { details: detailsOf(1), distinct: [] }),
  )
  const find = async () => {
    await readAllWaiting()
    const query = DocumentQuery.parse({ q: 'cong hoa xa hoi chu nghia' })
    return (await perform(specialist, (work) => findDocuments(work, query))).hits.map(({ id }) => id)
  }
  expect(await find()).toEqual([documentId])
  const { incoming } = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
  const id = await aFileOf(specialist, documentId)
  await perform(specialist, (work) => closeWorkFile(work, id), { now: long })
  const list = await perform(first, (work) =>
    proposeDisposal(work, { reason: 'Hết thời hạn', workFileIds: [id] }),
  )
  await perform(leader, (work) => decideDisposal(work, list, { isApproved: true, why: '' }))
  await destroyApproved()
  expect(await find()).toEqual([])

  const gone = { code: 'documents.destroyed' }
  const open = () => perform(specialist, (work) => openIncomingFile(work, specialist, documentId, 'goc'))
  await expect(open()).rejects.toMatchObject(gone)
  await expect(drawIncomingPage(specialist, documentId, 1)).rejects.toMatchObject(gone)
  await expect(perform(first, (work) => openArrivalFile(work, first, arrival, 1))).rejects.toMatchObject(gone)
  await expect(aFileOf(specialist, documentId)).rejects.toMatchObject(gone)
  await expect(perform(first, (work) => openEntry(work, first, documentId))).rejects.toMatchObject(gone)
  await expect(
    perform(specialist, (work) => compareVersions(work, specialist, documentId)),
  ).rejects.toMatchObject({ code: 'documents.not_found' })
  const view = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
  expect(view.document).toMatchObject({ destroyedAt: expect.any(Date), subject: detailsOf(1).subject })
  expect(view.document.content.text).toBeUndefined()
  const kept = await perform(system, ({ tx }) =>
    tx
      .selectFrom('documents.arrival')
      .select(['reading', 'readingState'])
      .where('id', '=', arrival)
      .executeTakeFirst(),
  )
  expect(kept).toEqual({ reading: null, readingState: 'none' })
  const line = await perform(specialist, ({ tx }) =>
    tx
      .selectFrom('documents.registerLine')
      .select('subject')
      .where('documentId', '=', documentId)
      .executeTakeFirst(),
  )
  expect(line?.subject).toBe(detailsOf(1).subject)
  // The file, held by what came, by the document and by the work file, is held by nothing now.
  await collectGarbage(new Date(Date.now() + 3 * 24 * 60 * 60 * 1000))
  expect(await perform(system, (work) => findFile(work, incoming.sha256))).toBeUndefined()
})

/** A letter that lies in one work file, and that file on an approved list. */
async function onItsWayOut({ first, specialist, agency }: Receiving, index: number) {
  const arrival = await brought(first, aPdf([`<< /Note (${randomUUID()}) >>`]))
  const { documentId } = await perform(first, (work) =>
    registerArrival(work, first, arrival, { details: detailsOf(index), distinct: [] }),
  )
  const id = await aFileOf(specialist, documentId)
  await perform(specialist, (work) => closeWorkFile(work, id), { now: long })
  const list = await perform(first, (work) =>
    proposeDisposal(work, { reason: 'Hết thời hạn', workFileIds: [id] }),
  )
  const leader = anOfficer({ agencyId: agency.id, roles: ['leader'] })
  await perform(leader, (work) => decideDisposal(work, list, { isApproved: true, why: '' }))
  return { documentId, id }
}

test('a work file that two propose at the same moment is in one list', async () => {
  const { first, specialist } = await aReceivingOffice()
  const input = OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ thử', retention: 'y2' })
  const id = await perform(specialist, (work) => openWorkFile(work, input))
  const file = await handedIn(specialist, aPdf([`<< /Note (${randomUUID()}) >>`]))
  const paper = { file, label: 'Giấy thử', originalName: 'thu.pdf' }
  await perform(specialist, (work) => filePaper(work, id, paper))
  await perform(specialist, (work) => closeWorkFile(work, id), { now: long })
  const propose = (work: Work) => proposeDisposal(work, { reason: 'Hết thời hạn', workFileIds: [id] })
  const other = await besideEachOther(specialist, propose, () => perform(first, propose))
  expect(other).toMatchObject({ status: 'rejected', reason: { code: 'documents.not_yet_over' } })
})

test('a letter that is filed while its last work file is destroyed is filed or destroyed, never both', async () => {
  const office = await aReceivingOffice()
  const { specialist } = office
  const input = () => OpenWorkFile.parse({ code: randomUUID(), title: 'Hồ sơ khác', retention: 'y10' })
  const open = await perform(specialist, (work) => openWorkFile(work, input()))
  const isDestroyed = async (documentId: string) => {
    const view = await perform(specialist, (work) => openIncoming(work, specialist, documentId))
    return view.document.destroyedAt !== null
  }

  // Filed first, and not done yet when the list is gone through.
  const kept = await onItsWayOut(office, 2)
  await besideEachOther(specialist, (work) => fileDocument(work, open, kept.documentId), destroyApproved)
  expect(await isDestroyed(kept.documentId)).toBe(false)
  const view = await perform(system, ({ tx }) => findIncoming(tx, kept.documentId))
  await collectGarbage(new Date(Date.now() + 3 * 24 * 60 * 60 * 1000))
  expect(await perform(system, (work) => findFile(work, view?.sha256 ?? ''))).toBeDefined()

  // Destroyed first, and not done yet when somebody files it.
  const gone = await onItsWayOut(office, 3)
  let destroying: Promise<void> | undefined
  const filed = await besideEachOther(
    system,
    async ({ tx }) => {
      const line = tx.selectFrom('documents.disposalItem').select('workFileId')
      await line.where('workFileId', '=', gone.id).forUpdate().execute()
      destroying = destroyApproved()
      await waitFor(1)
    },
    () => perform(specialist, (work) => fileDocument(work, open, gone.documentId)),
    2,
  )
  await destroying
  expect(filed).toMatchObject({ reason: { code: 'documents.destroyed' } })
  expect(await isDestroyed(gone.documentId)).toBe(true)
})
