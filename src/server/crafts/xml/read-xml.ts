/** XML from outside, read once from front to back: no entities of its own, no grammar, nothing fetched. */
import type { Budget } from '#server/crafts/reading-budget.ts'

/** Thrown where the text is not well-formed, or holds what no office writes. */
export class XmlBroken extends Error {}

export interface XmlReader {
  /** Of an element whose namespace is in `prefixes` the name begins with that prefix, whatever the text calls it. */
  open(name: string, attributes: ReadonlyMap<string, string>): void
  close(name: string): void
  text(text: string): void
}

const maximumDepth = 200
const maximumAttributes = 100
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const space = /\s/

/**
 * Tells `reader` what stands in the text, in order; each letter is looked at a fixed number of times and paid for. `prefixes` gives
 * namespaces the prefix by which the reader knows them. Throws `XmlBroken`, or `BudgetSpent`.
 */
export function readXml(
  text: string,
  reader: XmlReader,
  { budget, prefixes }: { budget: Budget; prefixes: ReadonlyMap<string, string> },
): void {
  const open: { raw: string; name: string; scope: Map<string, string> }[] = []
  let scope = new Map<string, string>()
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let roots = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const until = next < 0 ? text.length : next
    if (until > at) {
      budget.step(until - at)
      const words = plain(text.slice(at, until))
      if (open.length > 0) reader.text(words)
      else if (words.trim() !== '') throw new XmlBroken('text outside the root')
    }
    if (next < 0) break
    const end = endOf(text, next)
    budget.step(40 + end - next)
    at = end
    const second = text[next + 1]
    if (second === '?' || text.startsWith('<!--', next)) continue
    if (text.startsWith('<![CDATA[', next)) {
      if (open.length === 0) throw new XmlBroken('text outside the root')
      reader.text(text.slice(next + 9, end - 3))
      continue
    }
    if (second === '!') throw new XmlBroken('a grammar or an entity')
    if (second === '/') {
      const raw = text.slice(next + 2, end - 1).trim()
      const last = open.pop()
      if (last?.raw !== raw) throw new XmlBroken(`closes ${raw}, which is not open`)
      scope = last.scope
      reader.close(last.name)
      continue
    }
    if (open.length === 0) roots += 1
    if (open.length >= maximumDepth || roots > 1) throw new XmlBroken('too deep, or several roots')
    const isEmpty = text[end - 2] === '/'
    const { raw, attributes } = readTag(text.slice(next + 1, end - (isEmpty ? 2 : 1)))
    const around = scope
    scope = declared(attributes, around)
    const name = known(raw, scope, prefixes, true)
    const named = new Map<string, string>()
    for (const [key, value] of attributes) named.set(known(key, scope, prefixes, false), value)
    reader.open(name, named)
    if (isEmpty) {
      scope = around
      reader.close(name)
    } else open.push({ raw, name, scope: around })
  }
  if (open.length > 0 || roots === 0) throw new XmlBroken('ends before it closes')
}

/** Behind the mark that begins here; a `>` inside quotes ends no tag. */
function endOf(text: string, start: number): number {
  const ends: [string, string][] = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ]
  const special = ends.find(([mark]) => text.startsWith(mark, start))
  if (special) {
    const end = text.indexOf(special[1], start + special[0].length)
    if (end < 0) throw new XmlBroken('ends inside a remark')
    return end + special[1].length
  }
  let quote = ''
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at]
    if (quote) {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
    else if (letter === '<') break
  }
  throw new XmlBroken('a tag that does not end')
}

function readTag(inside: string): { raw: string; attributes: Map<string, string> } {
  let at = 0
  const skip = () => {
    while (at < inside.length && space.test(inside[at] as string)) at++
  }
  const word = () => {
    const start = at
    while (at < inside.length && inside[at] !== '=' && !space.test(inside[at] as string)) at++
    return inside.slice(start, at)
  }
  const raw = word()
  if (!raw) throw new XmlBroken('a tag without a name')
  const attributes = new Map<string, string>()
  for (;;) {
    skip()
    if (at >= inside.length) return { raw, attributes }
    const key = word()
    skip()
    if (inside[at] !== '=') throw new XmlBroken(`${key} has no value`)
    at += 1
    skip()
    const quote = inside[at]
    const end = quote === '"' || quote === "'" ? inside.indexOf(quote, at + 1) : -1
    if (end < 0 || attributes.has(key) || attributes.size >= maximumAttributes) {
      throw new XmlBroken('attributes that cannot be read')
    }
    attributes.set(key, plain(inside.slice(at + 1, end)))
    at = end + 1
  }
}

function declared(attributes: Map<string, string>, around: Map<string, string>): Map<string, string> {
  let scope = around
  for (const [key, value] of attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    if (scope === around) scope = new Map(around)
    scope.set(key === 'xmlns' ? '' : key.slice(6), value)
  }
  return scope
}

function known(
  raw: string,
  scope: Map<string, string>,
  prefixes: ReadonlyMap<string, string>,
  isElement: boolean,
): string {
  const colon = raw.indexOf(':')
  const [prefix, local] = colon < 0 ? ['', raw] : [raw.slice(0, colon), raw.slice(colon + 1)]
  // An attribute without a prefix is in no namespace.
  if (!prefix && !isElement) return raw
  const wanted = prefixes.get(scope.get(prefix) ?? '')
  return wanted === undefined ? raw : `${wanted}:${local}`
}

function plain(text: string): string {
  let from = text.indexOf('&')
  if (from < 0) return text
  let done = text.slice(0, from)
  while (from >= 0) {
    const end = text.indexOf(';', from)
    if (end < 0 || end - from > 12) throw new XmlBroken('an entity that does not end')
    done += letterOf(text.slice(from + 1, end))
    const next = text.indexOf('&', end + 1)
    done += text.slice(end + 1, next < 0 ? text.length : next)
    from = next
  }
  return done
}

function letterOf(entity: string): string {
  if (!entity.startsWith('#')) {
    const letter = entities[entity]
    if (letter === undefined) throw new XmlBroken('an entity nobody declared')
    return letter
  }
  const digits = entity.startsWith('#x') ? entity.slice(2) : entity.slice(1)
  const code = /^[0-9a-f]{1,7}$/i.test(digits)
    ? Number.parseInt(digits, entity.startsWith('#x') ? 16 : 10)
    : Number.NaN
  if (!(code > 0 && code <= 0x10ffff)) throw new XmlBroken('no letter')
  return String.fromCodePoint(code)
}
