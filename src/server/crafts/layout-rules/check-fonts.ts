/** Phông chữ Times New Roman, bộ mã ký tự Unicode (TCVN 6909:2001): NĐ 30/2020/NĐ-CP Phụ lục I, mục I.4. */
import { type Judged, placeOf } from './findings.ts'
import { type PageModel, textOf } from './model.ts'

/** Drawn to the measures of Times New Roman, and set in its place where that may not be embedded. */
const equals = ['timesnewroman', 'tinos', 'liberationserif', 'timesnewromanps', 'timesnewromanpsmt']
/** TCVN 5712 (ABC), VNI and VPS: letters that only look right in their own fonts; those of UTM and SVN are of Unicode. */
const oldFonts = /^(?:\.?vn[a-z]|vni|vnt|abc|\.vn|vps)/

function familyOf(font: string): string {
  return font
    .replace(/^[A-Z]{6}\+/, '')
    .replace(/[,-](?:Bold|Italic|Regular|Roman|Oblique|Medium|Semi).*$/i, '')
    .replace(/\s+/g, '')
    .toLowerCase()
}

const isTimes = (font: string) => {
  const family = familyOf(font)
  return equals.some((one) => family.startsWith(one)) || family === 'times' || family === 'times-roman'
}

const isOld = (font: string) => oldFonts.test(familyOf(font))

/** Each other font once, where it first stands. */
export function checkFonts({ paragraphs }: PageModel): Judged {
  const others = new Map<string, NonNullable<Judged>[number]>()
  let isSeen = false
  for (const paragraph of paragraphs) {
    for (const { font, text } of paragraph.runs) {
      if (font === undefined || !/\p{L}/u.test(text)) continue
      isSeen = true
      const family = familyOf(font)
      if (isTimes(font) || others.has(family)) continue
      others.set(family, { found: { kind: 'words', words: font }, place: placeOf(paragraph) })
    }
  }
  return isSeen ? [...others.values()] : undefined
}

/** Letters of an older encoding, by their font; letters in two parts, by themselves; letters nobody assigned. */
export function checkUnicode({ paragraphs }: PageModel): Judged {
  const found: NonNullable<Judged> = []
  for (const paragraph of paragraphs) {
    const old = paragraph.runs.find(({ font = '', text }) => /\p{L}/u.test(text) && isOld(font))
    const words = textOf(paragraph)
    if (old?.font) found.push({ found: { kind: 'words', words: old.font }, place: placeOf(paragraph) })
    else if (/\p{L}\p{Mn}/u.test(words) && words.normalize('NFC') !== words) {
      found.push({ found: { kind: 'state', state: 'decomposed' }, place: placeOf(paragraph) })
    } else if (/[\p{Co}\ufffd]/u.test(words.replace(/^[\p{Co}\s]+/u, ''))) {
      found.push({ found: { kind: 'words', words: words.slice(0, 80) }, place: placeOf(paragraph) })
    }
  }
  return found
}
