/** What goes round in a process, as operators are told of it. */
export const loops: Record<string, string> = {
  'indicators.daily': 'tính số liệu theo ngày',
  'meetings.hear': 'gỡ băng cuộc họp',
  'platform.clock': 'xem đồng hồ',
  'platform.jobs': 'lấy việc nền',
  'platform.recover-jobs': 'nhận lại việc bỏ dở',
  'platform.seal': 'niêm phong',
  'platform.wake-workers': 'xem hàng nào có việc',
}
