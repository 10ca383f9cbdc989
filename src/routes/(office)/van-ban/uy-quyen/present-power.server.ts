/** Powers to sign that were handed over, in the words of the page. */
import type { PowerView } from '#server/modules/documents/index.ts'
import { formatDate, formatDateTime, type LocalDay } from '#shared/dates.ts'
import { typeNameOf } from '#shared/document/copies.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'

const words = m.documents.route.powers

export const typeName = (key: string): string => words.results[key] ?? typeNameOf(key)
/** A book of one type alone is called by the key of its type. */
export const bookName = (key: string): string =>
  findDocumentType(key)?.name ?? m.documents.registers.nameOf(key)

interface Reader {
  names: Map<string, string>
  /** Of the agency acted for; of another the power says so. */
  agencyId: string
}

export function presentPower(power: PowerView, { names, agencyId }: Reader) {
  const { id, toAccount, own, position, agencyName, authority, types, registers } = power
  const name = names.get(toAccount) ?? words.gone
  const isOfOther = position.agencyId !== agencyId
  return {
    id,
    name,
    title: own?.title ?? words.noTitle,
    line: words.line(authority, isOfOther ? words.ofAgency(position.title, agencyName) : position.title),
    covers: [
      power.scope,
      types ? words.types(types.map(typeName).join(', ')) : words.everyType,
      registers ? words.books(registers.map(bookName).join(', ')) : words.everyBook,
    ],
    decision: words.by(power.decision, power.decidedOn ? formatDate(power.decidedOn) : ''),
    days: words.span(formatDate(power.validFrom), formatDate(power.validTo)),
    state: words.states[stateOf(power)] ?? '',
    hindered: power.hindered ? (words.hindered[power.hindered] ?? '') : '',
    made: power.madeAt
      ? words.madeBy(names.get(power.madeBy ?? '') ?? words.gone, formatDateTime(power.madeAt))
      : '',
    ended: power.endedAt ? endedLine(power, names) : '',
    mayEnd: power.mayEnd,
  }
}

function endedLine({ endedBy, endedAt, endedWhy, endsFrom }: PowerView, names: Map<string, string>): string {
  const by = names.get(endedBy ?? '') ?? words.gone
  return words.endedBy(by, {
    from: formatDate(endsFrom as LocalDay),
    at: formatDateTime(endedAt as Date),
    why: endedWhy ?? '',
  })
}

function stateOf({ state, endsFrom, validFrom }: PowerView): string {
  if (state !== 'ended' || endsFrom === null) return state
  return endsFrom <= validFrom ? 'undone' : 'early'
}
