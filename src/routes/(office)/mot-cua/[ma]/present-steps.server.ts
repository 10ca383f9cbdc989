/** What a case waits for beside the desk, as officers and leaders read it. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { type DossierView, evidence } from '#server/modules/dossiers/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { valueAt } from '#shared/form/answers.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'

const words = { ...m.dossiers.prerequisites, ...m.dossiers.awaiting }

export async function presentSteps(
  work: Work,
  { dossier, service, prerequisites, state, actions }: DossierView,
) {
  const rows = []
  const { form, forms = [] } = service.result
  const scanned = new Set([...(form ? [form] : []), ...forms].flatMap(({ pagesOf = [] }) => pagesOf))
  for (const prerequisite of prerequisites) {
    const { key, kind, name, before, basis, who = [], of, ifNeeded, conciliation, silence } = prerequisite
    const standing = state.prerequisites[key]
    const agency = of && 'agency' in of ? await findAgency(work, of.agency) : undefined
    const outside = of && 'outside' in of ? of.outside : ''
    const asked = kind === 'duty' ? '' : (agency?.name ?? outside)
    const stands = standing?.state === 'lapsed' && silence === 'goOn' ? 'goneOn' : standing?.state
    const people = (standing?.outstanding ?? who).map((one) => ({ value: one, label: nameOf(dossier, one) }))
    const dueAt = standing?.state === 'open' ? standing.dueAt : null
    const isOver = dueAt !== null && dueAt < work.now
    // A posting has to stay up so long: it is not late then, it may be taken down.
    const isLate = isOver && kind !== 'posting'
    const until = isOver ? (isLate ? words.lateSince : words.longEnough) : words.until
    const settled = actions.findLast(({ data }) => data.settles?.key === key)
    rows.push({
      key,
      kind,
      name,
      basis,
      before: words.before[before] ?? '',
      state: standing?.state ?? ('notAsked' as const),
      stateWords: stands
        ? (words.states[stands] ?? '')
        : ifNeeded
          ? words.ifNeeded
          : // Who comes and what is met about is recorded; of others it is asked.
            asked || kind === 'draft' || kind === 'posting'
            ? words.states.notAsked
            : words.states.notThere,
      from:
        standing?.state === 'open' || !standing
          ? [asked, ...people.map(({ label }) => label)].filter(Boolean).join(', ')
          : '',
      absent: standing?.state === 'open' && standing.absent ? words.absent(standing.absent) : '',
      until: dueAt ? until(formatDateTime(dueAt)) : '',
      isLate,
      people,
      /** Of a duty that is not paid here: who collects it. */
      collector: kind === 'duty' ? outside : '',
      needs: evidence[kind],
      /** What is certified is scanned with it, and may be again. */
      isScanned: scanned.has(key),
      recorded: settled ? recordOf(settled) : '',
      ends: conciliation ? Object.entries(words.ends).map(([value, label]) => ({ value, label })) : [],
      mayAsk:
        kind !== 'objection' &&
        standing?.state !== 'open' &&
        standing?.state !== 'settled' &&
        (before !== 'deliver' || ifNeeded),
      mayRecord: ['posting', 'objection', 'draft'].includes(kind)
        ? standing?.state === 'open'
        : standing?.state !== 'settled' || scanned.has(key),
    })
  }
  return rows
}

/** What was recorded last, in whose words, with the paper that says so. */
function recordOf({ data, actorName, at }: DossierView['actions'][number]): string {
  const { settles } = data
  if (!settles) return ''
  const { by, met, note, number, on, amount } = settles
  return [
    by ? words.said(by) : actorName,
    formatDateTime(at),
    ...(met ? [words.ends[met] ?? ''] : []),
    ...(number ? [words.number(number)] : []),
    ...(on ? [words.day(formatDate(on))] : []),
    ...(amount === undefined ? [] : [words.amount(formatDong(amount))]),
    ...(note ? [`“${note}”`] : []),
  ].join(' · ')
}

function nameOf({ answers }: DossierView['dossier'], who: string): string {
  const name = valueAt(answers, `${who}.fullName`)
  return typeof name === 'string' ? name : who
}
