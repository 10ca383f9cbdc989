/** Each rule has a right and a wrong sample in every source it is judged in: the words of a draft, a DOCX, a PDF. */
import { afterAll, expect, test } from 'vitest'
import type { Body } from '#shared/document/body.ts'
import { checkLayout, type Judgement } from './check-layout.ts'
import { brokenPlans, lawfulPlans } from './faults/fixtures.ts'
import { docxOf } from './fixtures.ts'
import { checkFileLayout, stopReadingLayout } from './layout-rules.ts'
import type { Format } from './model.ts'
import { modelOfPages } from './pdf/read-pdf.ts'
import { pdfOf } from './printed/fixtures.ts'
import { type DraftWords, readDraftText } from './read-draft-text.ts'
import { isShownBy, rules } from './rules.ts'

afterAll(stopReadingLayout)

const idsOf = ({ findings }: Judgement) => findings.map(({ rule }) => rule.id)
const idsShown = (format: Format) => rules.filter((rule) => isShownBy(rule, format)).map(({ id }) => id)

type Block = [type: 'basis' | 'section' | 'article' | 'clause' | 'point', text: string]

const bodyOf = (blocks: Block[]): Body => ({
  type: 'doc',
  content: blocks.map(([type, text], index) => ({
    type,
    attrs: { id: `khoi${index}` },
    content: [{ type: 'text', text }],
  })),
})

const aDraft = (blocks: Block[] = [], change: Partial<DraftWords> = {}): DraftWords => ({
  kind: 'decision',
  subject: 'Về việc ban hành Kế hoạch chuyển đổi số năm 2026',
  addressees: [],
  body: bodyOf([
    ['basis', 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'],
    ['article', 'Ban hành Kế hoạch chuyển đổi số năm 2026.'],
    ...blocks,
  ]),
  recipients: ['Như Điều 2', 'Lưu: VT, VHXH'],
  ...change,
})

const judgeDraft = (draft: DraftWords) => checkLayout(readDraftText(draft))

const brokenDrafts: [rule: string, draft: DraftWords][] = [
  ['text.unicode', aDraft([['article', 'Hiệu lực kể từ ngày ký.'.normalize('NFD')]])],
  ['subject.sentence', aDraft([], { subject: 'VỀ VIỆC BAN HÀNH KẾ HOẠCH NĂM 2026' })],
  ['basis.cited', aDraft([['basis', 'Căn cứ Nghị định 30/2020/NĐ-CP về công tác văn thư']])],
  ['recipientsTitle.present', aDraft([], { recipients: [] })],
  ['keep.present', aDraft([], { recipients: ['Như Điều 2'] })],
  ['keep.form', aDraft([], { recipients: ['Như Điều 2', 'Lưu VT'] })],
  ['capitals.state', aDraft([['article', 'Bảo đảm lợi ích của nhân dân.']])],
  ['capitals.city', aDraft([['article', 'Học tập kinh nghiệm của thành phố Hồ Chí Minh.']])],
  ['capitals.types', aDraft([['article', 'Thực hiện quyết định số 12/QĐ-UBND.']])],
  ['capitals.sentence', aDraft([['article', 'Phòng Văn hóa chủ trì. phòng Kinh tế phối hợp.']])],
]

const broken: Record<Format, string[]> = {
  draft: brokenDrafts.map(([rule]) => rule),
  docx: brokenPlans('docx').map(([rule]) => rule),
  // Letters of an older font no typesetter of ours sets: they are put on a page below.
  pdf: [...brokenPlans('pdf').map(([rule]) => rule), 'text.unicode'],
}

test.each(['draft', 'docx', 'pdf'] as const)(
  'each rule judged in a %s has a sample there that breaks it',
  (format) => {
    expect(idsShown(format).filter((rule) => !broken[format].includes(rule))).toEqual([])
    expect(rules.length).toBeGreaterThanOrEqual(30)
  },
)

test.each(brokenDrafts)('%s is found in the words of a draft', (rule, draft) => {
  expect(idsOf(judgeDraft(draft))).toContain(rule)
})

test('the words of a lawful draft are found lawful, and every rule about them is judged', () => {
  const judgement = judgeDraft(aDraft())
  expect(idsOf(judgement)).toEqual([])
  expect(judgement.judged).toEqual(idsShown('draft'))
})

test('what the program writes around the words of a draft accuses nobody: numbers begun anew, a count behind V/v', () => {
  const plan = aDraft(
    [
      ['section', 'Mục tiêu'],
      ['clause', 'Hoàn thành số hóa hồ sơ lưu trữ.'],
      ['section', 'Tổ chức thực hiện'],
      ['clause', 'Văn phòng chủ trì.'],
      ['point', 'Theo dõi, đôn đốc;'],
    ],
    { kind: 'plan' },
  )
  expect(idsOf(judgeDraft(plan))).toEqual([])
  const letter = aDraft([], {
    kind: 'official_letter',
    subject: '02 dự án đầu tư',
    addressees: ['Sở Nội vụ'],
  })
  expect(idsOf(judgeDraft(letter))).toEqual([])
})

test.each(brokenPlans('pdf'))('%s is found in a PDF', async (rule, plan) => {
  expect(idsOf(await checkFileLayout(pdfOf(plan)))).toContain(rule)
})

test('letters of an older font are found in a PDF', () => {
  const run = { text: 'Céng hßa x· héi', size: 14, font: 'ABCDEF+.VnTime' }
  const piece = { page: 1, left: 30, right: 190, baseline: 60, size: 14, runs: [run] }
  const page = { width: 210, height: 297, pieces: [piece], strokes: [], hasPictures: false }
  expect(idsOf(checkLayout(modelOfPages([page], 1)))).toContain('text.unicode')
})

test.each([
  ['docx', docxOf],
  ['pdf', pdfOf],
] as const)(
  'lawful documents are found lawful as %s, and every rule is judged by one of them',
  async (format, write) => {
    const judged = new Set<string>()
    for (const plan of lawfulPlans()) {
      const judgement = await checkFileLayout(await write(plan))
      expect(idsOf(judgement)).toEqual([])
      for (const rule of judgement.judged) judged.add(rule)
    }
    // A PDF shows its lower margin only where words stand in it.
    if (format === 'pdf') judged.add('page.bottom')
    expect(idsShown(format).filter((rule) => !judged.has(rule))).toEqual([])
  },
)
