/** What staff accounts are told of their work. */

/** Numbers, symbols and days, as the notice carries them. */
type Data = Record<string, unknown>

const said = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '…'
/** `2026-12-01` as it is written; dates.ts needs these very words. */
const day = (due: string) => due.split('-').reverse().join('/')
const until = ({ due }: Data) => (typeof due === 'string' ? `, hạn ${day(due)}` : '')
const ordered = ({ symbol }: Data) => (symbol ? `nhiệm vụ theo văn bản ${said(symbol)}` : 'một nhiệm vụ')
/** Of a meeting, the hour and the day. */
const at = (data: Data) => `lúc ${said(data.time)} ngày ${day(String(data.day ?? ''))}`
const copy = ({ symbol }: Data) => (symbol ? `bản sao ${said(symbol)}` : 'một dự thảo bản sao')
const incoming = ({ symbol }: Data) => (symbol ? `văn bản đến ${said(symbol)}` : 'một văn bản đến')

export const staff = {
  title: 'Thông báo công việc',
  noneAdvice: 'Khi được giao việc, sắp đến hạn hoặc có người trả lời, chúng tôi báo ở đây.',
  lost: 'Tin mới không tự hiện nữa. Tải lại trang để xem.',
  elsewhere: (agency: string) => `Việc của ${agency}: đổi cơ quan đang làm việc để mở`,
  unread: (count: number) => (count >= 100 ? 'từ 100 thông báo chưa đọc' : `${count} thông báo chưa đọc`),
  kinds: {
    draft_opinion: () => 'Có ý kiến về một dự thảo ông/bà soạn',
    draft_returned: () => 'Một dự thảo ông/bà soạn bị trả lại, xem lý do',
    draft_issued: (data) => `Đã phát hành văn bản ông/bà soạn, số ${said(data.symbol)}`,
    number_forgotten: (data) =>
      `Số ${said(data.symbol)} đã để trống vì giữ quá hạn mà chưa ký; khi ký sẽ lấy số mới`,
    number_given_up: (data) => `Số ${said(data.symbol)} ông/bà giữ đã được bỏ, lý do ghi trong sổ`,
    seal_refused: (data) => `Văn thư không đóng dấu số ${said(data.symbol)}, xem lý do`,
    rule_made: (data) => `Cơ quan có quy định mới về văn bản, áp dụng từ ${day(String(data.day ?? ''))}`,
    rule_ended: (data) =>
      `Một quy định về văn bản của cơ quan hết hiệu lực từ ${day(String(data.day ?? ''))}`,
    document_assigned: (data) => `Được giao chủ trì ${incoming(data)}${until(data)}`,
    document_shared: (data) => `Được giao phối hợp ${incoming(data)}${until(data)}`,
    document_returned: (data) => `Người chủ trì trả lại ${incoming(data)}, xem lý do`,
    document_time_asked: (data) => `Đề nghị thêm thời gian cho ${incoming(data)}`,
    document_time_given: (data) => `Đã cho thêm thời gian với ${incoming(data)}${until(data)}`,
    document_time_refused: (data) => `Không cho thêm thời gian với ${incoming(data)}${until(data)}`,
    document_taken_away: (data) => `Không còn chủ trì ${incoming(data)}: việc đã giao người khác`,
    document_answered: (data) => `Đã trả lời ${incoming(data)} bằng văn bản ${said(data.answer)}`,
    document_closed: (data) => `Đã kết thúc việc của ${incoming(data)}`,
    document_reopened: (data) => `Mở lại ${incoming(data)}: văn bản trả lời đã bị thu hồi`,
    document_revoked: (data) => `Nơi gửi đã thu hồi ${incoming(data)}`,
    document_replaced: (data) => `Nơi gửi đã thay thế ${incoming(data)} bằng văn bản ${said(data.by)}`,
    document_amended: (data) => `Nơi gửi đã sửa đổi ${incoming(data)} bằng văn bản ${said(data.by)}`,
    document_corrected: (data) => `Nơi gửi đã đính chính ${incoming(data)} bằng công văn ${said(data.by)}`,
    document_undone: (data) =>
      `Nơi gửi đã thu hồi hoặc thay thế văn bản ${said(data.by)}, là văn bản đã sửa đổi, thay thế hoặc đính chính ${incoming(data)}`,
    document_note_undone: (data) =>
      `Nơi gửi không thu hồi, thay thế hay sửa đổi ${incoming(data)}: đã ghi nhầm`,
    original_revoked: (data) =>
      `Văn bản được sao trong ${copy(data)} đã bị thu hồi, xem có phải thu hồi bản sao`,
    original_replaced: (data) =>
      `Văn bản được sao trong ${copy(data)} đã bị thay thế, xem có phải thu hồi bản sao`,
    original_amended: (data) => `Văn bản được sao trong ${copy(data)} đã được sửa đổi, bổ sung`,
    original_corrected: (data) => `Văn bản được sao trong ${copy(data)} đã được đính chính`,
    original_undone: (data) =>
      `Văn bản đã sửa đổi, thay thế hoặc đính chính bản gốc của ${copy(data)} nay bị thu hồi hoặc thay thế`,
    original_note_undone: (data) =>
      `Văn bản được sao trong ${copy(data)} không bị thu hồi, thay thế hay sửa đổi: đã ghi nhầm`,
    document_due_soon: (data) => `Sắp đến hạn: ${incoming(data)}${until(data)}`,
    document_due_head: (data) => `Chưa trả lời, sắp đến hạn: ${incoming(data)}${until(data)}`,
    task_ordered: (data) => `Được giao ${ordered(data)}${until(data)}`,
    task_reported: (data) => `Có báo cáo về ${ordered(data)}, chờ xem xét`,
    task_accepted: (data) => `Báo cáo về ${ordered(data)} được chấp nhận`,
    task_returned: (data) => `Báo cáo về ${ordered(data)} bị trả lại, xem lý do`,
    meeting_called: (data) => `Được mời họp ${at(data)}`,
    meeting_changed: (data) => `Cuộc họp đổi thời gian hoặc địa điểm: ${at(data)}`,
    meeting_cancelled: (data) => `Hủy cuộc họp ${at(data)}, xem lý do`,
    meeting_uninvited: (data) => `Không còn phải dự cuộc họp ${at(data)}`,
    meeting_substitute: (data) => `Được cử đi họp thay ${at(data)}`,
    meeting_ahead: (data) => `Nhắc họp: ${at(data)}`,
    meeting_soon: (data) => `Sắp đến giờ họp: ${at(data)}`,
    power_given: ({ authority, from, to }) =>
      `Ông/bà được giao ký ${said(authority)} từ ${day(String(from))} đến ${day(String(to))}`,
    power_ended: ({ authority, from }) =>
      `Ông/bà không còn được giao ký ${said(authority)} từ ${day(String(from))}`,
    power_changed: () => 'Cơ quan có thay đổi về giao quyền ký, xem ai được ký',
    face_enrolled: () => 'Người quản trị đã đăng ký khuôn mặt của ông/bà để điểm danh họp, xem hoặc rút',
    face_key_lost: () =>
      'Hệ thống vừa khôi phục từ bản sao lưu: khuôn mặt đã đăng ký không dùng được nữa, đăng ký lại nếu muốn',
    meeting_sound_ends: (data) =>
      `Bản ghi âm cuộc họp ${at(data)} chỉ giữ đến hết ngày ${day(String(data.due ?? ''))}`,
    work_file_archive: ({ code, due }) => `Hồ sơ ${said(code)} phải nộp lưu trữ${until({ due })}`,
    work_file_keep: ({ code, due }) => `Hồ sơ ${said(code)} hết thời hạn bảo quản${until({ due })}`,
  } as Record<string, (data: Data) => string>,
}
