/**
 * Dấu chỉ độ mật (NĐ 30/2020/NĐ-CP Phụ lục I, ô số 10a): what bears one is a state secret, and is neither written, brought nor kept in a system on
 * a network (from knowledge of Luật Bảo vệ bí mật nhà nước, held against no source).
 */
export const secrecyMarks = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'] as const
export type SecrecyMark = (typeof secrecyMarks)[number]

/** The mark these words are, whatever frame stands around them; words that only speak of one are none. */
export function secrecyMarkOf(words: string): SecrecyMark | undefined {
  if (words.length > 60) return undefined
  const letters = words
    .normalize('NFC')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return secrecyMarks.find((mark) => mark === letters)
}

/** The first mark that stands in a line, or in a cell of a line, by itself. */
export function secrecyMarkIn(texts: Iterable<string>): SecrecyMark | undefined {
  for (const text of texts)
    for (const part of text.split(/[\n\t]/)) {
      const mark = secrecyMarkOf(part)
      if (mark) return mark
    }
  return undefined
}
