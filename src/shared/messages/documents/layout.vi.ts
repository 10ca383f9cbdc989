import type { Refusals } from '../refusals.ts'

const number = (value: number, digits = 1): string =>
  new Intl.NumberFormat('vi-VN', { maximumFractionDigits: digits }).format(value)

/** The layout checker: NĐ 30/2020/NĐ-CP rule by rule. */
export const layout = {
  title: 'Kiểm tra thể thức',
  lead: 'Gửi tệp DOCX hoặc PDF của văn bản: từng lỗi thể thức được chỉ ra kèm điều khoản của Nghị định 30/2020/NĐ-CP và chỗ trên trang. Tệp không được lưu lại.',
  file: 'Tệp văn bản',
  fileHint: 'DOCX hoặc PDF, nhỏ hơn 20 MB. Trang chụp (scan) không có chữ để xét.',
  submit: 'Kiểm tra',
  noFile: 'Chọn một tệp DOCX hoặc PDF rồi bấm Kiểm tra.',
  again: 'Kiểm tra tệp khác',
  of: (name: string) => `Kết quả: ${name}`,
  sum: (judged: number, found: number) =>
    found === 0
      ? `Đã xét ${number(judged)} quy tắc, không thấy lỗi nào.`
      : `Đã xét ${number(judged)} quy tắc, thấy ${number(found)} chỗ cần sửa hoặc xem lại.`,
  unread: (pages: number) => `Văn bản dài: ${number(pages)} trang sau cùng chưa được xét.`,
  unseen:
    'Tệp DOCX không cho biết dòng nào nằm ở trang nào; muốn thấy chỗ sai trên ảnh của trang, hãy xuất ra PDF rồi kiểm tra lại.',
  sources:
    '“Chưa đối chiếu”: ghi theo hiểu biết, chưa ai so với bản gốc. Xem lại Nghị định 30/2020/NĐ-CP trước khi trả văn bản vì những chỗ ấy.',
  unheld: (expected: string) => `${expected} (chưa đối chiếu)`,
  unheldClause: (clause: string) => `${clause} (số mục chưa đối chiếu)`,
  notSeen: {
    title: (format: string) => `Không kiểm được trên ${format}`,
    formats: { pdf: 'PDF', docx: 'DOCX', draft: 'dự thảo' } as Record<string, string>,
    line: (what: string, expected: string, why: string) => `${what} (${expected})${why ? `: ${why}` : ''}`,
    /** By what the rule asks. */
    why: {
      margin: 'không trang nào có dòng chữ đến sát lề này',
      align: 'một dòng chữ không cho biết nó được canh thế nào',
      indent: 'không có đoạn nào cho biết chỗ bắt đầu dòng',
      gap: 'không có hai đoạn liền nhau trên một trang',
      spacing: 'không có đoạn nào từ hai dòng trở lên',
      line: 'tệp không cho biết các nét kẻ',
      colour: 'tệp không cho biết màu chữ',
      font: 'tệp không cho biết tên phông chữ',
      size: 'tệp không cho biết cỡ chữ',
      bold: 'tệp không cho biết chữ đậm',
      italic: 'tệp không cho biết chữ nghiêng',
      caps: 'không có chữ cái nào để xét',
      pageNumber: 'tệp không cho biết số trang',
    } as Record<string, string>,
  },
  columns: { what: 'Phần', clause: 'Điều khoản', found: 'Đang là', expected: 'Quy định', place: 'Chỗ' },
  severities: { fault: 'Sai', check: 'Xem lại' },
  page: (page: number) => `Trang ${number(page)}`,
  mark: (index: number) => `Chỗ ${number(index)}`,
  picture: (page: number) =>
    `Ảnh trang ${number(page)}, các chỗ sai được đóng khung và đánh số như trong bảng`,
  back: 'Về văn bản',
  /** Beside the text while somebody writes. */
  beside: {
    title: 'Thể thức của phần chữ',
    found: (count: number, most: number) =>
      count === 0
        ? 'Thể thức của phần chữ: không thấy lỗi nào.'
        : count < most
          ? `Thể thức của phần chữ: ${number(count)} chỗ cần sửa hoặc xem lại.`
          : `Thể thức của phần chữ: từ ${number(most)} chỗ cần sửa hoặc xem lại trở lên; đây là ${number(most)} chỗ đầu.`,
    go: 'Đến đoạn ấy',
    whole: 'Kiểm tra thể thức cả trang in',
  },
  roles: {
    country: 'Quốc hiệu',
    motto: 'Tiêu ngữ',
    parent: 'Cơ quan chủ quản',
    organ: 'Tên cơ quan ban hành',
    number: 'Số, ký hiệu',
    place: 'Địa danh, thời gian',
    about: 'Trích yếu công văn',
    type: 'Tên loại văn bản',
    subject: 'Trích yếu nội dung',
    addressee: 'Kính gửi',
    issuer: 'Thẩm quyền ban hành',
    basis: 'Căn cứ ban hành',
    heading: 'Tiêu đề',
    part: 'Phần, chương, mục',
    partTitle: 'Tiêu đề phần, chương, mục',
    article: 'Điều',
    clause: 'Khoản',
    point: 'Điểm',
    body: 'Nội dung',
    cell: 'Bảng',
    authority: 'Quyền hạn, chức vụ',
    signer: 'Họ tên người ký',
    recipientsTitle: 'Từ “Nơi nhận”',
    recipient: 'Danh sách nơi nhận',
    keep: 'Dòng “Lưu”',
    appendix: 'Phụ lục',
    appendixTitle: 'Tiêu đề phụ lục',
    appendixNote: 'Chỉ dẫn của phụ lục',
    mark: 'Dấu',
    other: 'Phần khác',
  } as Record<string, string>,
  whole: {
    'page.paper': 'Khổ giấy',
    'page.top': 'Lề trên',
    'page.bottom': 'Lề dưới',
    'page.left': 'Lề trái',
    'page.right': 'Lề phải',
    'text.font': 'Phông chữ',
    'text.unicode': 'Bộ mã ký tự',
    'text.colour': 'Màu chữ',
    'pageNumber.first': 'Số trang ở trang đầu',
    'pageNumber.others': 'Số trang từ trang 2',
    'pageNumber.centred': 'Vị trí số trang',
    'pageNumber.above': 'Vị trí số trang',
    'pageNumber.size': 'Cỡ chữ số trang',
    'pageNumber.upright': 'Kiểu chữ số trang',
    'capitals.state': 'Viết hoa Nhân dân, Nhà nước',
    'capitals.city': 'Viết hoa địa danh đặc biệt',
    'capitals.types': 'Viết hoa tên loại văn bản',
    'capitals.sentence': 'Viết hoa đầu câu',
  } as Record<string, string>,
  expect: {
    paper: (width: number, height: number) => `A4, ${number(width)} × ${number(height)} mm`,
    span: (from: number, to: number, unit: string) =>
      from === to ? `${number(from)} ${unit}` : `${number(from)}–${number(to)} ${unit}`,
    least: (from: number, unit: string) => `ít nhất ${number(from)} ${unit}`,
    indent: 'lùi đầu dòng 1 cm hoặc 1,27 cm',
    spacing: 'từ dòng đơn đến 1,5 dòng',
    fullLine: 'đường kẻ dưới dài bằng dòng chữ',
    shortLine: 'đường kẻ dưới dài 1/3–1/2 dòng chữ',
    font: 'Times New Roman (hoặc phông cùng nét, cùng số đo như Tinos, Liberation Serif)',
    unicode: 'Unicode dựng sẵn theo TCVN 6909:2001',
    colour: 'màu đen',
    present: 'phải có',
    bold: 'chữ đậm',
    light: 'chữ không đậm',
    italic: 'chữ nghiêng',
    upright: 'chữ đứng',
    capitals: 'chữ in hoa',
    lower: 'chữ in thường',
    left: 'ở bên trái',
    right: 'ở bên phải',
    center: 'canh giữa',
    justify: 'canh đều hai lề',
  },
  number: {
    first: 'trang đầu không hiển thị số',
    others: 'có số trang, chữ số Ả Rập',
    centred: 'canh giữa theo chiều ngang',
    above: 'trong lề trên',
    size: '13–14 pt',
    upright: 'chữ đứng',
  },
  forms: {
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: 'Số: 05/QĐ-UBND (dấu hai chấm sau “Số”, không cách quanh / và -)',
    numberZero: 'số nhỏ hơn 10 có một số 0 phía trước',
    abbreviation: 'chữ viết tắt đúng tên loại theo Phụ lục III; công văn không có',
    letterUnit:
      'công văn: chữ viết tắt tên cơ quan rồi đến đơn vị soạn thảo hoặc lĩnh vực, như Số: 12/UBND-VP',
    place: 'Phú Lộc, ngày 05 tháng 02 năm 2026',
    dayZero: 'ngày dưới 10 có số 0 phía trước',
    monthZero: 'tháng 1, 2 có số 0 phía trước',
    about: 'V/v và nội dung',
    basisEnding: 'mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm',
    basisCited: 'ghi đủ tên loại, số ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu',
    partNumber: 'Phần I, Chương I (số La Mã); Mục 1, Tiểu mục 1 (số Ả Rập)',
    articleForm: 'Điều 1. (có dấu chấm sau số)',
    articleOrder: 'các điều đánh số liên tục',
    articleBold: '“Điều” và số thứ tự chữ đứng, đậm',
    clauseForm: '1. (có dấu chấm sau số)',
    clauseOrder: 'các khoản đánh số liên tục trong mỗi điều',
    pointForm: 'a) (có dấu đóng ngoặc sau chữ)',
    pointOrder: 'các điểm theo thứ tự a, b, c, d, đ, e …',
    authorityForm: 'TM., KT., TL., TUQ., Q. (có dấu chấm và một dấu cách)',
    authorityPosition:
      'TM. tập thể; KT. cấp trưởng, dưới là cấp phó; TL., TUQ. người đứng đầu, dưới là chức vụ người ký',
    signerName: 'họ tên, không ghi học hàm, học vị, danh hiệu',
    addressee: 'Kính gửi: (có dấu hai chấm)',
    recipientsTitle: 'Nơi nhận:',
    recipient: 'mỗi dòng bắt đầu bằng “- ”, kết thúc bằng dấu chấm phẩy',
    keep: '- Lưu: VT, đơn vị soạn thảo. (kết thúc bằng dấu chấm)',
    appendixNumber: 'Phụ lục, hoặc Phụ lục I, Phụ lục II (chữ in thường, số La Mã)',
    appendixNote: '(Kèm theo …) trong ngoặc đơn',
    stateCapitals: 'Nhân dân, Nhà nước',
    cityCapitals: 'Thành phố Hồ Chí Minh, Thủ đô Hà Nội',
    typeCapitals: 'viết hoa chữ đầu của tên loại khi nói về một văn bản cụ thể',
    sentenceCapitals: 'viết hoa chữ đầu câu',
  } as Record<string, string>,
  found: {
    points: (value: number) => `${number(value)} pt`,
    millimetres: (value: number) => `${number(value)} mm`,
    lines: (value: number) => `${number(value, 2)} dòng`,
    part: (value: number) => `${number(value * 100, 0)} % dòng chữ`,
    paper: (width: number, height: number) => `${number(width)} × ${number(height)} mm`,
    states: {
      missing: 'không có',
      light: 'chữ không đậm',
      bold: 'chữ đậm',
      italic: 'chữ nghiêng',
      upright: 'chữ đứng',
      lower: 'chữ in thường',
      capitals: 'chữ in hoa',
      left: 'canh trái',
      right: 'canh phải',
      center: 'canh giữa',
      justify: 'canh đều',
      all: 'trải hết bề ngang',
      shown: 'có hiện số',
      below: 'trong lề dưới',
      above: 'trong lề trên',
      decomposed: 'dấu tách rời khỏi chữ (Unicode tổ hợp)',
    } as Record<string, string>,
  },
  command: {
    help: `npm run layout -- TỆP [--json]

Kiểm tra thể thức một tệp DOCX hoặc PDF theo Nghị định 30/2020/NĐ-CP.
Mã thoát 0 khi không thấy lỗi, 1 khi có lỗi, 2 khi không đọc được tệp hoặc lệnh sai.

  --json   in JSON
  --rules  in danh sách quy tắc
  --help   in hướng dẫn này`,
    oneFile: 'Ghi đúng một tệp DOCX hoặc PDF. Xem --help.',
    noFile: (path: string) => `Không mở được tệp ${path}. Kiểm tra lại đường dẫn và quyền đọc.`,
    tooLarge: 'Tệp lớn hơn 20 MB. Bỏ bớt ảnh hoặc chia nhỏ rồi thử lại.',
  },
}

export const layoutRefusals = {
  'documents.layout_unreadable':
    'Không mở được tệp này. Hãy mở bằng chương trình soạn thảo, lưu lại thành DOCX hoặc PDF rồi thử lại.',
  'documents.layout_scan':
    'Tệp PDF này chỉ có ảnh chụp, không có chữ để xét. Hãy gửi tệp DOCX hoặc PDF xuất từ chương trình soạn thảo.',
  'documents.layout_too_much':
    'Tệp này quá lớn hoặc quá phức tạp để xét. Hãy bỏ bớt hình, bảng hoặc chia nhỏ rồi thử lại.',
  'documents.layout_type':
    'Chỉ xét được tệp DOCX và PDF. Hãy lưu văn bản thành một trong hai loại đó rồi thử lại.',
} satisfies Refusals
