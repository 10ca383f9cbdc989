import { m } from '#shared/messages/index.ts'

/** Communes as a list of choices, wards before villages. */
export function groupCommunes(communes: readonly { code: string; fullName: string }[]) {
  const options = communes.map(({ code, fullName }) => ({ value: code, label: fullName }))
  const isWard = ({ label }: { label: string }) => /^phường/i.test(label)
  return [
    { label: m.form.fields.wards, options: options.filter(isWard) },
    { label: m.form.fields.villages, options: options.filter((option) => !isWard(option)) },
  ].filter(({ options: some }) => some.length > 0)
}
