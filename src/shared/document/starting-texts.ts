/** What a new draft of each type begins with: the parts Phụ lục III of NĐ 30/2020/NĐ-CP gives it, dots where something is to be written. */
import type { Body } from './body.ts'
import { emptyBody } from './empty-body.ts'
import { withIds } from './ids.ts'
import type { DocumentTypeKey } from './types.ts'

/** A line each: a mark says what it is (`cc` căn cứ, `h` heading, `đ` điều, `k` khoản, `m` mục, `g` gạch đầu dòng), none a paragraph. */
const texts: Partial<Record<DocumentTypeKey, string[]>> = {
  resolution: [
    'cc Căn cứ …;',
    'cc Theo đề nghị của ….',
    'h QUYẾT NGHỊ:',
    'đ …',
    'đ …',
    'đ Nghị quyết này có hiệu lực kể từ ngày …',
  ],
  decision: [
    'cc Căn cứ …;',
    'cc Theo đề nghị của ….',
    'h QUYẾT ĐỊNH:',
    'đ …',
    'đ Quyết định này có hiệu lực kể từ ngày ký.',
    'đ … chịu trách nhiệm thi hành Quyết định này',
  ],
  directive: ['Để …, … yêu cầu:', 'k …', 'k …', 'Yêu cầu … nghiêm túc thực hiện Chỉ thị này'],
  report: [
    'm TÌNH HÌNH, KẾT QUẢ',
    'k …',
    'm KHÓ KHĂN, NGUYÊN NHÂN',
    'k …',
    'm PHƯƠNG HƯỚNG, NHIỆM VỤ',
    'k …',
    'm KIẾN NGHỊ',
    'k …',
  ],
  plan: [
    'm MỤC ĐÍCH, YÊU CẦU',
    'k Mục đích: …',
    'k Yêu cầu: …',
    'm NỘI DUNG',
    'k …',
    'm TỔ CHỨC THỰC HIỆN',
    'k …',
  ],
  programme: ['m MỤC TIÊU', 'k …', 'm NHIỆM VỤ, GIẢI PHÁP', 'k …', 'm TỔ CHỨC THỰC HIỆN', 'k …'],
  submission: [
    '… kính trình … xem xét, quyết định …, với các nội dung sau:',
    'k Sự cần thiết: …',
    'k Nội dung: …',
    'k Kiến nghị: …',
    'Trên đây là Tờ trình về …, kính đề nghị … xem xét, quyết định',
  ],
  notice: ['Thực hiện …, … thông báo như sau:', 'k …', 'k …'],
  official_letter: ['Thực hiện …, … có ý kiến như sau:', 'k …', 'k …', 'Đề nghị quý cơ quan …'],
  telegram: ['…', 'Yêu cầu:', 'k …', 'k …'],
  invitation: [
    'Tới dự: …',
    'Chủ trì: …',
    'Thời gian: … giờ …, ngày … tháng … năm …',
    'Địa điểm: …',
    'g Lưu ý: …',
  ],
  introduction: [
    'Trân trọng giới thiệu ông (bà): …',
    'Chức vụ: …',
    'Được cử đến: …',
    'Về việc: …',
    'Đề nghị quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.',
    'Giấy này có giá trị đến hết ngày …',
  ],
  minutes: [
    'Thời gian bắt đầu: …',
    'Địa điểm: …',
    'Thành phần tham dự: …',
    'Chủ trì (chủ tọa): …',
    'Thư ký (người ghi biên bản): …',
    'Nội dung (theo diễn biến cuộc họp):',
    'k …',
    'k …',
    'Cuộc họp kết thúc vào … giờ …, ngày … tháng … năm …',
  ],
  leave: [
    'Xét Đơn đề nghị nghỉ phép ngày … của ông (bà) …',
    'Cấp cho ông (bà): …',
    'Chức vụ: …',
    'Nghỉ phép trong thời gian …, kể từ ngày … đến hết ngày … tại …',
    'Số ngày nghỉ phép nêu trên được tính vào thời gian …',
  ],
  covering_slip: [
    'Gửi kèm theo Phiếu này các văn bản, tài liệu sau:',
    'k …',
    'Sau khi nhận được, đề nghị … gửi lại Phiếu này',
  ],
  transfer_slip: [
    '… nhận được … của … về việc …',
    'Sau khi xem xét, … kính chuyển … xem xét, giải quyết theo thẩm quyền',
  ],
  notification_slip: ['… báo để … biết về việc …'],
  authorisation: [
    'cc Căn cứ ….',
    'Người ủy quyền: …',
    'Người được ủy quyền: …',
    'Nội dung ủy quyền: …',
    'Thời hạn ủy quyền: từ ngày … đến hết ngày …',
  ],
}

const marks: Record<string, { type: string; attrs?: object }> = {
  cc: { type: 'basis' },
  h: { type: 'heading' },
  đ: { type: 'article' },
  k: { type: 'clause' },
  m: { type: 'section' },
  g: { type: 'item', attrs: { ordered: false, level: 1 } },
}

/** A new text of this type each time it is asked for, its blocks with ids of their own; an empty one where the law gives no parts. */
export function startingText(kind: string): Body {
  const lines = texts[kind as DocumentTypeKey]
  if (!lines) return emptyBody()
  return withIds({
    type: 'doc',
    content: lines.map((line) => {
      const [mark = '', ...rest] = line.split(' ')
      const as = marks[mark]
      const text = as ? rest.join(' ') : line
      const { type, attrs } = as ?? { type: 'paragraph', attrs: { align: 'justify' } }
      return { type, attrs: { ...attrs }, content: [{ type: 'text', text }] }
    }),
  })
}
