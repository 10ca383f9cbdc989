/** Biên lai và hoàn trả. */
import type { Refusals } from '../refusals.ts'

export const receiptRefusals = {
  'payments.receipt_not_found': 'Không tìm thấy biên lai này. Kiểm tra lại đường dẫn hoặc số biên lai.',
  'payments.receipt_ended':
    'Biên lai này đã bị hủy hoặc đã được thay bằng biên lai khác. Tải lại trang để xem biên lai còn giá trị.',
  'payments.receipt_owed':
    'Chưa lập được biên lai vì cơ quan chưa nhập mã số thuế của tổ chức thu. Người phụ trách tài chính nhập mã số thuế và ký hiệu ở trang Biên lai, rồi làm lại.',
  'payments.receipt_not_signed':
    'Biên lai này chưa được ký số nên chưa có tệp. Đợi ít phút rồi mở lại; nếu vẫn vậy, báo người quản trị kiểm tra khóa ký.',
  'payments.reason_needed':
    'Cần ghi lý do. Viết vài chữ để người xem sau hiểu vì sao, đừng ghi tên người nộp.',
  'payments.tax_code_wrong':
    'Mã số thuế này không đúng. Nhập 10 chữ số của tổ chức thu (hoặc 13 chữ số của đơn vị trực thuộc), xem lại từng số.',
  'payments.collector_in_past':
    'Ngày bắt đầu phải từ hôm nay trở đi: biên lai đã lập không đổi mã số thuế được. Chọn ngày khác.',
  'payments.collector_unknown':
    'Cơ quan chưa có mã số thuế của tổ chức thu cho ngày này nên không có biên lai nào. Nhập mã số thuế trước.',
  'payments.refund_not_found': 'Không tìm thấy khoản hoàn trả này ở cơ quan của ông/bà.',
  'payments.account_needed':
    'Không rõ tiền đến từ tài khoản nào. Nhập ngân hàng và số tài khoản của người nộp theo giấy tờ người nộp đưa; hai người nhập phải giống nhau.',
  'payments.account_known':
    'Tiền này chỉ được hoàn về nơi đã nộp, nên không nhập tài khoản khác được. Để trống tài khoản rồi gửi lại.',
  'payments.account_differs':
    'Số tài khoản vừa nhập khác với số người đề nghị đã nhập. Xem lại giấy tờ của người nộp; nếu người đề nghị nhập sai thì không duyệt và ghi lý do.',
  'payments.proof_needed':
    'Cần số giao dịch của ngân hàng và ngày chuyển không sau hôm nay; tệp chứng từ, nếu có, phải tải lên trước. Nhập lại rồi gửi.',
  'payments.wrong_way': ({ way }) =>
    way === 'cash'
      ? 'Khoản này thu bằng tiền mặt nên hoàn tại quầy, không ghi giao dịch ngân hàng.'
      : 'Khoản này hoàn về tài khoản đã nộp, không chi tiền mặt tại quầy.',
} satisfies Refusals
