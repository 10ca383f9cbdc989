import type { Paragraph } from './model.ts'

/** Lines of two who sign, offices of several lines among them. */
const mostSigners = 12

/** Of minutes both who wrote and who presided sign above Nơi nhận: everything that stands in a half of the page there. */
export function beforeRecipients(
  paragraphs: Paragraph[],
  keys: readonly string[],
  from: number,
  end: number,
  isSigning: (paragraph: Paragraph, words: string) => boolean,
): number {
  let first = end
  const inHalf = (at: number) => paragraphs[at]?.column !== 'all' && (keys[at]?.length ?? 0) < 100
  while (first - 1 > Math.max(from, end - mostSigners) && inHalf(first - 1)) first -= 1
  const signs = keys.findIndex(
    (words, at) => at >= first && at < end && isSigning(paragraphs[at] as Paragraph, words),
  )
  return signs < 0 ? end : signs
}
