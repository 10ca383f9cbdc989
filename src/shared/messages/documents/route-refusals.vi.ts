import type { Refusals } from '../refusals.ts'
import { powersRefusals } from './powers.vi.ts'
import { rulesRefusals } from './rules.vi.ts'

/** Of a number, by how far its signing is: who may give it up. */
const whoGivesUp: Record<string, (by: string) => string> = {
  held: (by) =>
    `${by} đang giữ số này nên ông/bà chưa bỏ được. Người giữ số hoặc người có thẩm quyền ký bỏ được; văn thư bỏ được khi người giữ vắng hoặc đã thôi việc.`,
  signing: (by) => `${by} vừa xác nhận ký, văn bản đang được ký. Đợi một phút rồi mở lại trang.`,
  confirmed: (by) =>
    `${by} đã xác nhận ký nên ông/bà không bỏ số này được. Người đã ký, người đứng đầu cơ quan hoặc văn thư bỏ được.`,
  seal: (by) =>
    `${by} đã ký nên ông/bà không bỏ số này được. Người đã ký hoặc người đứng đầu cơ quan bỏ được; văn thư thấy sai thì bấm “Không đóng dấu” ở trang Đóng dấu.`,
}

/** Why an act on a draft of an agency is refused, and what to do. */
export const routeRefusals = {
  ...powersRefusals,
  ...rulesRefusals,
  'documents.not_of_agency': 'Văn bản này không phải dự thảo của cơ quan, nên không có luồng trình.',
  'documents.in_route':
    'Văn bản đang trình nên không sửa, không trình lại được. Rút lại, hoặc chờ người đang xem trả lại, rồi sửa.',
  'documents.not_approved':
    'Chưa ký được: văn bản chưa được duyệt, hoặc nội dung đã đổi sau khi duyệt. Trình duyệt bản hiện tại trước đã.',
  'documents.not_your_step': ({ who }) =>
    typeof who === 'string' && who !== ''
      ? `Bước này của ${who}. Người giữ chức vụ, người được ủy quyền, hoặc người thay khi họ vắng mới duyệt được.`
      : 'Lúc này văn bản không chờ ông/bà duyệt. Mở lại trang để xem văn bản đang ở đâu.',
  'documents.not_your_draft':
    'Chỉ người soạn hoặc người đã trình rút lại được. Người đang xem thì trả lại để sửa.',
  'documents.nobody_asked': (details) =>
    `Chọn ít nhất một cơ quan đang hoạt động hoặc một người để hỏi, nhiều nhất ${Number(details.most) || 50}.`,
  'documents.number_not_yours': ({ by, step }) =>
    whoGivesUp[String(step)]?.(by ? String(by) : 'Người khác') ??
    'Số này ông/bà chưa bỏ được. Mở lại trang để xem.',
  'documents.signing_goes_on':
    'Đã ghi nhận xác nhận ký nhưng hệ thống đang gián đoạn. Số của văn bản vẫn giữ nguyên, việc ký tự chạy tiếp; mở lại trang sau vài phút.',
  'documents.person_not_there': (details) =>
    `Người được chọn không làm việc với văn bản ở ${details.agency ? String(details.agency) : 'nơi này'}. Mở lại trang để chọn người khác.`,
  'documents.asked_already': (details) =>
    `${details.agency ? String(details.agency) : 'Nơi này'} đã được hỏi và chưa trả lời. Chờ trả lời rồi hỏi lại.`,
  'documents.opinion_not_found': 'Không có câu hỏi này cho ông/bà. Mở lại trang để xem.',
  'documents.wording_needed': 'Viết rõ ý kiến khi không đồng ý hoặc có ý kiến thêm.',
  'documents.absence_not_possible': ({ why }) =>
    why === 'days'
      ? 'Chọn ngày vắng từ hôm nay trở đi, ngày cuối không trước ngày đầu.'
      : why === 'whose'
        ? 'Chỉ văn thư và lãnh đạo ghi vắng cho người khác. Ông/bà ghi được cho chính mình.'
        : why === 'self'
          ? 'Người thay phải là người khác.'
          : why === 'oneself'
            ? 'Ghi vắng cho người khác thì không cử chính mình làm người thay. Chọn người khác, hoặc để trống: cấp phó thay theo quy định.'
            : why === 'signs'
              ? 'Người vắng có thẩm quyền ký nên người thay cũng phải có thẩm quyền ký. Chọn người khác, hoặc để người vắng tự cử.'
              : 'Người vắng và người thay phải giữ chức vụ ở cơ quan này.',
  'documents.absence_not_yours':
    'Chỉ người vắng, hoặc người đứng đầu cơ quan và cấp phó, bỏ được lần ghi vắng này. Ghi nhầm thì báo một trong những người đó.',
  'documents.absence_not_found': 'Không có lần ghi vắng này, hoặc đã bỏ. Mở lại trang để xem.',
  'documents.form_unequal':
    'Sửa đổi, thay thế phải bằng văn bản cùng loại của cùng cơ quan; sai thể thức thì đính chính bằng công văn.',
  'documents.agency_unknown': ({ name }) =>
    `Không có cơ quan tên “${String(name ?? '')}”. Viết đúng tên như trong danh mục rồi làm lại.`,
  'documents.too_many_at_once': (details) =>
    `Chọn từ một đến ${Number(details.most) || 20} văn bản rồi làm lại.`,
} satisfies Refusals
