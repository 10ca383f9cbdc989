/** The elements of an XML text of ours, one after the other: enough to read back what `crafts/xml` has written. */
import { DamagedPackage } from './model.ts'

export interface Tag {
  /** Without its prefix. */
  name: string
  /** By their names as written; empty for an end. */
  attributes: Readonly<Record<string, string>>
  isEnd: boolean
  /** What stands before the next tag. */
  text: string
}

const names = /^[A-Za-z_][A-Za-z0-9_.:-]*$/
const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Goes once over the text. Refuses what such a text has no use for: document types, entities of its own, instructions within.
 * It does not ask that elements end in their order.
 */
export function* readTags(xml: string): Generator<Tag> {
  let at = xml.startsWith('<?xml') ? xml.indexOf('?>') + 2 : 0
  if (at === 1) throw new DamagedPackage('the XML declaration has no end')
  at = xml.indexOf('<', at)
  while (at >= 0) {
    const end = endOfTag(xml, at)
    const inner = xml.slice(at + 1, end)
    const next = xml.indexOf('<', end)
    const text = plain(xml.slice(end + 1, next < 0 ? undefined : next))
    if (inner.startsWith('/'))
      yield { name: local(inner.slice(1).trimEnd()), attributes: {}, isEnd: true, text }
    else yield { ...start(inner.endsWith('/') ? inner.slice(0, -1) : inner), isEnd: false, text }
    at = next
  }
}

/** A `>` within quotes ends no tag. */
function endOfTag(xml: string, from: number): number {
  let quote = ''
  for (let at = from + 1; at < xml.length; at++) {
    const character = xml[at]
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at
    else if (character === '<') break
  }
  throw new DamagedPackage('a tag has no end')
}

function start(inner: string): Pick<Tag, 'name' | 'attributes'> {
  const space = inner.search(/\s/)
  const attributes: Record<string, string> = {}
  let at = space < 0 ? inner.length : space
  while (true) {
    while (/\s/.test(inner[at] ?? '')) at++
    if (at >= inner.length) break
    const equals = inner.indexOf('=', at)
    const quote = inner[equals + 1] ?? ''
    const close = equals < 0 ? -1 : inner.indexOf(quote, equals + 2)
    const name = inner.slice(at, equals)
    if (
      close < 0 ||
      !(quote === '"' || quote === "'") ||
      !names.test(name) ||
      Object.hasOwn(attributes, name)
    )
      throw new DamagedPackage('an attribute is no attribute')
    attributes[name] = plain(inner.slice(equals + 2, close))
    at = close + 1
  }
  return { name: local(space < 0 ? inner : inner.slice(0, space)), attributes }
}

function local(name: string): string {
  if (!names.test(name)) throw new DamagedPackage('a name is no name of an element')
  return name.slice(name.indexOf(':') + 1)
}

function plain(text: string): string {
  return text.replace(/&([^;&\s]{1,12});?/g, (_, name: string) => {
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    const found =
      name.startsWith('#') && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : references[name]
    if (found === undefined) throw new DamagedPackage('a reference says nothing')
    return found
  })
}
