/** A signed result gives place to another in one act: who asks, who signs, what the register, the vault and the holders then know. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { appoint } from '#server/modules/agencies/index.ts'
import {
  askToRevoke,
  checkDocument,
  connectSigningKeys,
  type Document,
  documentReplaced,
  findDocumentOfDossier,
  getDocument,
  listReplacementOf,
  showDraft,
} from '#server/modules/documents/index.ts'
import { listNotices } from '#server/modules/notifications/index.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { findExtracts, listPapers, lookUp } from '#server/modules/registry/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { earlierCondition } from '../check/earlier-condition.ts'
import { enterEarlier } from '../check/enter-earlier.ts'
import { inWork } from '../check/fixtures.ts'
import { resultCorrected } from '../events.ts'
import {
  aColleague,
  aDesk,
  anApplication,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  settleChecks,
  submitAs,
} from '../fixtures.ts'
import { deliverResult, holdResult } from '../handle/deliver-result.ts'
import { proposeDecision } from '../handle/propose-decision.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { aDeskOf, asCitizen, aWorld, lawful, partyOf, type World } from '../services/civil/fixtures.ts'
import { divorce, judgment, type Someone, wed } from '../services/civil/marriages/fixtures.ts'
import { type AskCorrection, askCorrection } from './ask-correction.ts'
import { dropCorrection } from './drop-correction.ts'
import { finishSignings } from './finish-signings.ts'
import { correctionJobs } from './follow-correction.ts'
import { beginCorrection, signCorrection } from './sign-correction.ts'
import { viewCorrection } from './view-correction.ts'

let desk: Desk
let people: World
let other: Officer
beforeAll(async () => {
  desk = await aDeskOf('1.000894')
  people = await aWorld()
  // May sign, and examines cases too: whoever asks, another signs.
  other = await aColleague(desk.agency.id, ['leader', 'specialist'], 'Trần Thị Phó')
  await perform(system, (work) =>
    appoint(work, {
      positionId: `${desk.agency.id}/pho-chu-tich`,
      accountId: other.id,
      validFrom: '2025-07-01',
    }),
  )
})
afterEach(() => connectSigningKeys(undefined))
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const now = monday
const decision = { groomPapers: 'Căn cước số 046096000001', bridePapers: 'Căn cước số 046199000002' }
const asked: AskCorrection = {
  kind: 'correct',
  reason: 'Ghi sai số giấy tờ của bên nữ khi đánh máy.',
  clause: 'Điều 28 Luật Hộ tịch 60/2014/QH13',
  decision: { ...decision, bridePapers: 'Căn cước số 046199000022' },
}
const by = <Result>(who: Officer, act: Parameters<typeof perform<Result>>[1]) => perform(who, act, { now })
const ask = (id: string, input: AskCorrection = asked, who = desk.specialist) =>
  by(who, (work) => askCorrection(work, who, id, input))
const pending = (id: string) => perform(system, (work) => listReplacementOf(work, id))
const resultOf = async (id: string): Promise<Document> => {
  const found = await perform(system, (work) => findDocumentOfDossier(work, id))
  if (!found) throw new Error('no result')
  return found
}
const look = async (leader: Officer, id: string) => {
  for (const paper of await pending(id)) await showDraft(leader, paper.id, { now })
}
const begin = async (leader: Officer, id: string): Promise<string> => {
  const { documentId } = await beginCorrection(leader, id, {}, { now })
  await look(leader, id)
  return (await showDraft(leader, documentId, { now })).sha256
}
const sign = async (leader: Officer, id: string) => {
  const sha256 = await begin(leader, id)
  return signCorrection({ ...leader, confirmedAt: now }, id, { sha256 }, {}, { now })
}
const pullToken = () => {
  const fails = () => Promise.reject(new Error('the token was pulled out'))
  connectSigningKeys({ person: fails, seal: fails })
}
const entriesOf = async (dossierId: string) => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ documentId: string; number: string; stands: boolean; keys: number; bride: string }>`
      select e.document_id as "documentId", e.number, e.ended_at is null as stands,
             (select count(*)::int from registry.entry_key k where k.entry_id = e.id and not k.ended) as keys,
             (select full_name from registry.entry_person p where p.entry_id = e.id and p.role = 'wife') as bride
        from registry.entry e where dossier_id = ${dossierId} order by e.ended_at is null`.execute(tx),
  )
  return rows
}
const spouseOf = async (id: string) => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ spouse: string | null }>`select spouse_id as spouse from registry.person where id = ${id}`.execute(
      tx,
    ),
  )
  return rows[0]?.spouse
}
/** What the worker does after these facts. */
const follow = async (dossierId: string, replaced: string[]) => {
  const { actions } = await by(desk.leader, async (work) =>
    viewOfficerDossier(work, desk.leader, (await lockDossier(work.tx, dossierId))?.code ?? ''),
  )
  const { seq = 0, data } = actions.findLast(({ kind }) => kind === 'correct') ?? {}
  const documentId = data?.correction?.documentId ?? ''
  const place = { agencyId: desk.agency.id, serviceCode: desk.service.code, unitCode: null }
  for (const job of correctionJobs) {
    if (job.on === resultCorrected) await job.run(dossierId, { ...place, seq, documentId } as never)
    if (job.on === documentReplaced) for (const id of replaced) await job.run(id, {} as never)
  }
}

/** Married, the certificate in the vault, copies with it; each time of two whom nobody has married yet. */
const aMarriage = async (of: 'bride' | 'single' = 'bride') =>
  aMarriageOf(of === 'bride' ? people : await aWorld())

async function aMarriageOf(world: World): Promise<Filed & World> {
  const filing = lawful['1.000894']?.(world)
  if (!filing) throw new Error('no marriage')
  const answers = structuredClone(filing.answers)
  answers.receive = { wantCopies: true, copies: 2, by: 'online' }
  const filed = await inWork(desk, asCitizen(filing.by), answers)
  await settleChecks(desk.specialist, filed.id)
  await by(desk.specialist, (work) =>
    proposeDecision(work, desk.specialist, filed.id, { outcome: 'approve', decision }),
  )
  await readAndSign(desk.leader, filed.id, {}, now)
  await perform(system, (work) => deliverResult(work, filed.id), { now })
  return { ...world, ...filed }
}

test('a corrected certificate stands in the place of the old one, with its copy, and everyone who holds it knows', async () => {
  const filed = await aMarriage()
  const { id, code, citizen } = filed
  const old = await resultOf(id)
  const vault = await perform(citizen, (work) => listPapers(work, citizen))
  expect(vault).toHaveLength(2)
  expect(await spouseOf(people.groom.id)).toBe(people.bride.id)

  // The old paper lies in an application elsewhere by then.
  const elsewhere = await aDesk()
  const held = await submitAs(
    citizen,
    await anApplication(elsewhere, citizen, {
      papers: [{ key: 'proof', vaultPaper: vault.find(({ documentId }) => documentId === old.id)?.id ?? '' }],
    }),
  )

  await ask(id)
  const view = await by(other, async (work) => {
    const { dossier, actions } = await viewOfficerDossier(work, other, code)
    return viewCorrection(work, dossier, actions)
  })
  expect(view).toMatchObject({ kind: 'correct', clause: asked.clause, reason: asked.reason })
  expect(view?.changes.map(({ before, after }) => [before, after])).toEqual([
    [decision.bridePapers, 'Căn cước số 046199000022'],
  ])
  // Until another has signed nothing is other than before.
  expect((await resultOf(id)).id).toBe(old.id)
  expect((await checkDocument({ code: old.checkCode })).verdict).toBe('genuine')

  // Stopped between confirming and issuing, the register says what it said: nobody is single in between.
  pullToken()
  await expect(sign(other, id)).rejects.toThrow('documents.key_busy')
  connectSigningKeys(undefined)
  expect((await resultOf(id)).id).toBe(old.id)
  expect(await spouseOf(people.groom.id)).toBe(people.bride.id)
  await finishSignings({ now: new Date(now.getTime() + 120_000) })
  const next = await resultOf(id)
  expect(next).toMatchObject({ status: 'issued', replaces: old.id, signedBy: other.id })
  expect(next.symbol).not.toBe(old.symbol)
  const papers = await by(other, (work) => getDocument(work, old.id))
  expect(papers).toMatchObject({ status: 'revoked', replacedBy: next.id, revokedWhy: asked.reason })
  const copies = await perform(system, async (work) => {
    const { actions } = await viewOfficerDossier(work, other, code)
    const { correction } = actions.findLast(({ kind }) => kind === 'correct')?.data ?? {}
    const oldCopy = await getDocument(work, correction?.former.further[0] ?? '')
    return { oldCopy, newCopy: await getDocument(work, oldCopy.replacedBy ?? '') }
  })
  expect(copies.newCopy).toMatchObject({ status: 'issued', part: copies.oldCopy.part })

  // The register: one entry stands, under the new number, the other is kept.
  const entries = await entriesOf(id)
  expect(entries).toMatchObject([
    { documentId: old.id, stands: false, keys: 0 },
    { documentId: next.id, stands: true, keys: 2, number: next.symbol },
  ])
  expect(await spouseOf(people.groom.id)).toBe(people.bride.id)

  // Anyone who checks the old one is led to the new.
  const checked = await checkDocument({ code: old.checkCode })
  expect(checked).toMatchObject({
    verdict: 'revoked',
    document: { replacedBy: { code: next.checkCode, symbol: next.symbol } },
  })
  expect(JSON.stringify(checked)).not.toContain(people.bride.fullName)

  await follow(id, [old.id])
  await follow(id, [old.id])
  const after = await perform(citizen, (work) => listPapers(work, citizen))
  expect(after).toHaveLength(4)
  expect(after.filter(({ documentId }) => documentId === next.id)).toHaveLength(1)
  const notices = await perform(citizen, (work) => listNotices(work, citizen))
  const told = notices.map(({ kind, dossierId }) => [kind, dossierId])
  expect(told.filter(([kind]) => kind === 'result_replaced')).toEqual([['result_replaced', id]])
  expect(told.filter(([kind]) => kind === 'paper_replaced')).toEqual([['paper_replaced', held.id]])

  // Offered once more it is refused, by the number that took its place.
  const again = await anApplication(elsewhere, citizen, {
    papers: [{ key: 'proof', vaultPaper: vault.find(({ documentId }) => documentId === old.id)?.id ?? '' }],
  })
  await expect(submitAs(citizen, again)).rejects.toMatchObject({
    code: 'dossiers.paper_replaced',
    details: { number: old.symbol, by: next.symbol },
  })
})

test('who asked does not sign; who may not sign does not; declined, nothing has changed and it says why', async () => {
  const { id, code } = await aMarriage('single')
  const old = await resultOf(id)
  await expect(ask(id, { ...asked, decision })).rejects.toMatchObject({ code: 'dossiers.nothing_corrected' })
  await expect(ask(id, asked, desk.leader)).rejects.toMatchObject({ code: 'dossiers.not_your_part' })
  await ask(id, asked, other)
  await expect(ask(id)).rejects.toMatchObject({ code: 'documents.replacement_waits' })
  await expect(
    by(desk.specialist, (work) => askToRevoke(work, desk.specialist, old.id, asked.reason)),
  ).rejects.toMatchObject({ code: 'documents.replacement_waits' })
  await expect(beginCorrection(other, id, {}, { now })).rejects.toMatchObject({
    code: 'documents.second_person_needed',
  })
  const stranger = await aColleague(desk.agency.id, ['leader'])
  await expect(beginCorrection(stranger, id, {}, { now })).rejects.toMatchObject({
    code: 'documents.may_not_sign',
    details: { who: expect.stringContaining('Chủ tịch hoặc Phó Chủ tịch') },
  })
  await expect(
    by(desk.specialist, (work) => dropCorrection(work, desk.specialist, id, { reason: asked.reason })),
  ).rejects.toMatchObject({ code: 'dossiers.not_your_part' })

  await begin(desk.leader, id)
  const why = 'Đã đối chiếu sổ gốc: số giấy tờ ghi đúng.'
  await by(desk.leader, (work) => dropCorrection(work, desk.leader, id, { reason: why }))
  expect(await pending(id)).toEqual([])
  expect(await resultOf(id)).toMatchObject({ id: old.id, status: 'issued', replacedBy: null })
  expect(await entriesOf(id)).toMatchObject([{ documentId: old.id, stands: true }])
  const { actions, dossier } = await by(other, (work) => viewOfficerDossier(work, other, code))
  expect(dossier).toMatchObject({ status: 'returned', resultId: old.id })
  expect(actions.at(-1)).toMatchObject({ kind: 'drop_correction', data: { reason: why } })
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ fate: string; reason: string }>`
      select fate, reason from documents.register_entry
       where agency_id = ${desk.agency.id} and fate = 'voided'`.execute(tx),
  )
  expect(rows.every(({ reason }) => reason.includes(why))).toBe(true)
  // No document of another dossier comes into the vault, whatever an action names.
  const another = { ...dossier, id: randomUUID() }
  await expect(perform(system, (work) => holdResult(work, another, [old.id], true))).rejects.toThrow(
    'is of another dossier',
  )
  // And may be asked for once more, and taken back by who asked while a leader reads it.
  await ask(id)
  await begin(other, id)
  await by(desk.specialist, (work) => dropCorrection(work, desk.specialist, id, { reason: why }))
  expect(await pending(id)).toEqual([])
})

test('what stops after it was confirmed goes on by itself; what a correction makes unlawful is not signed', async () => {
  const { id } = await aMarriage('single')
  const old = await resultOf(id)
  const before = (await perform(system, (work) => lockDossier(work.tx, id)))?.answers as Record<
    string,
    object
  >
  // Whom the correction names is married to another.
  await ask(id, { ...asked, answers: { ...before, bride: { ...before.bride, ...partyOf(people.wife) } } })
  await expect(sign(desk.leader, id)).rejects.toMatchObject({ code: 'dossiers.unlawful' })
  expect(await entriesOf(id)).toMatchObject([{ documentId: old.id, stands: true }])
  await by(desk.leader, (work) => dropCorrection(work, desk.leader, id, { reason: asked.reason }))

  // A court has ended the marriage since, and one of the two has married again.
  const { groom, bride } = before as unknown as Record<'groom' | 'bride', Someone>
  const numbers = [groom.identityNumber, bride.identityNumber]
  await divorce(groom, undefined, '2026-12-01')
  const wife = { ...bride, identityNumber: anIdNumber('1990-01-01', 'female') }
  await wed(wife, { ...groom, idNumber: groom.identityNumber })
  await ask(id)
  pullToken()
  await expect(sign(desk.leader, id)).rejects.toThrow('documents.key_busy')
  const [next] = await pending(id)
  connectSigningKeys(undefined)
  expect((await resultOf(id)).id).toBe(old.id)
  await finishSignings({ now: new Date(now.getTime() + 120_000) })
  expect(await resultOf(id)).toMatchObject({ id: next?.id, number: next?.number, status: 'issued' })
  expect(await entriesOf(id)).toMatchObject([
    { documentId: old.id, stands: false },
    { documentId: next?.id, stands: true, keys: 0 },
  ])
  // The corrected certificate marries nobody again, and says how the marriage ended.
  const who = { numbers, keys: [], names: [], withKin: false, withEntries: true }
  const look = await perform(system, (work) => lookUp(work, who))
  expect(look.people.map(({ spouseId }) => spouseId)).toEqual([null, null])
  const over = { kind: 'divorce', number: judgment.judgment }
  expect(look.entries.find(({ dossierId }) => dossierId === id)).toMatchObject({ over })
  const of = { kind: 'marriage', idNumber: bride.identityNumber, fullName: '', bornOn: null } as const
  const copies = await perform(system, (work) => findExtracts(work, of))
  expect(copies.map(({ since }) => since)).toMatchObject([[over], [over]])
})

const owner = new pg.Client(process.env.MIGRATOR_URL)
const divorcesOf = ({ identityNumber }: Someone) =>
  perform(system, async ({ tx }) => {
    const { rows } = await sql<{ entered: string | null }>`
      select e.document_id as entered from registry.divorce v left join registry.entry e on e.id = v.entry_id
       where ${identityNumber} in (v.one_number, v.other_number)`.execute(tx)
    return rows
  })

test('what cannot be entered afterwards holds up nothing behind it; two workers enter each once, and nobody divorced is married again', async () => {
  const { id, ...world } = await aMarriageOf(await aWorld())
  const filing = lawful['1.000894']?.(await aWorld())
  const bad = (await inWork(desk, asCitizen(filing?.by ?? people.groom), filing?.answers ?? {})).id
  await owner.connect()
  await owner.query(
    `delete from registry.entry_key where entry_id in (select id from registry.entry where dossier_id = '${id}')`,
  )
  await owner.query(
    `delete from registry.entry_person where entry_id in (select id from registry.entry where dossier_id = '${id}')`,
  )
  await owner.query(`delete from registry.entry where dossier_id = '${id}'`)
  await divorce(world.groom, undefined, '2026-12-01')
  await owner.query(`update dossiers.dossier set result_id = gen_random_uuid() where id = '${bad}'`)
  await owner.query(
    `insert into dossiers.earlier_entry (dossier_id, finished_at) values ('${bad}', '2020-01-01'), ('${id}', '2020-01-02')`,
  )
  const became = async () => {
    const asked = 'select outcome from dossiers.earlier_entry order by finished_at'
    return (await owner.query<{ outcome: string }>(asked)).rows.map(({ outcome }) => outcome)
  }
  const told = async () => (await earlierCondition.check()).code
  expect(await told()).toBe('register.filling')
  await Promise.all([enterEarlier(), enterEarlier()])
  expect(await told()).toBe('register.failed')
  expect(await became()).toEqual(['failed', 'entered'])
  const { id: documentId } = await resultOf(id)
  expect(await entriesOf(id)).toMatchObject([{ stands: true, keys: 0, documentId }])
  expect(await divorcesOf(world.groom)).toHaveLength(1)
  expect(await spouseOf(world.groom.id)).toBe(null)

  // Once an hour has passed it is tried again.
  await owner.query(`update dossiers.dossier set result_id = null where id = '${bad}'`)
  expect(await enterEarlier()).toBe(0)
  await owner.query("update dossiers.earlier_entry set noted_at = now() - interval '61 minutes'")
  await enterEarlier()
  expect(await became()).toEqual(['nothing', 'entered'])
  expect(await told()).toBe('register.whole')
  await owner.end()
})
