import { z } from 'zod'
import { valueAt } from '#shared/form/answers.ts'
import { pathsOf } from '#shared/form/condition.ts'
import { Condition, Fee, Form, Paper, TimeLimit } from '#shared/form/definition.ts'
import { placeholdersOf } from '#shared/form/template.ts'

const Text = z.string().trim().min(1).max(3000)
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

const Block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['basis', 'heading', 'paragraph']),
    text: Text,
    condition: Condition.optional(),
  }),
  z.strictObject({ kind: z.literal('article'), title: Text, text: Text, condition: Condition.optional() }),
  z.strictObject({
    kind: z.literal('fields'),
    rows: z.array(z.strictObject({ label: Text, value: Text, condition: Condition.optional() })).min(1),
    condition: Condition.optional(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    each: z.string(),
    columns: z
      .array(z.strictObject({ title: Text, value: Text }))
      .min(1)
      .max(8),
    condition: Condition.optional(),
  }),
])

/** Who resolves: the commune named by an answer, or one department of the province. */
const Agency = z.union([
  z.strictObject({ by: z.literal('unit-of'), field: z.string() }),
  z.strictObject({ agency: Slug }),
])

const Provenance = z.enum(['source', 'unverified'])

/** One public service in one version: everything that differs between services is here and not in the program. */
export const Service = z
  .strictObject({
    code: z.string().regex(/^\d\.\d{6}$/),
    version: z.number().int().min(1),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
    name: Text,
    /** What people call it. */
    plainName: z.string().min(3).max(120),
    /** One or two sentences that tell a citizen whether this is what they came for. */
    description: z.string().max(600),
    /** How people type it. */
    synonyms: z.array(z.string().min(2).max(80)).min(1).max(30),
    sector: z.strictObject({ code: Slug, name: z.string().min(2).max(80) }),
    level: z.enum(['toan-trinh', 'mot-phan']),
    /** NĐ 224/2026, Điều 14: a service that is not wholly online says why. */
    levelReason: z.string().max(600).optional(),
    audience: z.array(z.enum(['citizen', 'household', 'organisation'])).min(1),
    competentLevel: z.enum(['commune', 'province']),
    agency: Agency,
    coordinating: z
      .array(
        z.strictObject({
          agency: Slug,
          /** Outside the province's system (police, tax, insurance): told and awaited, never assigned here. */
          external: z.boolean().default(false),
          name: Text,
          role: Text,
          condition: Condition.optional(),
        }),
      )
      .default([]),
    channels: z.array(z.enum(['online', 'counter', 'post'])).min(1),
    timeLimit: TimeLimit,
    fees: z.array(Fee),
    papers: z.array(Paper),
    steps: z
      .array(
        z.strictObject({
          key: z.string(),
          name: Text,
          role: z.enum(['one_stop', 'specialist', 'leader', 'coordinating', 'applicant']),
          who: Text,
        }),
      )
      .min(2),
    legalBasis: z
      .array(z.strictObject({ number: z.string(), name: Text, article: z.string().max(200).optional() }))
      .min(1),
    conditions: z.array(Text).default([]),
    form: Form,
    result: z.strictObject({
      kind: z.enum(['certificate', 'extract', 'decision', 'permit', 'confirmation', 'notice', 'copy']),
      /** The national code of this result, when the source gives one. */
      code: z.string().optional(),
      title: Text,
      /** What stands between the number and the agency's initials: `05/QĐ-UBND`. */
      documentType: z.strictObject({ abbreviation: z.string().regex(/^[A-ZĐ]{2,8}$/), name: Text }),
      subject: Text,
      body: z.array(Block).min(1),
      register: z.strictObject({ key: Slug, name: Text }),
      /** The kind under which the result enters the vault, to be reused by other services. */
      vaultKind: Slug,
    }),
    /** What of this definition stands in a source, and what an administrator still has to establish. */
    verified: z.strictObject({
      code: Provenance,
      fee: Provenance,
      time: Provenance,
      papers: Provenance,
      basis: z.string().max(400),
      note: z.string().max(1000).optional(),
    }),
  })
  .superRefine((service, context) => {
    for (const message of inconsistencies(service)) context.addIssue({ code: 'custom', message })
  })

export type Service = z.infer<typeof Service>

interface Checked {
  level: string
  levelReason?: string | undefined
  form: Form
  papers: Paper[]
  fees: Fee[]
  timeLimit: TimeLimit
  agency: z.infer<typeof Agency>
  coordinating: { condition?: Condition | undefined }[]
  result: { body: z.infer<typeof Block>[] }
}

/** What a schema cannot see: every path that is named must exist, and a condition may only look back. */
function inconsistencies(service: Checked): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  const groups = new Map<string, Set<string>>()
  const need = (path: string, where: string, items?: ReadonlySet<string>) => {
    const known = path.startsWith('item.') && items !== undefined ? items.has(path.slice(5)) : seen.has(path)
    if (!known) problems.push(`${where} names “${path}”, which no earlier question answers`)
  }
  const sectionKeys = new Set<string>()
  for (const section of service.form.sections) {
    if (sectionKeys.has(section.key)) problems.push(`section ${section.key} occurs twice`)
    sectionKeys.add(section.key)
    for (const path of pathsOf(section.condition)) need(path, `section ${section.key}`)
    for (const question of section.questions) {
      for (const path of pathsOf(question.condition)) need(path, question.key)
      if (seen.has(question.key)) problems.push(`question ${question.key} occurs twice`)
      if (question.type === 'group') {
        const own = new Set<string>()
        for (const inner of question.questions) {
          for (const path of pathsOf(inner.condition)) need(path, `${question.key}.${inner.key}`, own)
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
  for (const paper of service.papers)
    for (const path of pathsOf(paper.condition)) need(path, `paper ${paper.key}`)
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
  if ('by' in service.agency) need(unitPath(service.agency.field, seen), 'agency')
  for (const block of service.result.body) for (const path of pathsOf(block.condition)) need(path, 'result')
  for (const { path, each } of placeholdersOf(service.result.body)) {
    if (path.startsWith('answers.')) need(path.slice(8), 'result')
    else if (path.startsWith('item.') && path !== 'item.number')
      need(path, 'result', groups.get(each ?? '') ?? new Set())
  }
  if (service.level === 'mot-phan' && service.levelReason === undefined)
    problems.push('a partly online service says why')
  return problems
}

/** The commune of an address is its part `unit`; a question of the kind `unit` is the commune itself. */
function unitPath(field: string, seen: ReadonlySet<string>): string {
  return seen.has(field) ? field : field.replace(/\.unit$/, '')
}

/** What an administrator still has to establish, in the order of the record. */
export function unverifiedParts(service: Pick<Service, 'verified'>): ('code' | 'fee' | 'time' | 'papers')[] {
  return (['code', 'fee', 'time', 'papers'] as const).filter(
    (part) => service.verified[part] === 'unverified',
  )
}

/** The commune whose agency resolves, or the department: read from the answers, undefined until answered. */
export function agencyOf(
  service: Pick<Service, 'agency'>,
  answers: Parameters<typeof valueAt>[0],
): { unit: string } | { agency: string } | undefined {
  if ('agency' in service.agency) return service.agency
  const value = valueAt(answers, service.agency.field)
  return typeof value === 'string' ? { unit: value } : undefined
}
