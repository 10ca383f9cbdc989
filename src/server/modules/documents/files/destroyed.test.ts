import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { collectGarbage, findFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { compareVersions } from '../edit/versions.ts'
import { drawIncomingPage, openArrivalFile, openIncomingFile } from '../incoming/draw-arrival.ts'
import { aReceivingOffice, brought, detailsOf } from '../incoming/fixtures.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { openIncoming } from '../incoming/view-incoming.ts'
import {
  closeWorkFile,
  decideDisposal,
  fileDocument,
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
