/** Words about meetings: calling them, inviting people, agenda and papers. */
import type { Refusals } from '../refusals.ts'
import { board, notice, outcomes } from './conclusions.vi.ts'
import { door, doorRefusals, faces } from './door.vi.ts'
import { listening, listeningRefusals } from './listening.vi.ts'
import { minutes, minutesRefusals } from './minutes.vi.ts'
import { recording, recordingRefusals } from './recording.vi.ts'
import { roll, session } from './session.vi.ts'
import { soundFileRefusals, soundFiles } from './sound-files.vi.ts'
import { transcript, transcriptRefusals } from './transcript.vi.ts'

export const meetings = {
  board,
  door,
  faces,
  listening,
  minutes,
  notice,
  outcomes,
  recording,
  roll,
  session,
  transcript,
  soundFiles,
  room: 'Họp',
  title: 'Cuộc họp',
  tabs: { label: 'Cuộc họp nào', ahead: 'Sắp họp, đang họp', over: 'Đã họp, đã hủy' },
  columns: {
    title: 'Cuộc họp',
    when: 'Thời gian',
    place: 'Địa điểm',
    people: 'Người dự',
    state: 'Trạng thái',
  },
  none: 'Chưa có cuộc họp nào sắp tới',
  noneOver: 'Chưa có cuộc họp nào đã xong',
  noneNext: 'Khi được mời, chúng tôi báo ở mục Thông báo công việc và cuộc họp hiện ở đây.',
  noneForCaller: 'Bấm “Mời họp” để bắt đầu; người được mời nhận thông báo ngay.',
  first: 'Về đầu danh sách',
  more: 'Xem tiếp',
  series: 'Thuộc chuỗi họp',
  beforeOne: (when: string) => `Phiên trước: ${when}`,
  changes: 'Thay đổi',
  states: { called: 'Đã mời', running: 'Đang họp', closed: 'Đã họp xong', cancelled: 'Đã hủy' },
  secrecies: {
    open: { name: 'Thường', help: 'Người được mời và cơ quan mời họp xem được.' },
    internal: { name: 'Nội bộ', help: 'Như trên; tài liệu không phổ biến ra ngoài.' },
    closed: {
      name: 'Hạn chế',
      help: 'Mức cao nhất ở đây: không ghi âm, không nhận dạng khuôn mặt, không dùng mô hình; chỉ người có tên trong danh sách xem được.',
    },
    state_secret: {
      name: 'Bí mật nhà nước',
      help: 'Không mời, không họp, không lưu trên hệ thống này. Làm theo quy định về bảo vệ bí mật nhà nước.',
    },
  },
  rhythms: { weekly: 'Hằng tuần', monthly: 'Hằng tháng', irregular: 'Khi cần' },
  parts: { chair: 'Chủ trì', secretary: 'Thư ký', member: 'Thành viên', guest: 'Khách mời' },
  call: {
    title: 'Mời họp',
    next: 'Mời phiên tiếp theo',
    follows: (title: string) => `Tiếp theo “${title}”: những người đã được mời phiên ấy được mời lại.`,
    name: 'Tên cuộc họp',
    nameHint: 'Ví dụ: Họp giao ban tuần về cải cách hành chính. Không ghi nội dung thuộc bí mật nhà nước.',
    place: 'Địa điểm',
    placeHint: 'Ví dụ: Phòng họp số 2, tầng 3.',
    day: 'Ngày họp',
    from: 'Bắt đầu lúc',
    to: 'Dự kiến xong lúc',
    hourUnread: 'Ghi giờ như 14:00 hoặc 8h30.',
    chair: 'Chủ trì',
    secretary: 'Thư ký',
    secretaryHint: 'Người điều hành chương trình, điểm danh và ghi kết luận.',
    secrecy: 'Mức bảo mật',
    rhythm: 'Mở chuỗi họp định kỳ',
    rhythmHint: 'Phiên sau được soạn sẵn từ phiên trước và mở đầu bằng kết quả thực hiện kết luận.',
    single: 'Không, chỉ họp một lần',
    items: 'Chương trình',
    itemsHint:
      'Mỗi dòng một nội dung: nội dung | người báo cáo | số phút. Ví dụ: Tiến độ giải ngân | Sở Tài chính | 20',
    reviewItem: 'Kết quả thực hiện kết luận phiên trước | Thư ký | 15',
  },
  change: {
    title: 'Đổi thời gian, địa điểm, người chủ trì',
    lead: 'Đổi thời gian hoặc địa điểm thì mọi người được mời nhận thông báo.',
    save: 'Lưu thay đổi',
  },
  cancel: { title: 'Hủy cuộc họp', reason: 'Lý do hủy', hint: 'Mọi người được mời đọc lý do này.' },
  calendar: {
    take: 'Thêm vào lịch (.ics)',
    name: 'Lịch họp',
    closed: 'Họp',
    description: 'Chương trình và tài liệu xem trên trang của cuộc họp.',
  },
  agenda: {
    title: (count: number, minutes: number) =>
      count === 0 ? 'Chương trình' : `Chương trình: ${count} nội dung, ${minutes} phút`,
    none: 'Chưa có nội dung nào',
    noneNext: 'Thêm nội dung đầu tiên ở nút bên dưới.',
    what: 'Nội dung',
    reporter: 'Người hoặc cơ quan báo cáo',
    minutes: 'Thời lượng',
    minuteUnit: 'phút',
    line: (reporter: string, minutes: number) =>
      reporter ? `${reporter}, ${minutes} phút` : `${minutes} phút`,
    add: 'Thêm nội dung',
    change: 'Sửa',
    save: 'Lưu',
    drop: 'Bỏ',
    raise: 'Chuyển lên trước',
  },
  papers: {
    title: 'Tài liệu',
    none: 'Chưa có tài liệu.',
    add: 'Thêm tài liệu',
    of: 'Thuộc nội dung',
    whole: 'Cả cuộc họp',
    file: 'Tệp',
    fileHint: 'PDF, JPEG, PNG, DOCX, XLSX, tối đa 50 MB. Chỉ người được mời và cơ quan mời họp mở được.',
    noFile: 'Chọn một tệp rồi bấm lại.',
    remove: 'Bỏ bớt tài liệu',
    removeOne: 'Bỏ',
  },
  people: {
    title: (count: number) => `Người dự (${count})`,
    count: (count: number) => `${count} người`,
    caption: 'Người được mời, thuộc cơ quan nào, vai trò gì',
    columns: { name: 'Họ tên, chức vụ, cơ quan', part: 'Vai trò', act: 'Thao tác' },
    someHead: 'Lãnh đạo cơ quan',
    substituteIs: (name: string) => `Đi thay: ${name}`,
    invite: 'Mời thêm người',
    uninvite: 'Thôi mời',
    send: 'Cử người đi thay tôi',
    sendWhom: 'Người đi thay',
    sendHint: 'Người của cơ quan ông/bà; họ nhận thông báo và xem được tài liệu.',
    sendNobody: 'Không cử ai, tôi dự',
    byAgency: 'Chọn người của một cơ quan',
    agency: 'Cơ quan',
    showStaff: 'Xem người của cơ quan',
    noStaff: 'Cơ quan này chưa có ai có tài khoản. Mời lãnh đạo cơ quan bằng tên cơ quan ở phần dưới.',
    already: (name: string) => `Đã mời: ${name}`,
    inviteThem: 'Mời',
    byHead: 'Mời lãnh đạo các cơ quan, khách',
    heads: 'Mời lãnh đạo của',
    headsHint: 'Tên cơ quan, mỗi dòng một cơ quan; người đứng đầu hôm nay được mời.',
    guests: 'Khách mời',
    guestsHint:
      'Mỗi dòng một người: họ tên, chức vụ, đơn vị. Khách không có tài khoản nên không xem trên hệ thống.',
  },
  done: {
    call: 'Đã mời họp. Người chủ trì và thư ký nhận thông báo; mời thêm người ở phần Người dự.',
    change: 'Đã lưu thay đổi, người được mời nhận thông báo.',
    cancel: 'Đã hủy cuộc họp, người được mời nhận thông báo.',
    agenda: 'Đã lưu chương trình.',
    paper: 'Đã thêm tài liệu.',
    unpaper: 'Đã bỏ tài liệu.',
    invite: 'Đã mời, người được mời nhận thông báo.',
    uninvite: 'Đã thôi mời.',
    substitute: 'Đã ghi; người đi thay nhận thông báo.',
  } as Record<string, string>,
}

export const meetingsRefusals: Refusals = {
  ...doorRefusals,
  ...listeningRefusals,
  ...transcriptRefusals,
  ...minutesRefusals,
  ...recordingRefusals,
  ...soundFileRefusals,
  'meetings.not_found': 'Không có cuộc họp này, hoặc ông/bà không được mời.',
  'meetings.not_yours': 'Việc này của cơ quan mời họp, người chủ trì và thư ký.',
  'meetings.in_past': 'Thời gian họp đã qua. Chọn ngày, giờ khác.',
  'meetings.ends_before': 'Giờ xong phải sau giờ bắt đầu.',
  'meetings.state_secret':
    'Nội dung thuộc bí mật nhà nước không được mời họp, không được ghi trên hệ thống này. Làm theo quy định về bảo vệ bí mật nhà nước.',
  'meetings.wrong_state': 'Cuộc họp đã sang trạng thái khác. Tải lại trang để xem.',
  'meetings.person_unknown': 'Không thấy người này ở cơ quan đã chọn. Chọn lại trong danh sách.',
  'meetings.one_each':
    'Cuộc họp phải có một người chủ trì và một thư ký khác nhau. Muốn thay thì sửa cuộc họp.',
  'meetings.too_many': ({ most }) => `Nhiều nhất ${most}. Bỏ bớt rồi thêm lại.`,
  'meetings.agenda_empty': 'Chương trình chưa có nội dung nào. Thêm nội dung rồi bắt đầu.',
  'meetings.too_early':
    'Chưa đến giờ họp: bắt đầu được từ một giờ trước giờ đã mời. Muốn họp sớm hơn thì đổi giờ họp trước, để người được mời biết.',
  'meetings.moved_on': 'Chương trình đã sang nội dung khác. Trang đã tải lại, xem rồi bấm tiếp.',
  'meetings.not_invited': 'Ông/bà không có trong danh sách mời nên không điểm danh.',
  'meetings.roll_closed': 'Chưa mở hoặc đã đóng điểm danh. Hỏi thư ký cuộc họp.',
  'meetings.pin_wrong': ({ left }) =>
    Number(left) > 0
      ? `Mã không đúng. Xem lại mã trên màn hình phòng họp; còn ${left} lần thử.`
      : 'Mã không đúng và đã hết lần thử. Nhờ thư ký điểm danh, hoặc thử lại sau 15 phút.',
  'meetings.pin_spent': ({ minutes }) =>
    `Đã thử quá nhiều lần. Nhờ thư ký điểm danh, hoặc thử lại sau ${minutes} phút.`,
  'meetings.sentence_gone': 'Câu này không còn trong kết luận. Tải lại trang để xem.',
  'meetings.text_changed':
    'Lời kết luận này vừa được người khác sửa. Lời ông/bà gõ còn nguyên trong ô; xem bản đang lưu ngay dưới ô, gộp lại rồi bấm Lưu.',
  'meetings.sentence_long': ({ line, most }) =>
    `Dòng ${line} có câu dài quá ${most} ký tự. Chấm câu hoặc xuống dòng để tách ra rồi lưu lại.`,
  'meetings.too_long': ({ most }) => `Kết luận dài quá ${most} câu. Rút gọn hoặc chia thành nhiều cuộc họp.`,
  'meetings.lead_missing': 'Nhiệm vụ phải có cơ quan chủ trì. Ghi tên cơ quan, hoặc chọn “Quyết định”.',
  'meetings.task_in_past': ({ lead, day }) =>
    `Nhiệm vụ giao ${lead} có hạn ngày ${day} đã qua. Sửa hạn của nhiệm vụ ấy rồi soạn lại.`,
  'meetings.nothing_concluded':
    'Chưa có câu nào là quyết định hoặc nhiệm vụ. Ghi kết luận và xác nhận trước.',
  'meetings.sentences_open': ({ count }) =>
    `Còn ${count} câu chưa xác nhận. Xác nhận từng câu, hoặc ghi lý do bỏ qua.`,
  'meetings.board_done':
    'Đã soạn thông báo của cuộc họp này. Sửa trong dự thảo, hoặc bỏ dự thảo rồi sửa kết luận và soạn lại.',
  'meetings.notice_there': 'Cuộc họp đã có thông báo. Mở thông báo để sửa.',
  'meetings.closed_no_notice':
    'Cuộc họp mức Hạn chế không soạn thông báo ở đây, vì mọi người làm văn bản của cơ quan đọc được dự thảo.',
  'meetings.item_gone': 'Nội dung này không còn hoặc đã bắt đầu. Tải lại trang để xem.',
  'meetings.item_concluded': 'Nội dung đã có lời kết luận. Xóa lời kết luận của nội dung này trước rồi bỏ.',
  'meetings.paper_not_found': 'Không có tài liệu này, hoặc đã được bỏ.',
}
