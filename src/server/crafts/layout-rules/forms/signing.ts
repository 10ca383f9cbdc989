/** Quyền hạn, chức vụ và họ tên của người ký: NĐ 30/2020/NĐ-CP Điều 13, Phụ lục I, mục II.7. */
import { stripMarks } from '#shared/text/index.ts'
import { type Paragraph, wordsOf } from '../model.ts'
import { headTitles } from '../title-lines.ts'
import type { Problem } from './problem.ts'

/** What acts as a body, so that one signs on its behalf (TM.). */
const bodies =
  /^(?:uy ban|ubnd|hoi dong|hdnd|thuong truc|ban |chinh phu|to |doan |tap the|dang uy|lien |uy vien|quoc hoi|tieu ban|hoi nghi|cuoc hop)/
/** Who has deputies. */
const heads = new RegExp(`^(?:${headTitles}|tong)`)

const line = (paragraph: Paragraph) => stripMarks(wordsOf(paragraph))

/**
 * The lines of authority and position of each signature, against each other: a deputy signs KT. for a head, TM. stands for a body
 * that decides together, TL. and TUQ. for a head above another office. Who signs may differ, whether these lines can stand so not.
 */
export function authorityProblems(of: readonly Paragraph[]): Problem[] {
  return signatures(of).flatMap((lines) => {
    const wrong = lines.find((_, index) => !fits(lines, index))
    return wrong ? [{ paragraph: wrong, found: lines.map((one) => wordsOf(one)).join(' / ') }] : []
  })
}

/** Lines of one signature stand one beneath the other in one half of the page; a new TM. or KT. after a position begins another. */
function signatures(of: readonly Paragraph[]): Paragraph[][] {
  const groups: Paragraph[][] = []
  for (const paragraph of of) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    const goesOn = before && before.column === paragraph.column && !/^(?:tm|tl|tuq)\W/.test(line(paragraph))
    if (group && goesOn) group.push(paragraph)
    else groups.push([paragraph])
  }
  return groups
}

function fits(lines: readonly Paragraph[], index: number): boolean {
  const words = line(lines[index] as Paragraph)
  const next = lines[index + 1] && line(lines[index + 1] as Paragraph)
  const before = lines[index - 1] && line(lines[index - 1] as Paragraph)
  const [, authority = '', whose = ''] = /^(tm|kt|tl|tuq|q)[.:, ]+(.+)$/.exec(words) ?? []
  if (authority === 'tm') return bodies.test(whose) && next !== undefined
  if (authority === 'kt') return heads.test(whose) && next !== undefined && isDeputyOf(next, whose)
  if (authority === 'tl' || authority === 'tuq') {
    return heads.test(whose) && next !== undefined && !isDeputyOf(next, whose)
  }
  if (authority === 'q') return heads.test(whose)
  // A deputy's own name needs the head it stands for.
  if (!/^(?:pho |thu truong )/.test(words) || /^kt[.:, ]/.test(before ?? '')) return true
  return isContinued(before, words) || isHeldElsewhere(lines, before, words)
}

/** Who signs in a council has beneath that position the one held in an office of their own: CHỦ TỊCH, then THỨ TRƯỞNG BỘ XÂY DỰNG. */
function isHeldElsewhere(lines: readonly Paragraph[], before: string | undefined, words: string): boolean {
  const [first] = lines
  const isCouncil = first !== undefined && /^(?:tm|kt)[.:, ]/.test(line(first))
  const isBeneath = before !== undefined && (heads.test(before) || before.startsWith('pho '))
  return isCouncil && isBeneath && words !== `pho ${before}` && words.split(' ').length > 3
}

/** A long name of an office on two lines. */
function isContinued(before: string | undefined, words: string): boolean {
  return before !== undefined && /^(?:pho |kt)/.test(before) && !words.startsWith('pho ')
}

function isDeputyOf(words: string, head: string): boolean {
  if (head.startsWith('bo truong')) return /^thu truong/.test(words) && !/co quan/.test(words)
  const office = head.split(' ').slice(0, 2).join(' ')
  return (
    words.startsWith('pho ') && words.includes(office.replace(/^truong (?:phong|ban|khoa)/, (all) => all))
  )
}

/** Học hàm, học vị and titles of honour, as they stand before a name. */
const titles =
  /^(?:ThS|TS|TSKH|PGS|GS|BS|BSCK|KS|CN|LS|Ths|DS|KTS|NGƯT|NGND|NSND|NSƯT|AHLĐ|TTND|TTƯT|Thạc s[iĩ]|Tiến s[iĩ]|Phó giáo sư|Giáo sư|Bác s[iĩ]|Kỹ sư|Cử nhân|Luật sư|Nhà giáo|Ông|Bà)(?:[.,\s]|$)/iu
/** Where rank and degree may stand: forces, education, health, science (mục II.7.b). */
const excepted = /(?:truong|benh vien|vien |dai hoc|hoc vien|y te|quan su|cong an|quan doi|bo doi)/

/** A name with a title before it; undefined where there is none, or the agency is one of those that write them. */
export function nameProblem(words: string, organ: string): string | undefined {
  const isTitled = titles.test(words)
  return isTitled && !excepted.test(stripMarks(organ)) ? words : undefined
}
