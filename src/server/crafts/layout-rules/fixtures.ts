/** A lawful decision as DOCX, with one thing changed in it: what the rules must find, and nothing else. */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

export interface Line {
  text: string
  size?: number
  bold?: boolean
  italics?: boolean
  font?: string
  color?: string
  align?: 'left' | 'center' | 'right' | 'both'
  /** Millimetres. */
  indent?: number
  /** Points. */
  after?: number
  /** 240 is single. */
  line?: number
  /** A part of the words, drawn beneath by underlining them. */
  underlined?: number
  /** The first so many letters are bold. */
  label?: number
}

export interface Plan {
  page: { width: number; height: number; top: number; right: number; bottom: number; left: number }
  /** Above everything else, from edge to edge. */
  top: Line[]
  left: Line[]
  right: Line[]
  title: Line[]
  text: Line[]
  recipients: Line[]
  signature: Line[]
  appendix: Line[]
  number: {
    shownOnFirst?: boolean
    align?: 'left' | 'center' | 'right'
    size?: number
    italics?: boolean
    below?: boolean
    none?: boolean
  }
}

const body = { size: 14, align: 'both', indent: 10, after: 6 } as const
const caps = { bold: true, size: 13 } as const
const filling =
  'Các cơ quan, đơn vị có liên quan phối hợp thực hiện nhiệm vụ được giao, báo cáo kết quả về Ủy ban nhân dân xã theo quy định. '
    .repeat(9)
    .trim()

export function aPlan(): Plan {
  return {
    page: { width: 210, height: 297, top: 20, right: 15, bottom: 20, left: 30 },
    top: [],
    left: [
      { text: 'THÀNH PHỐ HUẾ', size: 12 },
      { text: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC', size: 12, bold: true, underlined: 0.4 },
      { text: 'Số: 05/QĐ-UBND', size: 13 },
    ],
    right: [
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 12, bold: true },
      { text: 'Độc lập - Tự do - Hạnh phúc', size: 13, bold: true, underlined: 1 },
      { text: 'Phú Lộc, ngày 05 tháng 02 năm 2026', size: 13, italics: true },
    ],
    title: [
      { text: 'QUYẾT ĐỊNH', size: 14, bold: true, align: 'center' },
      {
        text: 'Về việc ban hành Kế hoạch chuyển đổi số năm 2026',
        size: 14,
        bold: true,
        align: 'center',
        underlined: 0.4,
      },
      { text: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC', size: 14, bold: true, align: 'center' },
    ],
    text: [
      {
        ...body,
        italics: true,
        text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
      },
      {
        ...body,
        italics: true,
        text: 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
      },
      { ...body, italics: true, text: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.' },
      { text: 'QUYẾT ĐỊNH:', size: 14, bold: true, align: 'center', after: 6 },
      {
        ...body,
        label: 7,
        text: 'Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2026, gồm các nội dung sau:',
      },
      {
        ...body,
        text: '1. Đào tạo kỹ năng số cho cán bộ, công chức của xã và Tổ công nghệ số cộng đồng trong quý I năm 2026:',
      },
      { ...body, text: 'a) Kỹ năng sử dụng dịch vụ công trực tuyến;' },
      { ...body, text: 'b) Kỹ năng bảo đảm an toàn thông tin.' },
      { ...body, text: '2. Hoàn thành số hóa hồ sơ lưu trữ trước ngày 30 tháng 6 năm 2026.' },
      { ...body, text: filling },
      { ...body, text: filling },
      { ...body, text: filling },
      { ...body, label: 7, text: 'Điều 2. Quyết định này có hiệu lực kể từ ngày ký.' },
      {
        ...body,
        label: 7,
        text: 'Điều 3. Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.',
      },
    ],
    recipients: [
      { text: 'Nơi nhận:', size: 12, bold: true, italics: true },
      { text: '- Như Điều 3;', size: 11 },
      { text: '- Sở Khoa học và Công nghệ (để báo cáo);', size: 11 },
      { text: '- Lưu: VT, VHXH.', size: 11 },
    ],
    signature: [
      { ...caps, text: 'TM. ỦY BAN NHÂN DÂN' },
      { ...caps, text: 'KT. CHỦ TỊCH' },
      { ...caps, text: 'PHÓ CHỦ TỊCH' },
      { text: '' },
      { text: '' },
      { text: 'Trần Thị Quỳnh Như', bold: true, size: 13 },
    ],
    appendix: [
      { text: 'Phụ lục', size: 14, bold: true, align: 'center' },
      { text: 'DANH MỤC NHIỆM VỤ', size: 14, bold: true, align: 'center' },
      {
        text: '(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã Phú Lộc)',
        size: 14,
        italics: true,
        align: 'center',
        after: 6,
      },
      { ...body, text: filling },
    ],
    number: {},
  }
}

/** A công văn of the same agency. */
export function aLetterPlan(): Plan {
  const plan = aPlan()
  return {
    ...plan,
    left: [
      ...plan.left.slice(0, 2),
      { text: 'Số: 12/UBND-VP', size: 13 },
      { text: 'V/v chuẩn bị Hội nghị sơ kết', size: 12 },
    ],
    title: [{ text: 'Kính gửi: Sở Khoa học và Công nghệ', size: 14, align: 'center', after: 6 }],
    text: [
      { ...body, text: filling },
      { ...body, text: 'Trân trọng./.' },
    ],
    appendix: [],
  }
}

const twips = (millimetres: number) => Math.round(millimetres * 56.6929)
const aligns = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
}

function paragraph(given: Line, align: Line['align'] = 'left'): Paragraph {
  const look = {
    font: given.font ?? 'Times New Roman',
    size: Math.round((given.size ?? 14) * 2),
    italics: given.italics ?? false,
    color: given.color ?? '000000',
  }
  const parts: [string, object][] = []
  if (given.label) {
    parts.push(
      [given.text.slice(0, given.label), { bold: true }],
      [given.text.slice(given.label), { bold: false }],
    )
  } else if (given.underlined) {
    const rest = (given.text.length * (1 - given.underlined)) / 2
    const [from, to] = [Math.round(rest), given.text.length - Math.round(rest)]
    const bold = given.bold ?? false
    parts.push(
      [given.text.slice(0, from), { bold }],
      [given.text.slice(from, to), { bold, underline: {} }],
      [given.text.slice(to), { bold }],
    )
  } else parts.push([given.text, { bold: given.bold ?? false }])
  return new Paragraph({
    alignment: aligns[given.align ?? align],
    spacing: {
      before: 0,
      after: Math.round((given.after ?? 0) * 20),
      line: given.line ?? 240,
      lineRule: LineRuleType.AUTO,
    },
    ...(given.indent ? { indent: { firstLine: twips(given.indent) } } : {}),
    children: parts
      .filter(([text]) => text !== '')
      .map(([text, more]) => new TextRun({ ...look, ...more, text })),
  })
}

function beside(
  left: Line[],
  right: Line[],
  widths: [number, number],
  align: [Line['align'], Line['align']],
): Table {
  const [one, other] = widths.map(twips) as [number, number]
  const cell = (lines: Line[], width: number, side: Line['align']) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: lines.map((line) => paragraph(line, side)),
    })
  return new Table({
    borders: TableBorders.NONE,
    columnWidths: [one, other],
    width: { size: one + other, type: WidthType.DXA },
    rows: [new TableRow({ children: [cell(left, one, align[0]), cell(right, other, align[1])] })],
  })
}

/** The plan as a file. */
export async function docxOf(plan: Plan): Promise<Buffer> {
  const { page, number } = plan
  const shown = new Paragraph({
    alignment: aligns[number.align ?? 'center'],
    children: [
      new TextRun({
        children: [PageNumber.CURRENT],
        font: 'Times New Roman',
        size: (number.size ?? 13) * 2,
        italics: number.italics ?? false,
      }),
    ],
  })
  const empty = new Paragraph({ children: [] })
  const header = new Header({ children: [number.below || number.none ? empty : shown] })
  const footer = new Footer({ children: [number.below ? shown : empty] })
  const [first, ...others] = plan.appendix
  const document = new Document({
    sections: [
      {
        properties: {
          titlePage: !number.shownOnFirst,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              right: twips(page.right),
              bottom: twips(page.bottom),
              left: twips(page.left),
              header: twips(10),
              // An empty footer ends above the margin it stands in: lower, it would push the text up, and hide a wrong one.
              footer: twips(Math.min(10, page.bottom - 10)),
            },
          },
        },
        headers: { default: header, first: new Header({ children: [empty] }) },
        footers: { default: footer, first: new Footer({ children: [empty] }) },
        children: [
          ...plan.top.map((line) => paragraph(line)),
          beside(plan.left, plan.right, [72, 93], ['center', 'center']),
          ...plan.title.map((line) => paragraph(line)),
          ...plan.text.map((line) => paragraph(line)),
          beside(plan.recipients, plan.signature, [72, 93], ['left', 'center']),
          ...(first ? [new Paragraph({ pageBreakBefore: true, children: [] })] : []),
          ...(first ? [paragraph(first), ...others.map((line) => paragraph(line))] : []),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
