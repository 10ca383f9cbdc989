/** What stands behind the text: Nơi nhận, authority and names. */
import { type Paragraph, type Role, textOf } from './model.ts'
import { headTitles } from './title-lines.ts'

export const marks =
  /^(?:hoa toc|thuong khan|khan|tuyet mat|toi mat|mat|du thao|chua dong dau|hoa toc hen gio.*|du thao lan \d+|ban sao|sao y)$/
/** Positions that sign, and authority before them. */
const signs = new RegExp(
  `^(?:(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)[.:, ]|(?:pho )?(?:${headTitles})|thu ky|chu toa|nguoi )`,
)
export const isUpper = (paragraph: Paragraph) => {
  const words = textOf(paragraph).trim()
  return /\p{L}/u.test(words) && words === words.toLocaleUpperCase('vi')
}

export function isSigning(paragraph: Paragraph, words: string): boolean {
  return words.length < 100 && (isUpper(paragraph) || paragraph.column === 'right') && signs.test(words)
}

export function endRole(paragraphs: Paragraph[], keys: readonly string[], at: number, endAt: number): Role {
  const paragraph = paragraphs[at] as Paragraph
  const words = keys[at] ?? ''
  if (/^noi nhan ?:?$/.test(words)) return 'recipientsTitle'
  if (paragraph.column !== 'right' && /^[-–—+•*] ?|^luu/.test(words))
    return /^[-–—+•* ]*luu/.test(words) ? 'keep' : 'recipient'
  if (isSigning(paragraph, words)) return 'authority'
  if (/^\(.*\)$/.test(words) || marks.test(words)) return 'other'
  const before = paragraphs
    .slice(endAt, at)
    .findLast((one) => one.column === paragraph.column && one.role && !(one.role === 'other' && isUpper(one)))
  // An office on two lines, in capitals right beneath a line of authority.
  if (
    before?.role === 'authority' &&
    isUpper(paragraph) &&
    words.split(' ').length > 1 &&
    isNear(paragraphs, keys, at)
  ) {
    // What a position goes on with, where a name stands below it.
    const isNamed = paragraphs.some(
      (later, place) =>
        place > at && later.column === paragraph.column && isName(keys[place] ?? '') && !isUpper(later),
    )
    if (isNamed && !isSigning(paragraph, words)) return 'other'
    return /^(?:uy ban|phuong|xa |thanh pho|tinh |dac khu|so |phong |van phong|ban )/.test(words)
      ? 'authority'
      : 'signer'
  }
  if (paragraph.column === 'right' || before?.role === 'authority') return isName(words) ? 'signer' : 'other'
  return before?.role === 'recipient' || before?.role === 'recipientsTitle' ? 'recipient' : 'other'
}

/** Not parted by the empty lines that a signature needs. */
function isNear(paragraphs: readonly Paragraph[], keys: readonly string[], at: number): boolean {
  const [one, other] = [paragraphs[at - 1]?.box, paragraphs[at]?.box]
  if (one && other) return other.y - one.y < 12
  return keys[at - 1] !== ''
}

function isName(words: string): boolean {
  const parts = words.split(' ')
  return parts.length >= 2 && parts.length <= 9 && words.length < 60 && !/[\d:;/]/.test(words)
}
