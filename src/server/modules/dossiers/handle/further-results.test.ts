/** A result in its legal form, and what is signed together with it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openCertificateAuthority } from '#server/crafts/crypto/certificate-authority.ts'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import type { FurtherResult } from '#server/modules/catalogue/index.ts'
import {
  connectSigningKeys,
  findDocumentOfDossier,
  getDocument,
  listFurtherDocuments,
  showDraft,
} from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { finishSignings } from '../correct/finish-signings.ts'
import { aDesk, aDossierInWork, type Desk, monday } from '../fixtures.ts'
import { deliverResult } from './deliver-result.ts'
import { proposeDecision } from './propose-decision.ts'
import { beginSigning, declineDecision, signDecision } from './sign-decision.ts'

const now = new Date()
let desk: Desk

const person = {
  name: '{{answers.subject.fullName|capitals}}',
  bornOn: '{{answers.subject.bornOn}}',
  sex: 'Nam',
  nationality: 'Việt Nam',
}
const named = { required: true, sensitive: false }
const copy: FurtherResult = {
  key: 'copies',
  kind: 'copy',
  title: 'Trích lục khai tử (bản sao)',
  documentType: { abbreviation: 'TLKT', name: 'Trích lục khai tử' },
  subject: 'Bản sao của {{answers.subject.fullName}}',
  form: {
    template: 'extract-death-copy',
    fields: {
      ...person,
      diedOn: '{{today}}',
      diedWords: '{{today|words}}',
      deathPlace: '{{agency.fullName}}',
      registeredAt: '{{agency.fullName}}',
      registeredNumber: '{{result.number}}',
      registeredOn: '{{result.on}}',
    },
    tables: {},
    established: false,
  },
  body: [],
  originals: 1,
  register: { key: 'so-cap-ban-sao', name: 'Sổ cấp bản sao' },
  vaultKind: 'trich-luc-khai-tu',
}

beforeAll(async () => {
  const { result } = (await aDesk()).service
  desk = await aDesk({
    result: {
      ...result,
      signer: { power: 'chair', authorised: false, established: true },
      decision: [{ ...named, key: 'papers', label: 'Giấy tờ tùy thân', type: 'text' }],
      body: [],
      form: {
        template: 'marital-status',
        fields: {
          ...person,
          requester: '{{applicant.name}}',
          ethnicity: 'Kinh',
          papers: '{{decision.papers}}',
          residence: '{{agency.fullName}}',
          status: '{{answers.marital.status}}',
          purpose: 'bổ sung hồ sơ',
        },
        tables: {},
        established: true,
      },
    },
    further: [copy],
  })
})
afterEach(() => connectSigningKeys(undefined))
afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

const propose = (id: string, decision: Record<string, unknown>) =>
  perform(
    desk.specialist,
    (work) => proposeDecision(work, desk.specialist, id, { outcome: 'approve', decision }),
    { now: monday },
  )
const proposed = async () => {
  const filed = await aDossierInWork(desk)
  await propose(filed.id, { papers: 'Căn cước số 046090001234' })
  return filed.id
}
const first = (id: string) => perform(system, (work) => findDocumentOfDossier(work, id))
const further = (id: string) => perform(system, (work) => listFurtherDocuments(work, id))
const read = (id: string) => showDraft(desk.leader, id, { now })
const confirm = (id: string, sha256: string) =>
  signDecision({ ...desk.leader, confirmedAt: now }, id, { sha256 }, {}, { now })

const folder = mkdtempSync(join(tmpdir(), 'nhip-further-'))
function wordsOf(pdf: Uint8Array): string {
  const path = join(folder, 'paper.pdf')
  writeFileSync(path, pdf)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    .normalize('NFC')
    .replace(/\s+/g, ' ')
}

test('a place of the form without a value stops the proposal, and is named', async () => {
  const { id } = await aDossierInWork(desk)
  await expect(propose(id, { papers: '' })).rejects.toMatchObject({ status: 422 })
  expect(await first(id)).toBeUndefined()
})

test('result and copy are shown, numbered, signed and issued in one act, and both enter the vault', async () => {
  const id = await proposed()
  const { documentId } = await beginSigning(desk.leader, id, {}, { now })
  const [copied] = await further(id)
  const { sha256, pdf } = await read(documentId)
  const said = wordsOf(pdf)
  expect(said).toContain('GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN')
  expect(said).toMatch(/Số: \d+\/UBND-XNTTHN/)
  expect(said).toContain('Giấy tờ tùy thân: Căn cước số 046090001234')
  expect(said).not.toContain('TM. ỦY BAN NHÂN DÂN')
  expect(said).not.toContain('…………')
  // The copy was not read yet: nothing is signed.
  await expect(confirm(id, sha256)).rejects.toMatchObject({ code: 'documents.pages_not_shown' })
  expect((await first(id))?.status).toBe('signing')

  const copyRead = await read(copied?.id ?? '')
  const number = (await first(id))?.symbol ?? ''
  expect(wordsOf(copyRead.pdf)).toContain(`Số: ${number}`)
  expect(copied?.symbol).toMatch(/^\d+\/\d{4}\/TLKT-BS$/)
  await confirm(id, sha256)
  const issued = await perform(system, (work) => getDocument(work, copied?.id ?? ''))
  expect([(await first(id))?.status, issued.status]).toEqual(['issued', 'issued'])
  const signed = join(folder, 'signed.pdf')
  writeFileSync(signed, await readFile(issued.sha256 ?? ''))
  const checked = spawnSync('pdfsig', ['-nocert', signed], { encoding: 'utf8' })
  if (!checked.error) expect(checked.stdout.match(/Signature is Valid/g)).toHaveLength(2)

  await perform(system, (work) => deliverResult(work, id), { now })
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ kind: string }>`select kind from registry.paper where dossier_id = ${id} order by kind`.execute(tx),
  )
  expect(rows.map(({ kind }) => kind)).toEqual([copy.vaultKind, desk.service.result.vaultKind].toSorted())
})

test('what stopped between the two goes on, with the numbers there were', async () => {
  const id = await proposed()
  const { documentId } = await beginSigning(desk.leader, id, {}, { now })
  const [copied] = await further(id)
  const { sha256 } = await read(documentId)
  await read(copied?.id ?? '')
  // The keys answer for the first paper and fail at the second.
  const keys = mkdtempSync(join(tmpdir(), 'nhip-keys-'))
  const authority = await openCertificateAuthority({ folder: keys, keyFile: join(keys, 'key') })
  let asked = 0
  connectSigningKeys({
    person: (...who) => {
      asked += 1
      return asked === 2 ? Promise.reject(new Error('the key is gone')) : authority.person(...who)
    },
    seal: (...which) => authority.seal(...which),
  })
  await expect(confirm(id, sha256)).rejects.toThrow('documents.key_busy')
  expect((await first(id))?.status).toBe('signing')
  connectSigningKeys(undefined)
  await finishSignings({ now: new Date(now.getTime() + 120_000) })
  const after = await perform(system, (work) => getDocument(work, copied?.id ?? ''))
  expect([(await first(id))?.status, after.status]).toEqual(['issued', 'issued'])
  expect(after.symbol).toBe(copied?.symbol)
})

test('a leader who does not sign leaves both numbers empty; another proposal gives up what it has not', async () => {
  const id = await proposed()
  await beginSigning(desk.leader, id, {}, { now })
  await perform(
    desk.leader,
    (work) => declineDecision(work, desk.leader, id, { reason: 'Chờ ý kiến cấp trên' }),
    { now },
  )
  const statuses = [(await first(id))?.status, ...(await further(id)).map(({ status }) => status)]
  expect(statuses).toEqual(['draft', 'draft'])
})
