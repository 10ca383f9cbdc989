/** A false alarm is a fault of the checker: lawful files as LibreOffice and Word keep them, each with one thing of theirs. */
import { afterAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { Budget } from '#server/crafts/reading-budget.ts'
import { readLists } from './docx/lists.ts'
import { openPackage } from './docx/open-package.ts'
import { readTree } from './docx/tree.ts'
import { aLetterPlan, aPlan, docxOf, type Line, type Plan } from './fixtures.ts'
import { checkFileLayout, stopReadingLayout } from './layout-rules.ts'
import { pdfOf } from './printed/fixtures.ts'

afterAll(stopReadingLayout)

const idsIn = async (file: Buffer) => [
  ...new Set((await checkFileLayout(file)).findings.map(({ rule }) => rule.id)),
]

type Edit = (part: string) => string

/** The plan as a DOCX, its parts said otherwise; `header` is every header. */
async function saved(plan: Plan, edits: { document?: Edit; styles?: Edit; header?: Edit; theme?: string }) {
  const parts = await openPackage(await docxOf(plan), new Budget({ steps: 1e9, bytes: 1e9 }))
  const zip = new ZipFile()
  const put = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name)
  put('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
  if (edits.theme) parts.set('word/theme/theme1.xml', edits.theme)
  for (const [name, text] of parts) {
    const [, part = ''] = /word\/(document|styles|header)\d*\.xml$/.exec(name) ?? []
    put(name, edits[part as 'document' | 'styles' | 'header']?.(text) ?? text)
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Changes what is there, and fails where it is not. */
const replaced =
  (from: string | RegExp, to: string): Edit =>
  (xml) => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`nothing like ${from}`)
    return changed
  }

const paragraphWith = (xml: string, words: string) => {
  const found = xml.match(/<w:p>.*?<\/w:p>/gs)?.find((one) => one.includes(words))
  if (!found) throw new Error(`no paragraph of ${words}`)
  return found
}

const everyLine = (plan: Plan, change: (line: Line) => void): Plan => {
  const { left, right, title, text, recipients, signature, appendix } = plan
  for (const line of [left, right, title, text, recipients, signature, appendix].flat()) change(line)
  return plan
}

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006'
const shape = (extent: string, inside: string) =>
  `<w:drawing><wp:anchor xmlns:wp="${drawing}/wordprocessingDrawing"><wp:extent ${extent}/><a:graphic xmlns:a="${drawing}/main"><a:graphicData><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">${inside}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
const drawnLine = (points: number) =>
  `<w:r>${shape(`cx="${points * 12_700}" cy="0"`, '<wps:spPr><a:prstGeom prst="line"/></wps:spPr>')}</w:r>`

test('spaces and hyphens that do not break are spaces and hyphens', async () => {
  const plan = everyLine(aPlan(), (line) => {
    line.text = line.text
      .replace(/(?<=Điều|Độc|Số:|Phụ) /gu, '\u00a0')
      .replace(/(?<=QĐ)-/gu, '\u2011')
      .replace(/ - /gu, ' \u2010 ')
  })
  expect(await idsIn(await docxOf(plan))).toEqual([])
})

test('of accents in parts the encoding alone is told, not the words they stand in', async () => {
  const plan = everyLine(aPlan(), (line) => {
    if (!line.label) line.text = line.text.normalize('NFD')
  })
  expect(await idsIn(await docxOf(plan))).toEqual(['text.unicode'])
})

test('a head of two halves parted by tabs is known, whatever its accents and spaces are made of', async () => {
  const plan = aPlan()
  const [one, other] = [plan.left.splice(0), plan.right.splice(0)]
  plan.left.push({ text: '' })
  plan.right.push({ text: '' })
  plan.top = one.map((line, at) => {
    const right = (other[at]?.text ?? '').replace(' ', '\u00a0').normalize('NFD')
    return { ...line, text: `${line.text}\t${right}` }
  })
  const file = await saved(plan, { document: replaced(/\t/g, '</w:t><w:tab/><w:t xml:space="preserve">') })
  const { findings, judged } = await checkFileLayout(file)
  const missing = findings.filter(({ found }) => found.kind === 'state' && found.state === 'missing')
  expect(missing.map(({ rule }) => rule.id)).toEqual([])
  expect(judged).toEqual(expect.arrayContaining(['country.text', 'motto.text', 'place.form', 'organ.caps']))
})

test('a number in a box of its own is the number, wherever the box is held', async () => {
  const file = await saved(aPlan(), {
    document: (xml) => {
      const [number, parent] = [paragraphWith(xml, 'Số: 05/QĐ'), paragraphWith(xml, 'THÀNH PHỐ HUẾ')]
      const held = `<wps:txbx><w:txbxContent>${number}</w:txbxContent></wps:txbx>`
      const box = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${shape('cx="2000000" cy="300000"', held)}</mc:Choice><mc:Fallback><w:pict>${held.replaceAll('wps:txbx', 'w:txbx')}</w:pict></mc:Fallback></mc:AlternateContent>`
      const without = replaced(number, '')(xml)
      return replaced(parent, parent.replace(/<\/w:p>$/, `<w:r>${box}</w:r></w:p>`))(without)
    },
  })
  expect(await idsIn(file)).toEqual([])
})

test('lines drawn while the writer stood in other words may be those of the head', async () => {
  const plan = aPlan()
  for (const line of [plan.left[1], plan.right[1]]) Object.assign(line ?? {}, { underlined: 0 })
  const file = await saved(plan, {
    document: (xml) => {
      const number = paragraphWith(xml, 'Số: 05/QĐ')
      return replaced(number, number.replace(/<\/w:p>$/, `${drawnLine(70)}${drawnLine(170)}</w:p>`))(xml)
    },
  })
  expect(await idsIn(file)).toEqual([])
  expect(await idsIn(await docxOf(plan))).toEqual(['motto.line', 'organ.line'])
})

test('cells that say they have no borders have none, whatever the style of their table draws', async () => {
  const sides = ['top', 'left', 'bottom', 'right']
  const bare = sides.map((side) => `<w:${side} w:val="nil"/>`).join('')
  const ruled = sides.map((side) => `<w:${side} w:val="single" w:sz="4"/>`).join('')
  const file = await saved(aPlan(), {
    document: (xml) => {
      const styled = replaced(/<w:tblBorders>.*?<\/w:tblBorders>/gs, '')(xml)
      const named = replaced(/<w:tblPr>/g, '<w:tblPr><w:tblStyle w:val="TableGrid"/>')(styled)
      return replaced(/<\/w:tcPr>/g, `<w:tcBorders>${bare}</w:tcBorders></w:tcPr>`)(named)
    },
    styles: replaced(
      '</w:styles>',
      `<w:style w:type="table" w:styleId="TableGrid"><w:tblPr><w:tblBorders>${ruled}</w:tblBorders></w:tblPr></w:style></w:styles>`,
    ),
  })
  expect(await idsIn(file)).toEqual([])
})

test('a number of pages that a tab brings to the middle stands there, and one may begin with a section', async () => {
  const header = (xml: string) =>
    xml.includes('PAGE')
      ? replaced(/<w:jc w:val="center"\/>(.*?<\/w:pPr>)/s, '<w:jc w:val="left"/>$1<w:r><w:tab/></w:r>')(xml)
      : xml
  expect(await idsIn(await saved(aPlan(), { header }))).toEqual([])
  const first =
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/></w:sectPr></w:pPr></w:p>'
  const document = replaced('</w:tbl>', `</w:tbl>${first}`)
  expect(await idsIn(await saved(aPlan(), { document }))).toEqual([])
})

test('fonts and sizes come from styles, what these build on, the theme, and half of what a run says', async () => {
  const fonts = /<w:rFonts [^>]*\/>/g
  const styles = replaced(
    '</w:styles>',
    '<w:style w:type="paragraph" w:styleId="Than"><w:basedOn w:val="Goc"/></w:style><w:style w:type="paragraph" w:styleId="Goc"><w:basedOn w:val="Xa"/><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Xa"><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:style></w:styles>',
  )
  const styled = (xml: string) =>
    replaced(/<w:pPr>/g, '<w:pPr><w:pStyle w:val="Than"/>')(replaced(fonts, '')(xml))
  expect(await idsIn(await saved(aPlan(), { document: styled, styles }))).toEqual([])
  const half = replaced(fonts, '<w:rFonts w:ascii="Times New Roman"/>')
  expect(await idsIn(await saved(aPlan(), { document: half }))).toEqual([])
  const theme = `<a:theme xmlns:a="${drawing}/main"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Calibri Light"/><a:cs typeface=""/><a:font script="Arab" typeface="Times New Roman"/></a:majorFont></a:fontScheme></a:themeElements></a:theme>`
  const headings = (kind: string) => replaced(fonts, `<w:rFonts w:asciiTheme="major${kind}"/>`)
  expect(await idsIn(await saved(aPlan(), { document: headings('Bidi'), theme }))).toEqual([])
  expect(await idsIn(await saved(aPlan(), { document: headings('HAnsi'), theme }))).toEqual(['text.font'])
})

test('distances of pages of the web, hanging numbers and tabs are measured by what they come to', async () => {
  const web = replaced(/w:after="120"/g, 'w:after="0" w:afterAutospacing="1"')
  expect(await idsIn(await saved(aPlan(), { document: web }))).toEqual([])
  const hanging = replaced(/w:firstLine="567"/g, 'w:left="927" w:hanging="360"')
  expect(await idsIn(await saved(aPlan(), { document: hanging }))).toEqual([])
  const tabbed = everyLine(aPlan(), (line) => {
    if (line.indent && !line.label) line.text = `\t${line.text}`
  })
  expect(await idsIn(await docxOf(tabbed))).toEqual([])
})

test('room to bind the page is a part of its margin', async () => {
  const margins = '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1134" w:gutter="567"/>'
  const document = replaced(/<w:pgMar [^>]*\/>/g, margins)
  expect(await idsIn(await saved(aPlan(), { document }))).toEqual([])
})

test('a list that begins anew is counted anew, and a hyphen of Symbol is one', () => {
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const numbering = `<w:numbering xmlns:w="${w}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf02d"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
  const lists = readLists(readTree(numbering, new Budget({ steps: 1e6, bytes: 0 })))
  const printed = ['1', '1', '2', '2', '1', '3'].map((id) => lists.next({ id, level: 0 })?.text)
  expect(printed).toEqual(['1.', '2.', '1.', '2.', '3.', '-'])
})

test('fonts of Unicode are told as another font, not as another encoding', async () => {
  const plan = everyLine(aPlan(), (line) => Object.assign(line, { font: 'UTM Times' }))
  expect(await idsIn(await docxOf(plan))).toEqual(['text.font'])
})

const letter = aLetterPlan()
Object.assign(letter.left[3] ?? {}, { text: 'V/v 02 dự án đầu tư công' })
Object.assign(letter.text[0] ?? {}, {
  text: 'Căn cứ Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân xã đề nghị các cơ quan, đơn vị thực hiện những việc sau đây trong quý I năm 2026:',
})
const signedBy = (...lines: string[]): Plan => {
  const plan = aPlan()
  const name = plan.signature.at(-1) as Line
  const above = lines.map((text) => (text ? { text, bold: true, size: 13 } : { text }))
  plan.signature = [...above, { text: '' }, name]
  return plan
}

test.each([
  ['a sentence that begins as a basis, and a count behind V/v', letter],
  [
    'who signs in a council and is named by an office',
    signedBy('TM. HỘI ĐỒNG', 'CHỦ TỊCH', '', '', 'THỨ TRƯỞNG BỘ XÂY DỰNG'),
  ],
  [
    'a deputy of a council and of an office',
    signedBy('KT. TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN', '', '', 'PHÓ GIÁM ĐỐC SỞ XÂY DỰNG'),
  ],
  ['the deputy of a đội trưởng', signedBy('KT. ĐỘI TRƯỞNG', 'PHÓ ĐỘI TRƯỞNG')],
])('%s are lawful, as DOCX and as PDF', async (_, plan) => {
  expect(await idsIn(await docxOf(plan))).toEqual([])
  expect(await idsIn(pdfOf(plan))).toEqual([])
})

test('a deputy who names no head is told, whatever stands above', async () => {
  for (const plan of [signedBy('TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'PHÓ CHỦ TỊCH'), signedBy('PHÓ CHỦ TỊCH')])
    expect(await idsIn(await docxOf(plan))).toEqual(['authority.position'])
})
