/** A legal form filled: what stands in each of its places, or the name of the place that has nothing. */
import { fieldsOf } from '#server/crafts/typeset/forms/index.ts'
import type { FurtherResult, LegalForm, Result } from '#server/modules/catalogue/index.ts'
import type { FilledForm } from '#server/modules/documents/index.ts'
import { type Filler, fillLate } from '#shared/form/show/template.ts'
import { resultIncomplete, resultTooLong } from '../refusals.ts'

/** The form a paper is set in, by what was asked for; undefined where it has none. */
export function chosenForm(
  filler: Filler,
  { form, forms }: Pick<Result | FurtherResult, 'form' | 'forms'>,
): LegalForm | undefined {
  return forms ? forms.find(({ condition }) => filler.holds(condition)) : form
}

/** Fills every place of the form. Refuses, by the names the form has for them, places without a value and values too long for theirs. */
export function fillForm(filler: Filler, form: LegalForm): FilledForm {
  const filled: FilledForm = {
    template: form.template,
    fields: fillFields(filler, form),
    tables: Object.fromEntries(
      Object.entries(form.tables).map(([key, { each, columns }]) => {
        const names = Object.keys(columns)
        const rows = filler.rows(each, Object.values(columns))
        return [
          key,
          rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))),
        ]
      }),
    ),
  }
  requireFitting(form, filled)
  return filled
}

/** What stands in each place of the form that is no table; nothing where what it names has no value. */
export function fillFields(filler: Filler, { fields }: Pick<LegalForm, 'fields'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, filler.optional(textOf(filler, field))]),
  )
}

/** Fills the form with what the register says, place by place, and with nothing else. */
export function fillCopy({ template }: LegalForm, fields: Record<string, string>): FilledForm {
  const filled: FilledForm = { template, fields, tables: {} }
  requireFitting({ template }, filled)
  return filled
}

/** The first text whose condition holds; none is as good as an empty one. */
function textOf(filler: Filler, field: LegalForm['fields'][string]): string {
  if (typeof field === 'string') return field
  if ('text' in field) return field.text
  return field.cases.find(({ condition }) => filler.holds(condition))?.text ?? ''
}

/** What only signing tells is as long as this. */
const anySigning = {
  signing: { on: '31/12/2026', month: '12/2026' },
  result: { number: '000000/2026/TLCMC-BS', on: '31/12/2026' },
}

function requireFitting(form: Pick<LegalForm, 'template'>, filled: FilledForm): void {
  const { lacking, tooLong } = fieldsOf(form.template, fillLate(filled, anySigning))
  if (lacking.length > 0) throw resultIncomplete({ fields: lacking })
  if (tooLong.length > 0) throw resultTooLong({ fields: tooLong })
}
