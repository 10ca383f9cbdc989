/** Who is told something in a document and would not receive it. */
import type { DocumentContent } from '../model.ts'

interface Someone {
  agencyId: string
  name: string
}

/** Each agency once, in the order of the orders; whoever issues the document has it. */
export function unsentOf(
  issuingAgencyId: string,
  { orders = [], recipientAgencies = [] }: Pick<DocumentContent, 'orders' | 'recipientAgencies'>,
): Someone[] {
  const told = orders
    .flatMap(({ lead, others }) => [lead, ...others])
    .flatMap(({ agencyId, name }) => (agencyId ? [{ agencyId, name }] : []))
  const unsent = told.filter(
    ({ agencyId }) => agencyId !== issuingAgencyId && !recipientAgencies.includes(agencyId),
  )
  return [...new Map(unsent.map((one) => [one.agencyId, one])).values()]
}

/** Puts them into Nơi nhận, before the line of what is kept, and among those that receive it here. */
export function withAllSent(issuingAgencyId: string, content: DocumentContent): DocumentContent {
  const unsent = unsentOf(issuingAgencyId, content)
  const lines = [...content.recipients]
  const kept = lines.findIndex((line) => /^lưu\b/iu.test(line.trim()))
  const named = unsent.map(({ name }) => name).filter((name) => !lines.includes(name))
  lines.splice(kept < 0 ? lines.length : kept, 0, ...named)
  const recipientAgencies = [...(content.recipientAgencies ?? []), ...unsent.map(({ agencyId }) => agencyId)]
  return { ...content, recipients: lines, recipientAgencies }
}
