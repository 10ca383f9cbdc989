import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopReadingLayout } from '#server/crafts/layout-rules/layout-rules.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { anOfficer } from '#tests/people.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { checkDraftLayout } from './check-draft-layout.ts'

afterAll(async () => {
  await stopReadingLayout()
  await stopTypesetting()
})

const blocks = (...texts: ['basis' | 'article' | 'clause' | 'point', string][]): Body => ({
  type: 'doc',
  content: texts.map(([type, text], index) => ({
    type,
    attrs: { id: `khoi${index}` },
    content: [{ type: 'text', text }],
  })),
})

async function aDraft(body: Body, recipients = ['Như Điều 2', 'Lưu: VT']) {
  const agency = await anAgency({ name: 'Ủy ban nhân dân xã Thử' })
  const officer = anOfficer({ agencyId: agency.id, name: 'Lê Thị An', roles: ['specialist'] })
  const { id } = await perform(officer, (work) =>
    draftDocument(work, officer, {
      source: 'agency',
      dossierId: null,
      agencyId: agency.id,
      kind: 'decision',
      documentType: { abbreviation: 'QĐ', name: 'Quyết định' },
      title: 'Quyết định',
      subject: 'Về việc ban hành Kế hoạch chuyển đổi số năm 2026',
      blocks: [],
      recipients,
      ownerId: null,
      register: 'van-ban-di',
      body,
    }),
  )
  return { id, officer }
}

const check = checkDraftLayout
const lawful: Parameters<typeof blocks> = [
  ['basis', 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'],
  ['article', 'Ban hành Kế hoạch chuyển đổi số năm 2026.'],
  ['article', 'Văn phòng và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.'],
]

test('what our editor writes is lawful on its page, and both its words and its page are judged', async () => {
  const { id, officer } = await aDraft(blocks(...lawful))
  const { findings, judged, pages } = await check(officer, id)
  expect(findings.map(({ rule }) => rule.id)).toEqual([])
  expect(judged).toEqual(
    expect.arrayContaining(['country.text', 'motto.line', 'basis.ending', 'keep.present']),
  )
  expect(pages).toBe(1)
})

test('what a writer may still do wrong is found in its block and on the page', async () => {
  const [basis, first, last] = lawful as [['basis', string], ['article', string], ['article', string]]
  const wrong = blocks(
    basis,
    [first[0], 'Thực hiện quyết định số 12/QĐ-UBND của Ủy ban nhân dân thành phố.'],
    last,
  )
  const { id, officer } = await aDraft(wrong, ['Như Điều 2'])
  const { findings } = await check(officer, id)
  expect(findings.find(({ rule }) => rule.id === 'capitals.types')?.place).toMatchObject({
    block: 'khoi1',
    page: 1,
    box: { x: expect.any(Number) },
  })
  expect(findings.map(({ rule }) => rule.id)).toContain('keep.present')
})

test('a draft of another agency is as if it were not there', async () => {
  const { id } = await aDraft(blocks(...lawful))
  const stranger = anOfficer({ agencyId: (await anAgency({})).id, name: 'Lạ', roles: ['specialist'] })
  await expect(check(stranger, id)).rejects.toMatchObject({ code: 'documents.not_found' })
  await expect(check(stranger, randomUUID())).rejects.toMatchObject({ code: 'documents.not_found' })
})
