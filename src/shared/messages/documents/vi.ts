import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { assign, assignRefusals } from './assign.vi.ts'
import { changes, changesRefusals } from './changes.vi.ts'
import { copies, copyRefusals } from './copies.vi.ts'
import { edit, editRefusals } from './edit.vi.ts'
import { filePlanRefusals, filePlans } from './file-plans.vi.ts'
import { incoming, incomingRefusals } from './incoming.vi.ts'
import { layout, layoutRefusals } from './layout.vi.ts'
import { mailboxes } from './mailbox.vi.ts'
import { orders, ordersRefusals } from './orders.vi.ts'
import { registers, registersRefusals } from './registers.vi.ts'
import { route } from './route.vi.ts'
import { routeRefusals } from './route-refusals.vi.ts'
import { search } from './search.vi.ts'
import { senderNoteRefusals, senderNotes } from './sender-notes.vi.ts'
import { word, wordRefusals } from './word.vi.ts'
import { workFileRefusals, workFiles } from './work-files.vi.ts'

const minutes = (seconds: unknown): number => Math.max(1, Math.ceil(Number(seconds) / 60) || 1)
const counted = (count: number): string => formatNumber(count, 0)

const done: Record<string, string> = {
  sign: 'Đã ký và phát hành',
  decline: 'Không ký, số đã giữ để trống',
  give_up: 'Đã bỏ số, kết quả chờ ký lại',
  send_back: 'Đã trả lại để sửa',
}

/** Documents: the public page that tells a genuine paper from a changed one, signing, and what either may refuse. */
export const documents = {
  assign,
  changes,
  copies,
  orders,
  registers,
  edit,
  incoming,
  mailboxes,
  search,
  senderNotes,
  layout,
  filePlans,
  workFiles,
  word,
  check: {
    title: 'Kiểm tra giấy tờ',
    lead: 'Quét mã QR trên giấy, nhập mã, hoặc gửi tệp lên. Ai cũng kiểm tra được, không cần đăng nhập.',
    code: 'Mã trên giấy',
    codeHint: 'Mười hai chữ và số cạnh mã QR, ví dụ 8K2M-4QXA-B7CD',
    submit: 'Kiểm tra',
    file: 'Tệp PDF của giấy',
    fileHint: 'Chọn tệp dưới 20 MB. Chúng tôi chỉ đọc để so, không giữ lại.',
    submitFile: 'Gửi tệp để kiểm tra',
    again: 'Kiểm tra giấy khác',
    compareFile: 'Có tệp PDF? Gửi tệp để so từng chữ',
    resultTitle: (verdict: string) => `${verdict}: kiểm tra giấy tờ`,
  },
  verdict: {
    genuine: 'Giấy này là thật',
    genuineRecord: 'Cơ quan có cấp giấy này',
    revoked: 'Giấy này đã bị thu hồi',
    replaced: 'Giấy này đã được thay thế',
    changed: 'Đừng dùng giấy này',
    foreign: 'Giấy này không do chúng tôi cấp',
    unjudged: 'Không xét được tệp này',
    unknown: 'Không tìm thấy giấy này',
  },
  explain: {
    genuineFile: 'Còn nguyên như lúc cơ quan ký và chưa bị thu hồi.',
    genuineCode: 'Mã này thuộc về giấy dưới đây, chưa bị thu hồi. So từng dòng với giấy ông/bà đang cầm.',
    genuineRecord: 'Giấy cấp trước khi có bản ký số. Chúng tôi chỉ xác nhận được các dòng dưới đây.',
    revoked: 'Cơ quan đã cấp giấy này, nhưng sau đó thu hồi. Giấy không còn giá trị.',
    replaced:
      'Cơ quan đã cấp giấy này, nhưng sau đó cấp giấy khác thay. Giấy này không còn giá trị; dùng giấy mang số dưới đây.',
    changed: 'Tệp ông/bà gửi khác bản cơ quan đã ký.',
    foreignIntact:
      'Tệp có chữ ký số và chưa bị sửa sau khi ký, nhưng người ký không thuộc các cơ quan dùng hệ thống này. Hãy hỏi nơi đã cấp.',
    foreignBroken: 'Tệp có chữ ký số, nhưng đã bị sửa sau khi ký. Đừng dùng tệp này.',
    unjudged:
      'Cơ quan có cấp giấy ghi dưới đây, nhưng trước khi có bản ký số, nên không có bản nào để so với tệp. Chúng tôi không xác nhận nội dung tệp này; hãy so từng dòng dưới đây với giấy gốc.',
    unknownCode: 'Không có giấy nào mang mã này. Xem lại từng chữ, hoặc quét mã QR.',
    unknownFile:
      'Tệp này không phải bản chúng tôi đã phát hành: có thể là bản chụp, bản in lại, tệp tải về chưa trọn hoặc giấy của nơi khác. Nếu trên giấy có mã, hãy nhập mã.',
  },
  facts: {
    paper: 'Giấy',
    numbered: (symbol: string) => `số ${symbol}`,
    agency: 'Cơ quan cấp',
    claimedAgency: 'Ghi là do cơ quan',
    signer: 'Người ký',
    issuedOn: 'Ngày cấp',
    leaderSignature: 'Chữ ký người ký',
    seal: 'Con dấu cơ quan',
    signature: 'Chữ ký số',
    content: 'Nội dung',
    validity: 'Hiệu lực',
    unchanged: 'Không bị sửa',
    notCompared: 'Chưa so. Gửi tệp PDF để so từng chữ',
    differs: 'Khác bản cơ quan đã ký',
    signatureBroken: 'Không còn khớp với nội dung',
    signatureOfPart: 'Đúng, nhưng không phải bản đã phát hành',
    noSignature: 'Không còn trong tệp',
    right: (moment: string) => `Đúng, lúc ${moment}`,
    valid: (moment: string) => `Còn, hỏi lúc ${moment}`,
    business: 'Hộ kinh doanh',
    paused: (from: string, to: string) =>
      `Đã đăng ký tạm ngừng kinh doanh từ ngày ${from} đến hết ngày ${to}.`,
    resumed: (on: string) => `Đã đăng ký tiếp tục kinh doanh từ ngày ${on}.`,
    replacedBy: 'Đã được thay thế bởi số',
    replaced: (moment: string) => `Hết, thay thế lúc ${moment}`,
    revoked: (moment: string) => `Hết, thu hồi lúc ${moment}`,
    notConsidered: 'Không xét, vì nội dung đã bị sửa',
    intact: 'Nội dung chưa bị sửa sau khi ký',
    broken: 'Nội dung đã bị sửa sau khi ký',
    notTrusted: 'Chúng tôi không xác minh được người ký này',
  },
  noNames:
    'So tên người trên giấy với căn cước của người cầm giấy. Trang này không hiện tên họ của người được cấp.',
  advice: {
    title: 'Ông/bà nên làm gì',
    askForOriginal: 'Hỏi lại người đưa giấy để lấy bản gốc.',
    checkByCode: 'Hoặc kiểm tra lại bằng mã in trên giấy.',
    call: 'Hoặc gọi ',
    askForNew: 'Hỏi người đưa giấy để lấy giấy mới, hoặc kiểm tra số mới ở trên.',
    askAgency: 'Hỏi cơ quan cấp vì sao thu hồi và xin giấy mới nếu cần.',
  },
  fileName: (name: string, size: string) => `${name}, ${size}`,
  sentFile: 'Tệp',

  route,

  /** Taking a signed paper back: two people. */
  revoke: {
    ask: 'Đề nghị thu hồi',
    askHint: 'Người khác có thẩm quyền ký của cơ quan quyết định. Đến lúc đó giấy vẫn còn hiệu lực.',
    reason: 'Vì sao cần thu hồi',
    asked: (by: string, at: string) => `${by} đề nghị thu hồi lúc ${at}.`,
    waitsForAnother: 'Chờ người khác có thẩm quyền ký quyết định: người đề nghị không tự thu hồi.',
    revoke: 'Thu hồi',
    consequence:
      'Từ lúc này trang kiểm tra giấy tờ báo giấy đã bị thu hồi; người được cấp nhận thông báo. Không hoàn tác được.',
    keep: 'Không thu hồi',
    keepReason: 'Vì sao không thu hồi',
    done: (by: string, at: string, why: string, next: string) =>
      `Đã bị thu hồi lúc ${at}${by ? `, ${by}` : ''}. Lý do: ${why}${next ? `. Thay bằng số ${next}` : ''}`,
    doneWords: {
      ask_revoke: 'Đã đề nghị thu hồi. Người có thẩm quyền ký sẽ thấy ở trang Ký số.',
      keep: 'Giấy vẫn còn hiệu lực.',
      revoke: 'Đã thu hồi.',
    } as Record<string, string>,
    queue: (count: number) => `Đề nghị thu hồi: ${counted(count)}`,
    inQueue: (at: string) => `Đề nghị lúc ${at}`,
    mine: 'Ông/bà đề nghị, chờ người khác quyết định',
  },

  /** The leader's desk. */
  sign: {
    title: 'Ký số',
    waiting: (count: number) => `Chờ ký ${counted(count)}`,
    restOfQueue: (count: number) => `Còn ${counted(count)} văn bản nữa: xem cả danh sách`,
    nothingToSign: 'Không còn văn bản chờ ký',
    nothingToSignNext: 'Văn bản trình ký sẽ hiện ở đây.',
    summaryTitle: 'Tóm tắt',
    checked: 'Đã kiểm tra',
    checkedSum: (settled: number, all: number) => `${counted(settled)}/${counted(all)} việc đúng`,
    allChecks: 'Xem từng việc đã kiểm tra',
    needs: (who: string) => `Người ký theo dữ liệu thủ tục: ${who}.`,
    othersSign: (count: number) => `Người khác ký: ${counted(count)}`,
    sign: 'Ký và phát hành',
    signConsequence:
      'Văn bản sẽ có số và dấu của cơ quan. Kết quả vào kho giấy tờ của người nộp khi không còn khoản phải nộp hay việc nào phải chờ. Ký xong không sửa được nữa.',
    pagesComing: 'Đang hiện các trang. Thấy đủ các trang rồi mới ký được.',
    beginConsequence:
      'Văn bản được giữ một số trong sổ. Sau đó ông/bà xem đúng bản sẽ ký và xác nhận; chưa xác nhận thì chưa ký.',
    confirm: 'Xác nhận ký',
    goOn: 'Ký tiếp',
    decline: 'Không ký',
    declineReason: 'Vì sao không ký',
    declineReasonHint:
      'Ít nhất mười chữ cái. Lý do ghi vào sổ và giữ mãi; không ghi tên hay thông tin của người dân.',
    giveUp: 'Bỏ số đã xác nhận ký',
    giveUpReason: 'Vì sao bỏ số',
    giveUpConsequence:
      'Chỉ bỏ khi không ký tiếp được, như khóa ký hỏng. Số để trống, sổ ghi “bỏ số” và lý do; kết quả chờ ký lại với số mới.',
    declineConsequence: 'Số đã giữ để trống, sổ ghi “không ký” và lý do; văn bản vẫn chờ ký.',
    inQueue: {
      mine: (symbol: string) => `Đang ký số ${symbol}, chờ ông/bà xác nhận`,
      another: (symbol: string, by: string) => `${by} đang ký, số ${symbol}`,
      confirmed: (symbol: string) => `Đã xác nhận ký số ${symbol}, đang hoàn tất`,
    },
    step: (symbol: string) => `Đang ký, số ${symbol}`,
    reserved: (symbol: string, by: string) =>
      by === ''
        ? `Đang ký: đã giữ số ${symbol}. Đây là đúng bản sẽ ký, từng chữ.`
        : `${by} đang ký: đã giữ số ${symbol}, chưa xác nhận.`,
    confirmed: (symbol: string, by: string, at: string) =>
      `${by} đã xác nhận ký số ${symbol} lúc ${at}. Chữ ký chưa xong; việc ký tự chạy tiếp, vẫn số này.`,
    doneNamed: (kind: string, paper: string, applicant: string, code: string) =>
      `${done[kind] ?? done.send_back}: ${paper}. Người nộp ${applicant}, hồ sơ ${code}.`,
    nextPaper: (title: string, name: string) => `Văn bản sau: ${title}, ${name}`,
    sendBack: 'Trả lại để sửa',
    sendBackReason: 'Cần sửa gì',
    openCase: 'Mở hồ sơ',
    signed: 'Đã ký và phát hành',
  },
}

export const documentsRefusals = {
  ...assignRefusals,
  ...changesRefusals,
  ...senderNoteRefusals,
  ...copyRefusals,
  ...ordersRefusals,
  ...registersRefusals,
  ...workFileRefusals,
  ...filePlanRefusals,
  ...editRefusals,
  ...incomingRefusals,
  ...routeRefusals,
  ...layoutRefusals,
  ...wordRefusals,
  'documents.not_found': 'Không có văn bản này, hoặc văn bản thuộc cơ quan khác.',
  'documents.agency_not_yours': 'Văn bản này thuộc cơ quan khác. Chuyển hồ sơ cho cơ quan đó để soạn.',
  'documents.may_not_sign': ({ who }) =>
    typeof who === 'string' && who !== ''
      ? `Văn bản này do ${who} ký. Chuyển cho người có thẩm quyền ký, hoặc nhờ quản trị ghi chức vụ, quyết định ủy quyền.`
      : 'Ông/bà chưa giữ chức vụ được ký văn bản của cơ quan này vào ngày hôm nay. Chuyển cho người có thẩm quyền ký, hoặc nhờ quản trị ghi quyết định ủy quyền.',
  'documents.beyond_delegation': ({ scope, decision, document, who }) =>
    `Theo ${String(decision)}, ông/bà được giao ký: ${String(scope)}. ${String(document) || 'Văn bản này'} nằm ngoài phạm vi đó, do ${String(who)} ký. Chuyển cho người có thẩm quyền ký, hoặc đề nghị người đứng đầu cơ quan giao thêm bằng văn bản.`,
  'documents.kept_for_head': ({ who }) =>
    `Người soạn dành văn bản này cho người đứng đầu hoặc cấp phó ký: ${String(who)}. Chuyển cho người ấy ký; nếu ông/bà ký thì trả lại để người soạn bỏ đánh dấu “Chỉ người đứng đầu hoặc cấp phó ký” rồi trình lại.`,
  'documents.power_changed': (details) =>
    `Bản đã giữ số ghi thẩm quyền ký “${String(details.as)}”, hôm nay ông/bà không còn ký theo thẩm quyền ấy. Bấm “Không ký”, rồi ký lại để văn bản ghi đúng thẩm quyền của ngày ký.`,
  'documents.wrong_status': (details) =>
    details.state === 'revoked'
      ? 'Văn bản đã bị thu hồi. Soạn văn bản mới nếu cần.'
      : details.state === 'draft'
        ? 'Văn bản còn là dự thảo. Ký và phát hành trước đã.'
        : details.state === 'signing'
          ? 'Văn bản đang được ký. Đợi ký xong, hoặc bấm Không ký rồi làm lại.'
          : 'Văn bản đã được ký và phát hành. Mở lại trang để xem bản đã ký.',
  'documents.changed_meanwhile': 'Người khác vừa làm việc với văn bản này. Mở lại trang rồi làm tiếp.',
  'documents.being_signed': (details) =>
    `Văn bản đang được ${details.by ? String(details.by) : 'lãnh đạo'} ký nên chưa làm việc này được. Đợi ký xong rồi mở lại trang.`,
  'documents.not_prepared':
    'Chưa ký: văn bản chưa có số. Bấm Ký và phát hành, xem đúng bản sẽ ký rồi xác nhận.',
  'documents.key_busy':
    'Khóa ký chưa trả lời nên chưa ký xong. Số của văn bản vẫn giữ nguyên, việc ký tự chạy tiếp; mở lại trang sau một phút.',
  'documents.not_archival': ({ clauses }) =>
    `Chưa ký: bản in của văn bản không đạt chuẩn lưu trữ PDF/A-2a (ISO 19005-2, điều ${clauses}). Số vẫn giữ cho văn bản. Báo quản trị hệ thống kèm các điều này; không chờ được thì bấm Không ký, số sẽ để trống có lý do.`,
  'documents.too_many_pages': (details) =>
    `Tệp cần chứng thực quá lớn: mỗi tệp tối đa ${details.most} trang. Chia tệp rồi nộp lại.`,
  'documents.reason_needed': 'Nêu lý do, ít nhất mười chữ cái.',
  'documents.may_not_ask_revocation':
    'Việc đề nghị thu hồi dành cho người thẩm định và người ký. Báo cho chuyên viên hoặc lãnh đạo của cơ quan.',
  'documents.revocation_not_asked':
    'Chưa ai đề nghị thu hồi giấy này. Một người nêu lý do và đề nghị trước, người khác quyết định.',
  'documents.revocation_waits': 'Đã có người đề nghị thu hồi giấy này, đang chờ quyết định.',
  'documents.second_person_needed':
    'Ông/bà là người đề nghị nên không tự thu hồi được. Người khác có thẩm quyền ký của cơ quan sẽ quyết định.',
  'documents.replacement_waits':
    'Đã có đề nghị đính chính, thay thế giấy này, đang chờ quyết định. Quyết định việc ấy trước.',
  'documents.replacement_unfit':
    'Văn bản thay thế phải là văn bản khác đã phát hành của cùng hồ sơ. Chọn lại, hoặc thu hồi mà không ghi văn bản thay thế.',
  'documents.pages_not_shown':
    'Chưa ký, chưa trình: văn bản chưa hiện đủ các trang. Mở lại trang này, đợi thấy hết các trang rồi làm tiếp.',
  'documents.draft_changed':
    'Chưa ký: văn bản đã khác bản ông/bà vừa xem (nội dung, ngày hoặc người ký đã đổi). Mở lại trang này và xem lại rồi ký.',
  'documents.signing_key_missing':
    'Chưa nối khóa ký số của cơ quan (thiết bị PKCS#11 hoặc dịch vụ ký từ xa), nên chưa ký được. Khóa thử nghiệm chỉ dùng trong bản thử. Báo quản trị hệ thống.',
  'documents.destroyed':
    'Văn bản đã được tiêu hủy theo danh mục được duyệt; chỉ còn số, ngày và trích yếu trong sổ.',
  'documents.file_not_held':
    'Chúng tôi chỉ giữ thông tin của văn bản này, không giữ tệp. Hỏi cơ quan đã cấp để lấy bản sao.',
  'documents.code_unreadable':
    'Mã gồm mười hai chữ và số cạnh mã QR, không có 0, 1, I, L, O. Xem lại từng chữ rồi nhập lại.',
  'documents.file_missing': 'Chọn tệp PDF của giấy rồi bấm gửi.',
  'documents.file_too_large': 'Tệp lớn hơn 20 MB. Gửi tệp PDF gốc, hoặc nhập mã trên giấy.',
  'documents.file_empty':
    'Tệp này trống, không có nội dung. Gửi tệp PDF đã nhận từ cơ quan, hoặc nhập mã trên giấy.',
  'documents.file_encrypted':
    'Tệp này có mật khẩu nên không đọc được. Gửi tệp PDF đúng như đã nhận từ cơ quan, hoặc nhập mã trên giấy.',
  'documents.not_pdf': 'Tệp này không phải PDF. Gửi tệp PDF đã nhận từ cơ quan, hoặc nhập mã trên giấy.',
  'documents.not_judged':
    'Tệp này không đọc được trong giới hạn nên chưa xét: điều đó không có nghĩa là thật hay giả. Nhập mã trên giấy, hoặc gửi tệp PDF gốc đã nhận từ cơ quan.',
  'documents.readers_busy':
    'Đang có nhiều tệp chờ kiểm tra nên tệp này chưa được xét. Đợi nửa phút rồi gửi lại, hoặc nhập mã trên giấy.',
  'documents.readings_spent': ({ seconds }) =>
    `Tài khoản này vừa đưa vào quá nhiều tệp để đọc, nên tệp này chưa được nhận. Đợi ${minutes(seconds)} phút rồi gửi lại; các tệp gửi trước vẫn còn.`,
  'documents.papers_spent': ({ seconds }) =>
    `Tài khoản này vừa lấy quá nhiều sổ, gói hồ sơ và bản Word. Đợi ${minutes(seconds)} phút rồi lấy tiếp; không có gì bị mất.`,
  'documents.compared_too_often': ({ seconds }) =>
    `Vừa so sánh quá nhiều bản dài. Đợi khoảng ${Number(seconds) || 60} giây rồi so sánh tiếp; không có gì bị mất.`,
  'documents.drawn_too_often': ({ seconds }) =>
    `Các trang vừa được dựng lại quá nhiều lần. Cứ viết tiếp: chữ vẫn được lưu, trang hiện lại sau khoảng ${Number(seconds) || 5} giây.`,
  'documents.too_many_checks': (details) =>
    `Kiểm tra quá nhanh. Đợi ${Number(details.seconds) || 60} giây rồi thử lại. Không có gì bị mất.`,
} satisfies Refusals
