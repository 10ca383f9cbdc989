/** Letters as agencies write them, and what a scanner makes of their pages: each differs from the next in all that is read. */
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { type Grey, turnBy } from './grey.ts'

export interface KnownLetter {
  data: TemplateData<'nd30'>
  number: string
  symbol: string
  issuedOn: string
  organ: string
  subject: string
}

const organs = [
  ['THÀNH PHỐ HUẾ', 'ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA', 'UBND', 'Thuận Hóa'],
  ['ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ', 'SỞ NỘI VỤ', 'SNV', 'Huế'],
  ['ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ', 'SỞ TÀI CHÍNH', 'STC', 'Huế'],
  ['ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ', 'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', 'SNNMT', 'Huế'],
  ['ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ', 'SỞ XÂY DỰNG', 'SXD', 'Huế'],
  ['THÀNH PHỐ HUẾ', 'ỦY BAN NHÂN DÂN XÃ A LƯỚI 2', 'UBND', 'A Lưới'],
  [null, 'ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ', 'UBND', 'Huế'],
  [null, 'BỘ NỘI VỤ', 'BNV', 'Hà Nội'],
  ['ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ', 'SỞ VĂN HÓA VÀ THỂ THAO', 'SVHTT', 'Huế'],
  ['THÀNH PHỐ HUẾ', 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC', 'UBND', 'Phú Lộc'],
] as const

const types = [
  ['QUYẾT ĐỊNH', 'QĐ'],
  [null, ''],
  ['THÔNG BÁO', 'TB'],
  ['KẾ HOẠCH', 'KH'],
  ['BÁO CÁO', 'BC'],
  ['TỜ TRÌNH', 'TTr'],
  [null, ''],
  ['GIẤY MỜI', 'GM'],
] as const

const units = ['VX', 'TH', 'KT', 'TTr', 'QLHC', 'NC']
const subjects = [
  'Về việc tăng cường công tác phòng cháy, chữa cháy trong mùa khô năm 2026',
  'Kết quả thực hiện nhiệm vụ cải cách hành chính quý III năm 2026',
  'Về việc báo cáo tình hình sử dụng biên chế công chức, viên chức',
  'Triển khai chuyển đổi số trong các cơ quan nhà nước trên địa bàn thành phố',
  'Về việc cử cán bộ tham gia lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ',
  'Kiểm tra việc quản lý, sử dụng đất công ích tại các xã, phường',
  'Về việc lấy ý kiến góp ý dự thảo quy chế phối hợp quản lý di tích',
]
const body = [
  'Thực hiện chỉ đạo của Ủy ban nhân dân thành phố về việc triển khai các nhiệm vụ trọng tâm những tháng cuối năm, cơ quan đề nghị các đơn vị liên quan rà soát, tổng hợp số liệu và gửi báo cáo bằng văn bản.',
  'Nội dung báo cáo nêu rõ kết quả đạt được, khó khăn, vướng mắc, nguyên nhân và kiến nghị, đề xuất giải pháp cụ thể trong thời gian tới; kèm theo biểu tổng hợp có xác nhận của thủ trưởng đơn vị.',
  'Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ với Văn phòng để được hướng dẫn. Đề nghị các đơn vị quan tâm phối hợp, bảo đảm tiến độ và chất lượng theo yêu cầu./.',
]

const pad = (value: number) => String(value).padStart(2, '0')

/** The letter of this index: sender, kind, number, symbol, day and extract each go their own round. */
export function aLetter(index: number): KnownLetter {
  const [parent, organisation, organ, place] = organs[index % organs.length] ?? organs[0]
  const [title, abbreviation] = types[index % types.length] ?? types[0]
  const number = pad(1 + ((index * 197) % 1850))
  const unit = units[index % units.length] ?? 'TH'
  const symbol = title ? `${abbreviation}-${organ}` : `${organ}-${unit}`
  const issuedOn = `2026-${pad(1 + ((index * 7) % 12))}-${pad(1 + ((index * 11) % 28))}`
  const subject = subjects[index % subjects.length] ?? ''
  return {
    number,
    symbol,
    issuedOn,
    subject,
    organ: organisation,
    data: {
      letterhead: { parent, organisation, place, number: `${number}/${symbol}`, issuedOn },
      title,
      subject: title ? subject : subject.replace('Về việc ', ''),
      addressees: title ? [] : ['Các sở, ban, ngành thành phố', 'Ủy ban nhân dân các xã, phường'],
      blocks: [...body, ...body].map((text) => ({ kind: 'paragraph', text })),
      signature: { capacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Nguyễn Hữu Phước' },
      recipients: ['Như trên', 'Lưu: VT'],
    },
  }
}

/** As a worn scanner returns a page: fed crookedly, out of focus, with noise and uneven light. The same seed gives the same dots. */
export function scanned(page: Grey, { degrees = 0, blur = 0, noise = 0, seed = 1 }): Grey {
  const leaning = degrees === 0 ? page : turnBy(page, (degrees * Math.PI) / 180)
  const dots = Uint8Array.from(leaning.dots)
  for (let pass = 0; pass < blur; pass++) soften(dots, page.width, page.height)
  let state = seed >>> 0
  for (let at = 0; noise > 0 && at < dots.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const shade = (dots[at] ?? 255) * 0.88 + 12 + ((state >>> 16) / 65_536 - 0.5) * noise
    dots[at] = Math.max(0, Math.min(255, shade))
  }
  return { width: page.width, height: page.height, dots }
}

/** One pass of the kernel 1 2 1 across and down. */
function soften(dots: Uint8Array, width: number, height: number): void {
  for (const step of [1, width]) {
    let before = dots[0] ?? 255
    for (let at = step; at + step < width * height; at++) {
      const own = dots[at] ?? 255
      const left = step === 1 ? before : (dots[at - step] ?? 255)
      before = own
      dots[at] = (left + 2 * own + (dots[at + step] ?? 255)) / 4
    }
  }
}
