/** Words about faces: enrolling one's own, the camera at the door of a meeting, and what administrators see of it. */
import type { Refusals } from '../refusals.ts'

/** What keeps a picture from being used; each says what to do. */
const problems: Record<string, string> = {
  no_picture: 'không phải ảnh JPEG hoặc PNG. Chụp lại, hoặc chọn tệp khác',
  too_large: 'lớn quá (tối đa 8 MB và 16 triệu điểm ảnh). Thu nhỏ rồi chọn lại',
  too_small: 'nhỏ quá. Chọn ảnh lớn hơn',
  unreadable: 'hỏng bên trong. Chụp lại',
  beyond_limits: 'tốn quá nhiều để đọc. Chụp lại, hoặc lưu lại với kích thước nhỏ hơn',
  busy: 'chưa xem được vì máy đang bận. Thử lại sau ít phút',
  no_face: 'không thấy khuôn mặt. Nhìn thẳng, bỏ khẩu trang và kính râm',
  several: 'có nhiều hơn một khuôn mặt. Chỉ để một người trong ảnh',
  small: 'khuôn mặt nhỏ quá. Lại gần máy ảnh hơn',
  turned: 'khuôn mặt quay nghiêng quá. Quay lại gần thẳng',
  cut_off: 'khuôn mặt bị cắt ở mép ảnh. Đưa cả khuôn mặt vào giữa',
  dark: 'khuôn mặt tối quá. Ra chỗ sáng hơn, đừng đứng ngược sáng',
  same: 'trùng với một ảnh trước. Chụp ảnh khác, hơi quay đầu',
  another: 'khác người với các ảnh kia. Mọi ảnh phải là của một người',
}

const percent = (share: number, digits: number) => `${(share * 100).toFixed(digits).replace('.', ',')} %`
const decimal = (value: number) => value.toFixed(2).replace('.', ',')

const engine = (state: string, percentHere: number) =>
  ({
    present: 'Bộ máy nhận khuôn mặt đã sẵn sàng.',
    fetching: `Đang tải bộ máy nhận khuôn mặt: ${percentHere} %. Chờ ít phút rồi tải lại trang.`,
    damaged: 'Bộ máy nhận khuôn mặt đã hỏng. Người quản trị máy chạy: npm run assets -- faces',
    absent: `Chưa có bộ máy nhận khuôn mặt (có ${percentHere} %). Người quản trị máy chạy: npm run assets -- faces`,
  })[state] ?? ''

export const faces = {
  title: 'Khuôn mặt để điểm danh họp',
  help: 'Đăng ký, xem hoặc rút khuôn mặt dùng ở cửa phòng họp',
  lead: 'Không bắt buộc. Không đăng ký thì ông/bà vẫn điểm danh bằng mã QR, mã PIN hoặc nhờ thư ký.',
  engine,
  problems,
  problem: (view: number, problem: string) => `Ảnh ${view}: ${problems[problem] ?? problem}.`,
  states: {
    none: 'Ông/bà chưa đăng ký khuôn mặt.',
    lost: 'Hệ thống đã được khôi phục từ bản sao lưu. Khóa của khuôn mặt không bao giờ được sao lưu nên khuôn mặt đã đăng ký không dùng được nữa. Muốn dùng thì đăng ký lại.',
  },
  enrolled: (when: string, views: number) =>
    `Đã đăng ký lúc ${when}, từ ${views} ảnh; không ảnh nào được giữ.`,
  basis: {
    consent: (version: number) => `Căn cứ: sự đồng ý của người có khuôn mặt, bản số ${version}.`,
    legal: 'Căn cứ: quy định của pháp luật.',
  },
  ground: (text: string) => `Ghi: ${text}`,
  byAdministrator: 'Do người quản trị đăng ký.',
  consent: {
    title: (version: number) => `Nội dung đồng ý (bản số ${version})`,
    lines: [
      'Mục đích: nhận ra ông/bà ở cửa các cuộc họp ông/bà được mời, để đề xuất điểm danh. Không dùng vào việc khác.',
      'Dữ liệu: từ 3 đến 5 ảnh được đổi thành dãy số mô tả khuôn mặt. Ảnh bị bỏ ngay, không lưu ở đâu. Dãy số là dữ liệu cá nhân nhạy cảm (sinh trắc học), được mã hóa bằng khóa riêng của ông/bà.',
      'Ai dùng: chỉ máy chủ của tỉnh, chỉ khi người điều hành cuộc họp ấy mở máy ảnh ở cửa. Không ai xem được dãy số. Không gửi ra ngoài.',
      'Kết quả nhận dạng chỉ là đề xuất: ông/bà bấm xác nhận mới được ghi có mặt. Không nhận ra không phải là vắng.',
      'Thời gian: đến khi ông/bà rút, thôi làm việc, hoặc tài khoản bị khóa. Rút lúc nào cũng được, không phải nêu lý do và không bị bất lợi; khi rút, khóa và dãy số bị hủy ngay, các bản sao lưu cũ cũng không đọc được nữa.',
      'Quyền của ông/bà theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15: được biết, đồng ý hoặc rút lại, yêu cầu cung cấp, xóa, khiếu nại.',
    ],
    agree: 'Tôi đã đọc và đồng ý',
    missing: 'Đọc nội dung rồi đánh dấu đồng ý; không đồng ý thì không đăng ký.',
  },
  pictures: 'Ảnh khuôn mặt',
  picturesHint:
    'Từ 3 đến 5 ảnh JPEG hoặc PNG của một người, mỗi ảnh nhìn hơi khác: thẳng, hơi sang trái, hơi sang phải. Đủ sáng, không che mặt.',
  camera: {
    open: 'Chụp bằng máy ảnh',
    shoot: (count: number, most: number) => `Chụp ảnh ${count + 1} (nhiều nhất ${most})`,
    enough: 'Đã đủ ảnh',
    again: 'Bỏ các ảnh đã chụp',
    taken: (count: number) => `Đã chụp ${count} ảnh`,
    denied:
      'Trình duyệt không cho dùng máy ảnh. Cho phép máy ảnh ở ổ khóa cạnh địa chỉ trang rồi tải lại, hoặc chọn ảnh từ tệp.',
    preview: 'Hình từ máy ảnh',
    kept: 'Ảnh chỉ ở trong trang này cho đến khi ông/bà bấm đăng ký.',
  },
  submit: 'Đăng ký khuôn mặt',
  renew: 'Đăng ký lại',
  chooseAgain: 'Chọn hoặc chụp lại ảnh: trình duyệt không giữ tệp khi trang tải lại.',
  withdraw: 'Rút khuôn mặt',
  withdrawHint: 'Khóa và dãy số bị hủy ngay, không lấy lại được.',
  done: {
    enrol: 'Đã đăng ký khuôn mặt. Không ảnh nào được giữ.',
    withdraw: 'Đã rút: khóa và dãy số đã bị hủy.',
  } as Record<string, string>,
  administration: {
    tab: 'Khuôn mặt',
    title: 'Nhận dạng khuôn mặt ở cửa phòng họp',
    enrolled: 'Người đã đăng ký',
    threshold: 'Ngưỡng đang dùng',
    engine: 'Bộ máy',
    rates: 'Nhận đúng, nhận nhầm ở ngưỡng đang dùng',
    none: 'Chưa đo ở ngưỡng này trên máy này. Đo: npm run evaluate -- faces',
    set: (set: string, day: string) => `Đo ngày ${day.split('-').reverse().join('/')} trên bộ ảnh ${set}.`,
    columns: {
      detector: 'Bộ tìm mặt',
      trueAccept: 'Nhận đúng',
      falseAccept: 'Nhận nhầm',
      pairs: 'Số cặp đã so',
    },
    detectors: { yunet: 'YuNet', mesh: 'BlazeFace và lưới mặt (đi kèm)' },
    share: (share: number) => percent(share, 1),
    smallShare: (share: number) => percent(share, 3),
    pairs: (genuine: number, impostors: number) => `${genuine} cặp cùng người, ${impostors} cặp khác người`,
    decimal,
    how: 'Đăng ký hộ hoặc rút hộ: mở tài khoản của người ấy ở tab Tài khoản, bấm “Khuôn mặt”.',
    other: 'Khuôn mặt',
    otherTitle: (name: string) => `Khuôn mặt của ${name}`,
    otherNone: 'Chưa đăng ký khuôn mặt.',
    otherLost: 'Khóa đã mất sau khi khôi phục từ bản sao lưu: người này phải đăng ký lại.',
    otherHint: 'Người được đăng ký nhận thông báo, xem được căn cứ và tự rút được.',
    basis: 'Căn cứ',
    bases: {
      consent: 'Người ấy đã ký đồng ý theo nội dung trên',
      legal: 'Quy định của pháp luật, không cần đồng ý',
    },
    ground: 'Giấy đồng ý lưu ở đâu, hoặc điều, khoản, văn bản nào',
    groundHint:
      'Ví dụ: Giấy đồng ý ngày 02/12/2026, hồ sơ nhân sự số 12; hoặc tên, số, điều, khoản của văn bản pháp luật.',
  },
}

export const door = {
  title: 'Điểm danh ở cửa',
  open: 'Mở máy ảnh ở cửa',
  lead: 'Máy này dùng tài khoản của ông/bà: để người trông máy, hoặc để trình duyệt ở chế độ chỉ một trang. Chỉ so với người được mời cuộc họp này đã đăng ký khuôn mặt; hình không được lưu.',
  closedClass:
    'Cuộc họp mức Hạn chế không dùng nhận dạng khuôn mặt. Điểm danh bằng mã QR, mã PIN hoặc danh sách.',
  shut: 'Cửa mở từ một giờ trước giờ họp đến khi kết thúc.',
  others: 'Cách khác để điểm danh',
  roll: 'Mã QR, mã PIN',
  list: 'Danh sách của thư ký',
  engine,
  enrolled: (count: number, of: number) => `${count}/${of} người được mời đã đăng ký khuôn mặt.`,
  lost: (count: number) => `${count} người phải đăng ký lại sau khi hệ thống khôi phục từ bản sao lưu.`,
  nobody: 'Chưa ai trong những người được mời đăng ký khuôn mặt.',
  start: 'Bật máy ảnh',
  stop: 'Tắt máy ảnh',
  needsScript: 'Máy ảnh cần JavaScript. Điểm danh bằng mã QR, mã PIN hoặc danh sách.',
  denied:
    'Trình duyệt không cho dùng máy ảnh. Cho phép ở ổ khóa cạnh địa chỉ trang rồi bật lại, hoặc điểm danh bằng mã QR, mã PIN, danh sách.',
  preview: 'Hình từ máy ảnh ở cửa',
  waiting: 'Mời đứng trước máy ảnh, nhìn thẳng.',
  unseen: {
    no_face: 'Mời đứng trước máy ảnh, nhìn thẳng; bỏ khẩu trang, kính râm.',
    several: 'Có nhiều khuôn mặt: mời từng người một.',
    small: 'Mời lại gần máy ảnh hơn.',
    cut_off: 'Mời đứng vào giữa khung hình.',
    dark: 'Tối quá: bật thêm đèn, đừng đứng ngược sáng.',
    busy: 'Máy đang bận, chờ một chút.',
  } as Record<string, string>,
  unseenOther: 'Không xem được hình từ máy ảnh. Tắt rồi bật lại máy ảnh, hoặc điểm danh cách khác.',
  stranger: 'Chưa nhận ra. Nhìn thẳng vào máy ảnh, hoặc điểm danh bằng mã QR, mã PIN, thư ký.',
  alike: 'Trong danh sách có người rất giống. Mời điểm danh bằng mã QR, mã PIN hoặc thư ký.',
  already: (name: string) => `${name} đã được ghi có mặt.`,
  turn: {
    left: 'Mời quay nhẹ đầu sang trái.',
    right: 'Mời quay nhẹ đầu sang phải.',
    ahead: 'Mời nhìn thẳng.',
  },
  failed: 'Chưa xác nhận được là người thật. Mời nhìn thẳng và làm lại.',
  spent: 'Đã thử nhiều lần không được. Mời điểm danh bằng mã QR, mã PIN hoặc thư ký.',
  line: 'Mất kết nối với máy chủ. Đang thử lại.',
  is: (name: string) => `Có phải ông/bà ${name}?`,
  score: (score: number) => `giống ${decimal(score)}`,
  confirm: 'Đúng, ghi có mặt',
  refuse: 'Không phải',
  proposals: 'Đề xuất chờ xác nhận',
  proposal: (name: string, time: string, score: number) => `${name}, lúc ${time}, giống ${decimal(score)}`,
  done: {
    confirm: 'Đã ghi có mặt.',
    refuse: 'Đã bỏ đề xuất, không ghi gì về ai.',
  } as Record<string, string>,
}

export const doorRefusals: Refusals = {
  'meetings.faces_absent':
    'Bộ máy nhận khuôn mặt chưa sẵn sàng trên máy chủ. Điểm danh bằng mã QR, mã PIN hoặc danh sách; muốn đăng ký thì thử lại sau.',
  'meetings.views_count': ({ fewest, most }) =>
    `Cần từ ${fewest} đến ${most} ảnh của một người. Chọn lại ảnh.`,
  'meetings.views_unfit': 'Có ảnh chưa dùng được, xem từng ảnh bên dưới. Chưa đăng ký gì.',
  'meetings.face_not_staff':
    'Chỉ đăng ký được cho người đang làm việc ở đây: tài khoản cán bộ đang dùng và còn vai trò.',
  'meetings.face_none': 'Không có khuôn mặt nào đang đăng ký. Tải lại trang để xem.',
  'meetings.door_closed_class': door.closedClass,
  'meetings.door_shut': 'Cửa mở từ một giờ trước giờ họp đến khi kết thúc cuộc họp.',
  'meetings.door_busy': 'Đang xem hình trước. Chờ một chút.',
  'meetings.proposal_gone': 'Đề xuất này đã được xác nhận hoặc bỏ. Xem danh sách điểm danh.',
}
