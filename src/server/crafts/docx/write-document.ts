/** A document in the layout of NĐ 30/2020/NĐ-CP as DOCX: the same data as its PDF. Its numbers are typed, as readers of Word expect. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { pageBlocks } from '#server/crafts/typeset/body/page-blocks.ts'
import type { TemplateContent } from '#server/crafts/typeset/model.ts'
import { besides, centred, mm, rule, run, runs, wordBlock } from './word-parts.ts'

type Content = TemplateContent<'nd30'>
type Images = ReadonlyMap<string, Uint8Array>

const font = 'Times New Roman'
const tight = { spacing: { before: 0, after: 0 } }

/** Bytes of the DOCX. The text must have a `body`; what only a signed file has (QR, signatures) is not in it. */
export async function writeDocument(content: Content, images: Images): Promise<Uint8Array> {
  if (!content.body) throw new Error('a document of blocks alone is not written as DOCX')
  const { main, appendices } = pageBlocks(content.body, content.ending)
  const text = main.flatMap((block) => wordBlock(block, images))
  const document = new Document({
    creator: content.letterhead.organisation.replace(/\s+/g, ' '),
    title: content.title ?? content.subject ?? '',
    styles: {
      default: {
        document: {
          run: { font, size: 28, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 60, after: 60, line: 264 } },
        },
      },
    },
    sections: [
      section([...head(content), ...text, ...foot(content)]),
      ...appendices.map((blocks) =>
        section([
          ...blocks.slice(0, 1).flatMap((block) => wordBlock(block, images)),
          ...(content.attached ? [centred([run(content.attached, { italics: true })]), rule(65)] : []),
          ...blocks.slice(1).flatMap((block) => wordBlock(block, images)),
        ]),
      ),
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** A4 with the margins of the law; the page number stands in the middle of the top margin, from the second page on. */
function section(children: (Paragraph | Table)[]) {
  const number = new Header({
    children: [centred([new TextRun({ children: [PageNumber.CURRENT], size: 26 })])],
  })
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: mm(210), height: mm(297) },
        margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) },
        pageNumbers: { start: 1 },
      },
    },
    headers: { default: number, first: new Header({ children: [new Paragraph({ children: [] })] }) },
    children,
  }
}

const urgencies = { urgent: 'KHẨN', most_urgent: 'THƯỢNG KHẨN', express: 'HỎA TỐC' } as const

function head(content: Content): (Paragraph | Table)[] {
  const { letterhead, title, subject, urgency } = content
  const left = [
    ...(letterhead.parent ? [centred([run(letterhead.parent, { size: 12 })], tight)] : []),
    ...letterhead.organisation
      .split('\n')
      .map((line) => centred([run(line, { size: 12, bold: true })], tight)),
    rule(22),
    centred([run(`Số: ${letterhead.number}`, { size: 13 })], tight),
    ...(title === null && subject ? [centred([run(`V/v ${subject}`, { size: 12 })], tight)] : []),
    ...(urgency ? [stamp(urgencies[urgency])] : []),
  ]
  const right = [
    centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true })], tight),
    centred([run('Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true })], tight),
    rule(18),
    centred(
      [run(`${letterhead.place}, ${dayWords(letterhead.issuedOn)}`, { size: 13, italics: true })],
      tight,
    ),
  ]
  return [
    besides(left, right, 0.43),
    new Paragraph({ spacing: { before: 0, after: 60 }, children: [] }),
    ...(title ? titleLines(title, subject) : []),
    ...addressLines(content),
    ...(content.issuer ? [centred([run(content.issuer, { bold: true })], { keepNext: true })] : []),
  ]
}

function titleLines(title: string, subject: string | null): Paragraph[] {
  return [
    centred([run(title, { bold: true })], { keepNext: true, outlineLevel: 0 }),
    ...(subject ? [centred([run(subject, { bold: true })], { keepNext: true, ...tight }), rule(62)] : []),
  ]
}

function addressLines({ addressees, addressLine }: Content): Paragraph[] {
  const [only, ...more] = addressees
  if (only === undefined) return []
  if (more.length === 0) return [centred([run(`${addressLine} ${only}`)])]
  return [
    new Paragraph({ indent: { left: mm(30) }, children: [run(addressLine)] }),
    ...addressees.map(
      (name, index) =>
        new Paragraph({
          indent: { left: mm(38) },
          ...tight,
          children: [run(`- ${name}${index + 1 === addressees.length ? '.' : ';'}`)],
        }),
    ),
  ]
}

function stamp(words: string): Paragraph {
  const edge = { style: BorderStyle.SINGLE, size: 8, space: 2, color: 'D90000' }
  const free = words.length > 10 ? 15 : 24
  return centred([new TextRun({ text: words, bold: true, size: 26, color: 'D90000' })], {
    border: { top: edge, bottom: edge, left: edge, right: edge },
    indent: { left: mm(free), right: mm(free) },
    spacing: { before: 120, after: 0 },
  })
}

function foot({ signature, secretary, recipients, drafter, contact }: Content): (Paragraph | Table)[] {
  const signed = [
    ...signature.capacity.map((line) => centred([run(line, { bold: true })], { keepNext: true, ...tight })),
    ...Array.from({ length: 4 }, () => centred([run('')], { keepNext: true, ...tight })),
    centred([run(signature.name, { bold: true })], tight),
  ]
  const listed = recipientLines(recipients, drafter)
  const written = secretary
    ? [
        centred([run(secretary.title, { bold: true })], tight),
        ...Array.from({ length: 5 }, () => centred([run('')], tight)),
        centred([run(secretary.name, { bold: true })], tight),
      ]
    : undefined
  return [
    new Paragraph({ spacing: { before: 0, after: 120 }, children: [] }),
    besides(written ?? listed, signed, 0.46),
    ...(written ? listed : []),
    ...(contact ? [rule(0), centred([run(contact, { size: 11 })], tight)] : []),
  ]
}

function recipientLines(recipients: readonly string[], drafter: string | null): Paragraph[] {
  const line = (text: string) =>
    new Paragraph({ alignment: AlignmentType.LEFT, ...tight, children: [run(text, { size: 11 })] })
  return [
    ...(recipients.length > 0
      ? [new Paragraph({ ...tight, children: [run('Nơi nhận:', { size: 12, bold: true, italics: true })] })]
      : []),
    ...recipients.map((name, index) => line(`- ${name}${index + 1 === recipients.length ? '.' : ';'}`)),
    ...(drafter ? [line(drafter)] : []),
    ...(recipients.length === 0 && !drafter ? [new Paragraph({ children: runs([]) })] : []),
  ]
}

function dayWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}
