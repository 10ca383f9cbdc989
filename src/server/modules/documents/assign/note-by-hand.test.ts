/** What came by mail or as a scan learns of its sender from its clerk. */
import { expect, test } from 'vitest'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { anOfficer } from '#tests/people.ts'
import { aBureau, aLetterOf, approved, signAll, toldOf } from '../agency/fixtures.ts'
import { changesOf } from '../changes/changes.ts'
import { sendOut } from '../incoming/exchange/send-out.ts'
import { aMailOfThree, detailsOf } from '../incoming/fixtures.ts'
import { registerArrival } from '../incoming/register-arrival.ts'
import { listArrivals } from '../incoming/view-arrival.ts'
import { openIncoming } from '../incoming/view-incoming.ts'
import { readRegister } from '../registers/list-register.ts'
import { takeAction } from '../take-action.ts'
import { actsOn, assignDocument } from './assign-document.ts'
import { aDesk, type Desk } from './fixtures.ts'
import { NoteSender, noteSender, takeNoteBack, viewNotes } from './note-by-hand.ts'

const note = (by: Officer, id: string, input: object) =>
  perform(by, (work) => noteSender(work, by, id, NoteSender.parse(input)))
const said = async (by: Officer, id: string) =>
  (await perform(by, (work) => changesOf(work, [id]))).get(id) ?? []
const give = ({ leader, specialist }: Desk, id: string) =>
  perform(leader, (work) =>
    assignDocument(work, leader, id, {
      lead: { agencyId: specialist.agencyId, accountId: specialist.id },
      parts: [],
      instruction: '',
      days: 3,
    }),
  )
const mayAnswer = async (by: Officer, id: string) =>
  (await perform(by, (work) => actsOn(work, by, id)))?.may.answer

test('what its sender revoked by letter is frozen by its clerk, as what the exchange brought is, and goes its way again where that was wrong', async () => {
  const desk = await aDesk()
  const { clerk, specialist } = desk
  const { documentId: copy } = await aMailOfThree(clerk, detailsOf(1))
  const { documentId: letter } = await aMailOfThree(clerk, detailsOf(2))
  await give(desk, copy)
  const { incoming } = await perform(clerk, (work) => openIncoming(work, clerk, letter))
  const byLetter = { change: 'revoked', arrival: `${incoming.number}/${incoming.year}` }
  await note(clerk, copy, byLetter)

  expect(await said(specialist, copy)).toMatchObject([
    { words: expect.stringContaining('thu hồi'), href: `/van-ban/den/${letter}`, isFrozen: true },
  ])
  await expect(give(desk, copy)).rejects.toMatchObject({ code: 'documents.frozen' })
  expect(await mayAnswer(specialist, copy)).toBe(false)
  const told = `/van-ban/viec/${copy}`
  expect(await toldOf(specialist)).toContain(`document_revoked ${told}`)
  expect(await toldOf(clerk)).not.toContain(`document_revoked ${told}`)
  const { rows } = await perform(clerk, (work) => readRegister(work, clerk, { which: 'in', page: 1 }))
  expect(rows.find(({ number }) => number === 1)).toMatchObject({ isRevoked: true })
  await expect(note(clerk, copy, byLetter)).rejects.toMatchObject({ details: { why: 'twice' } })

  const [kept] = (await perform(clerk, (work) => viewNotes(work, clerk, copy))).notes
  const undo = (reason: string) =>
    perform(clerk, (work) => takeNoteBack(work, clerk, copy, { note: kept?.seq ?? -1, reason }))
  await expect(undo('nhầm')).rejects.toMatchObject({ code: 'documents.reason_needed' })
  await undo('Văn bản thu hồi nói về văn bản khác')
  await expect(undo('Văn bản thu hồi nói về văn bản khác')).rejects.toMatchObject({
    details: { why: 'gone' },
  })
  expect(await said(specialist, copy)).toEqual([])
  expect(await mayAnswer(specialist, copy)).toBe(true)
  expect(await toldOf(specialist)).toContain(`document_note_undone ${told}`)
})

test('by a document that was not entered it is noted by number and day, and what is amended goes on', async () => {
  const desk = await aDesk()
  const { clerk, specialist } = desk
  const { documentId: copy } = await aMailOfThree(clerk, detailsOf(1))
  const typed = { change: 'amended', symbol: '15/QĐ-SNV', day: '2026-02-03' }
  for (const [input, why] of [
    [{ ...typed, day: '' }, 'document'],
    [{ ...typed, symbol: '' }, 'document'],
    [{ ...typed, day: addDays(localDay(new Date()), 1) }, 'future'],
    [{ ...typed, arrival: '1/2026' }, 'arrival'],
    [{ ...typed, arrival: '99/1999' }, 'arrival'],
    [{ ...typed, arrival: 'mười hai' }, 'arrival'],
  ] as const)
    await expect(note(clerk, copy, input)).rejects.toMatchObject({
      code: 'documents.sender_note_unclear',
      details: { why },
    })
  await expect(note(specialist, copy, typed)).rejects.toMatchObject({ status: 403 })
  const stranger = anOfficer({ roles: ['clerk'] })
  await expect(note(stranger, copy, typed)).rejects.toMatchObject({ code: 'documents.not_found' })

  await note(clerk, copy, typed)
  const [change] = await said(specialist, copy)
  expect(change).toMatchObject({ href: '', isFrozen: false })
  expect(change?.words).toContain('15/QĐ-SNV ngày 03/02/2026')
  await give(desk, copy)
  expect(await mayAnswer(specialist, copy)).toBe(true)
})

test('of what the exchange proved nothing is noted by hand', async () => {
  const [sender, desk] = [await aBureau(), await aDesk()]
  const { clerk } = desk
  const id = await aLetterOf(sender, { recipientAgencies: [clerk.agencyId] })
  await approved(sender, id)
  await signAll(sender.deputy, [id])
  await sendOut(id)
  const [arrival] = await perform(clerk, (work) => listArrivals(work, clerk, { limit: 1 }))
  const { documentId } = await perform(clerk, (work) =>
    registerArrival(work, clerk, arrival?.id ?? '', { details: detailsOf(0), distinct: [] }),
  )
  const typed = { change: 'revoked', symbol: '15/QĐ-SNV', day: '2026-02-03' }
  const refused = note(clerk, documentId, typed)
  await expect(refused).rejects.toMatchObject({ details: { why: 'followed' } })
  expect(m.refusal('documents.sender_note_unclear', { why: 'followed' })).toContain('trục liên thông')
  // Nor by an act that goes round the rule.
  const { document } = await perform(clerk, (work) => openIncoming(work, clerk, documentId))
  const data = { change: 'revoked', by: null, symbol: '15/QĐ-SNV', day: '2026-02-03' }
  await expect(
    perform(clerk, (work) =>
      takeAction(work, { id: documentId, lastSeq: document.lastSeq }, 'note_sender', { data }),
    ),
  ).rejects.toThrow(/proves no sender/)
})
