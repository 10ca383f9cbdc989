/** What administrators are told of the mailboxes of agencies. */
export const mailboxes = {
  tab: 'Hộp thư',
  title: 'Hộp thư của các cơ quan',
  lead: 'Chương trình chỉ nối tới máy chủ thư đã được xác nhận ở đây. Văn thư đổi sang máy khác thì phải xác nhận lại.',
  none: 'Chưa cơ quan nào khai hộp thư.',
  news: 'Máy chủ thư nào được xem',
  columns: { agency: 'Cơ quan', place: 'Máy chủ', said: 'Khai lúc', state: 'Tình trạng', act: 'Việc' },
  waiting: 'Chờ xác nhận',
  confirmed: (at: string) => `Đã xác nhận lúc ${at}`,
  off: 'Không dùng',
  plain: 'không TLS',
  confirm: 'Xác nhận',
  withdraw: 'Thôi xác nhận',
  done: {
    yes: 'Đã xác nhận; hộp thư được xem trong vài phút tới.',
    no: 'Đã thôi xác nhận; hộp thư không được xem nữa.',
  } as Record<string, string>,
}
