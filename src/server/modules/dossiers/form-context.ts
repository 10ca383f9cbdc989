import { placeName } from '#server/modules/agencies/index.ts'
import { localDay } from '#shared/dates.ts'
import type { FormContext } from '#shared/form/answers.ts'

/** What the form rules must know of the world on that day. */
export function formContext(now: Date, communes: readonly { code: string; fullName: string }[]): FormContext {
  const names = new Map(communes.map(({ code, fullName }) => [code, fullName]))
  return { today: localDay(now), unitName: (code) => names.get(code), placeName }
}
