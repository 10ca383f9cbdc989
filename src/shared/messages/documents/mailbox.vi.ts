/** The mailbox of an agency. */
export const mailbox = {
  title: 'Hộp thư của cơ quan',
  lead: 'Chương trình xem hộp thư này mỗi phút; thư mới thành văn bản chờ vào sổ. Thư trong hộp không bị xóa hay đánh dấu.',
  host: 'Máy chủ IMAP',
  port: 'Cổng',
  secure: 'Nối bằng TLS',
  secureHint: 'Chỉ bỏ khi máy chủ thư nằm trên chính máy này.',
  login: 'Tên đăng nhập',
  password: 'Mật khẩu',
  passwordKept: 'Đã có mật khẩu. Để trống nếu không đổi.',
  passwordHint: 'Mật khẩu nằm trong tệp khóa của máy chủ, không ở cơ sở dữ liệu.',
  folder: 'Thư mục',
  trustedHost: 'Máy chủ kiểm tra người gửi',
  trustedHostHint:
    'Tên đứng đầu dòng Authentication-Results mà máy chủ thư của cơ quan ghi. Để trống thì không tin ai.',
  active: 'Đang dùng',
  save: 'Lưu',
  saved: 'Đã lưu.',
  checked: (at: string) => `Xem lần cuối lúc ${at}.`,
  never: 'Chưa xem lần nào.',
  problems: {
    unreachable: 'Không nối được máy chủ thư. Xem lại tên máy và cổng.',
    sign_in: 'Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu.',
    no_folder: 'Hộp thư không có thư mục này.',
    too_slow: 'Máy chủ thư trả lời quá chậm; lần sau xem tiếp từ chỗ dở.',
    certificate: 'Chứng thư của máy chủ thư không hợp lệ.',
    no_password: 'Chưa có mật khẩu.',
    unconfirmed:
      'Chờ quản trị hệ thống xác nhận máy chủ này là của cơ quan; sau đó chương trình mới xem hộp thư.',
    inside:
      'Máy chủ này nằm trong mạng nội bộ và chưa được phép. Quản trị hệ thống thêm tên máy vào MAILBOX_HOSTS nếu đúng là máy chủ thư.',
    not_taken: 'Có thư chưa nhận được; lần sau thử lại. Nếu lặp lại, báo quản trị hệ thống.',
  } as Record<string, string>,
  wrong: {
    host: 'Ghi tên hoặc địa chỉ máy chủ, ví dụ imap.hue.gov.vn.',
    port: 'Cổng là một số từ 1 đến 65535; IMAP qua TLS thường là 993.',
    login: 'Ghi tên đăng nhập của hộp thư.',
    folder: 'Ghi tên thư mục, thường là INBOX.',
    trustedHost: 'Chỉ ghi tên máy, ví dụ mx.hue.gov.vn.',
    password: 'Mật khẩu quá dài.',
    secure: '',
    active: '',
  } as Record<string, string>,
}

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
