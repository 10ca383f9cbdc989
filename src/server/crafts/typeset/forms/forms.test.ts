import { expect, test } from 'vitest'
import { findForm, formNames } from './index.ts'

const openField = (field: { safeParse(value: unknown): { success: boolean } }) =>
  field.safeParse(undefined).success

/** Every form with its fields, for who writes a service. `vitest -u` writes the file anew after a change of a form. */
test('the fields of every legal form are written down', async () => {
  const lines = [
    '# Legal forms and their fields',
    '',
    'Written by `src/server/crafts/typeset/forms/forms.test.ts` from the forms themselves. A service names one in',
    '`result.form.template` and says in `fields` and `tables` what stands in each place. A field marked *open* may be left',
    'out or `blank`: the form leaves a line there. Any other without a value stops the proposal, by the name written here.',
    'The program itself writes number, place, day, whose name it is signed in, title and name of who signs, and the day of',
    'registration of originals. Further papers say number and day of the result they are signed with as `{{result.number}}`,',
    '`{{result.on}}`; the day of signing is `{{signing.on}}`, its month `{{signing.month}}`.',
    '',
    'How a value is written: `|words` (a day, number or amount in words), `|capitals`, `|lower`, `|year`, `|place` (the',
    'commune of an address); several one after the other: `{{answers.death.hour|words|lower}}`.',
  ]
  for (const name of formNames) {
    const form = findForm(name)
    if (!form) continue
    lines.push('', `## ${name}`, '', form.name)
    const facts = [
      form.symbol ? `number \`${form.symbol('05', 2026)}\`` : 'number by NĐ 30/2020/NĐ-CP',
      form.pages ? `${form.pages === 1 ? 'one page' : `${form.pages} pages`}` : 'as many pages as it takes',
      ...(form.onPages ? ['on the pages of the file that `pagesOf` names'] : []),
    ]
    lines.push(`(${facts.join('; ')}).`, '', '| field | stands under | |', '| --- | --- | --- |')
    for (const [key, field] of Object.entries(form.fields.shape))
      lines.push(`| \`${key}\` | ${field.description} | ${openField(field) ? 'open' : ''} |`)
    for (const [key, { label, least, row }] of Object.entries(form.tables)) {
      lines.push('', `Table \`${key}\` (${label}${least > 0 ? `, at least ${least}` : ''}):`, '')
      lines.push('| column | stands under | |', '| --- | --- | --- |')
      for (const [column, field] of Object.entries(row.shape))
        lines.push(`| \`${column}\` | ${field.description} | ${openField(field) ? 'open' : ''} |`)
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../../../../docs/forms.md')
})
