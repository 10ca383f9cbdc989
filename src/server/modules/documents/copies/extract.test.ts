import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { withIds } from '#shared/document/ids.ts'
import { aBureau, aLetterOf, approved, signAll } from '../agency/fixtures.ts'
import { findDocument } from '../queries.ts'
import { BeginCopy, beginCopy, openOriginal } from './begin-copy.ts'

afterAll(() => Promise.all([stopTypesetting(), stopDrawing()]))

const said = (type: string, text: string) => ({ type, attrs: {}, content: [{ type: 'text', text }] })
const decided = withIds({
  type: 'doc',
  content: [
    said('basis', 'Căn cứ Luật Tổ chức chính quyền địa phương;'),
    said('article', 'Giao Văn phòng làm đầu mối.'),
    said('article', 'Giao Phòng Kinh tế lập kế hoạch.'),
    said('article', 'Quyết định này có hiệu lực từ ngày ký.'),
  ],
})

/** A decision of the bureau, issued. */
async function aDecisionOf(bureau: Awaited<ReturnType<typeof aBureau>>): Promise<string> {
  const id = await aLetterOf(bureau, {
    kind: 'decision',
    documentType: { abbreviation: 'QĐ', name: 'Quyết định' },
    title: 'Quyết định',
    subject: 'Về việc phân công rà soát hồ sơ',
    register: 'decision',
    addressees: undefined,
    body: decided,
  })
  await approved(bureau, id)
  await signAll(bureau.deputy, [id])
  return id
}

test('an extract by its words has the form of the original, the parts that were chosen under their own labels, and nothing else', async () => {
  const bureau = await aBureau()
  const { specialist, deputy } = bureau
  const own = await aDecisionOf(bureau)
  const { parts } = await perform(specialist, (work) => openOriginal(work, specialist, own))
  expect(parts.map(({ label }) => label)).toEqual(['', 'Điều 1.', 'Điều 2.', 'Điều 3.'])
  const chosen = parts.flatMap(({ id, label }) => (label === 'Điều 2.' ? id : []))
  const input = BeginCopy.parse({ form: 'extract_copy', blocks: chosen, recipients: 'Phòng Kinh tế' })
  const { id } = await beginCopy(specialist, own, input)
  await approved(bureau, id)
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])

  const copy = await perform(specialist, (work) => findDocument(work.tx, specialist, id))
  const pdf = await readFile(copy?.sha256 ?? '')
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).normalize(
    'NFC',
  )
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Số: 01/QĐ-UBND',
    'QUYẾT ĐỊNH',
    'phân công rà soát hồ sơ',
    'Điều 2. Giao Phòng Kinh tế lập kế hoạch.',
    '(Đã ký)',
    'TRÍCH SAO',
    'Số: 01/TrS-UBND',
    '- Phòng Kinh tế.',
  ])
    expect(words).toContain(part)
  expect(words.trimEnd().split('\f')).toHaveLength(1)
  expect(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' })).toMatch(/Pages:\s+1\n/)
  expect(words.match(/\[…\]/g)).toHaveLength(2)
  for (const left of ['Giao Văn phòng', 'Căn cứ Luật', 'có hiệu lực']) expect(words).not.toContain(left)
  const { signatures } = readSignatures(pdf)
  expect(signatures.map(({ integrity }) => integrity)).toEqual(['intact', 'intact'])
})

test('pages and parts together, and parts it does not have, are refused', async () => {
  const bureau = await aBureau()
  const { specialist } = bureau
  const own = await aDecisionOf(bureau)
  const { parts } = await perform(specialist, (work) => openOriginal(work, specialist, own))
  const begin = (rest: object) =>
    beginCopy(specialist, own, BeginCopy.parse({ form: 'extract_copy', ...rest }))
  const blocks = parts.map(({ id }) => id)
  // Longer than a place on paper: the field says so, and nothing typed is lost.
  const { error } = BeginCopy.safeParse({ form: 'extract_copy', recipients: 'A'.repeat(301) })
  expect(error?.issues).toMatchObject([{ path: ['recipients'] }])
  await expect(begin({ pages: '1', blocks })).rejects.toThrow('documents.not_to_be_copied')
  await expect(begin({ blocks: [...blocks, 'khong-co'] })).rejects.toThrow('documents.pages_unclear')
})
