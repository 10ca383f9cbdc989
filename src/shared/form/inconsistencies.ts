import { pathsOf } from './condition.ts'
import type { Fillable, Rule } from './definition.ts'

interface Checked extends Fillable {
  level: string
  levelReason?: string | undefined
  agency: { by: 'unit-of'; field: string; unless?: { condition: Rule } | undefined } | { agency: string }
  coordinating: { condition?: Rule | undefined }[]
}

/** What a condition may read beside the answers. */
const filingFacts = new Set(['filing.channel', 'filing.on', 'filing.year'])

/** What only the program says, whatever is asked: `filing.by` may be a question, `filing.channel` not. */
const reserved = /^(filing(\.(channel|on|year))?|(decision|today|item)(\..*)?)$/

/** What a schema cannot see: every path that is named must exist, and a condition may only look back. */
export function inconsistencies(service: Checked): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  const groups = new Map<string, Set<string>>()
  const answered = (path: string, where: string, items?: ReadonlySet<string>) => {
    const known = path.startsWith('item.') && items !== undefined ? items.has(path.slice(5)) : seen.has(path)
    if (!known) problems.push(`${where} names “${path}”, which no earlier question answers`)
  }
  // A form is the same however it is filed: its published schema knows answers alone.
  const need = (path: string, where: string, items?: ReadonlySet<string>) => {
    if (!filingFacts.has(path)) answered(path, where, items)
  }
  const sectionKeys = new Set<string>()
  for (const section of service.form.sections) {
    if (sectionKeys.has(section.key)) problems.push(`section ${section.key} occurs twice`)
    sectionKeys.add(section.key)
    for (const path of pathsOf(section.condition)) answered(path, `section ${section.key}`)
    for (const question of section.questions) {
      for (const path of pathsOf(question.condition)) answered(path, question.key)
      if ('prefill' in question && Array.isArray(question.prefill))
        for (const { when } of question.prefill)
          for (const path of pathsOf(when)) answered(path, question.key)
      if ([question, ...(question.type === 'group' ? question.questions : [])].some(heldInAnswers))
        problems.push(`${question.key} begins with another answer, which only a decision does`)
      if (reserved.test(question.key))
        problems.push(`${question.key} bears a name that only the program gives`)
      if (seen.has(question.key)) problems.push(`question ${question.key} occurs twice`)
      if (question.type === 'group') {
        const own = new Set<string>()
        for (const inner of question.questions) {
          for (const path of pathsOf(inner.condition)) answered(path, `${question.key}.${inner.key}`, own)
          if (own.has(inner.key)) problems.push(`question ${question.key}.${inner.key} occurs twice`)
          own.add(inner.key)
        }
        groups.set(question.key, own)
      }
      seen.add(question.key)
    }
  }
  for (const key of seen) {
    if ([...seen].some((other) => other.startsWith(`${key}.`)))
      problems.push(`${key} is both an answer and a branch`)
  }
  for (const paper of service.papers) {
    for (const path of pathsOf(paper.condition)) need(path, `paper ${paper.key}`)
    if (paper.eachOf !== undefined && !groups.has(paper.eachOf))
      problems.push(`paper ${paper.key} counts the items of “${paper.eachOf}”, which is no group`)
    // Nobody scans what is only shown; one kind says both what it is and what answers it.
    if (paper.vaultKind && paper.kind === 'show')
      problems.push(`paper ${paper.key} is only shown, never kept`)
    if (paper.vaultKind && paper.reuse) problems.push(`paper ${paper.key} has a vaultKind and needs no reuse`)
  }
  for (const fee of service.fees) {
    for (const path of pathsOf(fee.condition)) need(path, `fee ${fee.key}`)
    for (const waiver of fee.waivers)
      for (const path of pathsOf(waiver.condition)) need(path, `fee ${fee.key}`)
    if ('each' in fee.amount) need(fee.amount.count, `fee ${fee.key}`)
    if ('page' in fee.amount) {
      const items = groups.get(fee.amount.group)
      need(fee.amount.group, `fee ${fee.key}`)
      need(`item.${fee.amount.pages}`, `fee ${fee.key}`, items ?? new Set())
      need(`item.${fee.amount.copies}`, `fee ${fee.key}`, items ?? new Set())
    }
  }
  for (const variant of service.timeLimit.variants)
    for (const path of pathsOf(variant.condition)) need(path, 'time limit')
  for (const other of service.coordinating)
    for (const path of pathsOf(other.condition)) need(path, 'coordinating agency')
  if ('by' in service.agency) {
    for (const path of pathsOf(service.agency.unless?.condition)) need(path, 'agency')
    const path = unitPath(service.agency.field, seen)
    need(path, 'agency')
    const question = service.form.sections
      .flatMap(({ questions }) => questions)
      .find(({ key }) => key === path)
    if (question?.type === 'address' && !question.within)
      problems.push(`agency: ${path} must be within the province`)
  }
  if (service.level === 'mot-phan' && service.levelReason === undefined)
    problems.push('a partly online service says why')
  return problems
}

function heldInAnswers({ prefill }: { prefill?: string | { from: string }[] | undefined }): boolean {
  const sources = typeof prefill === 'string' ? [prefill] : (prefill ?? []).map(({ from }) => from)
  return sources.some((source) => source.startsWith('answers.'))
}

/** The commune of an address is its part `unit`; a question of the kind `unit` is the commune itself. */
function unitPath(field: string, seen: ReadonlySet<string>): string {
  return seen.has(field) ? field : field.replace(/\.unit$/, '')
}
