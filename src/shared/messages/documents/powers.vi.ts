import type { Refusals } from '../refusals.ts'

/** What answers a dossier, beside the types of Nghị định 30/2020/NĐ-CP. */
const results: Record<string, string> = {
  certificate: 'Giấy chứng nhận',
  confirmation: 'Giấy xác nhận',
  permit: 'Giấy phép',
  extract: 'Trích lục',
  copy: 'Bản sao chứng thực',
}

/** Giao quyền ký: who signs for whom, what, from when to when. */
export const powers = {
  title: 'Giao quyền ký',
  lead: 'Ai được giao ký thay (KT.), thừa lệnh (TL.), thừa ủy quyền (TUQ.), ký những văn bản nào, theo văn bản nào, từ ngày nào đến ngày nào.',
  kept: 'Việc giao chỉ thêm hoặc chấm dứt sớm, từ hôm nay trở đi; ngày đã qua giữ nguyên. Văn bản đã xác nhận ký vẫn có giá trị.',
  day: 'Xem ngày',
  look: 'Xem',
  badDay: 'Ngày không đọc được, trang này theo ngày hôm nay.',
  inForce: (day: string) => `Đang được giao quyền ký ngày ${day}`,
  none: 'Ngày này không có ai được giao quyền ký: chỉ người giữ chức vụ có thẩm quyền ký.',
  others: 'Chưa đến ngày hoặc đã hết',
  columns: { who: 'Người được giao', what: 'Được ký', days: 'Thời hạn', act: 'Việc' },
  noTitle: 'không còn giữ chức vụ ở cơ quan',
  gone: 'tài khoản không còn',
  line: (authority: string, title: string) => `${authority} ${title}`,
  ofAgency: (title: string, agency: string) => `${title}, ${agency}`,
  results,
  everyType: 'Mọi loại văn bản',
  types: (names: string) => `Loại: ${names}`,
  books: (names: string) => `Sổ: ${names}`,
  everyBook: 'mọi sổ',
  by: (decision: string, day: string) => (day ? `${decision} ngày ${day}` : decision),
  span: (from: string, to: string) => `từ ${from} đến hết ${to}`,
  states: {
    to_come: 'Chưa đến ngày',
    in_force: 'Đang có hiệu lực',
    ended: 'Đã hết hiệu lực',
    early: 'Đã chấm dứt sớm',
    undone: 'Đã thôi giao trước khi bắt đầu',
  } as Record<string, string>,
  madeBy: (who: string, moment: string) => `${who} giao, ghi lúc ${moment}`,
  endedBy: (who: string, { from, at, why }: { from: string; at: string; why: string }) =>
    `${who} chấm dứt từ ${from}, ghi lúc ${at}: ${why}`,
  hindered: {
    left: 'Tài khoản đã khóa hoặc không còn việc: không ký được. Chấm dứt việc giao, rồi giao người khác.',
    no_position: 'Không còn giữ chức vụ ở cơ quan: không ký được. Chấm dứt việc giao, rồi giao người khác.',
    no_role:
      'Chưa có vai trò lãnh đạo ở cơ quan này nên chưa ký được trên hệ thống. Đề nghị quản trị cấp vai trò.',
  } as Record<string, string>,

  end: (who: string) => `Chấm dứt sớm: ${who}`,
  endFrom: 'Không còn quyền từ ngày',
  endWhy: 'Lý do, hoặc số và ngày của văn bản chấm dứt',
  endGo: 'Chấm dứt',

  give: {
    title: 'Giao quyền ký cho một người',
    onlyHead: 'Người giữ chức vụ có thẩm quyền ký thì giao được quyền ký của mình, và chấm dứt sớm.',
    nothing:
      'Chức vụ của ông/bà không có quyền ký để giao: theo Điều 13 Nghị định 30/2020/NĐ-CP, người đứng đầu giao quyền ký; cấp phó ký thay và người ký thừa ủy quyền không giao lại.',
    nobody:
      'Chưa có ai khác giữ chức vụ ở cơ quan hoặc đơn vị thuộc cơ quan. Bổ nhiệm trước, rồi giao quyền ký.',
    position: 'Quyền ký của chức vụ',
    authority: 'Ký với tư cách',
    ways: {
      'KT.': {
        label: 'Ký thay (KT.)',
        help: 'Cấp phó ký thay người đứng đầu những việc được phân công.',
      },
      'TL.': {
        label: 'Thừa lệnh (TL.)',
        help: 'Người đứng đầu đơn vị thuộc cơ quan ký một số loại văn bản; chỉ giao lại được cho cấp phó của mình ký thay.',
      },
      'TUQ.': {
        label: 'Thừa ủy quyền (TUQ.)',
        help: 'Trường hợp đặc biệt: ký một số văn bản lẽ ra người đứng đầu phải ký, trong thời hạn, và không được ủy quyền lại. Phải chọn loại văn bản hoặc sổ.',
      },
    },
    to: 'Giao cho',
    person: (name: string, title: string) => `${name}, ${title}`,
    types: 'Loại văn bản',
    typesHint: 'Không chọn loại nào thì được ký mọi loại.',
    books: 'Sổ đăng ký',
    booksHint: 'Không chọn sổ nào thì được ký ở mọi sổ.',
    scope: 'Nội dung được giao ký',
    scopeHint: 'Ghi như trong văn bản giao quyền, ví dụ: công văn về tiếp công dân.',
    decision: 'Văn bản giao quyền ký',
    decisionHint: 'Tên loại và số, ký hiệu, ví dụ: Quyết định số 12/QĐ-UBND.',
    decidedOn: 'Ngày của văn bản ấy',
    validFrom: 'Được ký từ ngày',
    validTo: 'Đến hết ngày',
    save: 'Giao quyền ký',
  },
  done: {
    give: 'Đã giao quyền ký. Người nhận và văn thư đã được báo.',
    end: 'Đã ghi ngày chấm dứt. Người ấy và văn thư đã được báo.',
  } as Record<string, string>,
}

export const powersRefusals = {
  'documents.power_not_possible': ({ why }) =>
    why === 'book'
      ? 'Cơ quan không có sổ đã chọn. Mở lại trang rồi chọn sổ khác.'
      : 'Người này không còn làm việc trên hệ thống: tài khoản đã khóa hoặc không còn vai trò nào. Chọn người khác.',
} satisfies Refusals
