import { expect, test } from 'vitest'
import { readPdf } from './read-pdf.ts'

/** A file whose one signature says this of what may come after it. */
function certified(transform: string): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    '<< /FT /Sig /T (leader) /V 5 0 R >>',
    `<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> /Reference [<< /Type /SigRef ${transform} >>] >>`,
  ]
  const body = objects.map((source, at) => `${at + 1} 0 obj\n${source}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n`, 'latin1')
}

const mayBeSigned = (transform: string) =>
  readPdf(certified(transform), { trustAnchors: [], mentioned: '/kiem-tra/' }).mayBeSigned

test('whether others may sign is what the certification says, or a lock of every field', () => {
  const docMdp = (level: number) => mayBeSigned(`/TransformMethod /DocMDP /TransformParams << /P ${level} >>`)
  expect([docMdp(1), docMdp(2), docMdp(3)]).toEqual([false, true, true])
  const fieldMdp = (lock: string) => mayBeSigned(`/TransformMethod /FieldMDP /TransformParams << ${lock} >>`)
  expect(fieldMdp('/Action /All')).toBe(false)
  expect(fieldMdp('/Action /Include /Fields [(leader)]')).toBe(true)
  expect(fieldMdp('/Action /Exclude /Fields [(leader)]')).toBe(false)
  expect(readPdf(Buffer.from('nothing'), { trustAnchors: [], mentioned: '' }).mayBeSigned).toBe(false)
})
