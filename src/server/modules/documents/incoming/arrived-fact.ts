import type { Arrival } from './model.ts'

/** What the fact of its coming says of what has just come: whether a file is signed nobody has looked yet, a scan is paper. */
export function arrivedFact(
  agencyId: string,
  source: Arrival['source'],
  { type, urgency, isReadable = true }: { type?: string; urgency?: string | null; isReadable?: boolean } = {},
) {
  const isScan = source === 'scan'
  return {
    agencyId,
    source,
    isReadable,
    kind: type ?? null,
    urgency: urgency ?? null,
    days: 0,
    electronic: !isScan,
    signed: isScan ? false : null,
  }
}
