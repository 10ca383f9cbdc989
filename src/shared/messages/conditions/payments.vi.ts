import { formatNumber } from '../../money.ts'
import type { ConditionWords } from './words.ts'

const number = (value: unknown) => formatNumber(Number(value))

/** What of payments operators are told. */
export const paymentConditions: Record<string, ConditionWords> = {
  'channels.answer': { is: ({ count }) => `${number(count)} kênh thanh toán, kênh nào cũng trả lời.` },
  'channels.quiet': {
    is: ({ name, found }) =>
      `${String(name)}: trong 24 giờ có ${number(found)} khoản tiền chỉ biết được nhờ hỏi lại, không có tin báo nào đến.`,
    todo: 'Hỏi bên cổng xem họ gửi tin báo đến địa chỉ nào, và tường lửa có chặn địa chỉ ấy không. Tiền vẫn vào đúng khoản thu, chỉ chậm hơn.',
  },
  'channels.silent': {
    is: ({ name, unanswered }) =>
      `${String(name)} không trả lời: ${number(unanswered)} lệnh thanh toán chưa rõ đã nộp hay chưa.`,
    todo: 'Mở Quản trị, Thanh toán: xem cổng, địa chỉ và khóa. Gọi bên cổng. Lệnh thanh toán vẫn chờ, chương trình tự hỏi lại đến ba ngày; không tự tay ghi là đã nộp.',
  },
  'notices.believed': { is: 'Tin báo tiền về đều đúng chữ ký và đã vào sổ.' },
  'notices.waiting': {
    is: ({ name, count }) =>
      `${number(count)} tin báo của ${String(name)} và cổng khác đã lưu nhưng chưa được xét.`,
    todo: 'Xem tiến trình nền có chạy không; lý do ở log/worker.log.',
  },
  'notices.differ': {
    is: ({ name, count }) =>
      `${number(count)} tin báo (${String(name)}) nhắc lại một giao dịch đã ghi nhưng khác số tiền hoặc tài khoản. Không ghi thêm đồng nào.`,
    todo: 'Đối chiếu giao dịch ấy với sao kê của ngân hàng rồi hỏi bên cổng vì sao hai tin khác nhau.',
  },
  'notices.refused': {
    is: ({ name, count }) => `Trong 24 giờ, ${number(count)} tin báo gửi đến ${String(name)} bị từ chối.`,
    todo: 'Mở Quản trị, Thanh toán để xem lý do. Sai chữ ký: so ký hiệu khóa với bên cổng. Không có chữ ký: thường là người lạ gửi thử.',
  },
  'suspense.none': { is: 'Không có khoản tiền nào chưa vào đâu.' },
  'suspense.young': {
    is: ({ count, amount }) =>
      `${number(count)} khoản chưa vào đâu, tổng ${number(amount)} đồng, chưa khoản nào quá ba ngày.`,
  },
  'suspense.growing': {
    is: ({ opened, count }) =>
      `${number(opened)} khoản chưa vào đâu mới có trong 24 giờ, tất cả ${number(count)} khoản.`,
    todo: 'Nhắc bộ phận tài chính mở Thu phí, Tiền chờ xử lý. Nhiều khoản cùng lúc thường do một cổng báo sai.',
  },
  'suspense.old': {
    is: ({ count, amount, days }) =>
      `${number(count)} khoản chưa vào đâu, tổng ${number(amount)} đồng; khoản lâu nhất đã ${number(days)} ngày.`,
    todo: 'Nhắc bộ phận tài chính của từng cơ quan mở Thu phí, Tiền chờ xử lý: gán vào lệnh thanh toán hoặc hoàn trả.',
  },
}
