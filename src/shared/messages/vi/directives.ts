/** Words about orders and their effect. */

const measures: Record<string, string> = {
  overdue: 'Hồ sơ quá hạn',
  on_time: 'Tỷ lệ đúng hạn 30 ngày (%)',
  due_today: 'Hồ sơ đến hạn hôm nay',
  in_process: 'Hồ sơ đang giải quyết',
}

const statuses: Record<string, string> = {
  open: 'Chưa báo cáo',
  reported: 'Đã báo cáo, chờ chỉ số hồi phục',
  closed: 'Đã xong, chỉ số đã hồi phục',
  withdrawn: 'Đã rút',
}

export const directives = { measures, statuses }

type Details = Record<string, unknown>

export const directivesRefusals: Record<string, string | ((details: Details) => string)> = {
  'directives.not_found': 'Không thấy nhiệm vụ này trong phần việc của ông/bà.',
  'directives.figure_unknown': 'Chưa có số liệu của cơ quan này để giao nhiệm vụ. Chọn cơ quan và chỉ số khác.',
  'directives.nothing_to_recover': (details) =>
    `Chỉ số đang là ${details.value}, đã đạt mức ${details.target}. Đặt mức cao hơn hoặc không cần giao.`,
  'directives.due_in_past': 'Hạn phải từ hôm nay trở đi. Chọn lại ngày.',
  'directives.task_ended': 'Nhiệm vụ đã kết thúc, không báo cáo hay rút được nữa.',
}
