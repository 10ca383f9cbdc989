import { documentConditionNames, documentConditions } from './documents.vi.ts'
import { loops } from './loops.vi.ts'
import { meetingConditionNames, meetingConditions } from './meetings.vi.ts'
import { paymentConditions } from './payments.vi.ts'
import type { ConditionWords, Details, Words } from './words.ts'

const number = (value: unknown) => Number(value).toLocaleString('vi-VN')

/** A length of time, in seconds, as people say it. */
function span(seconds: unknown): string {
  const value = Math.round(Number(seconds))
  if (value < 90) return `${value} giây`
  if (value < 5400) return `${Math.round(value / 60)} phút`
  if (value < 129_600) return `${Math.round(value / 3600)} giờ`
  return `${Math.round(value / 86_400)} ngày`
}

function size(bytes: unknown): string {
  const value = Number(bytes)
  if (value < 1e9) return `${Math.round(value / 1e6)} MB`
  return `${(value / 1e9).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} GB`
}

/** How the installation is. Codes never change once released. */
export const conditions = {
  title: 'Hệ thống lúc này',
  at: (time: string) => `Lúc ${time}. Tải lại trang để cập nhật.`,
  states: { bad: 'Hỏng', unknown: 'Chưa rõ', warning: 'Cần xem', good: 'Tốt' } as Record<string, string>,
  summary: (bad: number, warning: number) => {
    if (bad === 0 && warning === 0) return 'Mọi phần đang chạy tốt.'
    const parts = [bad > 0 ? `${bad} phần hỏng` : '', warning > 0 ? `${warning} phần cần xem` : '']
    return `${parts.filter((part) => part !== '').join(', ')}. Phần nặng nhất đứng trước.`
  },
  since: (at: string) => `từ ${at}`,
  todo: 'Việc cần làm',
  releaseClock: 'Giờ đã đúng, cho chạy tiếp',
  nothingHeld: 'Không có việc nào đang bị giữ lại.',
  released: 'Đã cho chạy tiếp những việc được giữ lại.',
  fine: 'Đang tốt',
  processes: { web: 'máy chủ trang', worker: 'tiến trình nền' } as Record<string, string>,
  processOn: (role: string, host: string) => `${role} trên ${host}`,
  names: {
    database: 'Cơ sở dữ liệu',
    worker: 'Tiến trình nền',
    queues: 'Hàng việc',
    followers: 'Số liệu theo sổ sự kiện',
    anchor: 'Neo niêm phong',
    seal: 'Niêm phong',
    lookups: 'Tra số định danh',
    register: 'Sổ đăng ký',
    receipts: 'Biên lai',
    channels: 'Kênh thanh toán',
    notices: 'Tin báo tiền về',
    suspense: 'Tiền chưa vào đâu',
    disk: 'Ổ đĩa',
    backup: 'Sao lưu',
    pool: 'Kết nối cơ sở dữ liệu',
    moving: 'Vòng việc',
    loop: 'Sức xử lý',
    clock: 'Đồng hồ',
    certificates: 'Chứng thư ký số',
    ...documentConditionNames,
    ...meetingConditionNames,
  } as Record<string, string>,
  said: {
    'conditions.no_answer': {
      is: 'Không trả lời sau 3 giây.',
      todo: 'Tải lại trang sau một phút. Nếu vẫn vậy, xem nhật ký của máy chủ và cơ sở dữ liệu.',
    },
    'conditions.not_known': {
      is: 'Không hỏi được.',
      todo: 'Xem nhật ký của máy chủ: dòng “condition not known” nói lý do.',
    },
    'database.answers': { is: ({ ms }) => `Trả lời sau ${number(ms)} mili giây.` },
    'database.slow': {
      is: ({ ms }) => `Trả lời chậm: sau ${number(ms)} mili giây.`,
      todo: 'Xem máy của cơ sở dữ liệu còn đủ bộ xử lý, bộ nhớ và ổ đĩa không; xem câu hỏi nào đang chạy lâu.',
    },
    'database.lost': {
      is: 'Không trả lời. Trang và API báo 503; chưa có gì mất.',
      todo: 'Xem PostgreSQL có đang chạy không, đường mạng đến nó có thông không, và số kết nối đã hết chưa.',
    },
    'database.waits_for_standby': {
      is: ({ count }) =>
        `Máy chủ chính chờ bản sao đồng bộ xác nhận: ${number(count)} lần ghi đang treo. Không ghi được gì; chưa có gì mất.`,
      todo: 'Mở lại bản sao hoặc đường mạng đến nó. Nếu nó chưa thể trở lại: thêm bản sao khác, hoặc bỏ nó khỏi synchronous_standby_names, biết rằng từ đó mất máy chủ chính là mất việc vừa ghi.',
    },
    'worker.works': {
      is: ({ count }) => `Đang làm việc: ${number(count)} tiến trình.`,
    },
    'worker.never_seen': {
      is: 'Chưa có tiến trình nền nào: thông báo, kết quả, niêm phong đều đang chờ.',
      todo: 'Chạy npm start với --roles worker trên một máy, hoặc với cả hai vai trò.',
    },
    'worker.stopped': {
      is: ({ seconds }) => `Đã dừng ${span(seconds)} trước: thông báo, kết quả, niêm phong đều đang chờ.`,
      todo: 'Chạy lại tiến trình nền. Không việc nào mất: mọi việc đang chờ sẽ được làm tiếp.',
    },
    'worker.stands_still': {
      is: ({ seconds }) =>
        `Không còn tin từ ${span(seconds)} nay: bị treo, bị tắt, hoặc mất đường đến cơ sở dữ liệu.`,
      todo: 'Xem log/worker.log. Tiến trình không tự chạy lại sau một phút thì kết thúc nó; npm start sẽ mở cái mới.',
    },
    'worker.part_stands_still': {
      is: 'Có tin, nhưng một vòng việc bên trong đứng yên.',
      todo: 'Chương trình đang tự chạy lại vòng ấy. Còn thấy sau năm phút thì xem log/worker.log.',
    },
    'queues.flow': {
      is: ({ waiting }) =>
        Number(waiting) === 0
          ? 'Không việc nào chờ.'
          : `${number(waiting)} việc đang chờ, chưa việc nào quá một phút.`,
    },
    'queues.late': {
      is: ({ waiting, seconds }) =>
        `${number(waiting)} việc đang chờ, việc lâu nhất đã chờ ${span(seconds)}.`,
      todo: 'Mở Việc chạy nền xem hàng nào chậm. Nếu tiến trình nền đang chạy tốt mà hàng vẫn dài, thêm một máy với --roles worker.',
    },
    'queues.failed': {
      is: ({ failed }) => `${number(failed)} việc hỏng sau mọi lần thử.`,
      todo: 'Mở Việc chạy nền, đọc lỗi, sửa nguyên nhân rồi bấm Chạy lại.',
    },
    'followers.even': { is: 'Số liệu theo kịp sổ sự kiện.' },
    'followers.behind': {
      is: ({ behind, seconds }) => `Còn ${number(behind)} sự kiện chưa đọc, chậm ${span(seconds)}.`,
      todo: 'Xem tiến trình nền có chạy không, và có giao dịch nào mở quá lâu trong cơ sở dữ liệu không.',
    },
    'anchor.whole': { is: 'Niêm phong mới nhất đúng là cái chương trình đã ký, ở mọi nơi giữ neo.' },
    'anchor.not_yet': { is: 'Tiến trình này chưa niêm phong lần nào.' },
    'anchor.stopped': {
      is: ({ found }) =>
        `Đã dừng niêm phong: niêm phong mới nhất không phải cái chương trình đã ký (${String(found)}).`,
      todo: 'Chạy npm run verify để biết chỗ bị can thiệp. Phục hồi dữ liệu, hoặc quyết định đi tiếp bằng npm run verify -- --accept.',
    },
    'anchor.not_written': {
      is: 'Không niêm phong được: không nơi nào ghi được neo, hoặc cơ sở dữ liệu không trả lời.',
      todo: 'Xem ổ đĩa của thư mục keys và các thư mục trong ANCHORS; lý do ở log/worker.log.',
    },
    'anchor.not_whole': {
      is: ({ places }) => `Vẫn niêm phong, nhưng nơi này không giữ được neo: ${String(places)}.`,
      todo: 'Gắn lại ổ đĩa hoặc giải phóng dung lượng; những dòng thiếu sẽ được chép bù. Tệp mất hẳn thì chạy npm run verify.',
    },
    'lookups.few': {
      is: ({ misses }) =>
        `Trong 24 giờ, ${number(misses)} lần nhập số định danh không khớp họ tên, ngày sinh.`,
    },
    'lookups.many': {
      is: ({ misses, accounts, most }) =>
        `Trong 24 giờ, ${number(accounts)} tài khoản nhập số định danh không khớp họ tên, ngày sinh ${number(misses)} lần; một tài khoản ${number(most)} lần.`,
      todo: 'Mở sổ sự kiện, lọc “Nhập số định danh không khớp họ tên, ngày sinh”, xem tài khoản nào và hỏi lý do; khóa tài khoản nếu có người dò số.',
    },
    'receipts.whole': {
      is: 'Không khoản đã thu đủ nào còn nợ biên lai; không biên lai nào chờ ký quá 15 phút.',
    },
    'receipts.owed': {
      is: ({ owed, agencies, agency }) =>
        `${number(owed)} khoản đã thu đủ chưa có biên lai vì ${number(agencies)} cơ quan chưa nhập mã số thuế của tổ chức thu, trong đó có ${String(agency)}.`,
      todo: 'Người phụ trách tài chính của cơ quan nhập mã số thuế và ký hiệu ở trang Biên lai; biên lai còn nợ được lập ngay sau đó.',
    },
    'receipts.unsigned': {
      is: ({ unsigned }) => `${number(unsigned)} biên lai đã có số nhưng quá 15 phút chưa được ký số.`,
      todo: 'Kết nối khóa ký và xem tiến trình nền; biên lai được ký tiếp trong vòng 5 phút.',
    },
    'receipts.no_tax_code': {
      is: ({ without, agency }) =>
        `${number(without)} cơ quan có tài khoản thu nhưng chưa có mã số thuế của tổ chức thu, trong đó có ${String(agency)}: thu được tiền nhưng không lập được biên lai.`,
      todo: 'Người phụ trách tài chính của cơ quan nhập mã số thuế và ký hiệu ở trang Biên lai trước khi thu.',
    },
    'register.whole': { is: 'Mọi việc đã ký từ trước khi có sổ đều đã được xem xét vào sổ.' },
    'register.filling': {
      is: ({ waiting }) =>
        `${number(waiting)} việc đã ký từ trước khi có sổ còn chờ vào sổ; kiểm tra trùng chưa thấy những việc này.`,
      todo: 'Không cần làm gì: mỗi phút tiến trình nền vào sổ tiếp. Số chờ không giảm thì xem log/worker.log.',
    },
    'register.failed': {
      is: ({ failed, waiting }) =>
        `${number(failed)} việc đã ký từ trước khi có sổ không vào sổ được vì lỗi, ${number(waiting)} việc còn chờ; kiểm tra trùng chưa thấy những việc này.`,
      todo: 'Mỗi giờ chương trình thử lại. Tìm “an earlier result was not entered” trong log/worker.log để biết hồ sơ nào và vì sao.',
    },
    ...documentConditions,
    ...meetingConditions,
    ...paymentConditions,
    'seal.sealed': { is: 'Mọi sự kiện đã vào niêm phong, trừ những dòng vừa ghi.' },
    'seal.late': {
      is: ({ seconds }) => `Sự kiện chờ niêm phong lâu nhất đã ${span(seconds)}.`,
      todo: 'Xem tiến trình nền có chạy không, và log/worker.log có dòng “turn failed” của platform.seal không.',
    },
    'clock.steady': { is: 'Đồng hồ của máy và của cơ sở dữ liệu khớp nhau.' },
    'clock.went_ahead': {
      is: ({ seconds }) =>
        `Một đồng hồ nhảy tới trước ${span(seconds)}. Những việc kết thúc hồ sơ theo hạn đang được giữ lại; việc khác vẫn chạy.`,
      todo: 'Kiểm tra giờ của từng máy và của cơ sở dữ liệu, sửa cho đúng, rồi bấm “Giờ đã đúng, cho chạy tiếp”.',
    },
    'clock.went_back': {
      is: ({ seconds }) =>
        `Một đồng hồ lùi lại ${span(seconds)}. Những việc kết thúc hồ sơ theo hạn đang được giữ lại; việc khác vẫn chạy.`,
      todo: 'Kiểm tra giờ của từng máy và của cơ sở dữ liệu, sửa cho đúng, rồi bấm “Giờ đã đúng, cho chạy tiếp”.',
    },
    'certificates.valid': { is: ({ days }) => `Chứng thư gốc còn hạn ${number(days)} ngày.` },
    'certificates.ending': {
      is: ({ days }) => `Chứng thư gốc chỉ còn hạn ${number(days)} ngày.`,
      todo: 'Xin chứng thư mới trước ngày hết hạn: hết hạn thì không ký được văn bản nào.',
    },
    'certificates.ended': {
      is: 'Chứng thư gốc đã hết hạn: không ký được văn bản nào.',
      todo: 'Thay chứng thư ngay, rồi chạy lại chương trình.',
    },
    'certificates.none': {
      is: 'Chưa nối khóa ký của lãnh đạo và con dấu của cơ quan: chưa ký được văn bản nào.',
      todo: 'Nối chứng thư chuyên dùng công vụ (thiết bị PKCS#11 hoặc ký từ xa) theo Nghị định 68/2024/NĐ-CP.',
    },
    'disk.roomy': { is: ({ free, percent }) => `Còn trống ${size(free)} (${number(percent)} %).` },
    'disk.nearly_full': {
      is: ({ free, percent }) => `Sắp đầy: còn ${size(free)} (${number(percent)} %).`,
      todo: 'Giải phóng dung lượng hoặc mở rộng ổ đĩa của thư mục dữ liệu trong vài ngày tới.',
    },
    'disk.full': {
      is: ({ free }) => `Gần như đầy: chỉ còn ${size(free)}.`,
      todo: 'Giải phóng dung lượng ngay: đầy hẳn thì không nộp được hồ sơ nào nữa.',
    },
    'disk.not_writable': {
      is: 'Không ghi được vào thư mục dữ liệu: không nhận được tệp, không phát hành được kết quả.',
      todo: 'Xem ổ đĩa có bị chuyển sang chỉ đọc không (lệnh mount, dmesg) và thư mục còn thuộc đúng người dùng không. Ghi lại được thì chương trình tự chạy tiếp.',
    },
    'disk.log_not_writable': {
      is: 'Không ghi được vào thư mục log: nhật ký đang mất, mọi việc khác vẫn chạy.',
      todo: 'Trả quyền ghi thư mục log cho người dùng chạy chương trình, rồi chạy lại chương trình.',
    },
    'backup.fresh': { is: ({ seconds }) => `Bản sao lưu tốt gần nhất: ${span(seconds)} trước.` },
    'backup.followed': {
      is: ({ seconds, logSeconds }) =>
        `Bản sao lưu tốt gần nhất: ${span(seconds)} trước; mọi thay đổi đến ${span(logSeconds)} trước cũng đã ở đó.`,
    },
    'backup.demo': { is: 'Bản chạy thử: không cần sao lưu.' },
    'backup.none': {
      is: 'Chưa có bản sao lưu nào: máy hỏng là mất hết.',
      todo: 'Chạy npm run backup -- THƯ_MỤC --follow, với thư mục ở một máy khác, rồi thử khôi phục.',
    },
    'backup.first': {
      is: 'Đang sao lưu lần đầu.',
      todo: 'Chờ lệnh npm run backup xong.',
    },
    'backup.old': {
      is: ({ seconds }) => `Bản sao lưu tốt gần nhất đã cũ: ${span(seconds)} trước.`,
      todo: 'Xem lệnh npm run backup ở máy sao lưu báo gì: thường là đầy ổ đĩa hoặc mất quyền REPLICATION.',
    },
    'backup.log_late': {
      is: ({ logSeconds }) =>
        `Bản sao lưu còn mới, nhưng thay đổi trong ${span(logSeconds)} qua chưa được chép: mất máy lúc này là mất chừng ấy.`,
      todo: 'Xem npm run backup --follow còn chạy không và đường mạng đến nơi sao lưu.',
    },
    'backup.damaged': {
      is: ({ damaged }) => `Bản sao lưu gần nhất thiếu ${number(damaged)} tệp: đã mất hoặc hỏng ở chỗ gốc.`,
      todo: 'Chạy npm run verify -- --files để biết tệp nào; chép lại từ bản sao lưu cũ hơn.',
    },
    'pool.free': { is: ({ used, most }) => `Đang dùng ${number(used)} trong ${number(most)} kết nối.` },
    'pool.waited_for': {
      is: ({ waiting, most }) =>
        `Cả ${number(most)} kết nối đang bận, ${number(waiting)} yêu cầu chờ đến lượt.`,
      todo: 'Thấy lâu: xem câu hỏi nào trong cơ sở dữ liệu chạy chậm, rồi mới tăng DATABASE_POOL.',
    },
    'pool.exhausted': {
      is: ({ waiting, most }) =>
        `Cả ${number(most)} kết nối đang bận, ${number(waiting)} yêu cầu chờ; chờ quá 10 giây sẽ bị từ chối (503).`,
      todo: 'Xem câu hỏi nào trong cơ sở dữ liệu đang giữ kết nối; tăng DATABASE_POOL nếu máy của cơ sở dữ liệu còn sức.',
    },
    'loop.free': { is: ({ ms }) => `Việc chờ lâu nhất ${number(ms)} mili giây trong nửa phút qua.` },
    'loop.slow': {
      is: ({ ms }) => `Chậm: có việc chờ ${number(ms)} mili giây trong nửa phút qua.`,
      todo: 'Xem bộ xử lý của máy. Nếu kéo dài, thêm máy hoặc bớt việc khác trên máy này.',
    },
    'loop.stuck': {
      is: ({ ms }) => `Bị nghẽn: có việc chờ ${number(ms)} mili giây trong nửa phút qua.`,
      todo: 'Xem bộ xử lý và bộ nhớ của máy; tiến trình nào chiếm hết thì dừng nó.',
    },
    'moving.moves': { is: ({ count }) => `${number(count)} vòng việc đang chạy, không vòng nào đứng.` },
    'moving.stands_still': {
      is: ({ part }) => `Vòng việc “${loops[String(part)] ?? part}” đứng yên và đang được chạy lại.`,
      todo: 'Đợi năm phút. Còn thấy thì xem nhật ký của tiến trình này.',
    },
  } as Record<string, ConditionWords>,
}

/** Words of a condition in this language: `what` is so, `todo` what to do. */
export function sayCondition(
  said: Record<string, ConditionWords>,
  code: string,
  details: Details,
): { what: string; todo: string } {
  const words = said[code]
  const say = (text: Words | undefined) => (typeof text === 'function' ? text(details) : (text ?? ''))
  return { what: words ? say(words.is) : code, todo: say(words?.todo) }
}
