/** The shapes of the route of an agency's draft, and its pure rules. */
import { z } from 'zod'
import { m } from '#shared/messages/index.ts'

/** How far a draft is: `documents.route.state`. */
export type RouteState =
  | 'drafting'
  | 'in_route'
  | 'approved'
  | 'returned'
  | 'withdrawn'
  | 'issued'
  | 'discarded'

export const urgencies = ['normal', 'urgent', 'most_urgent', 'express'] as const
export type Urgency = (typeof urgencies)[number]

/** Content: what it says and whether it is lawful. Layout: whether it keeps NĐ 30/2020/NĐ-CP (Điều 6, khoản 3). */
export type StepKind = 'content' | 'layout'

/** One approval before the signature, as it was laid when the draft was submitted. */
export interface Step {
  kind: StepKind
  agencyId: string
  /** Positions there, by key: one of them takes it. */
  keys: string[]
  /** Positions that take it while those are away, or vacant. */
  standIns: string[]
  /** How they are called: `Chánh Văn phòng`. */
  name: string
  /** When it is due once the steps before it were taken in time; a step of its own has none. */
  dueAt: string | null
  /** Nobody takes it: no such position is held, or whoever drafted holds it. */
  skipped?: 'vacant' | 'own'
}

/** As whom somebody takes a step: by the position itself, by a written delegation, or in the place of who is away. */
export interface Part {
  as: 'self' | 'delegate' | 'stand_in'
  /** The position whose step it is: `Chánh Văn phòng`. */
  position: string
  /** Of a delegation its decision; `vacant`, or `away`: the reason of an absence is told to its agency alone. */
  why?: string
}

/** Of positions: `pho-giam-doc`, and `pho-giam-doc-2` where there are several. */
const Keys = z.array(z.string().regex(/^[a-z0-9-]{1,60}$/)).max(10)

/** What a rule about the route says. */
export const RouteRule = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        kind: z.enum(['content', 'layout']),
        /** A part of the agency by the beginning of its id, `van-phong`, or by all of it; the agency itself without. */
        part: z.string().optional(),
        keys: Keys.min(1),
        standIns: Keys.default([]),
        /** Working days it may take; none: at once, within two working hours. */
        days: z.int().min(0).max(60),
      }),
    )
    .max(10),
  /** Positions of the agency one of which signs. */
  signers: Keys.min(1).optional(),
})
export type RouteRule = z.infer<typeof RouteRule>

export const RegisterRule = z.strictObject({
  /** The key of the book; `{type}` stands for the key of the type. */
  register: z.string().regex(/^[a-z0-9_{}-]{1,60}$/),
})
export const SealRule = z.strictObject({ seal: z.enum(['at_once', 'by_clerk']) })
export type SealBy = z.infer<typeof SealRule>['seal']
export const HoldRule = z.strictObject({
  /** So many working days after the one it was taken on a number is held without being confirmed; 0: to the end of that day. */
  days: z.int().min(0).max(60),
})
export type HoldRule = z.infer<typeof HoldRule>

const day = z.iso.date()
const fits = {
  id: z.string().regex(/^[a-z0-9-]{1,80}$/),
  agency: z.string().optional(),
  agencyKinds: z.array(z.string()).optional(),
  types: z.array(z.string()).optional(),
  urgencies: z.array(z.enum(urgencies)).optional(),
  amountFrom: z.int().optional(),
  amountTo: z.int().optional(),
  validFrom: day,
  validTo: day.optional(),
}

/** `documents.json` of a province: its rules, in the order in which they are looked through. */
export const DocumentRules = z.strictObject({
  note: z.string().optional(),
  routes: z.array(z.strictObject({ ...fits, ...RouteRule.shape })),
  registers: z.array(z.strictObject({ ...fits, ...RegisterRule.shape })),
  seals: z.array(z.strictObject({ ...fits, ...SealRule.shape })),
  holds: z.array(z.strictObject({ ...fits, ...HoldRule.shape })).default([]),
})

/** The rule a route was laid by, as it stood that day: what it is for, and since when. */
export interface ChosenRule {
  id: string
  /** The agency's own, or the province's; what was submitted long ago does not say. */
  isOwn?: boolean
  validFrom: string
  types: readonly string[] | null
  urgencies: readonly string[] | null
  amountFrom: number | null
  amountTo: number | null
}

/** A sum in đồng as it is typed: `500.000.000` or `500000000`; nothing where no money is spent. */
export const TypedSum = z
  .string()
  .max(30)
  .default('')
  .transform((typed) => typed.replace(/[. ]/g, ''))
  .refine((digits) => /^\d{0,15}$/.test(digits), { message: m.ui.form.number })
  .transform((digits) => (digits === '' ? null : Number(digits)))

/** What decides which rule is followed. Secrecy is none of it: what bears a mark of secrecy is not kept here (decision 126). */
export interface Case {
  agencyId: string
  agencyKind: string
  type: string
  urgency: Urgency
  /** In đồng; null where no money is spent. */
  amount: number | null
}

interface Fits {
  agencyId: string | null
  agencyKinds: readonly string[] | null
  types: readonly string[] | null
  urgencies: readonly string[] | null
  amountFrom: number | null
  amountTo: number | null
}

/** Whether a rule is about this case. A sum that decides is a sum that was said. */
export function fitsCase(rule: Fits, { agencyId, agencyKind, type, urgency, amount }: Case): boolean {
  const asksSum = rule.amountFrom !== null || rule.amountTo !== null
  return (
    (rule.agencyId === null || rule.agencyId === agencyId) &&
    (rule.agencyKinds === null || rule.agencyKinds.includes(agencyKind)) &&
    (rule.types === null || rule.types.includes(type)) &&
    (rule.urgencies === null || rule.urgencies.includes(urgency)) &&
    (!asksSum ||
      (amount !== null &&
        amount >= (rule.amountFrom ?? 0) &&
        amount < (rule.amountTo ?? Number.POSITIVE_INFINITY)))
  )
}

/** Whether its text may be written anew: not while somebody looks at it. */
export function isOpenToChange(state: RouteState): boolean {
  return state !== 'in_route' && state !== 'issued' && state !== 'discarded'
}

export const Answer = z.enum(['agree', 'comments', 'disagree'])
export type Answer = z.infer<typeof Answer>
