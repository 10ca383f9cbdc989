/** What a power handed over covers: in the words of its decision, and of which types of documents and which books; null for all. */
export interface DelegatedScope {
  scope: string
  types: string[] | null
  registers: string[] | null
}

/** Whether a power handed over covers a document of this type, numbered in this book. What is not known of it is not covered. */
export function covers(
  { types, registers }: Pick<DelegatedScope, 'types' | 'registers'>,
  document: { type?: string | undefined; register?: string | undefined },
): boolean {
  const isAmong = (some: readonly string[] | null, one: string | undefined) =>
    some === null || (one !== undefined && some.includes(one))
  return isAmong(types, document.type) && isAmong(registers, document.register)
}

/** Whether some document may be covered by both. */
export function meet(
  one: Pick<DelegatedScope, 'types' | 'registers'>,
  other: Pick<DelegatedScope, 'types' | 'registers'>,
): boolean {
  const haveCommon = (some: readonly string[] | null, others: readonly string[] | null) =>
    some === null || others === null || some.some((key) => others.includes(key))
  return haveCommon(one.types, other.types) && haveCommon(one.registers, other.registers)
}
