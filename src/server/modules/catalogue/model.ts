import { z } from 'zod'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import { Fee, Form, Paper, Rule, TimeLimit } from '#shared/form/definition.ts'
import { filingChannels } from '#shared/form/filing.ts'
import { inconsistencies } from '#shared/form/inconsistencies.ts'
import { Check } from './definition/checks.ts'
import { inconsistentDuties } from './definition/inconsistent-duties.ts'
import { inconsistentResults } from './definition/inconsistent-result.ts'
import { Prerequisite } from './definition/prerequisites.ts'
import { FurtherResult, Result } from './definition/result.ts'
import { Sources } from './definition/sources.ts'
import { Replacement } from './replacement.ts'

const Text = z.string().trim().min(1).max(3000)
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Who resolves: the commune named by an answer, unless a department of the province does in this case; or one department. */
const Agency = z.union([
  z.strictObject({
    by: z.literal('unit-of'),
    field: z.string(),
    unless: z.strictObject({ condition: Rule, agency: Slug }).optional(),
  }),
  z.strictObject({ agency: Slug }),
])

/** One public service in one version: everything that differs between services is here and not in the program. */
export const Service = z
  .strictObject({
    code: z.string().regex(/^\d\.\d{6}$/),
    version: z.number().int().min(1),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
    /** From that day on the code of another service stands in its place, by this decision. */
    replacedBy: Replacement.optional(),
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
          condition: Rule.optional(),
        }),
      )
      .default([]),
    channels: z.array(z.enum(filingChannels)).min(1),
    /** Ways the law opens only while the usual ones are down, for an outage that whoever files it names. */
    outageChannels: z.array(z.enum(filingChannels)).default([]),
    /** Civil status and certification hand out a Phiếu hẹn, trả kết quả in place of Mẫu 01 of Thông tư 03/2025/TT-VPCP. */
    receipt: z.literal('phieu-hen').optional(),
    /** Where its record says that the head of the counter signs a refusal to receive (Mẫu 03). Absent: nobody has found it; it waits all the same. */
    refusal: z.strictObject({ signer: z.literal('head'), basis: Text }).optional(),
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
    /** What must be so before it is accepted, proposed and signed. */
    checks: z.array(Check).max(60).default([]),
    prerequisites: z.array(Prerequisite).max(20).default([]),
    result: Result,
    /** What anyone may read of the granted result, for so many months: parts of what was decided, none of which names a person. */
    publication: z
      .strictObject({
        months: z.number().int().min(1).max(600),
        decided: z.array(z.string()).min(1).max(20),
        basis: Text,
        established: z.boolean(),
      })
      .optional(),
    /** Papers signed together with the result. */
    further: z.array(FurtherResult).max(6).default([]),
    /** Where each figure comes from, and which an administrator still has to establish. */
    sources: Sources,
  })
  .superRefine((service, context) => {
    const found = [inconsistencies, inconsistentDuties, inconsistentResults].flatMap((look) => look(service))
    for (const message of found) context.addIssue({ code: 'custom', message })
  })

export type Service = z.infer<typeof Service>

/** Whether it is established what the service costs, be it nothing; where it is not, nobody may be told that it is free. */
export function isFeeEstablished({ fees, sources }: Pick<Service, 'fees' | 'sources'>): boolean {
  return fees.length > 0 || sources.fees.state !== 'unverified'
}

/** The commune whose agency resolves, or the department: read from the answers, undefined until answered. */
export function agencyOf(
  service: Pick<Service, 'agency'>,
  answers: Answers,
): { unit: string } | { agency: string } | undefined {
  if ('agency' in service.agency) return service.agency
  const { field, unless } = service.agency
  if (unless && holds(unless.condition, answers)) return { agency: unless.agency }
  const value = valueAt(answers, field)
  return typeof value === 'string' ? { unit: value } : undefined
}
