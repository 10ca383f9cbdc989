import { namesOfFiles, type PaperFile, paperFileKinds } from '../../accepted-files.ts'
import { catalogue } from '../catalogue/vi.ts'
import type { Refusals } from '../refusals.ts'
import { apply } from './apply.vi.ts'
import { takingIn } from './at-counter.vi.ts'
import { caseWords } from './case.vi.ts'
import { checks } from './checks.vi.ts'
import { correction } from './correction.vi.ts'
import { extract } from './extract.vi.ts'
import { handle, keys } from './handle.vi.ts'
import { handover } from './handover.vi.ts'
import { awaiting, prerequisites } from './prerequisites.vi.ts'
import { read } from './read.vi.ts'
import { register } from './register.vi.ts'
import { workList } from './work-list.vi.ts'

/** Words about dossiers, for people on both sides of the counter. */

const statuses: Record<string, string> = {
  submitted: 'Mới nộp',
  accepted: 'Đã tiếp nhận',
  refused: 'Không được tiếp nhận',
  processing: 'Đang giải quyết',
  supplement: 'Chờ bổ sung',
  duty: 'Chờ thực hiện nghĩa vụ tài chính',
  withdrawn: 'Đã rút',
  stopped: 'Đã dừng giải quyết',
  decided: 'Đã có kết quả',
  returned: 'Đã trả kết quả',
}

const steps: Record<string, string> = {
  one_stop: 'Bộ phận một cửa',
  specialist: 'Thẩm định',
  leader: 'Ký duyệt',
  applicant: 'Chờ người nộp bổ sung',
  delivery: 'Trả kết quả',
  done: 'Đã kết thúc',
}

/** What happened, told to anyone who may read it. */
const happened: Record<string, string> = {
  submit: 'Nộp hồ sơ',
  accept: 'Tiếp nhận hồ sơ',
  ask_supplement: 'Yêu cầu bổ sung',
  answer_supplement: 'Đã bổ sung',
  ask_refusal: 'Đề nghị từ chối tiếp nhận, chờ ký',
  drop_refusal: 'Không từ chối, xem xét tiếp',
  refuse: 'Từ chối tiếp nhận',
  forward: 'Chuyển xử lý',
  propose: 'Trình ký',
  take_back: 'Rút trình ký để sửa',
  send_back: 'Trả lại để sửa',
  sign: 'Ký và phát hành kết quả',
  deliver: 'Trả kết quả vào kho giấy tờ',
  withdraw: 'Rút hồ sơ',
  stop: 'Dừng giải quyết',
  extend: 'Xin lỗi và hẹn lại',
  open_prerequisite: 'Đề nghị việc cần có',
  settle_prerequisite: 'Ghi nhận việc cần có',
  choose_limit: 'Chọn thời hạn dài hơn',
  determine_fee: 'Xác định mức thu',
  rate: 'Đánh giá',
  ask_correction: 'Đề nghị đính chính, thay thế kết quả',
  drop_correction: 'Không đính chính, thay thế',
  correct: 'Ký kết quả thay thế',
}

/** What a button does. */
const doing: Record<string, string> = {
  accept: 'Tiếp nhận',
  ask_supplement: 'Yêu cầu bổ sung',
  answer_supplement: 'Gửi bổ sung',
  refuse: 'Từ chối, nêu lý do',
  forward: 'Chuyển',
  propose: 'Trình ký',
  take_back: 'Rút lại để sửa',
  send_back: 'Trả lại để sửa',
  sign: 'Ký và phát hành',
  withdraw: 'Rút hồ sơ',
  extend: 'Hẹn lại ngày trả',
  open_prerequisite: 'Đề nghị',
  settle_prerequisite: 'Ghi nhận',
  choose_limit: 'Chọn thời hạn này',
  determine_fee: 'Xác định mức thu này',
  rate: 'Gửi đánh giá',
}

/** Words about dossiers, for people on both sides of the counter, and each side's own. */
export const dossiers = {
  /** In place of its state while a leader signs the result. */
  beingSigned: 'Đang ký ban hành',
  /** In place of its state while a refusal waits to be signed: nobody is refused yet. */
  refusalAwaited: 'Đề nghị từ chối, chờ ký',
  statuses,
  steps,
  happened,
  doing,
  extendedBeforeDue: 'Hẹn lại trước hạn',

  /** The promise of acceptance, in the same words to the applicant and to the clerk. */
  acceptBefore: (moment: string) => `Đang chờ tiếp nhận, trước ${moment}`,
  acceptLate: 'Đang chờ tiếp nhận, đã quá giờ hẹn',
  apply,
  takingIn,
  prerequisites,
  awaiting,
  read,
  workList,
  case: caseWords,
  checks,
  correction,
  extract,
  handle,
  handover,
  register,
  keys,
}

const kindsIn = (accept: unknown): readonly PaperFile[] =>
  Array.isArray(accept) ? (accept as PaperFile[]) : paperFileKinds

export const dossiersRefusals = {
  'dossiers.not_found':
    'Không thấy hồ sơ này. Kiểm tra lại mã; người dân chỉ mở được hồ sơ mình đã nộp, cán bộ chỉ mở được hồ sơ của cơ quan mình.',
  'dossiers.check_code_wrong':
    'Mã kiểm tra không khớp với mã hồ sơ. Xem lại tám chữ và số cạnh mã hồ sơ trên giấy hẹn, hoặc để trống để chỉ xem tình trạng.',
  'dossiers.too_many_looks': ({ seconds }) =>
    `Từ nơi này đã tra cứu nhiều mã liên tiếp. Đợi ${seconds} giây rồi tra cứu lại; hồ sơ của ông/bà thì đăng nhập để xem.`,
  'dossiers.draft_not_found': 'Bản nháp này không còn. Mở lại thủ tục để bắt đầu bản mới.',
  'dossiers.service_unavailable':
    'Thủ tục này hiện không nhận hồ sơ mới. Xem trang thủ tục để biết thủ tục thay thế.',
  'dossiers.channel_not_offered': ({ channel, offered, isOpenInOutage }) =>
    `Thủ tục này không nhận hồ sơ ${waysOf([channel])}. Ông/bà nộp ${waysOf(offered)}.${
      isOpenInOutage
        ? ` Chỉ khi có sự cố khách quan, đột xuất thì bộ phận một cửa mới nhận cách khác và ghi rõ sự cố.`
        : ''
    }`,
  'dossiers.answers_wrong': 'Còn chỗ cần sửa trong tờ khai. Xem lại những mục được đánh dấu.',
  'dossiers.unknown_fields': (details) =>
    `Tờ khai không có mục: ${listOf(details.fields)}. Bỏ những mục này rồi gửi lại.`,
  'dossiers.papers_missing': (details) =>
    `Hồ sơ còn thiếu: ${missingPapers(details.missing)}. Đính kèm đủ rồi gửi lại.`,
  'dossiers.papers_uneven': ({ name, given, wanted }) =>
    `“${name}”: tờ khai ghi ${wanted} giấy tờ nhưng có ${given} tệp. Mỗi giấy tờ một tệp đủ mọi trang: gộp các trang của một giấy tờ vào một tệp PDF, hoặc sửa danh sách trong tờ khai.`,
  'dossiers.originals_not_seen': ({ missing }) =>
    `Hồ sơ nộp tại quầy phải đối chiếu bản chính: ${namesOf(missing)}. Xem bản chính, đánh dấu rồi tiếp nhận; không có thì yêu cầu bổ sung.`,
  'dossiers.paper_unknown': 'Có giấy tờ không thuộc thủ tục này hoặc tải lên chưa xong. Tải lại giấy tờ đó.',
  'dossiers.too_many_papers': (details) =>
    `Mỗi giấy tờ nhận tối đa ${details.most} tệp. Gộp hoặc bỏ bớt tệp.`,
  'dossiers.not_permitted_now':
    'Hồ sơ đang ở bước khác nên không làm được việc này. Mở lại hồ sơ để xem bước hiện tại.',
  'dossiers.changed_meanwhile':
    'Hồ sơ vừa được người khác xử lý sau khi trang này mở. Chưa có gì thay đổi: xem lại hồ sơ rồi quyết định.',
  'dossiers.not_your_part': 'Việc này thuộc phần của người khác. Liên hệ người đang giữ hồ sơ.',
  'dossiers.agency_unknown': 'Chưa xác định được cơ quan giải quyết. Chọn lại xã, phường hoặc đơn vị nhận.',
  'dossiers.assignee_unknown': 'Người được giao không làm việc ở đơn vị nhận. Chọn người khác.',
  'dossiers.result_incomplete': (details) =>
    `Văn bản kết quả còn thiếu nội dung: ${listOf(details.fields)}. Yêu cầu người nộp bổ sung hoặc ghi nội dung quyết định rồi soạn lại.`,
  'dossiers.result_too_long': (details) =>
    `Nội dung dài hơn chỗ ghi trên mẫu giấy: ${listOf(details.fields)}. Rút gọn rồi soạn lại.`,
  'dossiers.scan_missing': ({ name, given, wanted }) =>
    `Lời chứng ghi trên bản chụp, mà “${name}” mới có ${given} tệp bản chụp cho ${wanted} giấy tờ. Chụp đủ mọi trang, mỗi giấy tờ một tệp, đưa vào hồ sơ rồi trình lại.`,
  'dossiers.reason_needed': 'Ghi rõ lý do để người nộp hiểu và làm theo được.',
  'dossiers.applicant_not_oneself':
    'Bằng tài khoản của mình chỉ nộp được cho chính mình. Bỏ mục applicant, hoặc nộp hộ tại bộ phận một cửa.',
  'dossiers.applicant_differs':
    'Số định danh này không đi với họ tên và ngày sinh đã ghi. Ghi lại cả ba đúng theo thẻ căn cước; lần nhập này đã được ghi nhận.',
  'dossiers.taker_differs':
    'Số định danh của người nhận không đi với họ tên và ngày sinh đã ghi. Ghi lại cả ba đúng theo thẻ căn cước; lần nhập này đã được ghi nhận.',
  'dossiers.taker_number_wrong':
    'Số định danh của người nhận không đúng. Ghi lại 12 chữ số theo thẻ căn cước.',
  'dossiers.mandate_needed': 'Người khác nhận thay phải có giấy ủy quyền. Ghi tên, số, ngày của giấy ấy.',
  'dossiers.sent_on_wrong':
    'Ngày gửi không thể trước ngày in hoặc sau hôm nay. Ghi đúng ngày trên biên nhận của bưu điện.',
  'dossiers.no_paper_asked': 'Người nộp không yêu cầu bản giấy cho hồ sơ này.',
  'dossiers.result_revoked': 'Kết quả này đã bị thu hồi nên không in, không trao và không gửi.',
  'dossiers.not_with_paper_now': 'Bản giấy không còn ở bước ấy. Tải lại trang để xem bản giấy đang ở đâu.',
  'dossiers.register_span_wrong': ({ days }) =>
    `Chọn ngày bắt đầu không sau ngày kết thúc, và không quá ${String(days ?? '…')} ngày một lần.`,
  'dossiers.register_too_long': ({ most }) =>
    `Khoảng ngày này có hơn ${String(most ?? '…')} hồ sơ. Chọn khoảng ngắn hơn, hoặc tải bảng (CSV).`,
  'dossiers.budget_used': ({ seconds }) =>
    `Tài khoản này vừa nộp quá nhiều hồ sơ. Đợi ${waitWords(Number(seconds))} rồi nộp tiếp; những gì đã điền vẫn còn.`,
  'dossiers.draft_budget_used': ({ seconds }) =>
    `Tài khoản này vừa mở quá nhiều bản nháp. Đợi ${waitWords(Number(seconds))} rồi mở tiếp, hoặc dùng bản nháp đã có.`,
  'dossiers.checks_open': ({ checks: open }) =>
    `Còn việc phải kiểm tra trước khi trình và ký: ${titlesOf(open)}. Tra cứu, ghi kết quả rồi trình lại; đã trình thì lãnh đạo trả lại để tra cứu.`,
  'dossiers.unlawful': ({ checks: wrong }) =>
    `Không ký được vì trái luật: ${reasonsOf(wrong)} Đề xuất không giải quyết, hoặc sửa hồ sơ cho đúng.`,
  'dossiers.filing_unlawful': ({ checks: wrong }) =>
    `Hồ sơ này luật không cho giải quyết nên chưa gửi. ${reasonsOf(wrong)} Những gì đã điền vẫn còn.`,
  'dossiers.registered_before': ({ number, on, agency }) =>
    `Việc này đã được đăng ký, số ${number} ngày ${on} của ${agency}. Không ký lần thứ hai: trả lại hồ sơ để đề xuất không giải quyết.`,
  'dossiers.judgment_too_new': 'Ngày bản án, quyết định ly hôn ở sau hôm nay. Ghi lại ngày trên giấy.',
  'dossiers.check_unknown': 'Có việc kiểm tra không thuộc hồ sơ này. Mở lại hồ sơ rồi ghi lại.',
  'dossiers.check_reason_needed': 'Ghi rõ điều đã thấy và lý do, ít nhất 10 ký tự, cho mỗi việc không đúng.',
  'dossiers.applicant_unknown': 'Chưa xác định được người nộp. Ghi đủ số định danh và họ tên.',
  'dossiers.paper_kind': ({ accept }) =>
    `Giấy này chỉ nhận ${namesOfFiles(kindsIn(accept), 'hoặc')}. Lưu tệp thành một trong các dạng ấy rồi tải lên.`,
  'apply.too_many_files': (details) => apply.papers.tooMany(Number(details.most)),
  'dossiers.unit_elsewhere': ({ agency }) =>
    `Kết quả này do ${agency} ký và ban hành. Chuyển hồ sơ sang đó rồi trình ký.`,
  'dossiers.prerequisites_missing': ({ missing }) =>
    `Chưa làm tiếp được vì chưa có: ${namesOf(missing)}. Xem mục “Việc cần có trước” của hồ sơ để biết chờ ai và đến khi nào.`,
  'dossiers.prerequisite_unknown':
    'Hồ sơ này không cần việc ấy, hoặc việc ấy chưa đến lúc. Mở lại hồ sơ rồi chọn lại.',
  'dossiers.prerequisite_not_open': ({ name }) =>
    `“${name}” chưa được đề nghị hoặc đã xong. Đề nghị trước rồi mới ghi nhận được.`,
  'dossiers.prerequisite_open': ({ name }) => `“${name}” đã được đề nghị và đang chờ. Không cần đề nghị lại.`,
  'dossiers.fee_not_open':
    'Khoản này đã có mức thu theo văn bản, hoặc không còn chờ nộp. Mở lại trang thu rồi chọn khoản còn chưa xác định.',
  'dossiers.posting_runs': ({ name, until }) =>
    `“${name}” còn trong thời gian niêm yết, đến ${until}. Sau lúc đó mới ghi nhận xong được.`,
  'dossiers.meeting_differs': ({ name, met }) =>
    `“${name}” đã được ghi nhận là ${(awaiting.ends[String(met)] ?? '').toLocaleLowerCase('vi')}. Nội dung quyết định phải ghi đúng như vậy.`,
  'dossiers.evidence_needed': ({ name, missing }) =>
    `${name ? `“${name}”: còn` : 'Còn'} thiếu ${partsOf(missing)}. Ghi đủ rồi gửi lại.`,
  'dossiers.party_differs':
    'Người có mặt không phải người mà tờ khai nêu. Đối chiếu lại số định danh trên thẻ căn cước với tờ khai.',
  'dossiers.asked_not_found': 'Không thấy lời đề nghị này. Chỉ người được đề nghị mới mở được.',
  'dossiers.not_awaited': 'Lời đề nghị này đã được trả lời hoặc không còn chờ trả lời. Không có gì thay đổi.',
  'dossiers.draft_not_confirmed':
    'Dự thảo đã khác bản người nộp xác nhận. Gửi lại dự thảo này để người nộp xác nhận rồi mới trình.',
  'dossiers.nothing_corrected':
    'Chưa có chỗ nào khác giấy đã ký. Sửa chỗ ghi sai, hoặc chọn Thay thế nếu cần cấp giấy khác với nội dung cũ.',
  'dossiers.correction_not_asked':
    'Không có đề nghị đính chính, thay thế nào đang chờ. Mở lại hồ sơ để xem kết quả.',
  'dossiers.paper_replaced': ({ name, number, by }) =>
    `“${name}” số ${number} đã được thay thế bởi số ${by} nên không nộp được. Nộp giấy số ${by}.`,
  'dossiers.paper_taken_back': ({ name, number }) =>
    `“${name}” số ${number} đã bị thu hồi nên không nộp được. Bỏ giấy này và nộp giấy còn hiệu lực.`,
  'dossiers.decision_wrong': ({ issues }) => `Nội dung quyết định còn chỗ cần sửa: ${issuesOf(issues)}`,
  'dossiers.limit_unknown':
    'Thủ tục này không cho chọn thời hạn ấy. Mở lại hồ sơ để xem các thời hạn chọn được.',
  'dossiers.limit_past':
    'Đã quá ngày hẹn trả nên không chọn thời hạn dài hơn được nữa. Lãnh đạo xin lỗi và hẹn lại (Mẫu 04).',
  'dossiers.input_too_large':
    'Bài gửi quá dài nên chưa giữ được. Đăng nhập lại, mở trang này và điền ngắn hơn.',
} satisfies Refusals

function listOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : ''
}

function waysOf(value: unknown): string {
  const ways = Array.isArray(value) ? value : []
  return ways.map((way) => catalogue.condition.channels[String(way)] ?? '').join(', ')
}

function missingPapers(value: unknown): string {
  if (!Array.isArray(value)) return ''
  return value
    .map(({ name = '', basis }: { name?: string; basis?: string }) => (basis ? `${name} (${basis})` : name))
    .join('; ')
}

function namesOf(value: unknown): string {
  return Array.isArray(value) ? value.map((item: { name?: string }) => item.name ?? '').join('; ') : ''
}

const evidenceWords: Record<string, string> = {
  number: 'số của giấy tờ',
  on: 'ngày của giấy tờ hoặc ngày thực hiện, không ở tương lai',
  upload: 'bản chụp của giấy tờ',
  amount: 'số tiền',
  note: 'nội dung ghi nhận',
  met: 'cuộc họp kết thúc thế nào',
  scans: 'bản chụp, nhiều nhất 20 tệp mỗi lần',
  present: 'số định danh, họ tên, ngày sinh và giới tính của người có mặt',
}

function partsOf(value: unknown): string {
  return Array.isArray(value) ? value.map((part) => evidenceWords[String(part)] ?? '…').join('; ') : ''
}

function issuesOf(value: unknown): string {
  return Array.isArray(value)
    ? value
        .map(({ label = '', message = '' }: { label?: string; message?: string }) => `${label}: ${message}`)
        .join(' ')
    : ''
}

function titlesOf(value: unknown): string {
  return Array.isArray(value) ? value.map((check: { title?: string }) => check.title ?? '').join('; ') : ''
}

function reasonsOf(value: unknown): string {
  if (!Array.isArray(value)) return ''
  return value.map(({ said }: { said?: string }) => said ?? '').join(' ')
}

function waitWords(seconds: number): string {
  return seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`
}
