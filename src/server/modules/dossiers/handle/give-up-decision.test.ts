/** A result that was confirmed and whose key is dead: its number is given up, and the dossier is signed anew. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { appoint } from '#server/modules/agencies/index.ts'
import {
  connectSigningKeys,
  enterAbsence,
  findDocumentOfDossier,
  mayGiveUpNumberOf,
} from '#server/modules/documents/index.ts'
import { enterEvent } from '#server/modules/registry/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { finishSignings } from '../correct/finish-signings.ts'
import { aColleague, aDesk, aProposedDossier, beginAndRead, type Desk, readAndSign } from '../fixtures.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { giveUpDecision, signDecision } from './sign-decision.ts'

let desk: Desk
let deputy: Officer
beforeAll(async () => {
  desk = await aDesk()
  deputy = await aColleague(desk.agency.id, ['leader'], 'Trần Thị Phó')
  const positionId = `${desk.agency.id}/pho-chu-tich`
  await perform(system, (work) =>
    appoint(work, { positionId, accountId: deputy.id, validFrom: '2025-07-01' }),
  )
})
afterEach(() => connectSigningKeys(undefined))
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const why = 'Khóa ký hỏng, chờ cấp khóa mới'
const documentOf = (id: string) => perform(system, (work) => findDocumentOfDossier(work, id))
const lastNumber = async () => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ number: number; fate: string; reason: string | null }>`
      select number, fate, reason from documents.register_entry
       where agency_id = ${desk.agency.id} order by number desc limit 1`.execute(tx),
  )
  return rows[0]
}

/** As the confirmation of a death enters it, by the result of this dossier. */
async function entered(dossierId: string): Promise<void> {
  const document = await documentOf(dossierId)
  const deceased = { fullName: 'LÊ VĂN THỬ', idNumber: '046040001234', bornOn: '1940-01-01' }
  const death = { kind: 'death', register: 'so', year: 2026, eventOn: '2026-11-01', content: null } as const
  const { id: documentId = '', symbol } = document ?? {}
  const of = { agencyId: desk.agency.id, dossierId, documentId, number: symbol ?? '' }
  const before = await perform(system, (work) => enterEvent(work, { ...death, ...of, people: { deceased } }))
  expect(before).toBeUndefined()
}

/** How many entries of this dossier stand. */
async function standing(dossierId: string): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ count: number }>`
      select count(*)::int as count from registry.entry where dossier_id = ${dossierId} and ended_at is null`.execute(
      tx,
    ),
  )
  return rows[0]?.count ?? 0
}

/** Confirmed by this leader at that moment, with a key that fails. */
async function confirmed(leader: Officer, at: Date) {
  const filed = await aProposedDossier(desk)
  const sha256 = await beginAndRead(leader, filed.id, at)
  const fails = () => Promise.reject(new Error('the key is lost'))
  connectSigningKeys({ person: fails, seal: fails })
  const signing = signDecision({ ...leader, confirmedAt: at }, filed.id, { sha256 }, {}, { now: at })
  await expect(signing).rejects.toThrow('documents.key_busy')
  const giveUp = (officer: Officer, file = sha256, reason = why) =>
    perform(officer, (work) => giveUpDecision(work, officer, filed.id, { sha256: file, reason }))
  const maySee = async (officer: Officer) => {
    const document = await documentOf(filed.id)
    return document && perform(officer, (work) => mayGiveUpNumberOf(work, officer, document))
  }
  return { ...filed, giveUp, maySee }
}

const early = () => new Date(Date.now() - 120_000)

test('who confirmed it gives the number up with a reason, and signs it anew with the next', async () => {
  const { leader } = desk
  const { id, code, giveUp, maySee } = await confirmed(leader, early())
  await entered(id)
  // Nobody who signs in the head's place takes back what the head has confirmed.
  expect(await maySee(deputy)).toBe(false)
  await expect(giveUp(deputy)).rejects.toMatchObject({ code: 'documents.number_not_yours' })
  await expect(giveUp(leader, 'ab'.repeat(32))).rejects.toMatchObject({ code: 'documents.changed_meanwhile' })
  await expect(giveUp(leader, undefined, 'hỏng')).rejects.toMatchObject({ code: 'documents.reason_needed' })
  expect((await documentOf(id))?.status).toBe('signing')

  expect(await maySee(leader)).toBe(true)
  await giveUp(leader)
  const empty = await lastNumber()
  expect(empty).toMatchObject({ fate: 'voided', reason: `bỏ số: ${why}` })
  expect(await documentOf(id)).toMatchObject({ status: 'draft', number: null, confirmedAt: null })
  expect(await standing(id)).toBe(0)
  const { dossier } = await perform(leader, (work) => viewOfficerDossier(work, leader, code))
  expect(dossier).toMatchObject({ status: 'processing', step: 'leader' })

  connectSigningKeys(undefined)
  // Nothing goes on with what was given up.
  await finishSignings()
  expect((await documentOf(id))?.status).toBe('draft')
  await beginAndRead(leader, id)
  await entered(id)
  expect(await standing(id)).toBe(1)
  await readAndSign(leader, id)
  expect(await documentOf(id)).toMatchObject({ status: 'issued', number: (empty?.number ?? 0) + 1 })
})

test('while it is being signed nobody does, and the head ends what a deputy confirmed', async () => {
  const { leader } = desk
  const fresh = await confirmed(deputy, new Date())
  expect(await fresh.maySee(deputy)).toBe(false)
  await expect(fresh.giveUp(deputy)).rejects.toMatchObject({
    code: 'documents.number_not_yours',
    details: { step: 'signing' },
  })
  connectSigningKeys(undefined)
  const { id, giveUp } = await confirmed(deputy, early())
  await giveUp(leader)
  expect((await documentOf(id))?.status).toBe('draft')
  connectSigningKeys(undefined)
  await readAndSign(leader, id)
  expect(await documentOf(id)).toMatchObject({ status: 'issued', signedBy: leader.id })
})

test('where its leader is gone whoever else may sign it takes it up', async () => {
  const { leader } = desk
  const { id, giveUp, maySee } = await confirmed(leader, early())
  const today = localDay(new Date())
  const away = { accountId: leader.id, fromOn: today, toOn: today, standIn: null, reason: 'Đi viện' }
  await perform(leader, (work) => enterAbsence(work, leader, away))
  expect(await maySee(deputy)).toBe(true)
  await giveUp(deputy)
  connectSigningKeys(undefined)
  await readAndSign(deputy, id)
  expect(await documentOf(id)).toMatchObject({ status: 'issued', signedBy: deputy.id })
})
