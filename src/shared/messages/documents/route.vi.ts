import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'

const counted = (count: number): string => formatNumber(count, 0)

const stepKinds: Record<string, string> = { content: 'Duyệt nội dung', layout: 'Kiểm tra thể thức' }
const partWords: Record<string, string> = { delegate: 'theo ủy quyền', stand_in: 'thay người vắng' }
const relations: Record<string, string> = { replaces: 'Thay thế', amends: 'Sửa đổi', corrects: 'Đính chính' }
const relatedBy: Record<string, string> = {
  replaces: 'Được thay thế bởi',
  amends: 'Được sửa đổi bởi',
  corrects: 'Được đính chính bởi',
}

/** Drafts of agencies: who has one since when, what is asked and said of it, who approves, signs and seals it. */
export const route = {
  title: 'Văn bản',
  tabsLabel: 'Văn bản theo việc',
  tabs: {
    waiting: 'Chờ tôi',
    drafts: 'Tôi soạn',
    in_route: 'Đang trình',
    returned: 'Bị trả lại',
    issued: 'Đã phát hành',
  } as Record<string, string>,
  empty: {
    waiting: 'Không có văn bản nào chờ ông/bà',
    drafts: 'Ông/bà chưa có dự thảo nào',
    in_route: 'Không có văn bản nào đang trình',
    returned: 'Không có văn bản nào bị trả lại',
    issued: 'Cơ quan chưa phát hành văn bản nào',
  } as Record<string, string>,
  emptyNext: 'Bấm “Soạn văn bản” để bắt đầu một dự thảo.',
  older: 'Xem cũ hơn',
  newest: 'Về mới nhất',
  more: 'Còn nhiều văn bản nữa trước cơ quan; ở đây là những văn bản chờ lâu nhất.',
  columns: { what: 'Văn bản', state: 'Tình trạng', since: 'Từ lúc' },
  caption: 'Văn bản, mới nhất trước',
  groups: {
    opinions: (count: number) => `Chờ ý kiến: ${counted(count)}`,
    approvals: (count: number) => `Chờ duyệt: ${counted(count)}`,
    signatures: (count: number) => `Chờ ký: ${counted(count)}`,
    seals: (count: number) => `Chờ đóng dấu: ${counted(count)}`,
  },
  links: { absences: 'Vắng mặt', clerk: 'Đóng dấu, số và ngày', toSign: 'Ký nhiều văn bản' },

  states: {
    drafting: 'Đang soạn',
    in_route: (step: string) => `Chờ ${step}`,
    approved: 'Đã duyệt, chờ ký',
    signing: (symbol: string, by: string) => `${by} đang ký, số ${symbol}`,
    confirmed: (symbol: string) => `Đã xác nhận ký số ${symbol}, đang hoàn tất`,
    sealing: (symbol: string) => `Đã ký, số ${symbol}, chờ văn thư đóng dấu`,
    returned: 'Bị trả lại',
    withdrawn: 'Đã rút lại để sửa',
    issued: (symbol: string) => `Đã phát hành, số ${symbol}`,
    revoked: (symbol: string) => `Đã bị thu hồi, số ${symbol}`,
    replaced: (symbol: string, next: string) => `Số ${symbol} đã được thay thế bằng số ${next}`,
    discarded: 'Đã bỏ',
  },
  urgency: {
    normal: 'Thường',
    urgent: 'Khẩn',
    most_urgent: 'Thượng khẩn',
    express: 'Hỏa tốc',
  } as Record<string, string>,
  urgencyLabel: 'Độ khẩn',
  since: (moment: string) => `từ ${moment}`,
  due: (moment: string) => `hạn ${moment}`,
  overdue: (moment: string) => `quá hạn từ ${moment}`,

  draft: {
    title: 'Soạn văn bản',
    type: 'Loại văn bản',
    subject: 'Trích yếu',
    subjectHint: 'Nói ngắn gọn văn bản về việc gì. Số, ngày và nơi ban hành do chương trình ghi.',
    power: 'Thẩm quyền ban hành',
    powers: {
      committee: 'Của tập thể Ủy ban nhân dân (ký TM.)',
      chair: 'Của Chủ tịch Ủy ban nhân dân',
    } as Record<string, string>,
    authorised: 'Người được ủy quyền, thừa lệnh cũng ký được (TUQ., TL.)',
    addressees: 'Kính gửi',
    addresseesHint: 'Mỗi dòng một nơi. Tờ trình, công văn cần có; quyết định thì để trống.',
    recipients: 'Nơi nhận',
    recipientsHint: 'Mỗi dòng một nơi, dòng cuối là lưu.',
    recipientsUsual: 'Như trên\nLưu: VT',
    recipientAgencies: 'Cơ quan trong hệ thống nhận văn bản',
    recipientAgenciesHint:
      'Mỗi dòng một cơ quan, viết đúng tên. Khi phát hành, các cơ quan này đọc được văn bản.',
    answers: 'Trả lời văn bản đến',
    create: 'Tạo dự thảo',
  },

  page: {
    route: 'Luồng trình',
    noRoute: 'Chưa trình.',
    stepKind: (kind: string) => stepKinds[kind] ?? kind,
    step: (kind: string, who: string) => `${stepKinds[kind] ?? kind}: ${who}`,
    skipped: {
      vacant: 'Bỏ qua: chưa có người giữ chức vụ này',
      own: 'Bỏ qua: người trình giữ chức vụ này',
    } as Record<string, string>,
    approvedBy: (name: string, as: string, position: string) =>
      partWords[as] ? `${name}, ${partWords[as]}: ${position}` : `${name}, ${position}`,
    partWhy: (why: string) => (why === 'vacant' ? 'chức vụ đang trống' : why),
    toSign: 'Ký',
    signer: 'Người ký',
    seal: 'Đóng dấu: văn thư',
    waiting: 'Đang chờ',
    noRule: 'Cơ quan chưa có quy định về luồng trình cho loại văn bản này: trình thẳng người ký.',
    planTitle: 'Nếu trình bây giờ',
    returnedWhy: (why: string) => `Lý do trả lại: ${why}`,
    document: 'Bản văn',
    openPdf: 'Mở tệp PDF',
    write: 'Soạn thảo nội dung',
    compare: 'So sánh các bản',
    versions: 'Các bản đã có',
    version: (count: number, by: string, at: string) => `Bản ${count}: ${by}, ${at}`,
    history: 'Đã làm gì',
    actions: {
      draft: 'Soạn',
      discard: 'Bỏ dự thảo',
      submit: 'Trình',
      approve: 'Duyệt',
      return: 'Trả lại',
      withdraw: 'Rút lại',
      ask_opinion: 'Lấy ý kiến',
      give_opinion: 'Cho ý kiến',
      relate: 'Gắn với văn bản trước',
      reserve: 'Giữ số để ký',
      prepare: 'Dựng bản sẽ ký',
      confirm: 'Xác nhận ký',
      sign: 'Ký, chờ đóng dấu',
      issue: 'Phát hành',
      void: 'Không ký, để trống số',
      note: 'Văn bản khác sửa đổi, đính chính',
      ask_revoke: 'Đề nghị thu hồi',
      keep: 'Không thu hồi',
      revoke: 'Thu hồi',
      replace: 'Được thay thế',
    } as Record<string, string>,
    program: 'Chương trình',
    related: (kind: string, symbol: string) => `${relations[kind] ?? kind} văn bản số ${symbol}`,
    relatedBy: (kind: string, symbol: string) => `${relatedBy[kind] ?? kind} văn bản số ${symbol}`,
    noSymbolYet: 'chưa có số',
    readerNote: 'Văn bản của cơ quan khác gửi đến ông/bà.',
    facts: {
      type: 'Loại',
      agency: 'Cơ quan',
      drafter: 'Người soạn',
      urgency: 'Độ khẩn',
      amount: 'Số tiền',
      number: 'Số, ký hiệu',
      signer: 'Người ký',
      issuedAt: 'Phát hành lúc',
      has: 'Đang ở',
      checkCode: 'Mã kiểm tra',
    },
  },

  acts: {
    title: 'Việc có thể làm',
    none: 'Lúc này ông/bà không có việc gì với văn bản này.',
    submit: 'Trình duyệt',
    amount: 'Số tiền văn bản quyết định chi (đồng)',
    amountHint: 'Để trống nếu văn bản không chi tiền. Có quy định theo số tiền thì luồng trình theo đó.',
    submitHint: 'Trong lúc trình không sửa được nội dung; muốn sửa thì rút lại.',
    silent: (count: number) =>
      `${counted(count)} nơi được hỏi chưa trả lời. Im lặng không phải là đồng ý; người duyệt sẽ thấy.`,
    withdraw: 'Rút lại để sửa',
    approve: 'Duyệt',
    approveAs: (as: string, position: string) =>
      as === 'delegate'
        ? `Ông/bà duyệt theo ủy quyền của ${position}.`
        : `Ông/bà duyệt thay ${position} đang vắng. Hồ sơ ghi rõ như vậy.`,
    approveHint: 'Duyệt đúng bản đang xem. Nội dung đổi sau đó thì phải trình lại.',
    return: 'Trả lại để sửa',
    returnReason: 'Cần sửa gì',
    ask: 'Lấy ý kiến',
    askAgencies: 'Hỏi cơ quan, đơn vị',
    askAgenciesHint: 'Mỗi dòng một tên, viết đúng như trong danh mục.',
    askPeople: 'Hỏi người trong cơ quan',
    question: 'Hỏi về việc gì',
    days: 'Số ngày làm việc để trả lời',
    sign: 'Mở để ký',
    seal: 'Đóng dấu',
    discard: 'Bỏ dự thảo',
    discardHint: 'Dự thảo không còn hiện trong danh sách; các bản đã có vẫn được giữ.',
    answer: 'Trả lời',
    answerTitle: 'Ý kiến của cơ quan ông/bà',
    wording: 'Ý kiến cụ thể',
    wordingHint: 'Đồng ý thì có thể để trống.',
    succeed: 'Sửa sai',
    succeedHint:
      'Sai nội dung: sửa đổi hoặc thay thế bằng văn bản cùng loại. Sai thể thức, thủ tục: đính chính bằng công văn. Văn bản cũ giữ nguyên đến khi văn bản mới phát hành.',
    succeedKind: 'Cách sửa',
    succeedReason: 'Vì sao',
    succeedGo: 'Soạn văn bản sửa',
    succeedSubject: {
      replaces: (symbol: string, subject: string) => `Thay thế văn bản số ${symbol} ${subject}`,
      amends: (symbol: string, subject: string) => `Sửa đổi văn bản số ${symbol} ${subject}`,
      corrects: (symbol: string) => `Đính chính văn bản số ${symbol}`,
    },
    succeedText: {
      replaces: (symbol: string, day: string) => `Văn bản này thay thế văn bản số ${symbol} ngày ${day}.`,
      amends: (symbol: string, day: string) =>
        `Sửa đổi, bổ sung một số nội dung của văn bản số ${symbol} ngày ${day} như sau:`,
      corrects: (symbol: string, day: string, reason: string) =>
        `Do sơ suất trong quá trình soạn thảo, văn bản số ${symbol} ngày ${day} có sai sót: ${reason}. Nay đính chính như sau:`,
    },
    done: {
      submit: 'Đã trình. Luồng trình cho biết văn bản đang ở đâu.',
      withdraw: 'Đã rút lại. Ông/bà sửa rồi trình lại.',
      approve: 'Đã duyệt.',
      return: 'Đã trả lại.',
      ask: 'Đã gửi câu hỏi.',
      answer: 'Đã gửi ý kiến.',
      discard: 'Đã bỏ dự thảo.',
      draft: 'Đã tạo dự thảo.',
      succeed: 'Đã tạo dự thảo. Viết nội dung rồi trình như mọi văn bản.',
      ask_revoke: 'Đã đề nghị thu hồi; người khác có thẩm quyền ký quyết định.',
      keep: 'Văn bản vẫn còn hiệu lực.',
      revoke: 'Đã thu hồi. Nơi nào đã nhận đều thấy văn bản bị thu hồi.',
    } as Record<string, string>,
  },

  relationKinds: {
    replaces: 'Thay thế cả văn bản (sai nội dung)',
    amends: 'Sửa đổi một phần (sai nội dung)',
    corrects: 'Đính chính bằng công văn (sai thể thức, thủ tục)',
  } as Record<string, string>,

  opinions: {
    title: 'Ý kiến',
    none: 'Chưa hỏi ai.',
    answers: {
      agree: 'Đồng ý',
      comments: 'Đồng ý, có ý kiến thêm',
      disagree: 'Không đồng ý',
    } as Record<string, string>,
    answeredBy: (who: string, moment: string) => `${who}, ${moment}`,
    late: 'trả lời sau hạn',
    ofEarlier: (version: number) => `về bản ${version}, nội dung đã đổi sau đó`,
    silent: (moment: string) => `Chưa trả lời, hạn ${moment}`,
    silentOverdue: (moment: string) => `Chưa trả lời, quá hạn từ ${moment}`,
    asked: (question: string, moment: string) => `Hỏi lúc ${moment}: ${question}`,
  },

  sign: {
    title: 'Ký văn bản',
    lead: 'Chọn những văn bản muốn ký, xem từng trang rồi xác nhận một lần.',
    nothing: 'Không có văn bản nào chờ ông/bà ký',
    choose: 'Chọn để ký',
    open: 'Xem các văn bản đã chọn',
    waiting: (count: number) => `Văn bản của cơ quan chờ ký: ${counted(count)}`,
    most: (count: number) => `Mỗi lần ký tối đa ${counted(count)} văn bản.`,
    begin: (count: number) => `Giữ số cho ${counted(count)} văn bản`,
    beginHint: 'Mỗi văn bản được giữ một số trong sổ, rồi hiện đúng bản sẽ ký. Chưa xác nhận thì chưa ký.',
    confirm: (count: number) => `Xác nhận ký ${counted(count)} văn bản`,
    confirmHint: 'Một lần xác nhận cho mọi văn bản đang xem dưới đây; mỗi văn bản có kết quả riêng.',
    decline: 'Không ký',
    declineHint: 'Số đã giữ để trống, sổ ghi “không ký”; văn bản vẫn chờ ký.',
    results: 'Kết quả',
    done: (symbol: string) => `Đã ký và phát hành, số ${symbol}.`,
    doneSeal: (symbol: string) => `Đã ký, số ${symbol}; chờ văn thư đóng dấu.`,
    begun: (symbol: string) => `Đã giữ số ${symbol}; xem rồi xác nhận.`,
    declined: 'Không ký; số đã giữ để trống.',
    reserved: (symbol: string) => `Đã giữ số ${symbol}. Đây là đúng bản sẽ ký, từng chữ.`,
    otherDay: (symbol: string) =>
      `Số ${symbol} giữ từ hôm trước. Bấm giữ số lần nữa để bản sẽ ký mang ngày hôm nay.`,
    back: 'Chọn văn bản khác',
    openPage: 'Mở trang văn bản',
  },

  registers: {
    'so-quyet-dinh': 'Sổ quyết định',
    'so-thong-bao': 'Sổ thông báo',
    'so-bien-ban': 'Sổ biên bản',
    'so-giay-gioi-thieu': 'Sổ giấy giới thiệu',
    'so-cong-van': 'Sổ công văn',
    'so-van-ban-khac': 'Sổ văn bản khác',
  } as Record<string, string>,

  clerk: {
    title: 'Đóng dấu, số và ngày',
    waiting: 'Chờ đóng dấu',
    nothing: 'Không có văn bản nào chờ đóng dấu',
    nothingNext: 'Văn bản lãnh đạo đã ký sẽ hiện ở đây khi quy chế của cơ quan giao văn thư đóng dấu sau.',
    signedBy: (name: string, moment: string) => `${name} ký lúc ${moment}`,
    seal: 'Đóng dấu các văn bản đã chọn',
    sealHint: 'Con dấu của cơ quan được ký số lên đúng tệp lãnh đạo đã ký; văn bản phát hành ngay.',
    order: 'Số và ngày không theo thứ tự',
    orderNone: 'Trong năm nay mọi số đều theo thứ tự ngày.',
    orderColumns: { number: 'Số', register: 'Sổ', what: 'Chuyện gì', on: 'Ngày' },
    what: {
      before: 'Mang ngày trước ngày của một số nhỏ hơn',
      voided: 'Để trống',
      open: 'Đang ký, chưa phát hành',
    } as Record<string, string>,
  },

  absence: {
    title: 'Vắng mặt',
    lead: 'Những ngày vắng, việc chờ duyệt chuyển sang người thay. Luồng trình ghi rõ ai làm thay ai.',
    none: 'Không ai báo vắng.',
    who: 'Ai vắng',
    from: 'Từ ngày',
    to: 'Đến hết ngày',
    standIn: 'Người thay',
    standInNone: 'Cấp phó theo quy định của cơ quan',
    reason: 'Lý do',
    enter: 'Ghi vắng mặt',
    end: 'Đã về, bỏ ghi vắng',
    days: (from: string, to: string) => `${from} – ${to}`,
    columns: { who: 'Ai vắng', days: 'Những ngày', standIn: 'Người thay', act: 'Việc' },
    done: { enter: 'Đã ghi vắng mặt.', end: 'Đã bỏ ghi vắng.' } as Record<string, string>,
  },
}

export const routeRefusals = {
  'documents.not_of_agency': 'Văn bản này không phải dự thảo của cơ quan, nên không có luồng trình.',
  'documents.in_route':
    'Văn bản đang trình nên không sửa, không trình lại được. Rút lại, hoặc chờ người đang xem trả lại, rồi sửa.',
  'documents.not_approved':
    'Chưa ký được: văn bản chưa được duyệt, hoặc nội dung đã đổi sau khi duyệt. Trình duyệt bản hiện tại trước đã.',
  'documents.not_your_step': ({ who }) =>
    typeof who === 'string' && who !== ''
      ? `Bước này của ${who}. Người giữ chức vụ, người được ủy quyền, hoặc người thay khi họ vắng mới duyệt được.`
      : 'Lúc này văn bản không chờ ông/bà duyệt. Mở lại trang để xem văn bản đang ở đâu.',
  'documents.nobody_asked': (details) =>
    `Chọn ít nhất một cơ quan đang hoạt động hoặc một người để hỏi, nhiều nhất ${Number(details.most) || 50}.`,
  'documents.asked_already': (details) =>
    `${details.agency ? String(details.agency) : 'Nơi này'} đã được hỏi và chưa trả lời. Chờ trả lời rồi hỏi lại.`,
  'documents.opinion_not_found': 'Không có câu hỏi này cho ông/bà. Mở lại trang để xem.',
  'documents.wording_needed': 'Viết rõ ý kiến khi không đồng ý hoặc có ý kiến thêm.',
  'documents.absence_not_possible': ({ why }) =>
    why === 'days'
      ? 'Chọn ngày vắng từ hôm nay trở đi, ngày cuối không trước ngày đầu.'
      : why === 'whose'
        ? 'Chỉ văn thư và lãnh đạo ghi vắng cho người khác. Ông/bà ghi được cho chính mình.'
        : why === 'self'
          ? 'Người thay phải là người khác.'
          : 'Người vắng và người thay phải giữ chức vụ ở cơ quan này.',
  'documents.absence_not_found': 'Không có lần ghi vắng này, hoặc đã bỏ. Mở lại trang để xem.',
  'documents.form_unequal':
    'Sửa đổi, thay thế phải bằng văn bản cùng loại của cùng cơ quan; sai thể thức thì đính chính bằng công văn.',
  'documents.agency_unknown': ({ name }) =>
    `Không có cơ quan tên “${String(name ?? '')}”. Viết đúng tên như trong danh mục rồi làm lại.`,
  'documents.too_many_at_once': (details) =>
    `Chọn từ một đến ${Number(details.most) || 20} văn bản rồi làm lại.`,
} satisfies Refusals
