import { paperFileOf } from '../accepted-files.ts'
import { m } from '../messages/index.ts'
import { type Answers, itemsAt, valueAt } from './answers.ts'
import { holds } from './condition.ts'
import type { Fee, Fillable, Paper, TimeLimit } from './definition.ts'
import type { FiledAnswers } from './filing.ts'

/** The papers that these answers ask for, each saying whether it must be there. */
export function papersFor(service: Pick<Fillable, 'papers'>, answers: FiledAnswers): Paper[] {
  return service.papers.filter((paper) => holds(paper.condition, answers))
}

/** The papers without which the dossier is not complete: those to be handed in, not those merely shown. */
export function requiredPapers(service: Pick<Fillable, 'papers'>, answers: FiledAnswers): Paper[] {
  return papersFor(service, answers).filter((paper) => paper.required && paper.kind === 'submit')
}

/** The kind of vault paper that answers this one without a new upload. */
export function heldKindOf({ kind, vaultKind, reuse }: Paper): string | undefined {
  return kind === 'submit' ? (vaultKind ?? reuse) : undefined
}

/** Whether this paper may be handed in as such a file. */
export function acceptsFile({ accept }: Pick<Paper, 'accept'>, mediaType: string): boolean {
  return accept.some((kind) => kind === paperFileOf(mediaType))
}

export interface Charge {
  key: string
  name: string
  /** In đồng; null where nobody has established it. */
  amount: number | null
  /** How the amount came about, as the payer reads it. */
  explanation: string
  basis: string
  payAt: 'filing' | 'result'
}

export interface Charges {
  items: Charge[]
  /** Null as soon as one amount is not established. */
  total: number | null
  /** What is to be paid before the dossier can be handed in. */
  dueAtFiling: number | null
}

/** The fees of this dossier, computed from its answers, each explained. */
export function chargesFor(service: Pick<Fillable, 'fees'>, answers: FiledAnswers): Charges {
  const items = service.fees.filter((fee) => holds(fee.condition, answers)).map((fee) => charge(fee, answers))
  const sum = (charges: readonly Charge[]) =>
    charges.reduce<number | null>(
      (total, { amount }) => (total === null || amount === null ? null : total + amount),
      0,
    )
  return { items, total: sum(items), dueAtFiling: sum(items.filter((item) => item.payAt === 'filing')) }
}

/** What binds the agency for one dossier: the limit that applies and the rules it runs by. */
export type Limit = Omit<TimeLimit, 'variants' | 'choices'>

/** The time limit that applies to these answers: the first variant whose condition holds, else the usual one. */
export function timeLimitFor(service: Pick<Fillable, 'timeLimit'>, answers: FiledAnswers): Limit {
  const { variants, choices: _, ...usual } = service.timeLimit
  const chosen = variants.find((variant) => holds(variant.condition, answers)) ?? usual
  return { ...usual, duration: chosen.duration, text: chosen.text }
}

function charge(fee: Fee, answers: FiledAnswers): Charge {
  const common = { key: fee.key, name: fee.name, basis: fee.basis, payAt: fee.payAt }
  const waiver = fee.waivers.find(({ condition }) => holds(condition, answers))
  if (waiver !== undefined) return { ...common, amount: 0, explanation: m.form.charge.waived(waiver.reason) }
  if ('open' in fee.amount) return { ...common, amount: null, explanation: fee.amount.open }
  if ('fixed' in fee.amount) {
    return {
      ...common,
      amount: fee.amount.fixed,
      explanation: fee.amount.fixed === 0 ? m.form.charge.none : m.form.charge.fixed,
    }
  }
  if ('each' in fee.amount) {
    const value = valueAt(answers, fee.amount.count)
    const count = Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0
    return {
      ...common,
      amount: fee.amount.each * count,
      explanation: `${m.form.values.counted(String(count), fee.amount.unit)} × ${m.form.values.dong(fee.amount.each)}`,
    }
  }
  return { ...common, ...chargeByPage(fee.amount, answers) }
}

function chargeByPage(
  rule: Extract<Fee['amount'], { page: number }>,
  answers: Answers,
): { amount: number; explanation: string } {
  const parts: string[] = []
  let amount = 0
  for (const item of itemsAt(answers, rule.group)) {
    const pages = numberAt(item, rule.pages)
    const copies = numberAt(item, rule.copies)
    const full = Math.min(pages, rule.pagesAtFullPrice)
    const oneCopy = Math.min(full * rule.page + (pages - full) * rule.furtherPage, rule.ceilingPerCopy)
    amount += oneCopy * copies
    parts.push(m.form.charge.copies(copies, pages, m.form.values.dong(oneCopy * copies)))
  }
  return { amount, explanation: parts.join('; ') }
}

function numberAt(item: Answers, path: string): number {
  const value = valueAt(item, path)
  return typeof value === 'number' && value > 0 ? value : 0
}
