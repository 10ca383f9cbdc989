import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { withIds } from '#shared/document/ids.ts'
import { aBureau, aLetterOf } from '../agency/fixtures.ts'
import { drawDraft } from './draw-draft.ts'
import type { DraftText } from './model.ts'

afterAll(stopTypesetting)

/** A letter whose second paragraph says this. */
const text = (words: string, recipients = ['Như trên', 'Lưu: VT']): DraftText => ({
  kind: 'official_letter',
  subject: 'phối hợp rà soát hồ sơ',
  body: withIds({
    type: 'doc',
    content: ['Thực hiện nhiệm vụ được giao, đề nghị các đơn vị phối hợp.', words].map((one) => ({
      type: 'paragraph',
      attrs: { align: 'justify' },
      content: [{ type: 'text', text: one }],
    })),
  }),
  addressees: [{ name: 'Sở Nội vụ' }],
  recipients,
  recipientAgencies: [],
})

test('with the pages of an unsaved text comes what of its words the law has otherwise, each in its block, until it is mended', async () => {
  const bureau = await aBureau()
  const id = await aLetterOf(bureau)
  const wrong = text('Căn cứ quyết định số 12/QĐ-UBND của Ủy ban nhân dân thành phố.', ['Như trên'])
  const { pages, places, findings } = await drawDraft(bureau.specialist, id, { text: wrong, known: [] })
  expect(pages).toHaveLength(1)
  const block = wrong.body.content[1]?.attrs.id
  const capitals = findings.find(({ rule }) => rule.id === 'capitals.types')
  expect(capitals).toMatchObject({ place: { block }, found: { kind: 'words' } })
  expect(places.map((place) => place.id)).toContain(block)
  expect(findings.map(({ rule }) => rule.id)).toContain('keep.present')

  const right = text('Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân thành phố.')
  expect((await drawDraft(bureau.specialist, id, { text: right, known: [] })).findings).toEqual([])
})
