import { config } from '#server/platform/config.ts'
import { stripMarks } from '#shared/text/index.ts'
import { vietnamesePasswords } from './vietnamese-passwords.ts'

/** Words of this place, expected by whoever guesses here. */
const expectedHere = ['nhip', 'vietnam', 'vn', config.NHIP_PROVINCE]
const keyboardRows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
]
const shortestSequence = 3
const longestPeriod = 8
/** What is left beside common parts must be longer than this to count as something of one's own. */
const tooLittle = 3
const lookalikes: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}

let common: Promise<Set<string>> | undefined

/**
 * Whether a password is among those tried first (NIST SP 800-63B-4 §3.1.1.2: commonly used, expected or compromised):
 * it stands in the bundled lists, is a repetition or a run of keys, or is nothing but such a word with digits, signs and
 * words of `own` (the login, the name, the agency) around it. Marks, case and look-alike signs do not make it another.
 */
export async function isCommonPassword(
  password: string,
  own: readonly (string | null | undefined)[],
): Promise<boolean> {
  common ??= loadCommon()
  const list = await common
  const folded = stripMarks(password.normalize('NFKC')).toLowerCase()
  const expected = wordsOf([...expectedHere, ...own])
  const core = folded.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
  return [folded, Array.from(core, (sign) => lookalikes[sign] ?? sign).join('')].some((text) => {
    const bare = keepLettersAndDigits(text)
    if (list.has(text) || list.has(bare)) return true
    const rest = withoutSequences(without(bare, expected)).replace(/\d+$/, '').replace(/^\d+/, '')
    return rest.length <= tooLittle || list.has(rest) || isPeriodic(bare) || isPeriodic(rest)
  })
}

async function loadCommon(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const international = dictionary['passwords-common'] as string[]
  return new Set([...international, ...vietnamesePasswords])
}

/** The parts of names and logins, and each of them whole; the longest first. */
function wordsOf(texts: readonly (string | null | undefined)[]): string[] {
  const words = texts.flatMap((text) => {
    const folded = stripMarks(text ?? '').toLowerCase()
    return [keepLettersAndDigits(folded), ...folded.split(/[^a-z0-9]+/)]
  })
  return [...new Set(words)].filter((word) => word.length >= 2).sort((a, b) => b.length - a.length)
}

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text)
}

/** Without `123`, `fed`, `qwerty`, `aaa` and the like. */
function withoutSequences(text: string): string {
  let kept = ''
  for (let start = 0; start < text.length; ) {
    const length = sequenceAt(text, start)
    if (length < shortestSequence) kept += text.charAt(start)
    start += length < shortestSequence ? 1 : length
  }
  return kept
}

/** How many characters from `start` on follow each other on a row of keys, in either direction, or are the same. */
function sequenceAt(text: string, start: number): number {
  const steps = [
    (a: string, b: string) => a === b,
    ...keyboardRows.flatMap((row) => [
      (a: string, b: string) => row.includes(a + b),
      (a: string, b: string) => row.includes(b + a),
    ]),
  ]
  const lengths = steps.map((follows) => {
    let end = start + 1
    while (end < text.length && follows(text.charAt(end - 1), text.charAt(end))) end++
    return end - start
  })
  return Math.max(...lengths)
}

/** The same few characters again and again. */
function isPeriodic(text: string): boolean {
  for (let period = 1; period <= Math.min(longestPeriod, text.length / 2); period++) {
    if (text.startsWith(text.slice(period, 2 * period)) && text.slice(period) === text.slice(0, -period))
      return true
  }
  return false
}

function keepLettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
