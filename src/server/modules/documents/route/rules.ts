/** Which rule of an agency is followed on a day: who approves, which book, who seals, how long a number is held. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { copyRegister, findCopyForm } from '#shared/document/copies.ts'
import {
  type Case,
  type ChosenRule,
  DocumentRules,
  fitsCase,
  HoldRule,
  RegisterRule,
  RouteRule,
  type SealBy,
  SealRule,
} from './model.ts'
import { type KeptRule, listRules, putRules, type RuleAbout } from './rule-queries.ts'

/** Brings the rules to what `documents.json` of the province's folder says; repeating changes nothing. Without the file there are none. */
export async function loadDocumentRules(work: Work, folder: string): Promise<{ rules: number }> {
  const file = join(folder, 'documents.json')
  if (!existsSync(file)) return { rules: 0 }
  return putDocumentRules(work, JSON.parse(readFileSync(file, 'utf8')))
}

/** The same of these rules, as `documents.json` has them. Throws where they do not have its shape. */
export async function putDocumentRules({ tx }: Work, json: unknown): Promise<{ rules: number }> {
  const { routes, registers, seals, holds } = DocumentRules.parse(json)
  const all = [
    ...routes.map((rule, rank) => row('route', rank, rule)),
    ...registers.map((rule, rank) => row('register', rank, rule)),
    ...seals.map((rule, rank) => row('seal', rank, rule)),
    ...holds.map((rule, rank) => row('hold', rank, rule)),
  ]
  await putRules(tx, all)
  return { rules: all.length }
}

type Rule = ReturnType<typeof DocumentRules.parse>['routes' | 'registers' | 'seals' | 'holds'][number]

function row(about: RuleAbout, rank: number, rule: Rule) {
  const { id, agency, agencyKinds, types, urgencies, amountFrom, amountTo, validFrom, validTo, ...value } =
    rule
  return {
    id,
    about,
    rank,
    agencyId: agency ?? null,
    agencyKinds: agencyKinds ?? null,
    types: types ?? null,
    urgencies: urgencies ?? null,
    amountFrom: amountFrom ?? null,
    amountTo: amountTo ?? null,
    value: JSON.stringify(value),
    validFrom,
    validTo: validTo ?? null,
  }
}

/** The route of that day for such a document, and by which rule; without any it goes straight to whoever signs. */
export async function routeRule(
  work: Work,
  about: Case,
  on = localDay(work.now),
): Promise<{ found: KeptRule | undefined; chosen: ChosenRule | null; rule: RouteRule }> {
  const found = firstFitting(await listRules(work.tx, ['route'], { ...about, on }), 'route', about)
  const rule = RouteRule.parse(found?.value ?? { steps: [] })
  return { found, chosen: found ? chosenOf(found) : null, rule }
}

function chosenOf({ id, madeBy, validFrom, types, urgencies, amountFrom, amountTo }: KeptRule): ChosenRule {
  const sum = (amount: unknown) => (amount === null ? null : Number(amount))
  return {
    id,
    isOwn: madeBy !== null,
    validFrom: String(validFrom),
    types,
    urgencies,
    amountFrom: sum(amountFrom),
    amountTo: sum(amountTo),
  }
}

/**
 * The book such a document is numbered in that day (NĐ 30/2020/NĐ-CP Điều 15: by rule of the agency each type in a series of its own
 * or several together), and who puts the seal on it; without any rule each type has its own book, and the seal is put on with the
 * signature.
 */
export async function numberingRule(
  work: Work,
  about: Case,
  on = localDay(work.now),
): Promise<{ register: string; seal: SealBy }> {
  const rules = await listRules(work.tx, ['register', 'seal'], { ...about, on })
  const { register } = RegisterRule.parse(
    firstFitting(rules, 'register', about)?.value ?? { register: '{type}' },
  )
  const { seal } = SealRule.parse(firstFitting(rules, 'seal', about)?.value ?? { seal: 'at_once' })
  // Copies are one series whatever their form, and no rule makes them another (Phụ lục I, phần bản sao).
  return { register: findCopyForm(about.type) ? copyRegister : register.replace('{type}', about.type), seal }
}

/** For how many working days after that day such a document holds a number taken then without being confirmed; without any rule none, so that numbers and days keep one order (Điều 15 khoản 1). */
export async function holdRule(work: Work, about: Case, on = localDay(work.now)): Promise<HoldRule> {
  const found = firstFitting(await listRules(work.tx, ['hold'], { ...about, on }), 'hold', about)
  return HoldRule.parse(found?.value ?? { days: 0 })
}

function firstFitting(rules: readonly KeptRule[], about: RuleAbout, one: Case): KeptRule | undefined {
  return rules.find((rule) => rule.about === about && fitsCase(rule, one))
}
