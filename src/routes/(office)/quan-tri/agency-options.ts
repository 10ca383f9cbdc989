import { compareTexts } from '#shared/text/index.ts'

/** The agencies to choose from, in Vietnamese order. */
export function agencyOptions(
  agencies: readonly { id: string; name: string }[],
): { value: string; label: string }[] {
  return agencies
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => compareTexts(a.label, b.label))
}
