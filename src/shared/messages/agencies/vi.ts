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
  not_deputy:
    'Ký thay (KT.) chỉ giao cho cấp phó. Chọn một cấp phó, hoặc chọn thừa lệnh (TL.), thừa ủy quyền (TUQ.).',
  not_head_of_unit:
    'Ký thừa lệnh (TL.) chỉ giao cho người đứng đầu đơn vị thuộc cơ quan. Chọn người đứng đầu đơn vị, hoặc chọn thừa ủy quyền (TUQ.).',
}

export const agenciesRefusals = {
  'agencies.not_found': 'Không có cơ quan này. Tìm lại theo tên ở danh sách cơ quan.',
  'agencies.position_not_found': 'Không có chức vụ này. Chọn lại trong danh sách chức vụ của cơ quan.',
  'agencies.delegation_not_allowed': ({ reason }) =>
    delegationReasons[String(reason)] ??
    'Không thể giao quyền ký như vậy. Xem lại người giao, người nhận và thời hạn.',
} satisfies Refusals
