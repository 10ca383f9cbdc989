import { pathsOf } from '#shared/form/condition.ts'
import type { Form, Paper, Question, Rule } from '#shared/form/definition.ts'
import type { Check } from './checks.ts'
import { conciliationEnds, type Prerequisite } from './prerequisites.ts'
import type { FurtherResult, Result } from './result.ts'

interface Duties {
  form: Form
  papers: readonly Paper[]
  checks: readonly Check[]
  prerequisites: readonly Prerequisite[]
  result: Result
  further: readonly FurtherResult[]
  publication?: { decided: readonly string[] } | undefined
}

/** What checks, prerequisites and decisions of a service name and nobody answers. */
export function inconsistentDuties(service: Duties): string[] {
  const problems: string[] = []
  const asked = new Set(service.form.sections.flatMap(({ questions }) => questions.flatMap(pathsIn)))
  const decided = new Set(service.result.decision.flatMap(pathsIn).map((path) => `decision.${path}`))
  const facts = new Set(['filing.channel', 'filing.on', 'filing.year', 'today'])
  const papers = new Set(service.papers.map(({ key }) => key))

  const needPath = (path: string, where: string) => {
    if (!asked.has(path) && !decided.has(path) && !facts.has(path))
      problems.push(`${where} names “${path}”, which nobody answers`)
  }
  const needAll = (condition: Rule | undefined, where: string) => {
    for (const path of pathsOf(condition)) needPath(path, where)
  }
  const needPerson = (who: string, where: string) => {
    if (![...asked].some((key) => key.startsWith(`${who}.`)))
      problems.push(`${where} names the person “${who}”, of whom nothing is asked`)
  }
  const needPaper = (key: string, where: string) => {
    if (!papers.has(key)) problems.push(`${where} names the paper “${key}”, which is not asked for`)
  }

  for (const { key, condition, prefill } of service.result.decision) {
    needAll(condition, `decision ${key}`)
    const sources = typeof prefill === 'string' ? [prefill] : (prefill ?? []).map(({ from }) => from)
    for (const source of sources)
      if (source.startsWith('answers.')) needPath(source.slice('answers.'.length), `decision ${key}`)
  }
  const once = new Set<string>()
  for (const { key } of [...service.checks, ...service.prerequisites]) {
    if (once.has(key)) problems.push(`“${key}” occurs twice among checks and prerequisites`)
    once.add(key)
  }
  for (const { key, condition, test, looksAt = [] } of service.checks) {
    const where = `check ${key}`
    needAll(condition, where)
    for (const path of looksAt)
      if (!papers.has(path) && ![...asked].some((one) => one === path || one.startsWith(`${path}.`)))
        problems.push(`${where} looks at “${path}”, which is neither asked nor handed in`)
    if (test === undefined) continue
    if ('who' in test) for (const who of [test.who].flat()) needPerson(who, where)
    if ('one' in test) for (const who of [test.one, test.other]) needPerson(who, where)
    if (test.kind === 'unmarried' && test.orTo) needPerson(test.orTo, where)
    if (test.kind === 'answers') needAll(test.holds, where)
    if (test.kind === 'number') {
      if (test.sex?.includes('.')) needPath(test.sex, where)
      if (test.number) needPath(test.number, where)
    }
    if (test.kind === 'married' && test.bornOn) needPath(test.bornOn, where)
    if (test.kind === 'marriageEnded') for (const path of [test.number, test.on]) needPath(path, where)
    if (test.kind === 'paused')
      for (const path of [test.code, ...(test.until ? [test.until] : [])]) needPath(path, where)
    if (test.kind === 'noOther') needPath(test.same, where)
    if (test.kind === 'owns') needPath(test.code, where)
    if (test.kind === 'died') needPath(test.on, where)
    if (test.kind === 'lives') needPath(test.in, where)
    if (test.kind === 'workingDay') needPath(test.day, where)
    if (test.kind === 'applicant') {
      for (const who of test.is) needPerson(who, where)
      if (test.orPaper) needPaper(test.orPaper, where)
    }
    if (test.kind === 'paper') {
      needPaper(test.paper, where)
      if (test.about) needPerson(test.about, where)
    }
    if (test.kind === 'extract' && !service.result.extract)
      problems.push(`${where} looks for an entry, and the result is no copy of one`)
    if (['notRegistered', 'nothingSimilar'].includes(test.kind) && !service.result.entry)
      problems.push(`${where} looks for an entry, and the result enters nothing`)
  }
  for (const { key, condition, who, of, kind, conciliation } of service.prerequisites) {
    const where = `prerequisite ${key}`
    needAll(condition, where)
    for (const person of who ?? []) needPerson(person, where)
    if (['consent', 'attendance'].includes(kind) && !who) problems.push(`${where} does not say whose`)
    if (
      conciliation &&
      !service.prerequisites.some((one) => one.key === conciliation.objections && one.kind === 'objection')
    )
      problems.push(`${where} waits for objections under “${conciliation.objections}”, which nobody awaits`)
    const ends = service.result.decision.find((question) => question.key === conciliation?.decides)
    if (
      conciliation &&
      !(
        ends?.type === 'choice' &&
        conciliationEnds.every((end) => ends.options.some(({ value }) => value === end))
      )
    )
      problems.push(
        `${where} decides “${conciliation.decides}”, which does not offer ${conciliationEnds.join(', ')}`,
      )
    if (['opinion', 'outcome'].includes(kind) && !of) problems.push(`${where} does not say of which agency`)
  }
  for (const { key, kind, within, silence, ifNeeded } of service.prerequisites) {
    const isAwaited = service.prerequisites.some(({ conciliation }) => conciliation?.objections === key)
    if (kind === 'objection' && !(isAwaited && within && silence && ifNeeded))
      problems.push(
        `prerequisite ${key} is no time to object: a meeting names it, it ends, and silence counts`,
      )
  }
  for (const key of service.publication?.decided ?? [])
    if (!decided.has(`decision.${key}`)) problems.push(`“${key}” is made public, and nobody decides it`)
  const { people, changes, code } = service.result.entry ?? {}
  for (const person of [...Object.values(people ?? {}), ...Object.values(changes ?? {})])
    needPerson(person, 'the entry')
  if (code) needPath(code, 'the entry')
  for (const path of Object.values(service.result.pause ?? {})) needPath(path, 'the pause')
  const { extract } = service.result
  if (extract) {
    needPath(extract.kind, 'the copy')
    needPerson(extract.who, 'the copy')
    needPath('decision.entry', 'the copy')
  }
  for (const number of Object.values(service.result.entry?.numbers ?? {})) needPath(number, 'the entry')
  for (const { key, condition } of service.further) needAll(condition, `further result ${key}`)
  return problems
}

/** What a rule may name of a question: itself, what its items are asked, the commune of an address. */
function pathsIn(question: Question): string[] {
  const { key, type } = question
  if (type === 'address') return [key, `${key}.unit`]
  return type === 'group' ? [key, ...question.questions.map((inner) => `${key}.${inner.key}`)] : [key]
}
