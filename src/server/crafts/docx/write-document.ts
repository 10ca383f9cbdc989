/** A document in the layout of NĐ 30/2020/NĐ-CP as DOCX: the same data as its PDF. Its numbers are typed, as readers of Word expect. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { widthOf } from '#server/crafts/fonts/text-width.ts'
import { pageBlocks } from '#server/crafts/typeset/body/page-blocks.ts'
import type { TemplateContent } from '#server/crafts/typeset/model.ts'
import {
  besides,
  bodyParagraph,
  centred,
  gap,
  mm,
  rule,
  run,
  runs,
  textWidth,
  wordBlock,
} from './word-parts.ts'

type Content = TemplateContent<'nd30'>
type Images = ReadonlyMap<string, Uint8Array>

const font = 'Times New Roman'
const tight = { spacing: { before: 0, after: 0 } }

/** Bytes of the DOCX. The text must have a `body`; what only a signed file has (QR, signatures) is not in it. */
export async function writeDocument(content: Content, images: Images): Promise<Uint8Array> {
  if (!content.body) throw new Error('a document of blocks alone is not written as DOCX')
  const { main, appendices } = pageBlocks(content.body, content.ending)
  const end = main.findLastIndex(({ kind }) => kind !== 'page_break')
  const text = main.flatMap((block, index) => wordBlock(block, images, index === end))
  const document = new Document({
    creator: content.letterhead.organisation.replace(/\s+/g, ' '),
    title: content.title ?? content.subject ?? '',
    styles: {
      default: {
        document: {
          run: { font, size: 28, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 120, line: 264, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      section([...head(content), ...text, ...foot(content)], content.contact),
      ...appendices.map((blocks) =>
        section([
          ...blocks.slice(0, 1).flatMap((block) => wordBlock(block, images)),
          ...(content.attached
            ? [centred([run(content.attached, { italics: true })], { keepNext: true, ...tight })]
            : []),
          rule(65),
          ...blocks.slice(1).flatMap((block) => wordBlock(block, images)),
        ]),
      ),
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/**
 * A4 with the margins of the law; the page number stands in the middle of the top margin, from the second page on, ô số 13 at the foot
 * of the first.
 */
function section(children: (Paragraph | Table)[], contact: string | null = null) {
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
    ...(contact
      ? {
          footers: {
            default: new Footer({ children: [new Paragraph({ children: [] })] }),
            first: new Footer({ children: [rule(0, 20), centred([run(contact, { size: 11 })], tight)] }),
          },
        }
      : {}),
    children,
  }
}

const motto = 'Độc lập - Tự do - Hạnh phúc'
/** Millimetres for the names of the agencies, and for the lines of trích yếu. */
const leftRoom = textWidth * 0.43
const subjectRoom = 141
/** Between a third and a half of the words above. */
const shortShare = 0.42
const pointsInMillimetre = 72 / 25.4

/** Of bold words on lines of about one length: how long these are, in millimetres. */
function lineLength(text: string, size: number, room: number): number {
  const whole = widthOf([{ text, size, bold: true }]) / pointsInMillimetre
  return whole / Math.max(1, Math.ceil(whole / room - 0.01))
}

/** What is left free on each side of the longest of these lines' share. */
function freeBeside(lines: readonly string[], { size, share, room }: Beside): number {
  return (room - share * Math.max(...lines.map((text) => lineLength(text, size, room)))) / 2
}

interface Beside {
  size: number
  share: number
  room: number
}

const urgencies = { urgent: 'KHẨN', most_urgent: 'THƯỢNG KHẨN', express: 'HỎA TỐC' } as const

function head(content: Content): (Paragraph | Table)[] {
  const { letterhead, title, subject, urgency } = content
  const left = [
    ...(letterhead.parent ? [centred([run(letterhead.parent, { size: 12 })], tight)] : []),
    ...letterhead.organisation
      .split('\n')
      .map((line) => centred([run(line, { size: 12, bold: true })], tight)),
    rule(freeBeside(letterhead.organisation.split('\n'), { size: 12, share: shortShare, room: leftRoom })),
  ]
  const number = [
    centred([run(`Số: ${letterhead.number}`, { size: 13 })], tight),
    ...(title === null && subject
      ? [centred([run(`V/v ${subject}`, { size: 12 })], { spacing: { before: 120, after: 0 } })]
      : []),
    ...(urgency ? [stamp(urgencies[urgency])] : []),
  ]
  const right = [
    centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true })], tight),
    centred([run(motto, { size: 13, bold: true })], tight),
    rule(freeBeside([motto], { size: 13, share: 1, room: textWidth - leftRoom })),
  ]
  const day = [
    centred(
      [run(`${letterhead.place}, ${dayWords(letterhead.issuedOn)}`, { size: 13, italics: true })],
      tight,
    ),
  ]
  return [
    // Number and day stand on one line, however many lines the names of the agencies have.
    besides(
      [
        [left, right],
        [number, day],
      ],
      leftRoom / textWidth,
    ),
    gap(true, 240),
    ...(title ? titleLines(title, subject) : []),
    ...addressLines(content),
    ...(content.issuer ? [centred([run(content.issuer, { bold: true })], { keepNext: true })] : []),
  ]
}

function titleLines(title: string, subject: string | null): Paragraph[] {
  const head = centred([run(title, { bold: true })], { keepNext: true, outlineLevel: 0, ...tight })
  if (!subject) return [head]
  const length = lineLength(subject, 14, subjectRoom)
  // Room for lines of one length and no more: Word fills each as far as it goes.
  const side = mm((textWidth - Math.min(subjectRoom, length * 1.06 + 10)) / 2)
  return [
    head,
    centred([run(subject, { bold: true })], {
      keepNext: true,
      indent: { left: side, right: side },
      ...tight,
    }),
    rule((textWidth - shortShare * length) / 2),
  ]
}

function addressLines({ addressees, addressLine }: Content): Paragraph[] {
  const [only, ...more] = addressees
  if (only === undefined) return []
  const listed = addressees.map((name, index) => `- ${name}${index + 1 === addressees.length ? '.' : ';'}`)
  // Of a công điện and a giấy mời they are a sentence of the text.
  if (addressLine !== 'Kính gửi:') {
    const lines = more.length === 0 ? [`${addressLine} ${only}.`] : [addressLine, ...listed]
    return lines.map((line) => bodyParagraph([run(line)]))
  }
  if (more.length === 0)
    return [centred([run(`${addressLine} ${only}`)], { spacing: { before: 0, after: 240 } })]
  // Phụ lục I, II.9: the dashes stand one below the other, under the colon, which in letters of 14 pt is 19.5 mm behind the edge.
  return [
    new Paragraph({ indent: { left: mm(24) }, children: [run(addressLine)] }),
    ...listed.map(
      (line, index) =>
        new Paragraph({
          indent: { left: mm(46.5), hanging: mm(3) },
          spacing: { before: 0, after: index + 1 === listed.length ? 240 : 0 },
          children: [run(line)],
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

function foot({ signature, secretary, recipients, drafter }: Content): (Paragraph | Table)[] {
  const signed = [
    ...signature.capacity.map((line) => centred([run(line, { bold: true })], { keepNext: true, ...tight })),
    ...Array.from({ length: 4 }, () => centred([run('')], { keepNext: true, ...tight })),
    // Nơi nhận of a biên bản stands below both names, on their page.
    centred([run(signature.name, { bold: true })], { keepNext: secretary !== null, ...tight }),
  ]
  const listed = recipientLines(recipients, drafter)
  const written = secretary
    ? [
        centred([run(secretary.title, { bold: true })], tight),
        // As far down as the name beside it.
        ...Array.from({ length: 3 + signature.capacity.length }, () => centred([run('')], tight)),
        centred([run(secretary.name, { bold: true })], tight),
      ]
    : undefined
  // Only a list as long as a page goes on over the next.
  const long = recipients.join('').length > 1200
  return [
    gap(true, 240),
    besides([[written ?? listed, signed]], 0.46, { long }),
    ...(written ? [gap(true), ...listed] : []),
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
