import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openCertificateAuthority } from '#server/crafts/crypto/certificate-authority.ts'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aHeadOf, anAgency } from '#server/modules/agencies/fixtures.ts'
import { appoint, delegate } from '#server/modules/agencies/index.ts'
import {
  connectSigningKeys,
  draftDocument,
  findDocumentOfDossier,
  listBeingSigned,
  showDraft,
} from '#server/modules/documents/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { withdrawDossier } from '../apply/withdraw-dossier.ts'
import { finishSignings } from '../correct/finish-signings.ts'
import {
  aColleague,
  aDesk,
  anAcceptedDossier,
  aProposedDossier,
  beginAndRead,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  settleChecks,
} from '../fixtures.ts'
import { listSigningQueue } from '../read/signing-queue.ts'
import { viewOfficerDossier } from '../read/view-dossier.ts'
import { forwardDossier } from './forward-dossier.ts'
import { proposeDecision } from './propose-decision.ts'
import { sendBack } from './send-back.ts'
import { beginSigning, declineDecision, signDecision } from './sign-decision.ts'
import { takeBackProposal } from './take-back-proposal.ts'

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

const now = new Date()
const refusal = (code: string) => expect.objectContaining({ code })
const proposed = () => aProposedDossier(desk, new Date('2026-11-23T08:00:00+07:00'))
const documentOf = (id: string) => perform(system, (work) => findDocumentOfDossier(work, id))
const confirm = (leader: Officer, id: string, sha256: string, at = new Date(), key = {}) =>
  signDecision({ ...leader, confirmedAt: at }, id, { sha256 }, key, { now: at })

interface Entry {
  number: number
  fate: string
  reason: string | null
}

/** The whole register of the desk, in order. */
async function registerOf({ agency }: Desk): Promise<Entry[]> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<Entry>`select number, fate, reason from documents.register_entry
                where agency_id = ${agency.id} order by number`.execute(tx),
  )
  return rows
}

/** No number is given twice or missing, and each was issued or voided with a reason. */
async function expectWhole(): Promise<void> {
  const entries = await registerOf(desk)
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1))
  expect(entries.filter(({ fate, reason }) => !(fate === 'issued' || (fate === 'voided' && reason)))).toEqual(
    [],
  )
}

describe('a program that is killed', () => {
  const dieAt = async (point: string, { id }: Filed) => {
    const document = await documentOf(id)
    const said = JSON.stringify([point, desk.leader, id, document?.id])
    const child = spawn(process.execPath, ['tests/sign-program.ts', said], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = new Promise((done) => child.once('exit', done))
    await Promise.race([new Promise((done) => child.stdout.once('data', done)), gone])
    expect(child.exitCode, 'it came as far').toBe(null)
    child.kill('SIGKILL')
    await gone
  }

  test.each(['reserved', 'prepared', 'confirmed', 'signed'])(
    'once the work is %s goes on with the same number',
    async (point) => {
      const filed = await proposed()
      await dieAt(point, filed)
      const before = await documentOf(filed.id)
      expect([before?.status, before?.sha256]).toEqual(['signing', null])
      expect(
        (await perform(desk.leader, (work) => viewOfficerDossier(work, desk.leader, filed.code))).dossier,
      ).toMatchObject({ status: 'processing', step: 'leader' })
      await readAndSign(desk.leader, filed.id)
      expect(await documentOf(filed.id)).toMatchObject({ status: 'issued', number: before?.number })
      await expectWhole()
    },
    180_000,
  )

  test('while it takes a number has taken none', async () => {
    const filed = await proposed()
    await dieAt('reserving', filed)
    expect((await documentOf(filed.id))?.status).toBe('draft')
    await readAndSign(desk.leader, filed.id)
    await expectWhole()
  }, 180_000)
})

test('what was confirmed goes on by itself after a minute, in the name of who confirmed it', async () => {
  const filed = await proposed()
  const early = new Date(Date.now() - 120_000)
  const sha256 = await beginAndRead(desk.leader, filed.id, early)
  const fails = () => Promise.reject(new Error('the token was pulled out'))
  connectSigningKeys({ person: fails, seal: fails })
  const key = { requestKey: randomUUID(), requestMark: Buffer.from('asked') }
  await expect(confirm(desk.leader, filed.id, sha256, early, key)).rejects.toThrow('documents.key_busy')
  await expect(finishSignings()).rejects.toThrow('documents.key_busy')
  const before = await documentOf(filed.id)
  connectSigningKeys(undefined)
  await finishSignings()
  expect(await finishSignings()).toBe(0)
  const after = await documentOf(filed.id)
  expect(after).toMatchObject({ status: 'issued', number: before?.number, signedBy: desk.leader.id })
  expect(after?.signedAt?.getTime()).toBe(early.getTime())
  const { actions } = await perform(desk.leader, (work) => viewOfficerDossier(work, desk.leader, filed.code))
  expect(actions.findLast(({ kind }) => kind === 'sign')).toMatchObject({ actorId: desk.leader.id })
  // Who was cut off and asks again under the same key gets the answer they were to have.
  const again = await confirm(desk.leader, filed.id, sha256, new Date(), key)
  expect(again).toEqual({ documentId: after?.id })
})

const hasPoppler = spawnSync('pdfsig', ['-v']).status === 0

test('a key behind a network holds up nobody: no other document of the register, no page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-slow-'))
  const authority = await openCertificateAuthority({ folder, keyFile: join(folder, 'key') })
  let asked = 0
  connectSigningKeys({
    person: async (accountId, subject) => {
      const signer = await authority.person(accountId, subject)
      if (accountId !== desk.leader.id) return signer
      const sign: typeof signer.sign = async (bytes) => {
        asked += 1
        await new Promise((done) => setTimeout(done, 5_000))
        return signer.sign(bytes)
      }
      return { ...signer, sign }
    },
    seal: (id, subject) => authority.seal(id, subject),
  })
  const [slow, quick] = [await proposed(), await proposed()]
  const sha256 = await beginAndRead(desk.leader, slow.id)
  let isSlowDone = false
  const signing = confirm(desk.leader, slow.id, sha256).then(() => {
    isSlowDone = true
  })
  while (asked === 0) await new Promise((done) => setTimeout(done, 10))
  await readAndSign(deputy, quick.id)
  await perform(desk.leader, (work) => viewOfficerDossier(work, desk.leader, slow.code))
  expect(isSlowDone, 'the other was issued meanwhile').toBe(false)
  await signing
  const [first, second] = [await documentOf(slow.id), await documentOf(quick.id)]
  expect([first?.status, second?.status, (second?.number ?? 0) - (first?.number ?? 0)]).toEqual([
    'issued',
    'issued',
    1,
  ])
  if (hasPoppler) {
    const file = join(folder, 'signed.pdf')
    writeFileSync(file, await readFile(first?.sha256 ?? ''))
    const said = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  }
})

test('of two leaders one holds the number; the other is told who', async () => {
  const { id } = await proposed()
  const begun = await Promise.allSettled([beginSigning(desk.leader, id), beginSigning(deputy, id)])
  expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const document = await documentOf(id)
  const [holder, other] = document?.signedBy === deputy.id ? [deputy, desk.leader] : [desk.leader, deputy]
  await expect(beginSigning(other, id)).rejects.toMatchObject({
    code: 'documents.being_signed',
    details: { by: holder.name },
  })
  const { sha256 } = await showDraft(other, document?.id ?? '')
  await expect(confirm(other, id, sha256)).rejects.toEqual(refusal('documents.being_signed'))
  await readAndSign(holder, id)
  await expectWhole()
})

test('two tabs and a second press sign once, with one number', async () => {
  const { id, code } = await proposed()
  await Promise.all([1, 2, 3].map(() => beginSigning(desk.leader, id)))
  const sha256 = await beginAndRead(desk.leader, id)
  const pressed = await Promise.allSettled([1, 2, 3].map(() => confirm(desk.leader, id, sha256)))
  expect(pressed.some(({ status }) => status === 'fulfilled')).toBe(true)
  const { actions } = await perform(desk.leader, (work) => viewOfficerDossier(work, desk.leader, code))
  expect(actions.filter(({ kind }) => kind === 'sign')).toHaveLength(1)
  await expectWhole()
})

describe('a number that is not used stays empty, with the reason', () => {
  const lastEntry = async () => (await registerOf(desk)).at(-1)

  test('when the leader does not sign; the proposal waits as before', async () => {
    const { id } = await proposed()
    await beginSigning(desk.leader, id)
    const why = { reason: 'Còn chờ ý kiến Sở Tư pháp' }
    const decline = () => perform(desk.leader, (work) => declineDecision(work, desk.leader, id, why))
    await decline()
    await decline()
    const empty = await lastEntry()
    expect(empty).toMatchObject({ fate: 'voided', reason: 'không ký: Còn chờ ý kiến Sở Tư pháp' })
    expect(await documentOf(id)).toMatchObject({ status: 'draft', number: null, signedBy: null })
    await readAndSign(desk.leader, id)
    expect((await documentOf(id))?.number).toBe((empty?.number ?? 0) + 1)
    await expectWhole()
  })

  test('when it is sent back, taken back or withdrawn meanwhile', async () => {
    const { leader, specialist } = desk
    const taking: [string, (filed: Filed) => Promise<unknown>][] = [
      [
        'không ký: trả lại để sửa',
        ({ id }) => perform(leader, (work) => sendBack(work, leader, id, { reason: 'Sửa tên' })),
      ],
      [
        'không ký: rút trình ký',
        ({ id }) => perform(specialist, (work) => takeBackProposal(work, specialist, id)),
      ],
      [
        'không ký: người nộp rút hồ sơ',
        ({ id, citizen }) =>
          perform(citizen, (work) => withdrawDossier(work, citizen, id, { reason: 'Nộp nhầm' })),
      ],
    ]
    for (const [reason, take] of taking) {
      const filed = await proposed()
      await beginSigning(leader, filed.id)
      await take(filed)
      expect(await lastEntry()).toMatchObject({ fate: 'voided', reason })
      expect((await documentOf(filed.id))?.status).toBe('draft')
    }
    await expectWhole()
  })

  test('but not once it is confirmed: then it is going to be issued', async () => {
    const { leader, specialist } = desk
    const { id, citizen } = await proposed()
    const early = new Date(Date.now() - 120_000)
    const sha256 = await beginAndRead(leader, id, early)
    const fails = () => Promise.reject(new Error('the network is gone'))
    connectSigningKeys({ person: fails, seal: fails })
    await expect(confirm(leader, id, sha256, early)).rejects.toThrow('documents.key_busy')
    const busy = refusal('documents.being_signed')
    await expect(
      perform(leader, (work) => declineDecision(work, leader, id, { reason: 'Ký nhầm, chờ xem lại' })),
    ).rejects.toEqual(busy)
    await expect(
      perform(leader, (work) => sendBack(work, leader, id, { reason: 'Sửa tên' })),
    ).rejects.toEqual(busy)
    await expect(perform(specialist, (work) => takeBackProposal(work, specialist, id))).rejects.toEqual(busy)
    await expect(
      perform(citizen, (work) => withdrawDossier(work, citizen, id, { reason: '' })),
    ).rejects.toEqual(busy)
    connectSigningKeys(undefined)
    await finishSignings()
    await expectWhole()
  })
})

test('while it is signed that is what leader, clerk and citizen are told; strangers are not', async () => {
  const { id, citizen } = await proposed()
  await beginSigning(desk.leader, id)
  const document = await documentOf(id)
  for (const actor of [desk.leader, desk.oneStop, citizen]) {
    const told = await perform(actor, (work) => listBeingSigned(work, [id]))
    const isMine = actor === desk.leader
    const { symbol } = document ?? {}
    expect(told.get(id)).toEqual({ symbol, signerName: desk.leader.name, isMine, isConfirmed: false })
  }
  const elsewhere = await aDesk()
  expect((await perform(elsewhere.oneStop, (work) => listBeingSigned(work, [id]))).size).toBe(0)
  await readAndSign(desk.leader, id)
  expect((await perform(citizen, (work) => listBeingSigned(work, [id]))).size).toBe(0)
})

test('every text and file of a document is kept, and the log says who confirmed what, when and by which proof', async () => {
  const { leader, specialist } = desk
  const { id } = await proposed()
  await beginSigning(leader, id)
  await perform(leader, (work) => sendBack(work, leader, id, { reason: 'Sửa tên' }))
  await perform(specialist, (work) => proposeDecision(work, specialist, id, { outcome: 'approve' }))
  await readAndSign(leader, id, {}, now)
  const document = await documentOf(id)
  const kept = await perform(system, async ({ tx }) => ({
    texts: await tx
      .selectFrom('documents.version')
      .select('version')
      .where('documentId', '=', document?.id ?? '')
      .orderBy('version')
      .execute(),
    actions: await tx
      .selectFrom('documents.action')
      .selectAll()
      .where('documentId', '=', document?.id ?? '')
      .orderBy('seq')
      .execute(),
    events: await tx
      .selectFrom('platform.eventLog')
      .select(['actorId', 'data'])
      .where('subjectId', '=', document?.id ?? '')
      .where('name', '=', 'documents.signing_confirmed')
      .execute(),
  }))
  expect(kept.texts.map(({ version }) => version)).toEqual([1, 2])
  expect(kept.actions.map(({ kind }) => kind)).toEqual([
    'draft',
    'reserve',
    'prepare',
    'void',
    'draft',
    'reserve',
    'prepare',
    'confirm',
    'issue',
  ])
  for (const { sha256 } of kept.actions)
    if (sha256) expect((await readFile(sha256)).length).toBeGreaterThan(1000)
  expect(kept.events).toEqual([
    {
      actorId: leader.id,
      data: expect.objectContaining({
        proof: 'factor',
        provenAt: now.toISOString(),
        sha256: document?.signingSha256,
      }),
    },
  ])
})

test('a dossier may have several documents', async () => {
  const { specialist, leader } = desk
  const { id } = await proposed()
  await readAndSign(leader, id)
  const first = await documentOf(id)
  const letter = {
    dossierId: id,
    agencyId: desk.agency.id,
    kind: 'letter',
    documentType: { abbreviation: '', name: 'Công văn' },
    title: 'Công văn',
    subject: 'Về việc gửi kết quả',
    register: 'so-cong-van',
    ownerId: null,
    blocks: [{ kind: 'paragraph' as const, text: 'Gửi kèm kết quả.' }],
    beside: true,
  }
  const second = await perform(specialist, (work) => draftDocument(work, specialist, letter))
  const alone = await perform(specialist, (work) =>
    draftDocument(work, specialist, { ...letter, dossierId: null }),
  )
  expect(new Set([first?.id, second.id, alone.id]).size).toBe(3)
  expect(first?.status).toBe('issued')
})

test('the row of every document is the fold of its actions', async () => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ id: string; status: string; lastSeq: number; last: number; kind: string }>`
      select d.id, d.status, d.last_seq, a.seq as last, a.kind
        from documents.document d
        join lateral (select seq, kind from documents.action a where a.document_id = d.id order by seq desc limit 1) a on true`.execute(
      tx,
    ),
  )
  const after: Record<string, string> = {
    draft: 'draft',
    void: 'draft',
    reserve: 'signing',
    prepare: 'signing',
    confirm: 'signing',
    issue: 'issued',
  }
  expect(rows.length).toBeGreaterThan(5)
  for (const { status, lastSeq, last, kind } of rows) expect([lastSeq, status]).toEqual([last, after[kind]])
})

describe('whose signature the law wants', () => {
  const queueOf = (leader: Officer) => perform(leader, (work) => listSigningQueue(work, leader))
  const codesOf = (rows: readonly { code: string }[]) => rows.map(({ code }) => code)

  test('one authorised in writing sees what only chair or deputy sign among what others sign, and is refused', async () => {
    const own = await aDesk(({ result }) => ({
      result: { ...result, signer: { power: 'chair', authorised: false, established: true } },
    }))
    const authorised = await aColleague(own.agency.id, ['leader'], 'Lê Văn Ủy Quyền')
    await perform(system, async (work) => {
      await appoint(work, {
        positionId: `${own.agency.id}/chuyen-vien`,
        accountId: authorised.id,
        validFrom: '2025-07-01',
      })
      await delegate(work, {
        fromPosition: `${own.agency.id}/chu-tich`,
        toAccount: authorised.id,
        authority: 'TUQ.',
        scope: 'Xác nhận tình trạng hôn nhân',
        types: ['confirmation'],
        decision: '12/QĐ-UBND',
        validFrom: '2026-01-01',
        validTo: '2027-12-31',
      })
    })
    const { id, code } = await aProposedDossier(own)
    const who = `Chủ tịch hoặc Phó Chủ tịch, ${own.agency.name}`
    const [theirs, chairs] = [await queueOf(authorised), await queueOf(own.leader)]
    expect([codesOf(theirs.mine), codesOf(theirs.others), theirs.others[0]?.signer]).toEqual([
      [],
      [code],
      who,
    ])
    expect([codesOf(chairs.mine), codesOf(chairs.others)]).toEqual([[code], []])
    await expect(beginSigning(authorised, id)).rejects.toMatchObject({
      code: 'documents.may_not_sign',
      details: { who },
    })
    // What the chair has begun nobody else confirms, by whatever door.
    const sha256 = await beginAndRead(own.leader, id)
    await expect(confirm(authorised, id, sha256)).rejects.toMatchObject({
      code: 'documents.may_not_sign',
      details: { who },
    })
  })

  test('what the law has the economic division sign is proposed there, and signed by its head alone', async () => {
    const own = await aDesk(({ result }) => ({
      result: {
        ...result,
        signer: { power: 'head', division: 'phong-kinh-te', authorised: false, established: true },
      },
    }))
    const division = await anAgency({
      id: `phong-kinh-te-${own.agency.id}`,
      parentId: own.agency.id,
      name: 'Phòng Kinh tế phường Thử Nghiệm',
      symbol: 'KT',
    })
    const positionId = await aHeadOf(division, 'Trưởng phòng')
    const head = await aColleague(division.id, ['leader'], 'Võ Văn Trưởng')
    const specialist = await aColleague(division.id, ['specialist'])
    await perform(system, (work) =>
      appoint(work, { positionId, accountId: head.id, validFrom: '2025-07-01' }),
    )
    const { id, code } = await anAcceptedDossier(own)
    const forward = (by: Officer, to: { toAgencyId?: string }) =>
      perform(by, (work) => forwardDossier(work, by, id, to), { now: monday })
    await forward(own.oneStop, { toAgencyId: own.agency.id })
    const propose = (by: Officer) =>
      perform(by, (work) => proposeDecision(work, by, id, { outcome: 'approve' }), { now: monday })
    await settleChecks(own.specialist, id)
    await expect(propose(own.specialist)).rejects.toMatchObject({
      code: 'dossiers.unit_elsewhere',
      details: { agency: division.name },
    })
    await forward(own.specialist, {})
    await propose(specialist)
    expect(codesOf((await queueOf(own.leader)).mine)).toEqual([])
    await expect(beginSigning(own.leader, id)).rejects.toBeInstanceOf(Refusal)
    expect(codesOf((await queueOf(head)).mine)).toEqual([code])
    await readAndSign(head, id)
    expect(await documentOf(id)).toMatchObject({ status: 'issued', agencyId: division.id, signedBy: head.id })
  })
})
