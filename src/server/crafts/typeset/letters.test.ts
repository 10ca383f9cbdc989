/** What Poppler takes out of our papers is what was put in, letter for letter: with its spaces, its case and its accents composed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, describe, expect, test } from 'vitest'
import {
  aConfirmation,
  aDecision,
  aFeeReceipt,
  anApologySlip,
  aReceipt,
  aRefusalSlip,
  aSupplementSlip,
} from './fixtures.ts'
import { aForm } from './form-fixtures.ts'
import { formNames } from './forms/index.ts'
import { type Template, type TemplateData, templates } from './model.ts'
import { stopTypesetting, typeset } from './typeset.ts'

afterAll(stopTypesetting)

const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
/** One word for each vowel with its six tones. */
const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'].map((letter) =>
  tones.map((tone) => (letter + tone).normalize('NFC')).join(''),
)
/** Every letter, and those that like to be joined into one sign. */
const small = [
  vowels.slice(0, 4),
  vowels.slice(4, 8),
  [...vowels.slice(8), 'đa'],
  ['phi', 'ffi', 'fla', 'tơ'],
].map((words) => words.join(' '))
const large = (text: string) => text.toLocaleUpperCase('vi')
const parts = [...small, ...small.map(large)]

/** The words of a paper as Poppler takes them out, nothing put in order by us. */
function takenOut(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(
    '\f',
    '\n',
  )
}

/** Just this text: a line may end where a space is, and within a word behind a sign that allows it. */
function exactly(text: string): RegExp {
  const letters = text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(letters.replace(/\s+/g, '[ \\n]').replace(/[-/–—@.,]/g, '$&\\n?'), 'g')
}
const joined = (text: string) => text.replace(/\s+/g, '')
const timesIn = (said: string, text: string) => said.match(exactly(text))?.length ?? 0
const inAnyCase = (said: string, text: string) =>
  joined(said).toLocaleLowerCase('vi').split(joined(text)).length - 1

type Place = readonly string[]

function textsIn(value: unknown, place: Place = []): { place: Place; text: string }[] {
  if (typeof value === 'string') return [{ place, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...place, key]))
}

function withText<T>(data: T, place: Place, text: string): T {
  const changed = structuredClone(data)
  let holder = changed as Record<string, unknown>
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string, unknown>
  holder[place.at(-1) ?? ''] = text
  return changed
}

type Paper = [what: string, template: Template, data: TemplateData<Template>]
const letterhead = { ...aDecision().letterhead, number: '12' }
const { verification } = aReceipt()
const row = (count: number) => Array.from({ length: count }, (_, column) => `Cột phải ${column + 1}`)
const papers: Paper[] = [
  ['a decision', 'nd30', aDecision()],
  ['a confirmation', 'nd30', aConfirmation()],
  ['a receipt', 'receipt', aReceipt()],
  ['a slip that asks for more', 'slip', aSupplementSlip()],
  ['a slip that refuses', 'slip', aRefusalSlip()],
  ['a slip that excuses', 'slip', anApologySlip()],
  ['a receipt of a fee', 'fee-receipt', aFeeReceipt()],
  [
    'a slip to pay by',
    'payment-slip',
    {
      letterhead,
      purpose: 'Hồ sơ số 7',
      items: [{ name: 'Lệ phí đăng ký', explanation: 'Theo biểu phí', amount: '8.000' }],
      total: '8.000',
      words: 'Tám nghìn đồng',
      account: { holder: 'Kho bạc Nhà nước', bank: 'Ngân hàng Thử', number: '123' },
      memo: 'NHIP 12',
      code: null,
      until: 'hết ngày mai',
    },
  ],
  [
    'the way of a dossier',
    'control',
    {
      letterhead,
      dossierCode: 'H57.16-0007',
      procedure: 'Đăng ký khai sinh',
      applicant: 'Nguyễn Thị Thùy Dương',
      lead: 'Phòng Tư pháp',
      receivedAt: '2026-11-23T08:15',
      dueAt: null,
      rows: [
        {
          giver: 'Một cửa',
          taker: 'Tư pháp',
          at: '2026-11-23T08:15',
          standing: 'Đúng hạn',
          note: 'Đủ giấy tờ',
        },
      ],
      verification,
    },
  ],
  [
    'a register of dossiers',
    'register',
    {
      letterhead,
      unit: 'Trung tâm Phục vụ',
      from: '2026-01-01',
      to: '2026-12-31',
      takenBy: 'Lê Thị Văn Thư',
      columns: row(10),
      rows: [row(10)],
    },
  ],
  [
    'a register of documents',
    'document-register',
    {
      letterhead,
      which: 'out',
      title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
      whose: 'Ủy ban nhân dân xã Phú Lộc',
      count: '1 văn bản',
      opened: 'Từ số 1',
      closed: 'Hết sổ',
      takenBy: 'Lê Thị Văn Thư',
      columns: row(7),
      rows: [row(7)],
    },
  ],
  [
    'what lies in a work file',
    'work-file-contents',
    {
      letterhead,
      code: '01.2026',
      title: 'Hồ sơ thử',
      retention: '10 năm',
      opened: '01/01/2026',
      closed: '',
      columns: row(6),
      rows: [row(6)],
      takenBy: 'Lê Thị Văn Thư',
    },
  ],
  ...formNames.map((name): Paper => [name, 'form', aForm(name)]),
]

/** What names a template, and is no text. */
const unfit = /^(?:form|code|verification\..*)$/

/** The paper with these words, taken apart, in every place that takes them. */
function filledWith(template: Template, data: TemplateData<Template>, turn: number): TemplateData<Template> {
  let filled = data
  let index = turn
  for (const { place } of textsIn(data)) {
    if (unfit.test(place.join('.'))) continue
    const next = withText(filled, place, (parts[index % parts.length] ?? '').normalize('NFD'))
    if (!templates[template].safeParse(next).success) continue
    filled = next
    index += 1
  }
  return filled
}

/** What a form sets in capitals by its law, whatever case it was written in. */
const inCapitals = /(?:[nN]ame|relation|outcome)$/

describe.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)('pdftotext gives back', () => {
  test('an alphabet that is whole', () => {
    const letters = new Set(parts.join('').match(/[^ -~]/g))
    expect(letters.size).toBe(134)
  })

  test.each(papers)('%s as it was written, with spaces and case', async (_, template, data) => {
    const said = takenOut(await typeset(template, data))
    const wrong = textsIn(data).flatMap(({ place, text }) => {
      const isThere = [text, large(text)].some((one) => joined(said).includes(joined(one)))
      const isLarge = inCapitals.test(place.at(-1) ?? '') && timesIn(said, large(text)) > 0
      return isThere && timesIn(said, text) === 0 && !isLarge ? [`${place.join('.')}: ${text}`] : []
    })
    expect(wrong).toEqual([])
  })

  test.each(papers)('every letter of %s, of a text whose accents came apart', async (_, template, data) => {
    const lacking = new Set(parts)
    // Each time other words stand in each place: some papers have few.
    for (let turn = 0; lacking.size > 0 && turn < parts.length; turn++) {
      const said = takenOut(await typeset(template, filledWith(template, data, turn)))
      expect(said).toBe(said.normalize('NFC'))
      for (const part of small) {
        const [asSmall, asLarge] = [timesIn(said, part), timesIn(said, large(part))]
        expect([part, asSmall + asLarge]).toEqual([part, inAnyCase(said, part)])
        if (asSmall > 0) lacking.delete(part)
        if (asLarge > 0) lacking.delete(large(part))
      }
    }
    expect([...lacking]).toEqual([])
  })
})
