/** The words of an HTML body, as they would be read: once over it, whatever it holds; nothing of it is run, fetched or believed. */

/** Ends a line where it begins and where it ends. */
const blocks = new Set(
  'address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
/** Holds what nobody reads. */
const unseen = new Set(['head', 'noscript', 'script', 'style', 'template', 'title'])
/** What these hold is no markup: it goes on until they end. */
const raw = new Set(['noscript', 'script', 'style', 'title'])

const named = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    deg: '°',
    sect: '§',
    times: '×',
    copy: '©',
  }),
)
const accents: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
}

/** `&agrave;` is a letter and its accent; so are all of Vietnamese that have a name. */
function letterOf(name: string): string | undefined {
  const known = named.get(name)
  if (known) return known
  const accent = accents[name.slice(1)]
  return accent && /^[a-z]$/i.test(name.charAt(0)) ? `${name.charAt(0)}${accent}`.normalize('NFC') : undefined
}

function numberOf(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name)
  if (!digits) return undefined
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}

/** The letters some are named by; what is no name stays as it is. */
function withLetters(text: string): string {
  return text.replace(
    /&(#?[a-z0-9]{1,8});?/gi,
    (whole, name: string) => letterOf(name) ?? numberOf(name) ?? whole,
  )
}

/** Where a tag ends: behind its `>`, which may stand in quotes before that. */
function endOfTag(html: string, from: number): number {
  let quote = ''
  for (let at = from; at < html.length; at += 1) {
    const letter = html.charAt(at)
    if (quote) {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  return html.length
}

/** At most so many letters, with a line for each block. */
export function textOfHtml(html: string, most: number): string {
  // Of these letters alone: of others the small one may be longer, and every place would be another.
  const small = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  let text = ''
  let hidden = ''
  let at = 0
  while (at < html.length && text.length < most) {
    const open = html.indexOf('<', at)
    const words = html.slice(at, open < 0 ? undefined : open)
    if (!hidden) text += withLetters(words.replace(/\s+/g, ' '))
    if (open < 0) break
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9]{0,20})/.exec(small.slice(open, open + 24)) ?? []
    if (!name && !/^<[!?]/.test(small.slice(open, open + 2))) {
      // A sign of less, in a sentence.
      if (!hidden) text += '<'
      at = open + 1
      continue
    }
    at = endOfTag(html, open + 1)
    if (hidden) {
      if ((slash && name === hidden) || (hidden === 'head' && name === 'body')) hidden = ''
    } else if (!slash && raw.has(name)) {
      const end = small.indexOf(`</${name}`, at)
      at = end < 0 ? html.length : endOfTag(html, end)
    } else if (!slash && unseen.has(name)) hidden = name
    else if (blocks.has(name)) text += '\n'
    else if (name === 'td' || name === 'th') text += ' '
  }
  return text.slice(0, most)
}
