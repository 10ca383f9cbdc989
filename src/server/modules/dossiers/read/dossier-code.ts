/** `H57.16.02-261123-0007` (TT 03/2025/TT-VPCP Điều 13) and the two older forms that stay valid. */
export const dossierCodePattern =
  /^(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-\d{6}-\d{4,}$/

/** A code as people type it, or undefined when it cannot be one. */
export function readDossierCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').toUpperCase().replace(/\s+/g, '').slice(0, 60)
  return dossierCodePattern.test(code) ? code : undefined
}
