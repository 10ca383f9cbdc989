/** What the documents of a simulated past are about, and their words: made up, and as offices write them. */
import type { Body } from '#shared/document/body.ts'
import type { DocumentTypeKey } from '#shared/document/types.ts'
import { cumulate, type Random } from '../random.ts'

export interface Matter {
  type: DocumentTypeKey
  /** Trích yếu; `{month}` and `{quarter}` are of its day. */
  subject: string
  /** Whoever receives it is to answer, by this type. */
  answer?: { type: DocumentTypeKey; subject: string }
}

/** What an agency above writes to others. */
const outward: readonly Matter[] = [
  asks('Về việc báo cáo kết quả cải cách hành chính {month}', 'Kết quả công tác cải cách hành chính {month}'),
  asks(
    'Về việc rà soát hộ nghèo, hộ cận nghèo {quarter}',
    'Kết quả rà soát hộ nghèo, hộ cận nghèo {quarter}',
  ),
  asks('Về việc báo cáo tình hình chuyển đổi số {month}', 'Tình hình thực hiện chuyển đổi số {month}'),
  asks(
    'Về việc kiểm tra, xử lý vi phạm trật tự xây dựng {quarter}',
    'Kết quả kiểm tra, xử lý vi phạm trật tự xây dựng {quarter}',
  ),
  asks(
    'Về việc chuẩn bị phương án phòng, chống thiên tai {quarter}',
    'Phương án và kết quả chuẩn bị phòng, chống thiên tai {quarter}',
  ),
  asks(
    'Về việc góp ý dự thảo Kế hoạch tuyên truyền, phổ biến pháp luật {quarter}',
    'Về việc góp ý dự thảo Kế hoạch tuyên truyền, phổ biến pháp luật {quarter}',
    'official_letter',
  ),
  { type: 'plan', subject: 'Tuyên truyền, phổ biến giáo dục pháp luật {quarter}' },
  { type: 'notice', subject: 'Kết luận cuộc họp giao ban về cải cách hành chính {month}' },
  { type: 'directive', subject: 'Về việc tăng cường kỷ luật, kỷ cương hành chính {quarter}' },
  { type: 'invitation', subject: 'Dự cuộc họp về tiến độ giải ngân vốn đầu tư công {month}' },
]

/** What an agency writes for itself and those below it. */
const inward: readonly Matter[] = [
  { type: 'decision', subject: 'Về việc kiện toàn Tổ công nghệ số cộng đồng {month}' },
  { type: 'decision', subject: 'Về việc kiện toàn Ban Chỉ huy phòng thủ dân sự {quarter}' },
  { type: 'decision', subject: 'Về việc phê duyệt danh sách tham gia lớp bồi dưỡng nghiệp vụ {month}' },
  { type: 'plan', subject: 'Tổ chức lấy ý kiến về sự phục vụ của Bộ phận Một cửa {month}' },
  { type: 'report', subject: 'Tình hình tiếp nhận, giải quyết thủ tục hành chính {month}' },
  { type: 'report', subject: 'Công tác tiếp công dân, giải quyết đơn {month}' },
  { type: 'notice', subject: 'Lịch tiếp công dân {month}' },
  { type: 'notice', subject: 'Phân công trực, xử lý văn bản đến {month}' },
  { type: 'official_letter', subject: 'Về việc tăng cường vệ sinh môi trường trên địa bàn {month}' },
  { type: 'official_letter', subject: 'Về việc phối hợp rà soát dữ liệu hộ kinh doanh {quarter}' },
  { type: 'submission', subject: 'Về việc bổ sung kinh phí sửa chữa trụ sở {quarter}' },
  { type: 'minutes', subject: 'Họp giao ban {month}' },
]

/** Organs outside the platform, with the symbol of what they write and a made-up address. */
export const outsiders: readonly { name: string; symbol: string; mail: string }[] = [
  { name: 'Bộ Nội vụ', symbol: 'BNV-CCHC', mail: 'vanthu@noivu.example' },
  { name: 'Bộ Tư pháp', symbol: 'BTP-VP', mail: 'vanthu@tuphap.example' },
  { name: 'Văn phòng Chính phủ', symbol: 'VPCP-KSTT', mail: 'vanthu@vpcp.example' },
  { name: 'Kho bạc Nhà nước Khu vực XIII', symbol: 'KBKV13-KT', mail: 'vanthu@khobac.example' },
  { name: 'Bảo hiểm xã hội thành phố Huế', symbol: 'BHXH-QLT', mail: 'vanthu@bhxh.example' },
  { name: 'Công ty Điện lực Huế', symbol: 'ĐLH-KD', mail: 'vanthu@dienluc.example' },
]

const foreign: readonly Matter[] = [
  asks(
    'Về việc cung cấp số liệu phục vụ báo cáo {quarter}',
    'Về việc cung cấp số liệu {quarter}',
    'official_letter',
  ),
  { type: 'official_letter', subject: 'Về việc hướng dẫn nghiệp vụ {month}' },
  { type: 'notice', subject: 'Lịch làm việc và đầu mối liên hệ {month}' },
]

function asks(subject: string, answer: string, type: DocumentTypeKey = 'report'): Matter {
  return { type: 'official_letter', subject, answer: { type, subject: answer } }
}

/** Of what may be sent to another agency. */
export const sentTypes: ReadonlySet<DocumentTypeKey> = new Set(
  [...outward, ...inward, ...foreign].flatMap(({ type, answer }) => (answer ? [type, answer.type] : [type])),
)

const wards = cumulate(inward.map(({ type }) => (type === 'minutes' || type === 'submission' ? 1 : 3)))
const others = cumulate(outward.map(({ answer }) => (answer ? 3 : 1)))

export function aMatter(random: Random, of: 'outward' | 'inward' | 'foreign'): Matter {
  if (of === 'foreign') return random.pick(foreign)
  if (of === 'inward') return inward[random.weighted(wards)] as Matter
  return outward[random.weighted(others)] as Matter
}

/** `Kết quả … {month}` as it is said on a day. */
export function onDay(subject: string, day: string): string {
  const [year = '', month = ''] = day.split('-')
  return subject
    .replace('{month}', `tháng ${Number(month)} năm ${year}`)
    .replace('{quarter}', `quý ${['I', 'II', 'III', 'IV'][Math.floor((Number(month) - 1) / 3)]} năm ${year}`)
}

const sentences = [
  'Các bộ phận được giao nhiệm vụ chủ động triển khai, bảo đảm đúng tiến độ và chất lượng.',
  'Tiếp tục rà soát, cập nhật số liệu trên hệ thống; số liệu giữa các bộ phận thống nhất với nhau.',
  'Tăng cường tuyên truyền để người dân, tổ chức biết và thực hiện trên môi trường điện tử.',
  'Bố trí người theo dõi, kịp thời tháo gỡ khó khăn, vướng mắc phát sinh tại cơ sở.',
  'Việc kiểm tra thực hiện hằng tuần; nội dung vượt thẩm quyền thì báo cáo để được chỉ đạo.',
  'Kinh phí thực hiện trong dự toán đã giao; không để phát sinh nợ.',
  'Bảo đảm an toàn thông tin, bảo vệ dữ liệu cá nhân trong quá trình tổng hợp.',
  'Những việc chưa hoàn thành được chuyển sang kỳ sau, có người chịu trách nhiệm và thời hạn cụ thể.',
]

type Block = Body['content'][number]

/** A text of its type, of `length` sentences or so; the same from the same chance. */
export function aBody(random: Random, type: DocumentTypeKey, subject: string, length: number): Body {
  const plain = subject.replace(/^Về việc /, '')
  const said = () => random.pick(sentences)
  const blocks: Block[] = []
  const add = (kind: 'paragraph' | 'article' | 'clause' | 'basis', text: string) => {
    const id = `doan-${blocks.length + 1}`
    const content = [{ type: 'text' as const, text }]
    if (kind === 'paragraph') blocks.push({ type: kind, attrs: { id, align: 'justify' }, content })
    else blocks.push({ type: kind, attrs: { id }, content })
  }
  if (type === 'decision') {
    add('basis', 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;')
    add('basis', 'Theo đề nghị của bộ phận chuyên môn.')
    add('article', plain.charAt(0).toLocaleUpperCase('vi') + plain.slice(1))
    for (let at = 0; at < length; at++) add('clause', said())
    add('article', 'Quyết định này có hiệu lực kể từ ngày ký.')
  } else {
    add('paragraph', `Thực hiện nhiệm vụ được giao về ${plain}, cơ quan có ý kiến như sau:`)
    for (let at = 0; at < length; at++) add('clause', said())
    add('paragraph', 'Trên đây là nội dung đề nghị các cơ quan, đơn vị biết và phối hợp thực hiện.')
  }
  return { type: 'doc', content: blocks }
}
