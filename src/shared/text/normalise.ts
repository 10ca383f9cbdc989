/** Controls and the invisible marks that let two equal-looking texts differ; tab and line ends are spaces. */
const invisible = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]/gu
const spaces = /[\s\u00a0]+/gu

/** One line of text as it is stored: NFC, visible characters, single spaces, at most `maxLength` characters. */
export function normalise(text: string, maxLength = 1000): string {
  // Composing comes last: a mark may have been parted from its letter by something invisible.
  const plain = text
    .replace(spaces, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
  return bounded(plain, maxLength)
}

/** As `normalise`, but keeps the lines; no more than one empty line in a row. */
export function normaliseLines(text: string, maxLength = 10_000): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => normalise(line, maxLength))
  return bounded(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    maxLength,
  )
}

function bounded(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  // Never half of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength
  return text.slice(0, end).trimEnd()
}
