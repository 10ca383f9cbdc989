/** How the words of each part are written: NĐ 30/2020/NĐ-CP Phụ lục I, mục II and III; Phụ lục II, viết hoa. */
import { toneKey } from '#shared/text/index.ts'
import { capitalProblems } from './forms/capitals.ts'
import { abbreviationProblem, letterUnitProblem, writtenNumber } from './forms/number.ts'
import {
  appendixProblems,
  articleProblems,
  clauseProblems,
  partProblem,
  pointProblems,
} from './forms/numbering.ts'
import { dateProblem, placeProblem } from './forms/place.ts'
import type { Problem } from './forms/problem.ts'
import { authorityProblems, nameProblem } from './forms/signing.ts'
import { type PageModel, type Paragraph, type Role, wordsOf } from './model.ts'

type Check = (of: readonly Paragraph[], model: PageModel) => Problem[]

/** For each paragraph alone: the words that are wrong. */
const each =
  (check: (words: string, paragraph: Paragraph, model: PageModel) => string | undefined): Check =>
  (of, model) =>
    of.flatMap((paragraph) => {
      const found = check(wordsOf(paragraph), paragraph, model)
      return found === undefined ? [] : [{ paragraph, found }]
    })

const wrong = (isRight: (words: string, model: PageModel) => boolean) =>
  each((words, _, model) => (isRight(words, model) ? undefined : words))

const wordsWith = (model: PageModel, role: Role): string[] =>
  model.paragraphs.filter((one) => one.role === role).map(wordsOf)

const country = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const motto = 'Độc lập - Tự do - Hạnh phúc'

const forms = {
  country: wrong((words) => words === words.toLocaleUpperCase('vi') && toneKey(words) === toneKey(country)),
  motto: wrong((words) => words === motto),
  number: wrong((words) => writtenNumber(words) !== undefined),
  numberZero: each((words) => {
    const number = writtenNumber(words)?.number ?? ''
    const padded = number.length === 1 || (number.length > 2 && number.startsWith('0'))
    return padded ? number : undefined
  }),
  abbreviation: each((words, _, model) => abbreviationProblem(words, model)),
  letterUnit: each((words, _, model) => letterUnitProblem(words, model)),
  place: each(placeProblem),
  dayZero: each((words) => dateProblem(words, 'day')),
  monthZero: each((words) => dateProblem(words, 'month')),
  // Lines it goes on with begin otherwise.
  about: each((words, paragraph, { paragraphs }) => {
    const goesOn = paragraphs[paragraphs.indexOf(paragraph) - 1]?.role === 'about'
    return goesOn || /^V\/v \S/u.test(words) ? undefined : words
  }),
  basisEnding: (of) =>
    of.flatMap((paragraph, index) => {
      const words = wordsOf(paragraph)
      const isRight = words.endsWith(index + 1 === of.length ? '.' : ';')
      return isRight ? [] : [{ paragraph, found: words.slice(-40) }]
    }),
  basisCited: each((words) => {
    // Of laws and ordinances neither number nor organ is written.
    const named = /^Căn cứ (?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị)(?!\p{L})/iu.exec(words)
    if (!named) return undefined
    const isWhole = /(?<!\p{L})số \d/u.test(words) && /ngày \d/u.test(words) && /(?<!\p{L})của /u.test(words)
    return isWhole ? undefined : words.slice(0, 120)
  }),
  partNumber: each(partProblem),
  articleForm: wrong((words) => /^Điều \d{1,4}\.(?: |$)/u.test(words)),
  articleOrder: (_, model) => articleProblems(model),
  articleBold: (of) =>
    of.flatMap((paragraph) => {
      const label = paragraph.runs.find(({ text }) => text.trim() !== '')
      const isRight = label?.bold !== false && label?.italic !== true
      return isRight ? [] : [{ paragraph, found: label?.text.trim().slice(0, 20) ?? '' }]
    }),
  clauseForm: wrong((words) => /^\d{1,3}\. ?\S/u.test(words)),
  clauseOrder: (_, model) => clauseProblems(model),
  pointForm: wrong((words) => /^[a-zđ]{1,2}\) ?\S/u.test(words)),
  pointOrder: (_, model) => pointProblems(model),
  authorityForm: each((words) => {
    const [, written = '', dot] =
      /^(TM|KT|TL|TUQ|Q|T\/M|K\/T|T\/L)(\. | ?[.:,]? ?)(?=\p{L})/iu.exec(words) ?? []
    const isRight = written === '' || (/^(?:TM|KT|TL|TUQ|Q)$/.test(written) && dot === '. ')
    return isRight ? undefined : words
  }),
  authorityPosition: (of) => authorityProblems(of),
  signerName: each((words, _, model) => nameProblem(words, wordsWith(model, 'organ').join(' '))),
  addressee: wrong((words) => /^Kính gửi:/u.test(words)),
  recipientsTitle: wrong((words) => words === 'Nơi nhận:'),
  recipient: each((words) => (/^- \S.*;$/u.test(words) ? undefined : words)),
  keep: wrong((words) => /^- Lưu: VT(?=[,.;( ]).*\.$/u.test(words) || words === '- Lưu: VT.'),
  appendixNumber: (of) => appendixProblems(of),
  appendixNote: wrong((words) => /^\((?:Ban hành k|K)èm theo .+\)$/u.test(words)),
  stateCapitals: (_, model) => capitalProblems(model, 'state'),
  cityCapitals: (_, model) => capitalProblems(model, 'city'),
  typeCapitals: (_, model) => capitalProblems(model, 'types'),
  sentenceCapitals: (_, model) => capitalProblems(model, 'sentence'),
} satisfies Record<string, Check>

export type TextForm = keyof typeof forms

/** What of these paragraphs is written otherwise than this form. */
export function checkForm(form: TextForm, of: readonly Paragraph[], model: PageModel): Problem[] {
  const check: Check = forms[form]
  return check(of, model)
}
