/** XML as a table: what repeats are its records; attributes and elements within are their parts. */
import { Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { readXml, XmlBroken } from '#server/crafts/xml/read-xml.ts'
import { SourceStopped } from '../refusals.ts'
import type { Grid } from './grid.ts'
import { type Fields, gridOf, type Value } from './records.ts'

interface Element {
  name: string
  fields: Fields
  text: string
}

export function readXmlTable(text: string): Grid {
  const root: Element = { name: '', fields: fresh(), text: '' }
  const open = [root]
  const reader = {
    open(name: string, attributes: ReadonlyMap<string, string>) {
      const element = { name: bare(name), fields: fresh(), text: '' }
      for (const [key, value] of attributes) if (!key.startsWith('xmlns')) element.fields[bare(key)] = value
      open.push(element)
    },
    text(words: string) {
      const last = open.at(-1)
      if (last) last.text += words
    },
    close() {
      const element = open.pop()
      const around = open.at(-1)
      if (element && around) add(around.fields, element.name, contentOf(element))
    },
  }
  try {
    readXml(text, reader, { budget: Budget.forFile(text.length), prefixes: new Map() })
  } catch (error) {
    if (error instanceof BudgetSpent) throw new SourceStopped('too-costly')
    if (error instanceof XmlBroken) throw new SourceStopped('unreadable')
    throw error
  }
  return gridOf(root.fields)
}

/** Without what any object has: names come from outside. */
function fresh(): Fields {
  return Object.create(null) as Fields
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** What stands there once is a value, several times a list. */
function add(fields: Fields, name: string, value: Value): void {
  const before = fields[name]
  if (before === undefined) fields[name] = value
  else if (Array.isArray(before)) before.push(value)
  else fields[name] = [before, value]
}

function contentOf({ fields, text }: Element): Value {
  const words = text.trim()
  if (Object.keys(fields).length === 0) return words === '' ? null : words
  return words === '' ? fields : Object.assign(fields, { text: words })
}
