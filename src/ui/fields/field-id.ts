/** The id of the control (or the first of them) that answers `name`, so that an error can lead straight to it. */
export function fieldId(name: string): string {
  return `o-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`
}

/** What a control inside a `Field` carries, so that its label, hint and error are read with it. */
export interface Wiring {
  id: string
  invalid: true | undefined
  describedBy: string | undefined
}

/** Context of forms that ask for fields of the same names on one page: what comes before the ids of this form. */
export const formPrefix = Symbol('form-prefix')
