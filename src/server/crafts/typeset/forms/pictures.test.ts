/** A certified copy: pictures of the pages of a file, and the words that certify them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drawPage, stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'
import { atLevel } from '#server/crafts/pdfa/rules.ts'
import { aDecision, aDocumentCopy } from '../fixtures.ts'
import { aForm, theLongestForm } from '../form-fixtures.ts'
import { stopTypesetting, typeset } from '../typeset.ts'

afterAll(async () => {
  await stopTypesetting()
  await stopDrawing()
})

test.skipIf(spawnSync('pdfinfo', ['-v']).error !== undefined)(
  'the pages stand before the words, BẢN SAO on the first, the words on the last: PDF/A-2b',
  async () => {
    const page = await drawPage(await typeset('nd30', aDecision()), 1)
    if (!page) throw new Error('no page')
    const digest = 'ab'.repeat(32)
    const pdf = await typeset(
      'form',
      { ...aForm('certified-copy'), digest, pictures: 2 },
      { pictures: [page, page] },
    )
    const path = join(mkdtempSync(join(tmpdir(), 'nhip-copy-')), 'copy.pdf')
    writeFileSync(path, pdf)
    const pages = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
      .normalize('NFC')
      .trimEnd()
      .split('\f')
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('BẢN SAO')
    expect(pages[0]).not.toContain('CHỨNG THỰC BẢN SAO')
    expect(pages[1]).toContain('CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH')
    expect(pages[1]).toContain(digest)
    const source = Buffer.from(pdf).toString('latin1')
    expect(source.match(/\/Subtype ?\/Image/g)?.length).toBeGreaterThanOrEqual(1)
    expect(source).toMatch(/pdfaid:part>2</)
    expect(source).toMatch(/pdfaid:conformance>B</)
    expect(source.match(/\/FT ?\/Sig/g)).toHaveLength(2)
    expect(atLevel(checkPdfa(pdf), 'said')).toEqual([])
    // However much the words say, they leave the picture of the last page room: none of them stands on a page without it.
    for (const form of [aForm('signature-attestation'), theLongestForm('signature-attestation')]) {
      writeFileSync(path, await typeset('form', { ...form, digest, pictures: 1 }, { pictures: [page] }))
      expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Pages: +1\n/)
    }
  },
)

test.skipIf(spawnSync('pdfinfo', ['-v']).error !== undefined)(
  'what makes a copy stands below its last page where there is room, else on a page of its own: PDF/A-2b',
  async () => {
    const page = await drawPage(await typeset('nd30', aDecision()), 1)
    if (!page) throw new Error('no page')
    const path = join(mkdtempSync(join(tmpdir(), 'nhip-copy-')), 'copy.pdf')
    for (const [pictures, foot, pages] of [
      [2, 0.1, 3],
      [2, 0.6, 2],
      [1, 0.6, 1],
    ] as const) {
      const pdf = await typeset('copy', aDocumentCopy({ pictures, foot }), {
        pictures: Array(pictures).fill(page),
      })
      writeFileSync(path, pdf)
      const said = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
        .normalize('NFC')
        .trimEnd()
        .split('\f')
      expect(said).toHaveLength(pages)
      const last = said.at(-1) ?? ''
      for (const words of [
        'SAO Y',
        'Số: 03/SY-UBND',
        'CHÁNH VĂN PHÒNG',
        'Nơi nhận:',
        '198/SNV-VP',
        '8K2M-41QX-AB7C',
      ])
        expect(last).toContain(words)
      expect(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/FT ?\/Sig/g),
      ).toHaveLength(2)
      expect(atLevel(checkPdfa(pdf), 'said')).toEqual([])
    }
  },
)
