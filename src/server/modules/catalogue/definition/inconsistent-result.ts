/** What the results of a service say that nobody answers, or that the legal form does not have. */
import { findForm } from '#server/crafts/typeset/forms/index.ts'
import { pathsOf } from '#shared/form/condition.ts'
import type { Form, Paper, Question, Rule } from '#shared/form/definition.ts'
import { placeholdersOf, textsOf } from '#shared/form/show/template.ts'
import type { Prerequisite } from './prerequisites.ts'
import type { Field, FurtherResult, LegalForm, Result } from './result.ts'

interface Service {
  form: Form
  papers: readonly Paper[]
  prerequisites: readonly Prerequisite[]
  result: Result
  further: readonly FurtherResult[]
}

/** What a result may say beside answers and decisions. */
const facts = new Set([
  'agency.name',
  'agency.fullName',
  'agency.place',
  'applicant.name',
  'dossier.code',
  'dossier.submittedOn',
  'today',
  'signing.on',
  'signing.month',
])
const ofTheFirst = new Set(['result.number', 'result.on'])
const ways = new Set(['lower', 'capitals', 'words', 'year', 'place'])

export function inconsistentResults(service: Service): string[] {
  const problems: string[] = []
  const { result, further } = service
  const names = (questions: readonly Question[], before: string) => questions.map(({ key }) => before + key)
  const asked = service.form.sections.flatMap(({ questions }) => questions)
  const known = new Set([
    ...names(asked, 'answers.'),
    ...names(result.decision, 'decision.'),
    ...(result.decisionNote ? ['decision.note'] : []),
    ...facts,
  ])
  const groups = new Map<string, Set<string>>()
  const addGroups = (questions: readonly Question[], before: string) => {
    for (const question of questions)
      if (question.type === 'group')
        groups.set(before + question.key, new Set(question.questions.map(({ key }) => key)))
  }
  addGroups(asked, '')
  addGroups(result.decision, 'decision.')

  const checkTexts = (
    texts: Parameters<typeof placeholdersOf>[0],
    where: string,
    more = new Set<string>(),
  ) => {
    for (const { path, each, ways: said } of placeholdersOf(texts)) {
      for (const way of said) if (!ways.has(way)) problems.push(`${where} writes “${path}” as “${way}”`)
      if (path === 'item.number' && each !== undefined) continue
      const isKnown = path.startsWith('item.')
        ? groups.get(each ?? '')?.has(path.slice('item.'.length))
        : known.has(path) || more.has(path)
      if (!isKnown) problems.push(`${where} names “${path}”, which nobody answers`)
    }
  }
  const checkRule = (rule: Rule | undefined, where: string) => {
    for (const path of pathsOf(rule))
      if (!known.has(`answers.${path}`) && !known.has(path) && !path.startsWith('filing.'))
        problems.push(`${where} asks for “${path}”, which nobody answers`)
  }

  const checkForm = (form: LegalForm, where: string, more: Set<string>) => {
    const known = findForm(form.template)
    if (!known) {
      problems.push(`${where} names the form “${form.template}”, which there is not`)
      return
    }
    for (const [key, field] of Object.entries(form.fields)) {
      const place = `${where}, field ${key}`
      if (!Object.hasOwn(known.fields.shape, key)) problems.push(`${place}: the form has no such field`)
      for (const { text, condition } of casesOf(field)) {
        checkTexts([{ text }], place, more)
        checkRule(condition, place)
      }
      if (mayBeBlank(field) && !isOpen(known.fields.shape[key]))
        problems.push(`${place}: the form does not leave it blank`)
    }
    for (const [key, field] of Object.entries(known.fields.shape))
      if (!Object.hasOwn(form.fields, key) && !isOpen(field))
        problems.push(`${where} leaves out the field “${key}” of its form`)
    for (const [key, { each, columns }] of Object.entries(form.tables)) {
      const place = `${where}, table ${key}`
      const table = known.tables[key]
      if (!table) problems.push(`${place}: the form has no such table`)
      if (!groups.has(each)) problems.push(`${place} is of “${each}”, which is no group of answers`)
      for (const [column, text] of Object.entries(columns)) {
        if (table && !Object.hasOwn(table.row.shape, column)) problems.push(`${place}: no column ${column}`)
        checkTexts([{ text, each }], place, more)
      }
      for (const [column, cell] of Object.entries(table?.row.shape ?? {}))
        if (!Object.hasOwn(columns, column) && !isOpen(cell)) problems.push(`${place} lacks column ${column}`)
    }
    for (const [key, { least }] of Object.entries(known.tables))
      if (least > 0 && !Object.hasOwn(form.tables, key))
        problems.push(`${where} leaves out the table “${key}”`)
    for (const on of form.pagesOf ?? [])
      if (![...service.papers, ...service.prerequisites].some(({ key }) => key === on))
        problems.push(`${where} is written on the pages of “${on}”, which nobody hands in or scans`)
    if (form.pagesEach !== undefined && !groups.has(form.pagesEach))
      problems.push(`${where} certifies each of “${form.pagesEach}”, which nobody lists`)
    if (form.pagesOf !== undefined && !known.onPages)
      problems.push(`${where}: this form stands on the pages of no other paper`)
  }

  for (const { condition, subject } of result.alternatives) {
    checkRule(condition, 'the result')
    checkTexts([{ text: subject }], 'the result')
  }
  for (const one of [result, ...further]) {
    const where = 'key' in one ? `further result ${one.key}` : 'the result'
    const more = 'key' in one ? ofTheFirst : new Set<string>()
    checkTexts([{ text: one.subject }, ...textsOf(one.body)], where, more)
    for (const block of one.body) {
      checkRule(block.condition, where)
      if (block.kind === 'fields') for (const { condition } of block.rows) checkRule(condition, where)
    }
    if (one.form) checkForm(one.form, where, more)
    for (const form of one.forms ?? []) {
      checkRule(form.condition, where)
      checkForm(form, where, more)
    }
  }
  return problems
}

function casesOf(field: Field): { text: string; condition?: Rule | undefined }[] {
  if (typeof field === 'string') return [{ text: field }]
  return 'cases' in field ? field.cases : [field]
}

const mayBeBlank = (field: Field) => typeof field !== 'string' && field.blank

/** Whether the form leaves it blank where there is nothing to say. */
const isOpen = (field: LegalFormField | undefined) => field?.safeParse(undefined).success === true
type LegalFormField = NonNullable<ReturnType<typeof findForm>>['fields']['shape'][string]
