/** What each paragraph is, by its words and its place: also where they are written wrongly, so that the rules can say how. */
import { stripMarks } from '#shared/text/index.ts'
import { endRole, isSigning, isUpper, marks } from './end-role.ts'
import { beforeRecipients } from './find-end.ts'
import { typeNamed } from './forms/number.ts'
import { type Paragraph, type Role, wordsOf } from './model.ts'
import { headTitles, isAppendix, isPart, typeWords } from './title-lines.ts'

const key = (paragraph: Paragraph | undefined) => (paragraph ? stripMarks(wordsOf(paragraph)) : '')

/** Words that stand in the frame above the text: no letterhead is longer. */
const longestHead = 40
const isNumber = (words: string) =>
  /^so ?[:.]? ?[\d.… ]*\/ ?\p{L}/u.test(words) || /^so ?:? ?\d{1,6} ?[-–] ?\p{L}/u.test(words)
const isPlace = (words: string) =>
  words.length < 120 &&
  /(?:^|[, ])ngay ?[\d.… ]{0,12} ?thang ?[\d.… ]{0,12} ?nam(?: ?[\d.…]{0,10})$/u.test(words)
const organBegins =
  /^(?:uy ban nhan dan|ubnd|hoi dong|so |bo |ban |chi cuc|cuc |tong cuc|phong |trung tam|van phong|truong |thanh tra|vien |benh vien|cong ty|chinh phu|quoc hoi|dang uy|hdnd)/
const isArticle = (words: string) => /^dieu ?\d{1,4}(?:\D|$)/.test(words)
/** Gives every paragraph without a role its role, in place. */
export function findRoles(paragraphs: Paragraph[]): void {
  const keys = paragraphs.map(key)
  const bodyAt = findHead(paragraphs, keys)
  const endAt = findEnd(paragraphs, keys, bodyAt)
  findText(paragraphs, keys, bodyAt, endAt)
}

function findHead(paragraphs: Paragraph[], keys: readonly string[]): number {
  const organs: number[] = []
  let isNumbered = false
  let at = 0
  const take = (role: Role) => {
    const paragraph = paragraphs[at] as Paragraph
    paragraph.role = role
  }
  for (; at < Math.min(paragraphs.length, longestHead); at++) {
    const words = keys[at] ?? ''
    const paragraph = paragraphs[at] as Paragraph
    if (words === '') continue
    if (marks.test(words)) take('mark')
    else if (/^cong ?h?oa xa hoi|chu nghia viet nam$/.test(words)) take('country')
    else if (words.length < 60 && /doc ?lap/.test(words) && /hanh ?phuc/.test(words)) take('motto')
    else if (isNumber(words)) {
      take('number')
      // One in a box of its own says nothing of what stands before it.
      isNumbered ||= !paragraph.floats
    } else if (/^v ?[/.] ?v/.test(words)) {
      take('about')
      // It goes on in the same half of the page.
      while (paragraph.column === 'left' && continuesLeft(paragraphs, keys, at)) {
        at += 1
        take('about')
      }
    } else if (isPlace(words) && !/^can cu/.test(words)) take('place')
    else if (paragraph.column === 'left' && !isNumbered) organs.push(at)
    else if (paragraph.column === 'right' && !isNumbered) take('other')
    else if (beginsText(words, paragraph, organs.length > 0)) break
    else if (!isNumbered && isUpper(paragraph) && !typeNamed(words)) organs.push(at)
    else if (/^(?:-{3,}|_{3,}|\*{3,})$/.test(words)) take('other')
    else break
  }
  nameOrgans(paragraphs, keys, organs)
  return at
}

function continuesLeft(paragraphs: Paragraph[], keys: readonly string[], at: number): boolean {
  const next = paragraphs[at + 1]
  const words = keys[at + 1] ?? ''
  return (
    next?.column === 'left' &&
    words !== '' &&
    !marks.test(words) &&
    !isPlace(words) &&
    !/^kinh gui/.test(words) &&
    !isNumber(words)
  )
}

function beginsText(words: string, paragraph: Paragraph, hasOrgan: boolean): boolean {
  if (/^(?:kinh gui|can cu|dieu \d)/.test(words) || typeWords.test(words)) return true
  return hasOrgan && !isUpper(paragraph)
}

/** The last name is the agency, those above it what it belongs to. */
function nameOrgans(paragraphs: Paragraph[], keys: readonly string[], organs: readonly number[]): void {
  let begin = 0
  for (const [index, at] of organs.entries()) if (index > 0 && organBegins.test(keys[at] ?? '')) begin = index
  for (const [index, at] of organs.entries()) {
    const paragraph = paragraphs[at] as Paragraph
    paragraph.role = index < begin ? 'parent' : 'organ'
  }
}

/** From where it is signed: the first of Nơi nhận and the lines of authority behind the last words of the text. */
function findEnd(paragraphs: Paragraph[], keys: readonly string[], from: number): number {
  const appendix = keys.findIndex((words, at) => at > from && isAppendix(words) && isAlone(paragraphs[at]))
  const until = appendix < 0 ? paragraphs.length : appendix
  for (let at = until - 1; at > from; at--) {
    if (/^n[oơ]i nhan ?:?$/.test(keys[at] ?? '')) {
      // A position may stand before it, in the other half or above.
      let first = at
      while (first - 1 > from && isSigning(paragraphs[first - 1] as Paragraph, keys[first - 1] ?? ''))
        first -= 1
      return beforeRecipients(paragraphs, keys, from, first, isSigning)
    }
  }
  for (let at = until - 1; at > from && at > until - 12; at--) {
    if (
      isSigning(paragraphs[at] as Paragraph, keys[at] ?? '') &&
      !isSigning(paragraphs[at - 1] as Paragraph, keys[at - 1] ?? '')
    )
      return at
  }
  return until
}

const isAlone = (paragraph: Paragraph | undefined) => !paragraph?.inTable

function findText(paragraphs: Paragraph[], keys: readonly string[], bodyAt: number, endAt: number): void {
  const state = {
    isTyped: false,
    isRuling: false,
    isTitle: false,
    isArticle: false,
    isBefore: true,
    isBased: false,
    isAppended: false,
    isAttached: false,
    isAddressed: false,
    partAt: -9,
  }
  for (let at = bodyAt; at < paragraphs.length; at++) {
    const paragraph = paragraphs[at] as Paragraph
    const words = keys[at] ?? ''
    if (words === '' || paragraph.role) continue
    if (at >= endAt && !state.isAppended && !isAppendix(words) && !isAttached(paragraph, words)) {
      paragraph.role = endRole(paragraphs, keys, at, endAt)
      continue
    }
    paragraph.role = textRole(paragraph, words, state, at, at >= endAt)
  }
}

/** The name of what is issued with the document, a QUY CHẾ or a KẾ HOẠCH: alone in the middle of the page. */
const isAttached = (paragraph: Paragraph, words: string) =>
  isAlone(paragraph) && paragraph.align === 'center' && isUpper(paragraph) && typeWords.test(words)

type State = {
  isTyped: boolean
  /** Quyết định and nghị quyết rest on bases, each a line; others may begin a sentence with them. */
  isRuling: boolean
  isTitle: boolean
  isArticle: boolean
  isBefore: boolean
  isBased: boolean
  isAppended: boolean
  /** What is appended is a document of its own: under its type stands its trích yếu. */
  isAttached: boolean
  /** Kính gửi goes on line by line. */
  isAddressed: boolean
  partAt: number
}

const appended = { isAppended: true, isArticle: false, isBefore: false, isTitle: true, partAt: -9 }

function textRole(paragraph: Paragraph, words: string, state: State, at: number, isEnded: boolean): Role {
  if (isAppendix(words) && isAlone(paragraph)) {
    Object.assign(state, { ...appended, isAttached: false })
    return 'appendix'
  }
  if ((isEnded || state.isAppended) && isAttached(paragraph, words)) {
    Object.assign(state, { ...appended, isAttached: true })
    return 'type'
  }
  if (state.isAppended && state.isTitle) {
    if (/^\((?:ban hanh )?kem theo/.test(words) || /^kem theo/.test(words)) {
      state.isTitle = false
      return 'appendixNote'
    }
    // Lines of a long title that reach from edge to edge are known by their capitals.
    const isWide = isUpper(paragraph) && !/^(?:[ivxlc]+|\d+)[.)]/.test(words)
    if (isAlone(paragraph) && (paragraph.align === 'center' || isWide) && words.length < 300)
      return state.isAttached ? 'heading' : 'appendixTitle'
    state.isTitle = false
  }
  if (paragraph.inTable) return 'cell'
  if (marks.test(words)) return 'mark'
  if (!state.isTyped && !state.isAppended && typeWords.test(words)) {
    const isRuling = /^(?:quyet dinh|nghi quyet)$/.test(words)
    Object.assign(state, { isTyped: true, isTitle: true, isRuling })
    return 'type'
  }
  if (/^kinh gui/.test(words)) {
    state.isAddressed = words.endsWith(':')
    return 'addressee'
  }
  if (state.isAddressed && /^[-–—+]/.test(words)) {
    state.isAddressed = !words.endsWith('.')
    return 'other'
  }
  state.isAddressed = false
  // What is asked for and by whom is a basis among others, and else a sentence of the text.
  if (
    state.isBefore &&
    ((/^can cu /.test(words) && !isSentence(paragraph, words, state)) ||
      (state.isBased && /^(?:theo |xet |thuc hien )/.test(words)))
  ) {
    Object.assign(state, { isTitle: false, isBased: true })
    return 'basis'
  }
  const isCentred = paragraph.align === 'center'
  // Types that other laws know.
  if (!state.isTyped && isCentred && state.isBefore && isUpper(paragraph) && !isIssuer(paragraph, words)) {
    Object.assign(state, { isTyped: true, isTitle: true })
    return 'type'
  }
  if (state.isTitle && !state.isAppended) {
    if (isCentred && !isIssuer(paragraph, words)) return 'subject'
    state.isTitle = false
  }
  return blockRole(paragraph, words, state, at)
}

/** `Căn cứ Kế hoạch số …, Ủy ban nhân dân xã đề nghị …:` is said as the text is: upright, with its own end. */
function isSentence({ runs }: Paragraph, words: string, { isBased, isRuling }: State): boolean {
  const isItalic = runs.some(({ italic, text }) => italic && /\p{L}/u.test(text))
  return !isBased && !isRuling && !isItalic && /[.:]$/.test(words)
}

const issues = new RegExp(`^(?:uy ban|hoi dong|thuong truc|ban |(?:pho |q\\. ?|quyen )?(?:${headTitles}))`)

/** Who issues it, in capitals above the bases. */
function isIssuer(paragraph: Paragraph, words: string): boolean {
  return isUpper(paragraph) && issues.test(words)
}

function blockRole(paragraph: Paragraph, words: string, state: State, at: number): Role {
  if (isPart(words)) {
    state.partAt = at
    state.isBefore = false
    return 'part'
  }
  if (at === state.partAt + 1 && paragraph.align !== 'justify' && words.length < 300) return 'partTitle'
  if (isArticle(words)) {
    Object.assign(state, { isArticle: true, isBefore: false })
    return 'article'
  }
  // A long name reaches from edge to edge, and is known by its capitals.
  if (state.isBefore && isIssuer(paragraph, words)) return 'issuer'
  if (paragraph.align === 'center' && words.length < 200) {
    if (/^(?:quyet dinh|quyet nghi|nghi quyet|chi thi|xac nhan|chung nhan) ?:?$/.test(words))
      state.isBefore = false
    return isUpper(paragraph) && state.isBefore && !words.endsWith(':') ? 'issuer' : 'heading'
  }
  if (state.isArticle && /^\d{1,3} ?[.)/-] ?\D/.test(words)) return 'clause'
  if (state.isArticle && /^[a-z]{1,2} ?[.)/] /.test(words) && !/^[a-z]{1,2}\. ?[a-z]\./.test(words))
    return 'point'
  return 'body'
}
