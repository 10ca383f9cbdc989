import type { Refusals } from '../refusals.ts'

/** Of what broke off each time it was fetched: a mail is fetched again when its clerk asks. */
export const fetchAgain = {
  why: 'Tải thư này mấy lần đều đứt giữa chừng nên thôi không tải nữa; thư vẫn nằm trong hộp thư của cơ quan. Bấm Tải lại thư khi đường truyền đã ổn, hoặc tải tệp từ hộp thư rồi nhận như bản quét.',
  ask: 'Tải lại thư',
  hint: 'Mỗi lần yêu cầu, chương trình tải lại một lần ở lượt xem hộp thư kế tiếp, thường trong một, hai phút.',
  waits: (at: string) =>
    `Đã yêu cầu tải lại lúc ${at}. Chương trình tải ở lượt xem hộp thư kế tiếp, thường trong một, hai phút; mở lại trang này để xem.`,
  ended: {
    cut_off: (at: string) => `Lần tải lại theo yêu cầu lúc ${at} cũng đứt giữa chừng.`,
    gone: (at: string) =>
      `Lần tải lại theo yêu cầu lúc ${at} không thấy thư này trong hộp thư nữa. Xem thư có bị chuyển sang thư mục khác hay đã xóa; không lấy lại được thì đề nghị nơi gửi gửi lại.`,
    here: (at: string) =>
      `Thư này đã đến ở một dòng khác (tải lại theo yêu cầu lúc ${at}). Xem dòng ấy ở Văn bản đến, rồi chọn Không nhận ở đây.`,
    fetched: (at: string) => `Đã tải lại được theo yêu cầu lúc ${at}.`,
  },
}

export const fetchAgainRefusals = {
  'documents.letter_file_not_fetched':
    'Tệp này tải về mấy lần đều đứt giữa chừng, hoặc không đúng tệp nơi gửi đã nêu. Đề nghị nơi gửi gửi lại tệp này.',
  'documents.nothing_to_fetch': 'Văn bản này không có thư nào phải tải lại. Mở lại trang để xem.',
  'documents.mail_asked_too_often': ({ most }) =>
    `Thư này đã yêu cầu tải lại ${Number(most) || 5} lần trong một ngày. Xem đường truyền tới máy chủ thư rồi mai yêu cầu tiếp, hoặc tải tệp từ hộp thư rồi nhận như bản quét.`,
} satisfies Refusals
