import { formatNumber } from '../../money.ts'

const counted = (count: number): string => formatNumber(count, 0)

/** Where drafts of an agency are signed, sealed, and stood in for. */
export const desk = {
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
    confirmHint: 'Một lần xác nhận cho mọi văn bản đang xem ở trên; mỗi văn bản có kết quả riêng.',
    decline: 'Không ký',
    declineHint: 'Lý do này ghi cho mọi số đang xem ở trên. Số đã giữ để trống; văn bản vẫn chờ ký.',
    results: 'Kết quả',
    done: (symbol: string) => `Đã ký và phát hành, số ${symbol}.`,
    doneSeal: (symbol: string) => `Đã ký, số ${symbol}; chờ văn thư đóng dấu.`,
    begun: (symbol: string) => `Đã giữ số ${symbol}; xem rồi xác nhận.`,
    declined: 'Không ký; số đã giữ để trống.',
    reserved: (symbol: string) => `Đã giữ số ${symbol}. Đây là đúng bản sẽ ký, từng chữ.`,
    otherDay: (symbol: string) =>
      `Số ${symbol} giữ từ hôm trước. Bấm giữ số lần nữa để bản sẽ ký mang ngày hôm nay; số đã quá thời hạn giữ thì để trống và lấy số mới.`,
    back: 'Chọn văn bản khác',
    openPage: 'Mở trang văn bản',
  },

  clerk: {
    title: 'Đóng dấu, số và ngày',
    waiting: 'Chờ đóng dấu',
    nothing: 'Không có văn bản nào chờ đóng dấu',
    nothingNext: 'Văn bản lãnh đạo đã ký sẽ hiện ở đây khi quy chế của cơ quan giao văn thư đóng dấu sau.',
    signedBy: (name: string, moment: string) => `${name} ký lúc ${moment}`,
    seal: 'Đóng dấu các văn bản đã chọn',
    sealHint: 'Con dấu của cơ quan được ký số lên đúng tệp lãnh đạo đã ký; văn bản phát hành ngay.',
    refuse: (symbol: string) => `Không đóng dấu số ${symbol}`,
    refuseReason: 'Sai ở đâu',
    refuseHint:
      'Số để trống, sổ ghi “không đóng dấu” và lý do; văn bản trả lại người soạn, sửa rồi trình lại. Người ký được báo.',
    refuseGo: 'Không đóng dấu, trả lại để sửa',
    refused: 'Đã trả lại người soạn; số để trống với lý do ghi trong sổ.',
    order: 'Số và ngày không theo thứ tự',
    orderNone: 'Trong năm nay mọi số đều theo thứ tự ngày.',
    toOpen: 'Xem số đang giữ',
    orderColumns: { number: 'Số', register: 'Sổ', what: 'Chuyện gì', on: 'Ngày' },
    what: {
      late: 'Mang ngày sau ngày của một số lớn hơn',
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

  agencyLines: {
    find: (label: string) => `${label}: tìm theo tên`,
    how: 'Gõ vài chữ của tên, có dấu hay không, rồi chọn trong danh sách hiện ra.',
    one: 'Có một cơ quan: chọn ở dưới, hoặc bấm Enter.',
    add: 'Thêm',
    added: (name: string) => `Đã thêm ${name}.`,
    several: (count: number) =>
      count === 0
        ? 'Không có cơ quan nào tên như vậy. Gõ ít chữ hơn.'
        : `Có ${counted(count)} cơ quan tên như vậy. Chọn một tên ở dưới, hoặc gõ thêm.`,
  },
}
