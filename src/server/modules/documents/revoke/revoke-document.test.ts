import { expect, test } from 'vitest'
import { delegate } from '#server/modules/agencies/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { aDraft, anOffice, draftOf, lookAndIssue, type Office } from '../fixtures.ts'
import { getDocument } from '../get-document.ts'
import { requireReplaceable } from '../replace/replace-document.ts'
import { takeAction } from '../take-action.ts'
import { askToRevoke } from './ask-to-revoke.ts'
import { keepDocument } from './keep-document.ts'
import { listRevocations } from './list-revocations.ts'
import { revokeDocument } from './revoke-document.ts'

const why = 'Cấp nhầm người, đã xác minh lại'
const proven = (officer: Officer): Officer => ({ ...officer, confirmedAt: new Date() })
const ask = (by: Officer, id: string, reason = why) =>
  perform(by, (work) => askToRevoke(work, by, id, reason))
const keep = (by: Officer, id: string) =>
  perform(by, (work) => keepDocument(work, by, id, 'Đã xem lại, cấp đúng người'))
const revoke = (by: Officer, id: string) => perform(by, (work) => revokeDocument(work, by, id))

async function issued(office: Office): Promise<string> {
  const { id } = await draftOf(office)
  await lookAndIssue(office.deputy, id)
  return id
}

test('a document is taken back by another than who asks for it', async () => {
  const office = await anOffice()
  const id = await issued(office)
  await expect(revoke(proven(office.chair), id)).rejects.toThrow('documents.revocation_not_asked')
  await expect(ask(office.clerk, id, ' nhầm ')).rejects.toThrow('documents.reason_needed')
  await ask(office.clerk, id)
  await expect(ask(office.chair, id)).rejects.toThrow('documents.revocation_waits')
  const before = await perform(office.chair, (work) => getDocument(work, id))
  expect(before).toMatchObject({ status: 'issued', revokeAskedBy: office.clerk.id, revokeAskedWhy: why })

  await revoke(proven(office.chair), id)
  const after = await perform(office.chair, (work) => getDocument(work, id))
  expect(after).toMatchObject({ status: 'revoked', revokedBy: office.chair.id, revokedWhy: why })
  await expect(revoke(proven(office.chair), id)).rejects.toThrow('documents.wrong_status')
})

test('of one who asks to take it back and one who asks for another in its place at once, the second is told', async () => {
  const office = await anOffice()
  const { chair, clerk } = office
  const { id, dossierId } = await draftOf(office)
  await lookAndIssue(office.deputy, id)
  const open = Promise.withResolvers<void>()
  const replacing = perform(clerk, async (work) => {
    await requireReplaceable(work, clerk, id)
    await draftDocument(work, clerk, aDraft(office.agency.id, { dossierId, replaces: id }))
    await open.promise
  })
  setTimeout(open.resolve, 500)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await expect(ask(chair, id)).rejects.toThrow('documents.replacement_waits')
  await replacing
})

test('who asked does not decide, though they may sign; nor does the database let them', async () => {
  const office = await anOffice()
  const id = await issued(office)
  await ask(office.chair, id)
  await expect(revoke(proven(office.chair), id)).rejects.toThrow('documents.second_person_needed')
  const alone = perform(office.chair, async (work) =>
    takeAction(work, await getDocument(work, id), 'revoke', { reason: why }),
  )
  await expect(alone).rejects.toThrow('revoke is no action for a document that is issued')
  await revoke(proven(office.deputy), id)
})

test('only who may sign for the agency, and has just proved who they are, decides', async () => {
  const office = await anOffice()
  const id = await issued(office)
  await ask(office.chair, id)
  await expect(revoke(office.deputy, id)).rejects.toThrow('identity.confirmation_needed')
  await expect(revoke(proven(office.clerk), id)).rejects.toThrow('documents.may_not_sign')
  await expect(revoke(proven(anOfficer()), id)).rejects.toThrow('documents.not_found')
  // What the law has the committee sign is not for whom a power was handed over to.
  const { id: certificate } = await draftOf(office, { power: 'committee' })
  await lookAndIssue(office.deputy, certificate)
  await ask(office.chair, certificate)
  await perform(system, (work) =>
    delegate(work, {
      fromPosition: `${office.agency.id}/chu-tich`,
      toAccount: office.clerk.id,
      authority: 'TUQ.',
      scope: 'Giấy xác nhận',
      types: ['confirmation'],
      decision: '12/QĐ-UBND ngày 02/01/2026',
      validFrom: '2026-01-02',
      validTo: '2099-12-31',
    }),
  )
  await revoke(proven(office.clerk), id)
  await expect(revoke(proven(office.clerk), certificate)).rejects.toThrow('documents.may_not_sign')
  await expect(keep(office.clerk, certificate)).rejects.toThrow('documents.may_not_sign')
  // A position alone gives no right to who acts without the role.
  for (const role of ['one_stop', 'specialist'] as const)
    await expect(revoke(proven({ ...office.deputy, roles: [role] }), certificate)).rejects.toThrow(
      'documents.may_not_sign',
    )
})

test('what was asked may be taken back or refused, and the document stands', async () => {
  const office = await anOffice()
  const id = await issued(office)
  await expect(keep(office.chair, id)).rejects.toThrow('documents.revocation_not_asked')
  await ask(office.clerk, id)
  await keep(office.clerk, id)
  await ask(office.clerk, id)
  await keep(office.chair, id)
  const document = await perform(office.chair, (work) => getDocument(work, id))
  expect(document).toMatchObject({ status: 'issued', revokeAskedBy: null, revokeAskedWhy: null })
})

test('who decides finds what waits, and what is their own', async () => {
  const office = await anOffice()
  const [one, other] = [await issued(office), await issued(office)]
  await ask(office.clerk, one)
  await ask(office.chair, other)
  const waiting = await perform(office.chair, (work) => listRevocations(work, office.chair))
  expect(waiting).toMatchObject([
    { documentId: one, isMine: false, why },
    { documentId: other, isMine: true },
  ])
  const elsewhere = anOfficer()
  expect(await perform(elsewhere, (work) => listRevocations(work, elsewhere))).toEqual([])
})
