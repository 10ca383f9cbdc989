import { formatNumber } from '../../money.ts'

const counted = (count: number): string => formatNumber(count, 0)

/** One dossier as an officer reads it. */
export const caseWords = {
  back: 'Hồ sơ cần làm',
  nextCase: 'Hồ sơ sau',
  result: 'Kết quả đã ký',
  resultNumber: (title: string, symbol: string) => `${title} số ${symbol}`,
  version: (code: string, version: number) => `${code} · phiên bản ${version}`,
  applicant: 'Người nộp',
  papers: 'Giấy tờ',
  noPapers: 'Hồ sơ này không kèm giấy tờ.',
  paperColumns: {
    name: 'Giấy tờ',
    source: 'Nguồn',
    size: 'Loại, dung lượng',
    fingerprint: 'SHA-256',
    view: 'Xem',
  },
  sources: {
    upload: 'Gửi lên',
    vault: 'Kho giấy tờ, không phải nộp lại',
    registry: 'Dữ liệu dùng chung',
  } as Record<string, string>,
  issuedBefore: (issuer: string) => `Kho giấy tờ: ${issuer} cấp`,
  handedInBefore: (day: string, agency: string) =>
    `Kho giấy tờ: người dân nộp ngày ${day}, ${agency} đã tiếp nhận`,
  takenFrom: (source: string) => `Lấy từ ${source}`,
  paperView: {
    title: 'Giấy tờ bên cạnh',
    previous: 'Giấy trước',
    next: 'Giấy sau',
    place: (index: number, count: number) => `Giấy ${index} trong ${count}`,
    close: 'Đóng',
    cannotShow: 'Giấy này không hiện được ở đây.',
    openFile: 'Mở tệp',
  },
  standing: { added: 'Mới bổ sung', rejected: 'Không dùng được', replaced: 'Đã nộp bản khác thay' } as Record<
    string,
    string
  >,
  supplemented: {
    title: (at: string) => `Đã bổ sung lúc ${at}`,
    asked: 'Đã yêu cầu:',
    note: 'Người nộp nói:',
    papers: (names: string[]) =>
      names.length === 0 ? 'Không có giấy tờ mới.' : `Giấy tờ mới: ${names.join(', ')}.`,
    nothingChanged: 'Không câu trả lời nào thay đổi.',
    changes: 'Câu trả lời đã đổi, trước và nay',
    question: 'Câu hỏi',
    before: 'Trước',
    after: 'Nay',
    blank: '(để trống)',
  },
  history: 'Diễn biến',
  due: 'Hạn',
  dueAt: 'Hẹn trả',
  allowed: 'Thời hạn',
  used: 'Đã dùng',
  supplements: 'Bổ sung',
  never: 'Chưa lần nào',
  times: (count: number) => `${count} lần`,
  units: { day: 'ngày làm việc', hour: 'giờ làm việc', calendar_day: 'ngày' } as Record<string, string>,
  sameDay: 'Trong ngày',
  fee: 'Phí, lệ phí',
  feeUnknown: 'Chưa có mức thu trong dữ liệu của tỉnh',
  noFee: 'Không thu',
  outcome: { approve: 'Đồng ý giải quyết', decline: 'Không giải quyết' } as Record<string, string>,
  proposal: 'Đề xuất',
  proposedBy: (name: string, at: string) => `${name} trình lúc ${at}`,
  wholeOpinion: (length: number) => `Đọc ý kiến thẩm định (${counted(length)} chữ cái)`,
  prints: 'Giấy để in',
  print: {
    'giay-hen': 'Giấy tiếp nhận và hẹn trả (Mẫu 01)',
    'bo-sung': 'Phiếu yêu cầu bổ sung (Mẫu 02)',
    'tu-choi': 'Phiếu từ chối (Mẫu 03)',
    'hen-lai': 'Phiếu hẹn lại ngày trả (Mẫu 04)',
  } as Record<string, string>,
}
