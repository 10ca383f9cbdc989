/** Rules of documents in the words of the page. */
import type { RuleStep, RuleView, tryRoute } from '#server/modules/documents/index.ts'
import { formatDate, formatDateTime, type LocalDay } from '#shared/dates.ts'
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
    about: words.abouts[rule.about] ?? '',
    what: [
      types.length > 0 ? types.map((key) => findDocumentType(key)?.name ?? key).join(', ') : words.everyType,
      degrees ? words.urgent(degrees) : '',
      amountFrom !== null || amountTo !== null ? words.amounts(amountFrom, amountTo) : '',
    ]
      .filter(Boolean)
      .join('; '),
    says: rule.seal ? [words.seals[rule.seal] ?? ''] : routeLines(rule),
    whose: rule.isOwn ? words.own : words.common,
    days: endsFrom ? words.until(from, formatDate(endsFrom)) : words.from(from),
    made: madeAt ? words.madeBy(names.get(madeBy ?? '') ?? '', formatDateTime(madeAt)) : '',
    ended: endedAt ? words.endedBy(names.get(endedBy ?? '') ?? '', formatDateTime(endedAt)) : '',
    mayEnd: mayMake && rule.isOwn && (endsFrom === null || endsFrom > today),
  }
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
      findDocumentType(type ?? '')?.name ?? '',
      (m.documents.route.urgency[urgency] ?? urgency).toLocaleLowerCase('vi'),
      day,
    ),
    by: tried.ruleId === null ? words.try.byNone : tried.isOwn ? words.try.byOwn : words.try.byCommon,
    lines: [...routeLines(tried), words.seals[tried.seal] ?? ''],
  }
}
