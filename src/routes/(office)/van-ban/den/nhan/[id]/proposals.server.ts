/** What is proposed for each field: what was read of the page, with its place; else what the source says. */
import type { Proposal } from '#server/crafts/recognise/model.ts'
import type { ArrivalForForm } from '#server/modules/documents/index.ts'
import { documentTypes } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import { stripMarks } from '#shared/text/index.ts'
import { type FieldName, fieldNames } from '../../arrival-form.server.ts'

export interface Strip {
  page: number
  quarter: number
  ratio: number
  x: number
  y: number
  width: number
  height: number
}

export interface Proposed {
  value: string
  /** Where it was read from. */
  strip: Strip | undefined
  isUnsure: boolean
  /** What the source says, where that is something else. */
  said: string
}

/** Below this the clerk is told to look twice. */
const sure = 0.85

const readAs: Partial<
  Record<FieldName, 'number' | 'symbol' | 'issuedOn' | 'organ' | 'type' | 'subject' | 'urgency'>
> = {
  sentNumber: 'number',
  symbol: 'symbol',
  issuedOn: 'issuedOn',
  organ: 'organ',
  type: 'type',
  subject: 'subject',
  urgency: 'urgency',
}

export function proposalsOf({ said, reading, source }: ArrivalForForm): Record<FieldName, Proposed> {
  const saidOf: Partial<Record<FieldName, string | undefined>> = {
    sentNumber: said.number,
    symbol: said.symbol,
    issuedOn: said.issuedOn,
    organ: said.organ,
    type: said.type,
    subject: said.subject,
    urgency: said.urgency,
    dueOn: said.dueOn,
    pages: reading ? String(reading.pageCount) : undefined,
  }
  const fields = fieldNames.map((name): [FieldName, Proposed] => {
    const key = readAs[name]
    const proposal = key && reading?.proposals[key]
    const read = proposal ? asEntered(name, proposal.value) : ''
    const told = saidOf[name] ?? ''
    // What the exchange says was entered by the sender; what was read may be misread.
    const value = source === 'exchange' && told ? told : read || told
    return [
      name,
      {
        value,
        strip: proposal && stripOf(proposal, reading),
        isUnsure: proposal !== undefined && value === read && proposal.confidence < sure,
        said:
          told && read && told !== read && name !== 'pages'
            ? saidWords(name, value === told ? read : told, value === told)
            : '',
      },
    ]
  })
  return Object.fromEntries(fields) as Record<FieldName, Proposed>
}

/** The mark of secrecy that was read on it, and where. */
export function secrecyOf({
  reading,
}: ArrivalForForm): { mark: string; strip: Strip | undefined } | undefined {
  const read = reading?.proposals.secrecy
  return read && { mark: read.value, strip: stripOf(read, reading) }
}

function stripOf({ page, box }: Proposal, reading: ArrivalForForm['reading'] | undefined): Strip | undefined {
  const drawn = reading?.pages.find((one) => one.page === page)
  return drawn && { page, quarter: drawn.quarter, ratio: drawn.ratio, ...around(box) }
}

function saidWords(name: FieldName, other: string, isRead: boolean): string {
  const words = m.documents.incoming.arrival
  const shown = name === 'urgency' ? m.documents.incoming.urgencyOf(other) : other
  return isRead ? words.readOtherwise(shown) : words.said(shown)
}

function asEntered(name: FieldName, value: string): string {
  if (name !== 'type') return value
  const key = stripMarks(value).toUpperCase()
  return documentTypes.find((type) => stripMarks(type.name).toUpperCase() === key)?.key ?? ''
}

/** The place with a little of what stands around it. */
function around({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const [left, top] = [Math.max(0, x - 0.015), Math.max(0, y - 0.006)]
  return {
    x: left,
    y: top,
    width: Math.min(1, x + width + 0.015) - left,
    height: Math.min(1, y + height + 0.006) - top,
  }
}
