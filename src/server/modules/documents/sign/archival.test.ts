/** What leaves is PDF/A-2a: what would not be is not signed, and what was signed and is not is told. */
import { afterAll, expect, test } from 'vitest'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { readFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { anOffice, draftOf, lookAndIssue } from '../fixtures.ts'
import { documentsCondition } from '../health/document-conditions.ts'
import { lookOverSigned } from './archival.ts'
import { sealAsAgency, signDocument } from './set-and-sign.ts'
import { requireSeal, requireSigners } from './signers.ts'

afterAll(stopTypesetting)

const at = new Date()
const flawed = () =>
  perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['subjectId', 'data'])
      .where('name', '=', 'documents.signed_flawed')
      .execute(),
  )

test('what is signed and sealed keeps to PDF/A-2a, and nothing is told of it', async () => {
  const office = await anOffice()
  const { id } = await draftOf(office)
  const { sha256 } = await lookAndIssue(office.deputy, id)
  expect(checkPdfa(await readFile(sha256))).toEqual([])
  expect(await flawed()).toEqual([])
})

test('what breaks PDF/A as it would be signed is refused before any key is asked', async () => {
  const { agency } = await anOffice()
  const asked: string[] = []
  const seal = await requireSeal(agency, undefined)
  const watched = {
    ...seal,
    signer: {
      ...seal.signer,
      sign: (bytes: Uint8Array) => {
        asked.push('seal')
        return seal.signer.sign(bytes)
      },
    },
  }
  const refused = expect.objectContaining({ code: 'documents.not_archival', status: 409 })
  await expect(sealAsAgency(aPdf(['(x)']), { agency, at }, watched)).rejects.toEqual(refused)

  // A page that is whole, and a drawing of the seal in colours no screen profile knows.
  const whole = await typeset('nd30', aDecision())
  expect(checkPdfa(whole)).toEqual([])
  const printed = { ...watched, appearance: { ...seal.appearance, content: '0 1 1 0 k 0 0 9 9 re f' } }
  await expect(sealAsAgency(whole, { agency, at }, printed)).rejects.toMatchObject({
    code: 'documents.not_archival',
    details: { clauses: '6.2.4.3' },
  })
  expect(asked).toEqual([])
  await sealAsAgency(whole, { agency, at }, watched)
  expect(asked).toEqual(['seal'])
})

test('what was signed and breaks PDF/A stands, and is a fact and a condition', async () => {
  const { agency, chair } = await anOffice()
  const id = newId()
  const leader = { accountId: chair.id, name: 'Nguyễn Văn Thuận', position: 'Chủ tịch' }
  const signed = await signDocument(
    await typeset('nd30', aDecision()),
    { agency, leader: leader.name, at },
    await requireSigners(leader, agency, undefined),
  )
  const broken = Buffer.from(
    Buffer.from(signed).toString('latin1').replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    'latin1',
  )
  expect((await documentsCondition.check()).code).not.toBe('documents.flawed')
  await lookOverSigned(broken, { id, agencyId: agency.id })
  expect(await flawed()).toMatchObject([
    { subjectId: id, data: { agencyId: agency.id, rules: ['signature.contents 6.4.3'] } },
  ])
  expect(await documentsCondition.check()).toMatchObject({
    state: 'warning',
    code: 'documents.flawed',
    details: { count: 1 },
  })
})
