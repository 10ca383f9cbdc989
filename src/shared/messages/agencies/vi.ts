import type { Refusals } from '../refusals.ts'

const delegationReasons: Record<string, string> = {
  position_does_not_sign:
    'Chức vụ này không có quyền ký nên không thể giao quyền ký. Chọn chức vụ của người đang có quyền ký.',
  ends_before_it_begins: 'Ngày kết thúc phải sau ngày bắt đầu. Sửa lại thời hạn.',
  decision_missing: 'Ghi số và ngày của văn bản giao quyền ký.',
  scope_missing:
    'Ghi nội dung được giao ký; ký thừa ủy quyền (TUQ.) thì nêu rõ loại văn bản hoặc sổ, lĩnh vực được ký, theo Điều 13 Nghị định 30/2020/NĐ-CP.',
  handed_on:
    'Người ký thừa ủy quyền không được ủy quyền lại; người ký thừa lệnh chỉ giao được cho cấp phó ký thay (KT.). Đề nghị người đứng đầu cơ quan giao quyền ký.',
  not_of_this_agency:
    'Người nhận chưa giữ chức vụ nào ở cơ quan này hoặc đơn vị thuộc cơ quan này vào ngày bắt đầu. Bổ nhiệm trước, rồi giao quyền ký.',
  not_held:
    'Quyền ký này của người đang giữ chức vụ ấy giao, và lúc này đó không phải ông/bà. Mở lại trang để xem ông/bà giao được quyền nào.',
  not_head:
    'Cấp phó ký thay (KT.) không giao quyền ký cho người khác. Đề nghị người đứng đầu cơ quan giao quyền ký.',
  past: 'Chọn ngày từ hôm nay trở đi: ngày đã qua giữ nguyên như đã ghi.',
  too_long: 'Quyền ký giao có thời hạn, nhiều nhất năm năm. Chọn ngày cuối sớm hơn.',
  decided_later:
    'Ngày của văn bản giao quyền ký không thể sau hôm nay. Ký văn bản giao quyền trước, rồi ghi vào đây.',
  self: 'Người nhận phải là người khác: ông/bà đang có quyền ký này.',
  not_deputy:
    'Ký thay (KT.) chỉ giao cho cấp phó. Chọn một cấp phó, hoặc chọn thừa lệnh (TL.), thừa ủy quyền (TUQ.).',
  not_head_of_unit:
    'Ký thừa lệnh (TL.) chỉ giao cho người đứng đầu đơn vị thuộc cơ quan. Chọn người đứng đầu đơn vị, hoặc chọn thừa ủy quyền (TUQ.).',
  ended: 'Quyền ký này đã hết hiệu lực trước ngày ấy. Mở lại trang để xem.',
}

const delegationRefused = ({ reason, heir, day, decision, from, to }: Record<string, unknown>): string => {
  if (reason === 'merged')
    return `Cơ quan này đã sáp nhập nên quyền ký đã giao hết hiệu lực và không giao thêm được. Người đứng đầu ${String(heir)} giao quyền ký mới.`
  if (reason === 'agency_ends')
    return `Cơ quan hoặc chức vụ này chỉ còn đến hết ngày ${String(day)}. Chọn ngày cuối không sau ngày ấy.`
  if (reason === 'overlaps')
    return `Người này đã được giao quyền ký những văn bản ấy từ ${String(from)} đến ${String(to)}, theo ${String(decision)}. Chọn ngày khác, loại văn bản hoặc sổ khác, hoặc chấm dứt lần giao kia trước.`
  return (
    delegationReasons[String(reason)] ??
    'Không thể giao quyền ký như vậy. Xem lại người giao, người nhận và thời hạn.'
  )
}

export const agenciesRefusals = {
  'agencies.not_found': 'Không có cơ quan này. Tìm lại theo tên ở danh sách cơ quan.',
  'agencies.position_not_found': 'Không có chức vụ này. Chọn lại trong danh sách chức vụ của cơ quan.',
  'agencies.delegation_not_allowed': delegationRefused,
  'agencies.delegation_not_found': 'Không có lần giao quyền ký này của cơ quan. Mở lại trang để xem.',
} satisfies Refusals
