import { IncomingDetails } from '#server/modules/documents/index.ts'
import { parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

export const fieldNames = [
  'sentNumber',
  'symbol',
  'issuedOn',
  'organ',
  'type',
  'subject',
  'urgency',
  'dueOn',
  'pages',
] as const
export type FieldName = (typeof fieldNames)[number]
export type Entered = Record<FieldName, string>
const days = ['issuedOn', 'dueOn'] as const

export interface ReadForm {
  /** As typed, to be shown again. */
  entered: Entered
  details: IncomingDetails | undefined
  issues: Record<string, string[]>
  distinct: string[]
}

/** What the clerk typed, days as they are written; every field that is wrong says how it is right. */
export function readForm(fields: readonly [string, string][]): ReadForm {
  const posted = new Map(fields)
  const issues: Record<string, string[]> = {}
  const words = m.documents.incoming.arrival.problems
  const entered = Object.fromEntries(fieldNames.map((name) => [name, posted.get(name) ?? ''])) as Entered
  for (const name of days) {
    const [day, month, year] = ['day', 'month', 'year'].map((part) => posted.get(`${name}.${part}`) ?? '')
    if (!`${day}${month}${year}`.trim()) continue
    const parsed = parseVietnameseDate({ day: day ?? '', month: month ?? '', year: year ?? '' })
    entered[name] = parsed.ok ? parsed.day : `${day}/${month}/${year}`
    if (!parsed.ok) issues[name] = [words[name]]
  }
  const parsed = IncomingDetails.safeParse({
    ...entered,
    ...(issues.issuedOn ? { issuedOn: '' } : {}),
    ...(issues.dueOn ? { dueOn: '' } : {}),
  })
  for (const { path } of parsed.error?.issues ?? []) {
    const name = String(path[0]) as FieldName
    issues[name] = [words[name]]
  }
  return {
    entered,
    details: Object.keys(issues).length === 0 ? parsed.data : undefined,
    issues,
    distinct: fields.flatMap(([name, value]) => (name === 'khac[]' ? value : [])),
  }
}
