import { m } from '#shared/messages/index.ts'

/** An account of the ledger as finance officers read it: what it is and, where there are several, which. */
export function accountName(
  { kind, sub }: { kind: string; sub: string },
  fees: ReadonlyMap<string, string>,
): string {
  const words = m.payments.finance
  const name = words.books.kinds[kind] ?? kind
  const which =
    kind === 'suspense' ? (words.kinds[sub] ?? sub) : kind === 'fee' ? (fees.get(sub) ?? sub) : sub
  return which ? `${name}: ${which}` : name
}
