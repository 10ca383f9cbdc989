import { readDossierCode } from '#server/modules/dossiers/index.ts'

/** A dossier code however it was typed or read out: lower case, spaces, other dashes, no separators at all. */
export function tidyCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .slice(0, 80)
    .replace(/[‐-―−_]/g, '-')
  const whole = readDossierCode(plain.replace(/[^A-Z0-9.-]/g, ''))
  if (whole) return whole
  const tight = plain.replace(/[^A-Z0-9]/g, '')
  // `H57` and pairs of digits for the agency, six for the day, the rest is the number of the day.
  const [, head, parts = '', day, number] = /^([A-Z]\d{2})((?:\d{2}){0,3}?)(\d{6})(\d{4})$/.exec(tight) ?? []
  if (!head || !day || !number) return undefined
  return readDossierCode(`${[head, ...(parts.match(/\d{2}/g) ?? [])].join('.')}-${day}-${number}`)
}
