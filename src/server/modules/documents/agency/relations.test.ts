import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { besideEachOther } from '#tests/beside-each-other.ts'
import { findDocument } from '../queries.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { beginSuccessor } from './begin-successor.ts'
import { aBureau, aLetterOf, approved, proven, signAll } from './fixtures.ts'
import { viewDraft } from './view-draft.ts'

const inWords = (day: string) => {
  const [year, month, date] = day.split('-')
  return `${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}
const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))

test('wrong content is replaced by a document of equal form, which the old one then names', async () => {
  const bureau = await aBureau()
  const { specialist, deputy } = bureau
  const id = await aLetterOf(bureau, { authorised: true })
  await approved(bureau, id)
  await signAll(deputy, [id])
  const asked = { kind: 'replaces' as const, reason: 'Sai thời hạn thực hiện' }
  const next = await perform(specialist, (work) => beginSuccessor(work, specialist, id, asked))
  const [old, draft] = [await documentOf(id), await documentOf(next.id)]
  expect(draft?.subject).toBe(old?.subject)
  expect(draft?.content.authorised).toBe(true)
  const on = `ngày ${inWords(localDay(old?.issuedAt ?? new Date()))}`
  const cited = `Công văn số ${old?.symbol} ${on} của ${bureau.agency.name}`
  expect(bodyText(draft?.content.body as Body)).toBe(
    `Công văn này thay thế ${cited}.\n${bodyText(old?.content.body as Body)}`,
  )
  await approved(bureau, next.id)
  expect(await documentOf(id)).toMatchObject({ status: 'issued' })
  expect(await signAll(deputy, [next.id])).toMatchObject([{ refusal: null }])
  expect(await documentOf(id)).toMatchObject({ status: 'revoked', replacedBy: next.id })
  const letter = { kind: 'corrects' as const, reason: 'Sai thể thức trình bày' }
  const correction = await perform(specialist, (work) => beginSuccessor(work, specialist, next.id, letter))
  const corrects = await documentOf(correction.id)
  expect(corrects).toMatchObject({
    subject: expect.stringMatching(/^đính chính Công văn số /),
    content: { recipients: ['Như trên', 'Lưu: VT'] },
  })
  expect(bodyText(corrects?.content.body as Body)).toMatch(
    / có sai sót: Sai thể thức trình bày\. Nay đính chính/,
  )
  await approved(bureau, correction.id)
  await signAll(deputy, [correction.id])
  expect(await documentOf(next.id)).toMatchObject({ status: 'issued' })
  const view = await perform(specialist, (work) => viewDraft(work, specialist, next.id))
  expect(view.relations.map(({ kind, settledAt }) => [kind, settledAt !== null])).toEqual([
    ['replaces', true],
    ['corrects', true],
  ])
})

test('another in the place of a document is not begun while that is taken back', async () => {
  const bureau = await aBureau()
  const { specialist, chair, deputy } = bureau
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await signAll(deputy, [id])
  const begin = (kind: 'replaces' | 'corrects') => () =>
    perform(specialist, (work) => beginSuccessor(work, specialist, id, { kind, reason: 'Sai số liệu' }))
  const asked = await besideEachOther(
    specialist,
    (work) => askToRevoke(work, specialist, id, 'Sai thẩm quyền'),
    begin('corrects'),
  )
  expect(asked).toMatchObject({ reason: { code: 'documents.revocation_waits' } })
  const leader = proven(chair)
  const revoked = await besideEachOther(leader, (work) => revokeDocument(work, leader, id), begin('replaces'))
  expect(revoked).toMatchObject({ reason: { code: 'documents.wrong_status' } })
  const begun = await perform(system, ({ tx }) =>
    tx.selectFrom('documents.document').select('id').where('replaces', '=', id).execute(),
  )
  expect(begun).toEqual([])
})
