/** Viết hoa: NĐ 30/2020/NĐ-CP Phụ lục II, as far as words alone show it. */

import { type PageModel, type Paragraph, type Role, wordsOf } from '../model.ts'
import type { Problem } from './problem.ts'

const patterns = {
  // Elsewhere they stand small: Ủy ban nhân dân, quản lý nhà nước.
  state: /(?<!\p{L})(?:của|do|vì|với|bởi|phục vụ|Đảng,|Đảng và) (nhân dân|nhà nước)(?!\p{L})/gu,
  city: /(?<!\p{L})(?:thành phố Hồ Chí Minh|thủ đô Hà Nội)(?!\p{L})/gu,
  types:
    /(?<!\p{L})(?:nghị định|nghị quyết|thông tư|quyết định|chỉ thị|kế hoạch|công văn|thông báo|báo cáo|tờ trình|công điện) số:? \d/gu,
  // After a number, a letter or an abbreviation a stop ends no sentence.
  sentence: /(?<=[\p{Ll}”)]{3})[.!?] (?!v\.v)\p{Ll}\p{L}*/gu,
}

const inText: ReadonlySet<Role | undefined> = new Set<Role>([
  'subject',
  'about',
  'basis',
  'body',
  'article',
  'clause',
  'point',
  'cell',
])

const mostOfOneRule = 50

export function capitalProblems({ paragraphs }: PageModel, of: keyof typeof patterns): Problem[] {
  const problems: Problem[] = []
  for (const paragraph of paragraphs) {
    if (!inText.has(paragraph.role)) continue
    for (const found of wordsFound(paragraph, patterns[of])) {
      if (problems.length >= mostOfOneRule) return problems
      problems.push({ paragraph, found })
    }
  }
  return problems
}

function* wordsFound(paragraph: Paragraph, pattern: RegExp): Iterable<string> {
  const words = wordsOf(paragraph)
  for (const { 0: all, index } of words.matchAll(pattern)) {
    yield words.slice(Math.max(0, index - 10), index + all.length + 10)
  }
}
