/** What NĐ 30/2020/NĐ-CP asks of the layout, as data: Phụ lục I (thể thức, kỹ thuật trình bày), II (viết hoa), III (viết tắt). */
import type { TextForm } from './forms.ts'
import type { Align, Format, Role } from './model.ts'

export type Expectation =
  | { kind: 'paper'; width: number; height: number }
  | { kind: 'margin'; side: 'top' | 'right' | 'bottom' | 'left'; from: number; to: number }
  | { kind: 'font' }
  | { kind: 'unicode' }
  | { kind: 'colour' }
  | { kind: 'present'; or?: Role }
  | { kind: 'size'; from: number; to: number }
  | { kind: 'bold' | 'italic'; is: boolean }
  | { kind: 'caps'; is: boolean }
  | { kind: 'align'; is: readonly Align[] }
  | { kind: 'column'; is: 'left' | 'right' }
  | { kind: 'indent'; is: readonly number[] }
  | { kind: 'gap'; from: number }
  | { kind: 'spacing'; from: number; to: number }
  | { kind: 'line'; from: number; to: number }
  | { kind: 'form'; form: TextForm }
  | { kind: 'pageNumber'; what: 'first' | 'others' | 'centred' | 'above' | 'size' | 'upright' }

export interface Rule {
  id: string
  /** Phụ lục and mục. */
  clause: string
  /** The paragraphs it is about; the whole document where absent. */
  on?: Role
  expect: Expectation
  /** `check`: what a program may take wrongly, for a person to look at. */
  severity: 'fault' | 'check'
}

type Parts = [role: Role, clause: string, ...([string, Expectation] | [string, Expectation, 'check'])[]]

const of = (...[on, clause, ...rules]: Parts): Rule[] =>
  rules.map(
    ([name, expect, severity]): Rule => ({
      id: `${on}.${name}`,
      clause: `Phụ lục I, mục ${clause}`,
      on,
      expect,
      severity: severity ?? 'fault',
    }),
  )
const whole = (
  id: string,
  clause: string,
  expect: Expectation,
  severity: Rule['severity'] = 'fault',
): Rule => ({
  id,
  clause: `Phụ lục ${clause}`,
  expect,
  severity,
})

const size = (from: number, to = from): Expectation => ({ kind: 'size', from, to })
const bold: Expectation = { kind: 'bold', is: true }
const light: Expectation = { kind: 'bold', is: false }
const italic: Expectation = { kind: 'italic', is: true }
const upright: Expectation = { kind: 'italic', is: false }
const caps: Expectation = { kind: 'caps', is: true }
const present: Expectation = { kind: 'present' }
const indent: Expectation = { kind: 'indent', is: [10, 12.7] }
const form = (form: TextForm): Expectation => ({ kind: 'form', form })
const centred: Expectation = { kind: 'align', is: ['center'] }
/** One third to one half of the words above it. */
const shortLine: Expectation = { kind: 'line', from: 1 / 3, to: 1 / 2 }

export const rules: readonly Rule[] = [
  whole('page.paper', 'I, mục I.1', { kind: 'paper', width: 210, height: 297 }),
  whole('page.top', 'I, mục I.3', { kind: 'margin', side: 'top', from: 20, to: 25 }),
  whole('page.bottom', 'I, mục I.3', { kind: 'margin', side: 'bottom', from: 20, to: 25 }),
  whole('page.left', 'I, mục I.3', { kind: 'margin', side: 'left', from: 30, to: 35 }),
  whole('page.right', 'I, mục I.3', { kind: 'margin', side: 'right', from: 15, to: 20 }),
  whole('text.font', 'I, mục I.4', { kind: 'font' }),
  whole('text.unicode', 'I, mục I.4', { kind: 'unicode' }),
  whole('text.colour', 'I, mục I.4', { kind: 'colour' }),
  whole('pageNumber.first', 'I, mục I.7', { kind: 'pageNumber', what: 'first' }),
  whole('pageNumber.others', 'I, mục I.7', { kind: 'pageNumber', what: 'others' }),
  whole('pageNumber.centred', 'I, mục I.7', { kind: 'pageNumber', what: 'centred' }),
  whole('pageNumber.above', 'I, mục I.7', { kind: 'pageNumber', what: 'above' }),
  whole('pageNumber.size', 'I, mục I.7', { kind: 'pageNumber', what: 'size' }),
  whole('pageNumber.upright', 'I, mục I.7', { kind: 'pageNumber', what: 'upright' }),
  ...of(
    'country',
    'II.1.a',
    ['present', present],
    ['text', form('country')],
    ['size', size(12, 13)],
    ['bold', bold],
    ['upright', upright],
    ['column', { kind: 'column', is: 'right' }],
  ),
  ...of(
    'motto',
    'II.1.b',
    ['present', present],
    ['text', form('motto')],
    ['size', size(13, 14)],
    ['bold', bold],
    ['upright', upright],
    ['line', { kind: 'line', from: 0.93, to: 1.07 }],
  ),
  ...of('parent', 'II.2.b', ['caps', caps], ['size', size(12, 13)], ['light', light], ['upright', upright]),
  ...of(
    'organ',
    'II.2.b',
    ['present', present],
    ['caps', caps],
    ['size', size(12, 13)],
    ['bold', bold],
    ['upright', upright],
    ['column', { kind: 'column', is: 'left' }],
    ['line', shortLine],
  ),
  ...of(
    'number',
    'II.3',
    ['present', present],
    ['form', form('number')],
    ['zero', form('numberZero')],
    ['abbreviation', form('abbreviation')],
    ['unit', form('letterUnit'), 'check'],
    ['size', size(13)],
    ['upright', upright],
  ),
  ...of(
    'place',
    'II.4',
    ['present', present],
    ['form', form('place')],
    ['day', form('dayZero')],
    ['month', form('monthZero')],
    ['italic', italic],
    ['size', size(13, 14)],
  ),
  ...of(
    'type',
    'II.5',
    ['present', { kind: 'present', or: 'about' }],
    ['caps', caps],
    ['size', size(13, 14)],
    ['bold', bold],
    ['centred', centred],
  ),
  ...of(
    'subject',
    'II.5.a',
    ['size', size(13, 14)],
    ['bold', bold],
    ['upright', upright],
    ['sentence', { kind: 'caps', is: false }],
    ['line', shortLine],
  ),
  ...of(
    'about',
    'II.5.b',
    ['form', form('about')],
    ['size', size(12, 13)],
    ['light', light],
    ['upright', upright],
  ),
  ...of(
    'basis',
    'II.6.a',
    ['italic', italic],
    ['size', size(13, 14)],
    ['ending', form('basisEnding')],
    ['cited', form('basisCited'), 'check'],
  ),
  ...of('part', 'II.6.đ', ['form', form('partNumber')], ['centred', centred], ['bold', bold]),
  ...of('partTitle', 'II.6.đ', ['caps', caps], ['bold', bold]),
  ...of(
    'article',
    'II.6.đ',
    ['form', form('articleForm')],
    ['order', form('articleOrder')],
    ['bold', form('articleBold')],
    ['indent', indent],
  ),
  ...of('clause', 'II.6.đ', ['form', form('clauseForm')], ['order', form('clauseOrder')]),
  ...of('point', 'II.6.đ', ['form', form('pointForm')], ['order', form('pointOrder')]),
  ...of(
    'body',
    'II.6.e',
    ['size', size(13, 14)],
    ['justify', { kind: 'align', is: ['justify'] }],
    ['indent', indent],
    ['gap', { kind: 'gap', from: 6 }],
    ['spacing', { kind: 'spacing', from: 1, to: 1.5 }],
  ),
  ...of(
    'authority',
    'II.7.a',
    ['present', present],
    ['form', form('authorityForm')],
    ['position', form('authorityPosition')],
    ['caps', caps],
    ['size', size(13, 14)],
    ['bold', bold],
  ),
  ...of(
    'signer',
    'II.7.b',
    ['name', form('signerName')],
    ['lower', { kind: 'caps', is: false }],
    ['size', size(13, 14)],
    ['bold', bold],
  ),
  ...of('addressee', 'II.9', ['form', form('addressee')], ['size', size(13, 14)], ['upright', upright]),
  ...of(
    'recipientsTitle',
    'II.9',
    ['present', present],
    ['form', form('recipientsTitle')],
    ['size', size(12)],
    ['bold', bold],
    ['italic', italic],
  ),
  ...of('recipient', 'II.9', ['form', form('recipient')], ['size', size(11)], ['upright', upright]),
  ...of('keep', 'II.9', ['present', present], ['form', form('keep')], ['size', size(11)]),
  ...of(
    'appendix',
    'III.1',
    ['form', form('appendixNumber')],
    ['size', size(14)],
    ['bold', bold],
    ['centred', centred],
  ),
  ...of('appendixTitle', 'III.1', ['caps', caps], ['bold', bold]),
  ...of('appendixNote', 'III.1', ['italic', italic], ['form', form('appendixNote')]),
  whole('capitals.state', 'II, mục V.1', form('stateCapitals')),
  whole('capitals.city', 'II, mục III.1', form('cityCapitals')),
  whole('capitals.types', 'II, mục V.6', form('typeCapitals')),
  whole('capitals.sentence', 'II, mục I', form('sentenceCapitals'), 'check'),
]

/** What a writer can do wrong in the words of a draft: numbers, marks at line ends and the rest of the page are written by the program. */
const ofWords: ReadonlySet<string> = new Set([
  'text.unicode',
  'subject.sentence',
  'basis.cited',
  'recipientsTitle.present',
  'keep.present',
  'keep.form',
  'capitals.state',
  'capitals.city',
  'capitals.types',
  'capitals.sentence',
])

/** Whether this rule is judged in such a source; of a draft by its words, for its page is a PDF. */
export function isShownBy({ id }: Pick<Rule, 'id'>, format: Format): boolean {
  return format !== 'draft' || ofWords.has(id)
}
