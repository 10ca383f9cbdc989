/** Every legal form by the name a service's `result.form.template` says. What each field is: `docs/forms.md`. */
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
