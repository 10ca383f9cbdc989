/** Every legal form by the name a service's `result.form.template` says. What each field is: `docs/forms.md`. */
import type { z } from 'zod'
import { birthForms } from './birth.ts'
import { buildingPermitForms } from './building-permit.ts'
import { certificationForms } from './certification.ts'
import { conciliationForms } from './conciliation-minutes.ts'
import { deathForms } from './death.ts'
import type { LegalForm } from './form.ts'
import { householdBusinessForms } from './household-business.ts'
import { landForms } from './land.ts'
import { maritalStatusForms } from './marital-status.ts'
import { marriageForms } from './marriage.ts'
import { parentageForms } from './parentage.ts'
import { povertyForms } from './poverty-certificate.ts'

const forms = {
  ...birthForms,
  ...marriageForms,
  ...deathForms,
  ...parentageForms,
  ...maritalStatusForms,
  ...certificationForms,
  ...householdBusinessForms,
  ...buildingPermitForms,
  ...povertyForms,
  ...landForms,
  ...conciliationForms,
} satisfies Record<string, LegalForm>

export const formNames = Object.keys(forms)

/** The form of this name, or undefined. */
export function findForm(name: string): LegalForm | undefined {
  return Object.hasOwn(forms, name) ? forms[name as keyof typeof forms] : undefined
}

/** By the words they stand under: places of the form that lack what it does not go without, and those that hold too much. */
export function fieldsOf(
  name: string,
  { fields, tables }: { fields: Record<string, string>; tables: Record<string, Record<string, string>[]> },
): { lacking: string[]; tooLong: string[] } {
  const form = findForm(name)
  if (!form) throw new Error(`no form ${name}`)
  const lacking = new Set<string>()
  const tooLong = new Set<string>()
  const look = (shape: z.core.$ZodShape, record: Record<string, string>) => {
    for (const [key, field] of Object.entries(shape)) {
      const place = field as z.ZodType
      const value = record[key] || undefined
      if (place.safeParse(value).success) continue
      const isLong = (value?.length ?? 0) > Number(place.meta()?.longest ?? Number.POSITIVE_INFINITY)
      ;(isLong ? tooLong : lacking).add(place.description ?? key)
    }
  }
  look(form.fields.shape, fields)
  for (const [key, { label, least, most, row }] of Object.entries(form.tables)) {
    const rows = tables[key] ?? []
    if (rows.length < least) lacking.add(label)
    if (rows.length > most) tooLong.add(label)
    for (const one of rows) look(row.shape, one)
  }
  return { lacking: [...lacking], tooLong: [...tooLong] }
}
