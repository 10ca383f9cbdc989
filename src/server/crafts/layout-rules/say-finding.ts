import { m } from '#shared/messages/index.ts'
import type { Judgement } from './check-layout.ts'
import type { Finding, Found } from './findings.ts'
import { isHeld } from './held.ts'
import type { Expectation, Rule } from './rules.ts'

/** What a finding is about, what stands there and what the law asks, in words. */
export function sayFinding({ rule, found }: Pick<Finding, 'rule' | 'found'>): RuleWords & { found: string } {
  return { ...sayRule(rule), found: sayFound(found) }
}

interface RuleWords {
  what: string
  expected: string
  /** Where the law asks it. */
  clause: string
}

/** What a rule is about, what it asks and where; what nobody held against the text of the law is marked so. */
export function sayRule(rule: Rule): RuleWords {
  const words = m.documents.layout
  const what = rule.on ? (words.roles[rule.on] ?? rule.on) : (words.whole[rule.id] ?? rule.id)
  const expected = sayExpected(rule.expect)
  return {
    what,
    expected: isHeld(rule) ? expected : words.unheld(expected),
    clause: words.unheldClause(rule.clause),
  }
}

/** What a file does not show of what the document has, and why, a line each. */
export function sayUnseen({ format, unseen }: Pick<Judgement, 'format' | 'unseen'>): string[] {
  const { why, line } = m.documents.layout.notSeen
  if (format === 'draft') return []
  return unseen.map((rule) => {
    const { what, expected } = sayRule(rule)
    return line(what, expected, why[rule.expect.kind] ?? '')
  })
}

function sayExpected(expect: Expectation): string {
  const words = m.documents.layout
  const said = words.expect
  switch (expect.kind) {
    case 'paper':
      return said.paper(expect.width, expect.height)
    case 'margin':
      return said.span(expect.from, expect.to, 'mm')
    case 'size':
      return said.span(expect.from, expect.to, 'pt')
    case 'gap':
      return said.least(expect.from, 'pt')
    case 'bold':
      return expect.is ? said.bold : said.light
    case 'italic':
      return expect.is ? said.italic : said.upright
    case 'caps':
      return expect.is ? said.capitals : said.lower
    case 'align':
      return expect.is.map((one) => said[one]).join(', ')
    case 'column':
      return said[expect.is]
    case 'line':
      return expect.from < 0.9 ? said.shortLine : said.fullLine
    case 'form':
      return words.forms[expect.form] ?? ''
    case 'pageNumber':
      return words.number[expect.what]
    default:
      return said[expect.kind]
  }
}

function sayFound(found: Found): string {
  const said = m.documents.layout.found
  if (found.kind === 'words') return found.words
  if (found.kind === 'state') return said.states[found.state] ?? found.state
  return found.kind === 'paper' ? said.paper(found.width, found.height) : said[found.kind](found.value)
}
