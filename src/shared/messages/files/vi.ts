import { namesOfFiles, paperFileKinds } from '../../accepted-files.ts'
import type { Refusals } from '../refusals.ts'
import { soundRefusals } from './sound.vi.ts'

const megabytes = (bytes: unknown) => Math.floor(Number(bytes) / 1024 / 1024)

/** Why a file was not taken, and how to send it so that it will be. */
export const filesRefusals = {
  'files.empty': 'Tệp không có nội dung. Mở lại tệp trên máy, lưu lại rồi gửi.',
  'files.too_large': ({ limit }) =>
    `Tệp lớn hơn ${limit ? megabytes(limit) : 50} MB. Quét lại ở 200 dpi, hoặc chia làm nhiều tệp, rồi gửi.`,
  'files.heic':
    'Đây là ảnh HEIC của iPhone, nhiều máy không mở được. Trên iPhone: Cài đặt › Camera › Định dạng › chọn “Tương thích nhất” rồi chụp lại; hoặc gửi ảnh chụp màn hình.',
  'files.type_not_accepted': `Bên trong tệp này không phải ${namesOfFiles(paperFileKinds, 'hoặc')}, dù tên tệp ghi thế nào. Mở thử tệp: nếu thấy đúng giấy tờ, lưu thành PDF hoặc chụp màn hình rồi gửi; nếu không mở được, chụp lại giấy tờ.`,
  'files.other_picture':
    'Đây là ảnh kiểu khác (WebP, GIF, TIFF…), nhiều máy không mở được, dù tên tệp có thể ghi .jpg hoặc .png. Mở ảnh, chụp màn hình rồi gửi ảnh chụp; hoặc chụp lại giấy tờ bằng điện thoại.',
  'files.film_or_sound': 'Đây là phim hoặc âm thanh, không phải giấy tờ. Chụp ảnh giấy tờ rồi gửi ảnh.',
  'files.program':
    'Đây là chương trình, không phải giấy tờ, nên không nhận. Chọn đúng tệp giấy tờ; nếu không rõ tệp ở đâu ra, đừng mở nó.',
  'files.web_page': 'Đây là trang web hoặc hình vẽ có mã lệnh, nên không nhận. In trang đó ra PDF rồi gửi.',
  'files.archive': 'Không nhận tệp nén. Giải nén rồi gửi từng tệp PDF hoặc ảnh.',
  'files.old_office':
    'Đây là tệp Word, Excel kiểu cũ hoặc có mật khẩu. Mở tệp, bỏ mật khẩu, chọn Lưu thành PDF rồi gửi.',
  'files.macros':
    'Tệp có lệnh tự chạy hoặc lấy nội dung từ nơi khác khi mở. Mở tệp, chọn Lưu thành PDF rồi gửi.',
  'files.unpacks_too_large': 'Tệp phình ra quá lớn khi mở nên không nhận. Lưu thành PDF rồi gửi.',
  'files.active_pdf':
    'Tệp PDF tự làm việc gì đó khi mở (mã lệnh, phim, âm thanh, mở nơi khác) hoặc có tệp khác bên trong. Mở tệp, chọn In › Lưu thành PDF, rồi gửi tệp mới.',
  'files.encrypted': 'Tệp có mật khẩu nên cơ quan không mở được. Bỏ mật khẩu, hoặc in ra PDF mới, rồi gửi.',
  'files.unreadable':
    'Tệp bị hỏng hoặc chưa tải xong. Mở thử trên máy; nếu mở được, in ra PDF mới rồi gửi; nếu không, chụp hoặc quét lại giấy tờ.',
  'files.image_too_large': 'Ảnh có quá nhiều điểm. Chụp lại ở cỡ thường, hoặc giảm cỡ ảnh, rồi gửi.',
  'files.beyond_limits':
    'Tệp được dựng quá rắc rối, không đọc được trong giới hạn, nên không nhận. Mở tệp, chọn In › Lưu thành PDF, rồi gửi tệp mới.',
  'files.infected':
    'Máy quét tìm thấy mã độc trong tệp nên không nhận. Đừng mở tệp này; quét vi-rút trên máy rồi gửi một bản sạch.',
  'files.readers_busy':
    'Đang có nhiều tệp chờ đọc. Tệp chưa được nhận; phần đã điền vẫn còn. Đợi nửa phút rồi gửi lại.',
  'files.reading_ended':
    'Chưa đọc xong tệp trong thời gian cho phép nên chưa nhận. Gửi lại; nếu vẫn vậy, in ra PDF mới rồi gửi.',
  'files.scanner_silent':
    'Máy quét vi-rút chưa trả lời nên tệp chưa được nhận. Phần đã điền vẫn còn. Đợi ít phút rồi gửi lại.',
  'files.disk_full': 'Hệ thống tạm hết chỗ chứa tệp. Phần đã điền vẫn còn. Đợi ít phút rồi gửi lại.',
  'files.not_writable': 'Hệ thống tạm không ghi được tệp. Phần đã điền vẫn còn. Đợi ít phút rồi gửi lại.',
  'files.gone': 'Tệp này để quá một ngày chưa dùng nên đã bị xóa. Gửi lại tệp.',
  'files.upload_not_found': 'Lần gửi tệp này đã hết hạn. Chọn lại tệp để gửi từ đầu.',
  'files.wrong_offset': 'Phần gửi không nối tiếp phần đã nhận. Gửi tiếp từ chỗ đã nhận.',
  'files.upload_incomplete': 'Tệp chưa gửi hết. Gửi tiếp phần còn lại.',
  'files.upload_too_long': 'Gửi nhiều hơn cỡ tệp đã báo. Chọn lại tệp để gửi từ đầu.',
  'files.upload_fragmented':
    'Tệp bị gửi thành quá nhiều mảnh. Chọn lại tệp để gửi từ đầu, nơi mạng ổn định hơn.',
  'files.too_many_uploads': ({ limit }) =>
    `Đang gửi dở ${limit ?? 20} tệp. Gửi cho xong những tệp ấy rồi gửi thêm.`,
  'files.bytes_spent': ({ seconds }) =>
    `Tài khoản này vừa gửi rất nhiều tệp. Đợi ${Math.ceil(Number(seconds) / 60)} phút rồi gửi tiếp, hoặc giảm cỡ tệp.`,
  'files.upload_quota_used': ({ limit }) =>
    `Một ngày gửi được nhiều nhất ${limit ? megabytes(limit) : 500} MB. Gửi tiếp vào ngày mai, hoặc giảm cỡ tệp.`,
  ...soundRefusals,
} satisfies Refusals
