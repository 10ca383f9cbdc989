/**
 * What ISO 19005-2:2011 (PDF/A-2, level A) asks of what signing and stamping add to a file, and of what they may break.
 * The numbers of clauses are from knowledge, not held against the text of the standard: whoever reads a finding is told so.
 */
export const pdfaRules = {
  'file.id': '6.1.3',
  'file.encrypted': '6.1.3',
  'file.end': '6.1.3',
  'stream.external': '6.1.7.1',
  'stream.length': '6.1.7.1',
  'stream.filter': '6.1.7.2',
  'catalog.permissions': '6.1.12',
  'limits.string': '6.1.13',
  'limits.name': '6.1.13',
  'limits.nesting': '6.1.13',
  'content.operator': '6.2.2',
  'content.resource': '6.2.2',
  'intent.profile': '6.2.3',
  'intent.one': '6.2.3',
  'colour.device': '6.2.4.3',
  'state.transfer': '6.2.5',
  'image.interpolated': '6.2.8.1',
  'form.foreign': '6.2.9.1',
  'form.reference': '6.2.9.2',
  'form.postscript': '6.2.9.3',
  'transparency.blend': '6.2.10',
  'font.embedded': '6.2.11.4.1',
  'font.unicode': '6.2.11.7.2',
  'annotation.type': '6.3.1',
  'annotation.flags': '6.3.2',
  'annotation.appearance': '6.3.3',
  'field.action': '6.4.1',
  'form.needsAppearances': '6.4.1',
  'form.xfa': '6.4.2',
  'signature.range': '6.4.3',
  'signature.contents': '6.4.3',
  'action.type': '6.5.1',
  'action.trigger': '6.5.2',
  'metadata.present': '6.6.2.1',
  'metadata.information': '6.6.3',
  'metadata.version': '6.6.4',
  'structure.marked': '6.7.2.2',
  'structure.tree': '6.7.3.3',
  'structure.annotation': '6.7.3.3',
  'structure.role': '6.7.3.4',
  'structure.language': '6.7.4',
  'file.embedded': '6.8',
} as const

export type PdfaRule = keyof typeof pdfaRules

export interface PdfaFinding {
  rule: PdfaRule
  clause: string
  /** Number of the object; 0 for the file as a whole. */
  object: number
  found: string
}

/** `said`: that which the file says of itself, A where it says neither. */
export type Level = 'A' | 'B' | 'said'

const ofLevelA: ReadonlySet<PdfaRule> = new Set([
  'font.unicode',
  'structure.marked',
  'structure.tree',
  'structure.annotation',
  'structure.role',
  'structure.language',
])

/** Of what `checkPdfa` found, what breaks this level: B asks for no structure (ISO 19005-2, 5.3). */
export function atLevel(findings: readonly PdfaFinding[], level: Level): PdfaFinding[] {
  const isSaidB = ({ rule, found }: PdfaFinding) => rule === 'metadata.version' && found === '2B'
  const isB = level === 'B' || (level === 'said' && findings.some(isSaidB))
  return findings.filter((one) => !isB || !(ofLevelA.has(one.rule) || isSaidB(one)))
}

export type Tell = (rule: PdfaRule, found: string, object?: number) => void
