/** Words about what was concluded, the notice that gives it, and what became of it. */

/** How a meeting is called by what its title begins with. */
const sittings = /^(?:cuộc|buổi|phiên|kỳ họp|hội nghị|hội thảo|hội ý|tọa đàm|lễ)(?=\s)/iu
const meets = /^họp(?=\s)/iu
const abouts = /^(?:giao ban|về)(?=\s)/iu
const small = (words: string) => words.toLocaleLowerCase('vi')

export const board = {
  title: 'Kết luận',
  lead: 'Ghi hoặc dán lời kết luận của chủ trì theo từng nội dung. Quy tắc đề xuất câu nào là nhiệm vụ, giao ai, đến bao giờ; thư ký xác nhận hoặc sửa.',
  type: (title: string) => `Lời kết luận: ${title}`,
  whole: 'Kết luận chung',
  typeHint: 'Mỗi dòng một ý. Gõ hoặc dán; câu đã xác nhận giữ nguyên khi sửa chỗ khác.',
  save: 'Lưu lời kết luận',
  stands: 'Bản đang lưu',
  standsEmpty: 'Không còn câu nào.',
  sentences: (count: number) => `${count} câu`,
  none: 'Chưa ghi lời kết luận nào',
  noneNext: 'Ghi lời kết luận ở ô bên trên, rồi xác nhận từng câu ở đây.',
  coverage: {
    title: 'Chưa xác nhận',
    open: (open: number, of: number) => `Còn ${open}/${of} câu chưa xác nhận`,
    all: (count: number) => `Đủ: cả ${count} câu đã được xác nhận`,
    show: 'Tới câu chưa xác nhận đầu tiên',
  },
  treatments: {
    open: 'Chưa xác nhận',
    decision: 'Quyết định',
    task: 'Nhiệm vụ',
    none: 'Không phải nhiệm vụ',
  },
  proposed: (what: string) => `Đề xuất: ${what}`,
  noProposal: 'Quy tắc không nhận ra câu này là gì. Chọn một mục.',
  spoken: (clock: string) => `Chủ trì nói lúc ${clock}`,
  evidence: (words: string) => `căn cứ “${words}”`,
  takeAll: 'Xác nhận mọi nhiệm vụ, quyết định được đề xuất',
  takeAllHint:
    'Câu đề xuất “Không phải nhiệm vụ” và câu không có đề xuất vẫn để ngỏ, xác nhận từng câu. Từng câu sửa lại được.',
  confirm: 'Xác nhận',
  change: 'Sửa câu, ghi là nhiệm vụ hoặc quyết định',
  asDecision: 'Là quyết định',
  asNone: 'Không phải nhiệm vụ',
  reopen: 'Để ngỏ lại',
  fields: {
    wording: 'Câu ghi trong thông báo',
    lead: 'Chủ trì',
    leadHint: 'Tên cơ quan, ví dụ Sở Xây dựng. Nhiều cơ quan cùng chủ trì thì mỗi cơ quan một nhiệm vụ.',
    others: 'Phối hợp',
    othersHint: 'Mỗi dòng một cơ quan.',
    term: 'Thời hạn theo lời kết luận',
    due: 'Là ngày',
    reportTo: 'Báo cáo',
    condition: 'Điều kiện',
    addLead: 'Thêm cơ quan chủ trì khác',
  },
  inferred: 'Năm, hoặc ngày tính từ ngày họp, do quy tắc suy ra: người kết luận không nói rõ. Xem lại.',
  unknownLead: (lead: string) =>
    `${lead} (không có trong danh bạ cơ quan: chỉ ghi trong thông báo, không thành nhiệm vụ theo dõi; xem lại tên)`,
  saveTask: 'Lưu là nhiệm vụ',
  saveDecision: 'Lưu là quyết định',
  done: {
    type: 'Đã lưu lời kết luận.',
    decide: 'Đã xác nhận.',
    spoken: 'Đã đưa lời chủ trì vào kết luận.',
    take: 'Đã xác nhận nhiệm vụ, quyết định được đề xuất.',
  } as Record<string, string>,
}

export const notice = {
  title: 'Thông báo kết luận',
  make: 'Soạn thông báo',
  lead: 'Một lần bấm: dự thảo thông báo có lời mở đầu, kết luận đánh số, mục theo dõi, nơi nhận; nhiệm vụ đi theo và được giao khi thông báo ban hành.',
  untracked: (count: number) =>
    `${count} nhiệm vụ giao nơi không có trong danh bạ cơ quan: thông báo có ghi, hệ thống không theo dõi. Sửa tên cơ quan chủ trì nếu viết sai.`,
  monitor: 'Đơn vị theo dõi, đôn đốc',
  monitorIs: (agency: string) => `Văn phòng ${agency}`,
  monitorHint: 'Để trống thì thông báo không có mục này.',
  reason: 'Lý do bỏ qua các câu chưa xác nhận',
  reasonHint: 'Để trống nếu muốn xác nhận hết trước.',
  there: 'Đã có thông báo của cuộc họp này.',
  isDone:
    'Đã soạn thông báo nên kết luận không sửa ở đây nữa. Sửa trong dự thảo, hoặc bỏ dự thảo rồi sửa kết luận và soạn lại.',
  see: 'Mở thông báo',
  closed:
    'Cuộc họp mức Hạn chế không soạn thông báo ở đây: dự thảo văn bản được mọi người làm văn bản của cơ quan đọc.',
  source: 'Cuộc họp có kết luận này',
  subject: (chair: string, meeting: string) => `Kết luận của ${chair} tại ${meeting}`,
  chair: (post: string, name: string) => [post, name].filter(Boolean).join(' '),
  /** Within a sentence: “cuộc họp giao ban tuần”, “hội nghị tổng kết”, “cuộc họp về tiến độ giải ngân”. */
  meeting: (title: string) => {
    if (sittings.test(title)) return title.replace(sittings, small)
    if (meets.test(title)) return `cuộc ${title.replace(meets, small)}`
    return `cuộc họp ${abouts.test(title) ? title.replace(abouts, small) : `về ${title}`}`
  },
  opening: ({
    day,
    place,
    chair,
    meeting,
    agencies,
    reporters,
  }: Record<'day' | 'place' | 'chair' | 'meeting' | 'agencies' | 'reporters', string>) =>
    [
      `Ngày ${day}, tại ${place}, ${chair} đã chủ trì ${meeting}.`,
      agencies ? ` Dự họp có đại diện: ${agencies}.` : '',
      ` Sau khi nghe ${reporters ? `báo cáo của ${reporters} và ` : ''}ý kiến của các đại biểu dự họp, ${chair} kết luận, chỉ đạo như sau:`,
    ].join(''),
  about: (title: string) => `Về ${title.replace(/^về /iu, '')}:`,
  monitors: (unit: string) => `${unit} theo dõi, đôn đốc việc thực hiện Thông báo này.`,
  kept: 'Lưu: VT',
  end: 'Thông báo để các cơ quan, đơn vị biết, thực hiện',
}

export const outcomes = {
  title: 'Kết quả thực hiện kết luận',
  of: (when: string) => `Phiên ${when}`,
  columns: { task: 'Nhiệm vụ', lead: 'Chủ trì', due: 'Thời hạn', state: 'Trạng thái' },
  counts: (done: number, of: number, late: number) =>
    `${done}/${of} nhiệm vụ đã xong${late > 0 ? `, ${late} quá hạn` : ''}`,
  noDue: 'không ghi thời hạn',
  simulated: 'Cuộc họp mô phỏng: không có bản ghi âm.',
}
