import type { Refusals } from '../refusals.ts'

/** What a clerk notes by hand: what the sender wrote it did to a document that came. */
export const senderNotes = {
  open: 'Nơi gửi đã thu hồi, thay thế, sửa đổi văn bản này',
  title: (number: string) => `Nơi gửi thu hồi, thay thế, sửa đổi: số đến ${number}`,
  back: (number: string) => `Số đến ${number}`,
  lead: 'Ghi khi nơi gửi có văn bản nói vậy. Ghi thu hồi hoặc thay thế thì văn bản này không giao, không trả lời được nữa; những gì đã làm giữ nguyên. Người đang giữ việc được báo.',
  followed:
    'Văn bản này đến qua trục liên thông, từ cơ quan trong hệ thống: nơi gửi thu hồi, thay thế, sửa đổi thì ở đây tự ghi.',
  change: 'Nơi gửi đã làm gì',
  changes: {
    revoked: 'Thu hồi',
    replaced: 'Thay thế bằng văn bản khác',
    amended: 'Sửa đổi, bổ sung bằng văn bản khác',
    corrected: 'Đính chính bằng công văn',
  },
  arrival: 'Số đến của văn bản nói điều đó',
  arrivalHint: 'Ghi như 12/2026, nếu văn bản ấy đã vào sổ. Chưa vào sổ thì để trống, ghi hai ô dưới.',
  symbol: 'Số, ký hiệu của văn bản ấy',
  day: 'Ngày của văn bản ấy',
  submit: 'Ghi',
  noted: 'Đã ghi việc nơi gửi thu hồi, thay thế, sửa đổi.',
  notes: 'Đã ghi tay',
  note: (what: string, symbol: string, day: string) => `${what}: văn bản số ${symbol} ngày ${day}`,
  undo: 'Ghi nhầm, bỏ',
  undoReason: 'Vì sao bỏ',
  undoHint: 'Ít nhất mười chữ cái. Bỏ thì văn bản này lại giao, trả lời được như trước.',
  undone: 'Đã bỏ phần ghi nhầm.',
}

const unclear = {
  followed:
    'Văn bản này đến qua trục liên thông từ cơ quan trong hệ thống, nên không ghi tay: nơi gửi thu hồi, thay thế, sửa đổi thì ở đây tự ghi.',
  document:
    'Chưa rõ văn bản nào nói điều đó. Ghi số đến của văn bản ấy, hoặc ghi đủ số, ký hiệu và ngày của nó.',
  arrival:
    'Không có văn bản nào khác mang số đến ấy trong sổ của cơ quan. Ghi như 12/2026, hoặc để trống rồi ghi số, ký hiệu và ngày.',
  future: 'Ngày của văn bản ấy không thể sau hôm nay. Ghi đúng ngày in trên văn bản.',
  twice: 'Việc này theo văn bản ấy đã ghi rồi. Mở lại trang để xem.',
  gone: 'Phần ghi này không còn. Mở lại trang để xem.',
}

export const senderNoteRefusals = {
  'documents.sender_note_unclear': ({ why }) =>
    (unclear as Record<string, string>)[String(why)] ?? unclear.document,
} satisfies Refusals
