/** Rules of documents in the words of the page. */
import type { RuleStep, RuleView, tryRoute } from '#server/modules/documents/index.ts'
import { formatDate, formatDateTime, type LocalDay } from '#shared/dates.ts'
import { typeNameOf } from '#shared/document/copies.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'

const words = m.documents.route.rules

interface Reader {
  names: Map<string, string>
  mayMake: boolean
  today: LocalDay
}

export function presentRule(rule: RuleView, { names, mayMake, today }: Reader) {
  const { types, urgencies, amountFrom, amountTo, validFrom, endsFrom, madeBy, madeAt, endedBy, endedAt } =
    rule
  const degrees = urgencies.map((key) => m.documents.route.urgency[key] ?? key).join(', ')
  const from = formatDate(validFrom)
  return {
    id: rule.id,
    about: rule.about,
    what: [
      types.length > 0 ? types.map(typeNameOf).join(', ') : words.everyType,
      degrees ? words.urgent(degrees) : '',
      amountFrom !== null || amountTo !== null ? words.amounts(amountFrom, amountTo) : '',
    ]
      .filter(Boolean)
      .join('; '),
    says: ruleLines(rule),
    whose: rule.isOwn ? words.own : words.common,
    days: endsFrom ? words.until(from, formatDate(endsFrom)) : words.from(from),
    made: madeAt ? words.madeBy(names.get(madeBy ?? '') ?? '', formatDateTime(madeAt)) : '',
    ended: endedAt ? words.endedBy(names.get(endedBy ?? '') ?? '', formatDateTime(endedAt)) : '',
    mayEnd: mayMake && rule.isOwn && (endsFrom === null || endsFrom > today),
  }
}

/** All of them by what they are about, in the order of the page; what there is none about says what goes then. */
export function groupRules(rules: readonly ReturnType<typeof presentRule>[]) {
  return (['route', 'seal', 'register', 'hold'] as const).map((about) => ({
    about,
    title: words.abouts[about],
    none: words.noneOf[about],
    rules: rules.filter((one) => one.about === about),
  }))
}

function ruleLines({ seal, register, days, ...route }: RuleView): string[] {
  if (seal !== null) return [words.seals[seal] ?? '']
  if (register !== null) return [bookWords(register)]
  if (days !== null) return [words.held(days)]
  return routeLines(route)
}

function bookWords(register: string): string {
  if (register.includes('{type}')) return words.ownBook
  const type = findDocumentType(register)
  return type ? words.bookOfType(type.name) : words.book(m.documents.registers.nameOf(register))
}

function routeLines({ steps, signers }: { steps: RuleStep[]; signers: string[] }): string[] {
  return [
    ...(steps.length === 0 ? [words.straight] : steps.map(stepLine)),
    signers.length > 0 ? words.signs(signers.join(' hoặc ')) : words.anySigner,
  ]
}

function stepLine({ kind, who, standIns, days, isVacant }: RuleStep): string {
  return [
    words.step(m.documents.route.page.stepKind(kind), who),
    standIns ? words.standIn(standIns) : '',
    isVacant ? words.vacant : words.within(days),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Where the document asked about would go. */
export function presentTried(
  tried: Awaited<ReturnType<typeof tryRoute>>,
  { type, urgency, day }: { type: string | undefined; urgency: string; day: string },
) {
  return {
    title: words.try.result(
      type ? typeNameOf(type) : '',
      (m.documents.route.urgency[urgency] ?? urgency).toLocaleLowerCase('vi'),
      day,
    ),
    by: tried.ruleId === null ? words.try.byNone : tried.isOwn ? words.try.byOwn : words.try.byCommon,
    lines: [
      ...routeLines(tried),
      words.seals[tried.seal] ?? '',
      bookWords(tried.register),
      words.held(tried.days),
    ],
  }
}
