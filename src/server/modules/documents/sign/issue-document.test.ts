import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { appoint, delegate, endAppointment } from '#server/modules/agencies/index.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { openDocumentFile } from '../check/open-file.ts'
import { discardDraft } from '../draft/discard-draft.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { aDraft, anOffice, draftOf, lookAndIssue, type Office } from '../fixtures.ts'
import { findDocumentOfDossier, getDocument } from '../get-document.ts'
import { confirmSigning } from './confirm-signing.ts'
import { prepareDocument } from './prepare-document.ts'
import { showDraft } from './read-draft.ts'
import { reserveNumber } from './reserve-number.ts'
import { demoAuthority } from './signers.ts'

let office: Office
beforeAll(async () => {
  office = await anOffice()
})
afterAll(stopTypesetting)

const refusal = (code: string) => expect.objectContaining({ code })
const issue = lookAndIssue

// The demo's certificates hold from the day before they were made; signatures count in whole seconds.
const justNow = new Date(Math.floor(Date.now() / 1000) * 1000)

test('a signed document is signed by the leader and sealed by the agency, each over all before', async () => {
  const { id } = await draftOf(office)
  const issued = await issue(office.deputy, id, justNow)
  expect(issued.symbol).toMatch(/^\d{2,}\/GXN-UBND$/)
  const pdf = await readFile(issued.sha256)
  expect(pdf.length).toBe(issued.size)
  const root = (await demoAuthority())?.certificate ?? Buffer.alloc(0)
  const { signatures } = readSignatures(pdf, { trustAnchors: [root] })
  expect(
    signatures.map(({ fieldName, integrity, trusted, later, signer, at }) => [
      [fieldName, integrity, trusted, later],
      [signer?.commonName, at?.toISOString()],
    ]),
  ).toEqual([
    [
      ['leader', 'intact', true, 'lawful'],
      ['Trần Thị Quỳnh Như', justNow.toISOString()],
    ],
    [
      ['agency', 'intact', true, 'nothing'],
      ['Ủy ban nhân dân phường Thử', justNow.toISOString()],
    ],
  ])
})

// Another reader's opinion, where there is one: Poppler is not part of what npm installs.
const hasPoppler = spawnSync('pdfsig', ['-v']).status === 0

test.skipIf(!hasPoppler)('Poppler finds two valid signatures, tags, PDF/A-2a and the words', async () => {
  const { id } = await draftOf(office)
  const issued = await issue(office.deputy, id, new Date('2026-11-23T09:00:00+07:00'))
  const folder = mkdtempSync(join(tmpdir(), 'nhip-document-'))
  writeFileSync(join(folder, 'signed.pdf'), await readFile(issued.sha256))
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

  const signatures = run('pdfsig', '-nocert', 'signed.pdf')
  expect(signatures.match(/Signature is Valid/g)).toHaveLength(2)
  expect(signatures).toContain('Signer Certificate Common Name: Trần Thị Quỳnh Như')
  expect(signatures).toContain('Signer Certificate Common Name: Ủy ban nhân dân phường Thử')
  expect(run('pdfinfo', 'signed.pdf')).toMatch(/Tagged:\s+yes/)
  const metadata = run('pdfinfo', '-meta', 'signed.pdf')
  expect(metadata).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>')
  const text = run('pdftotext', '-layout', 'signed.pdf', '-')
  const { symbol, checkCode } = issued
  for (const words of [symbol, checkCode, 'ngày 23 tháng 11 năm 2026', 'KT. CHỦ TỊCH', 'GIẤY XÁC NHẬN']) {
    expect(text).toContain(words)
  }
  expect(text).not.toContain('DỰ THẢO')
})

test('numbers of one register follow each other without gap or double, also when many sign at once', async () => {
  const busy = await anOffice()
  const drafts = []
  for (let i = 0; i < 20; i++) drafts.push(await draftOf(busy))
  // A third of the works fail after they took their number, and are begun again.
  await Promise.allSettled(
    drafts.map(({ id }, i) =>
      perform(busy.chair, async (work) => {
        await reserveNumber(work, busy.chair, id)
        if (i % 3 === 0) throw new Error('the power failed')
      }),
    ),
  )
  const issued = await Promise.all(drafts.map(({ id }) => issue(busy.chair, id)))
  const numbers = issued.map(({ number }) => number)
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

test('each register counts by itself, and all begin again at 01 on 1 January in Vietnam', async () => {
  const fresh = await anOffice()
  const numberOf = async (register: string, moment: string) => {
    const { id } = await draftOf(fresh, { register })
    return (await issue(fresh.chair, id, new Date(moment))).symbol
  }
  expect(await numberOf('so-a', '2026-12-31T09:00:00+07:00')).toBe('01/GXN-UBND')
  expect(await numberOf('so-b', '2026-12-31T09:00:00+07:00')).toBe('01/GXN-UBND')
  expect(await numberOf('so-a', '2026-12-31T23:59:59+07:00')).toBe('02/GXN-UBND')
  // Still 31 December in London.
  expect(await numberOf('so-a', '2027-01-01T00:00:00+07:00')).toBe('01/GXN-UBND')
})

test('a page set after midnight of New Year does not go out with a number taken before', async () => {
  const fresh = await anOffice()
  const { id } = await draftOf(fresh)
  const before = new Date('2026-12-31T23:59:59+07:00')
  const after = new Date('2027-01-01T00:00:01+07:00')
  await perform(fresh.chair, (work) => reserveNumber(work, fresh.chair, id), { now: before })
  await prepareDocument(fresh.chair, id, { now: after })
  const { sha256 } = await showDraft(fresh.chair, id, { now: after })
  const proven = { ...fresh.chair, confirmedAt: after }
  await expect(
    perform(fresh.chair, (work) => confirmSigning(work, proven, id, sha256), { now: after }),
  ).rejects.toEqual(refusal('documents.draft_changed'))

  const issued = await issue(fresh.chair, id, after)
  expect(issued.symbol).toBe('01/GXN-UBND')
})

test('of two who sign at once, one succeeds and the other finds it signed', async () => {
  const { id } = await draftOf(office)
  const results = await Promise.allSettled([issue(office.chair, id), issue(office.deputy, id)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(issue(office.chair, id)).rejects.toEqual(refusal('documents.wrong_status'))
})

test('only who holds a signing position on that day may sign', async () => {
  const { id } = await draftOf(office)
  const elsewhere = await anOffice()
  await expect(issue(office.clerk, id)).rejects.toEqual(refusal('documents.may_not_sign'))
  await expect(issue(anOfficer({ agencyId: office.agency.id }), id)).rejects.toEqual(
    refusal('documents.may_not_sign'),
  )
  await expect(issue(elsewhere.chair, id)).rejects.toEqual(refusal('documents.not_found'))

  const former = anOfficer({ agencyId: office.agency.id })
  const positionId = `${office.agency.id}/pho-chu-tich`
  await perform(system, async (work) => {
    await appoint(work, { positionId, accountId: former.id, validFrom: '2025-07-01' })
    await endAppointment(work, { positionId, accountId: former.id, lastDay: '2026-10-31' })
  })
  await expect(issue(former, id, new Date('2026-11-02T08:00:00+07:00'))).rejects.toEqual(
    refusal('documents.may_not_sign'),
  )
})

test('a power handed over in writing is good for its days, and printed as such', async () => {
  const own = await anOffice()
  await perform(system, (work) =>
    delegate(work, {
      fromPosition: `${own.agency.id}/chu-tich`,
      toAccount: own.clerk.id,
      authority: 'TUQ.',
      scope: 'Xác nhận tình trạng hôn nhân',
      types: ['confirmation'],
      decision: '12/QĐ-UBND',
      validFrom: '2026-11-01',
      validTo: '2026-11-30',
    }),
  )
  const late = await draftOf(own)
  await expect(issue(own.clerk, late.id, new Date('2026-12-01T08:00:00+07:00'))).rejects.toEqual(
    refusal('documents.may_not_sign'),
  )
  const { id } = await draftOf(own)
  await issue(own.clerk, id, new Date('2026-11-30T16:00:00+07:00'))
  const document = await perform(own.clerk, (work) => getDocument(work, id))
  expect(document.signerPosition).toBe('TUQ. Chủ tịch, Chuyên viên')
})

test('the owner reads it once it is issued; strangers and other agencies never', async () => {
  const { id, owner } = await draftOf(office)
  const read = (actor: Actor) => perform(actor, (work) => getDocument(work, id))
  await expect(read(owner)).rejects.toEqual(refusal('documents.not_found'))
  await issue(office.chair, id)

  expect((await read(owner)).status).toBe('issued')
  expect((await read(office.clerk)).status).toBe('issued')
  expect((await read(anOfficer({ roles: ['leader', 'commander'], scope: 'province' }))).status).toBe('issued')
  for (const stranger of [aCitizen(), anOfficer()]) {
    await expect(read(stranger)).rejects.toEqual(refusal('documents.not_found'))
    await expect(perform(stranger, (work) => openDocumentFile(work, id))).rejects.toEqual(
      refusal('documents.not_found'),
    )
  }
})

test('that staff opened the file is in the log; the owner’s own reading is not', async () => {
  const { id, owner } = await draftOf(office)
  await issue(office.chair, id)
  const open = async (actor: Actor) => {
    const { stream, headers } = await perform(actor, (work) => openDocumentFile(work, id))
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    expect(Buffer.concat(parts).length).toBe(Number(headers['content-length']))
    expect(headers['content-disposition']).toContain('GXN-UBND.pdf')
  }
  await open(owner)
  await open(office.clerk)
  const events = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'actorId', 'data'])
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute(),
  )
  expect(events.map(({ name }) => name)).toEqual([
    'documents.drafted',
    'documents.number_reserved',
    'documents.opened',
    'documents.signing_confirmed',
    'documents.issued',
    'documents.opened',
  ])
  expect(events.at(-1)?.actorId).toBe(office.clerk.id)
  expect(JSON.stringify(events)).not.toContain('Hạnh')
})

test('a new draft replaces the old one; a signed document stays as it is', async () => {
  const { id, dossierId } = await draftOf(office)
  const again = aDraft(office.agency.id, { dossierId, subject: 'Bản sửa' })
  const replaced = await perform(office.clerk, (work) => draftDocument(work, office.clerk, again))
  expect(replaced.id).toBe(id)
  const found = await perform(office.clerk, (work) => findDocumentOfDossier(work, dossierId))
  expect(found?.subject).toBe('Bản sửa')

  await issue(office.chair, id)
  await expect(perform(office.clerk, (work) => draftDocument(work, office.clerk, again))).rejects.toEqual(
    refusal('documents.wrong_status'),
  )
  await expect(perform(office.clerk, (work) => discardDraft(work, office.clerk, dossierId))).rejects.toEqual(
    refusal('documents.wrong_status'),
  )
})

test('nobody drafts in the name of another agency, and a discarded draft is gone', async () => {
  const foreign = aDraft(office.agency.id)
  const stranger = anOfficer()
  await expect(perform(stranger, (work) => draftDocument(work, stranger, foreign))).rejects.toEqual(
    refusal('documents.agency_not_yours'),
  )
  const { id, dossierId } = await draftOf(office)
  await perform(office.clerk, (work) => discardDraft(work, office.clerk, dossierId))
  await expect(perform(office.clerk, (work) => getDocument(work, id))).rejects.toEqual(
    refusal('documents.not_found'),
  )
})

test.skipIf(!hasPoppler)(
  'who may not sign sees a draft marked as one, without number, as the head would sign it',
  async () => {
    const { id } = await draftOf(office)
    const { pdf } = await showDraft(office.clerk, id)
    const folder = mkdtempSync(join(tmpdir(), 'nhip-draft-'))
    writeFileSync(join(folder, 'draft.pdf'), pdf)
    const text = execFileSync('pdftotext', ['-layout', 'draft.pdf', '-'], { cwd: folder, encoding: 'utf8' })
    for (const words of ['DỰ THẢO', 'Số: …/GXN-UBND', 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', '…………'])
      expect(text).toContain(words)
    expect(text).not.toContain(office.clerk.name)
  },
)

test('once signed there is no draft to look at, and strangers see none', async () => {
  const { id } = await draftOf(office)
  const look = (officer: Officer) => showDraft(officer, id)
  await expect(look(anOfficer())).rejects.toEqual(refusal('documents.not_found'))
  await issue(office.chair, id)
  await expect(look(office.clerk)).rejects.toEqual(refusal('documents.wrong_status'))
})

test('outside the demo nothing is signed with demo keys, and no number is lost', async () => {
  const own = await anOffice()
  const { id } = await draftOf(own)
  config.NHIP_DEMO = false
  try {
    await expect(issue(own.chair, id)).rejects.toEqual(refusal('documents.signing_key_missing'))
  } finally {
    config.NHIP_DEMO = true
  }
  expect((await issue(own.chair, id)).number).toBe(1)
})
