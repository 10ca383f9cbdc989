/** What runs by itself. */
export const jobs = {
  title: 'Việc chạy nền',

  lead: (at: string) => `Lúc ${at}. Tải lại trang để cập nhật.`,

  failed: (count: number) => `Việc hỏng (${count})`,

  failedMost: (count: number) => `Hiện ${count} việc hỏng mới nhất.`,

  noFailed: 'Không việc nào hỏng.',

  failedCaption: 'Việc hỏng, mới nhất trước',

  failedColumns: { queue: 'Việc', error: 'Lỗi', attempts: 'Đã thử', at: 'Hỏng lúc', act: 'Chạy lại' },

  unknownError: 'Không có lời báo lỗi',

  retry: 'Chạy lại',

  retryOf: (queue: string) => `Chạy lại ${queue}`,

  retryAll: (count: number) => `Chạy lại cả ${count} việc`,

  retried: (count: number) =>
    count === 0 ? 'Không còn việc hỏng nào ở đây.' : `Đã cho chạy lại ${count} việc.`,

  queues: 'Hàng việc',

  queuesCaption: 'Hàng việc',

  queueColumns: {
    name: 'Hàng',
    waiting: 'Chờ',
    running: 'Đang chạy',
    retrying: 'Chờ thử lại',
    failed: 'Hỏng',
    oldest: 'Chờ lâu nhất từ',
    last: 'Xong lần cuối',
    act: 'Chạy lại',
  },

  schedules: 'Việc theo giờ',

  schedulesCaption: 'Việc theo giờ',

  scheduleColumns: {
    name: 'Việc',
    cron: 'Lịch (phút giờ ngày tháng thứ)',
    last: 'Chạy lần cuối',
    state: 'Kết quả',
  },

  noSchedules: 'Chưa có việc theo giờ nào. Tiến trình worker đã chạy chưa?',

  never: 'chưa',

  states: {
    created: 'đang chờ',
    retry: 'sẽ thử lại',
    active: 'đang chạy',
    completed: 'xong',
    cancelled: 'đã hủy',
    failed: 'hỏng',
  } as Record<string, string>,

  followers: 'Người đọc sổ sự kiện',

  followersCaption: 'Đã đọc sổ sự kiện đến đâu',

  followerColumns: { name: 'Việc', last: 'Đã đọc đến dòng', behind: 'Còn chưa đọc', at: 'Lúc' },

  names: {
    'directives.close-recovered': 'Đóng nhiệm vụ đã đạt',
    'dossiers.deliver-result': 'Đưa kết quả vào kho giấy tờ',
    'dossiers.finish-signings': 'Ký tiếp những văn bản đã xác nhận',
    'dossiers.discard-expired-drafts': 'Xóa bản nháp hết hạn',
    'platform.discard-expired-input': 'Bỏ nội dung gõ dở hết hạn',
    'dossiers.index-names': 'Tìm hồ sơ cũ theo mọi tên trong hồ sơ',
    'dossiers.forget-day-numbers': 'Quên số thứ tự của những ngày đã qua',
    'dossiers.stop-unanswered': 'Dừng hồ sơ không bổ sung',
    'dossiers.tell-accepted': 'Báo đã tiếp nhận',
    'dossiers.tell-extended': 'Báo hẹn lại',
    'dossiers.tell-refused': 'Báo từ chối',
    'dossiers.tell-result-ready': 'Báo có kết quả',
    'dossiers.tell-stopped': 'Báo dừng giải quyết',
    'dossiers.tell-submitted': 'Báo đã nhận hồ sơ',
    'dossiers.tell-supplement-asked': 'Báo cần bổ sung',
    'files.collect-garbage': 'Xóa tệp không còn ai dùng',
    'files.expire-uploads': 'Bỏ tệp gửi dở',
    'identity.forget-expired': 'Xóa phiên, mã đã hết hạn',
    'platform.forget-processes': 'Quên tiến trình đã nghỉ từ lâu',
    'platform.forget-jobs': 'Quên việc nền đã xong từ lâu',
    'notifications.forget-notices': 'Bỏ thông báo đã cũ',
    'platform.forget-answers': 'Quên câu trả lời API đã cũ',
    'indicators.daily': 'Tính số liệu theo ngày',
  } as Record<string, string>,
}
