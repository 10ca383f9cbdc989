/** Words about what was said in a meeting: read, corrected, taken to the conclusions. */
import type { Refusals } from '../refusals.ts'

export const transcript = {
  title: 'Bản gỡ băng',
  open: 'Bản gỡ băng cuộc họp',
  logged:
    'Máy gỡ có thể sai: đối chiếu với bản ghi âm trước khi dùng. Mỗi lượt đọc được ghi lại: ai đọc, lúc nào.',
  /** How far it is, in minutes. */
  heard: {
    none: 'Chưa có bản ghi âm nào của cuộc họp này để gỡ.',
    all: (taken: number) => `Máy đã gỡ xong ${taken} phút ghi âm.`,
    part: (heard: number, taken: number) => `Máy đã gỡ ${heard} trong ${taken} phút ghi âm.`,
    unheard: (seconds: number) =>
      `Có ${seconds} giây máy thử nhiều lần không gỡ được: nghe bản ghi âm để ghi lời ở đoạn ấy.`,
    engines: {
      fetching: (percent: number) =>
        `Đang tải bộ gỡ băng: ${percent} %. Cứ họp và ghi âm; tải xong, máy tự gỡ từ đầu.`,
      absent: (percent: number) =>
        `Chưa có bộ gỡ băng (có ${percent} %). Cứ họp và ghi âm, không gì mất. Người quản trị máy chạy: npm run assets -- speech; tải xong, máy tự gỡ từ đầu.`,
      damaged: () =>
        'Bộ gỡ băng đã hỏng. Cứ họp và ghi âm, không gì mất. Người quản trị máy chạy: npm run assets -- speech; xong, máy tự gỡ tiếp từ chỗ dừng.',
    } as Record<string, (percent: number) => string>,
  },
  none: 'Chưa có lời nào được gỡ',
  noneNext: 'Khi có bản ghi âm và bộ gỡ băng, lời nói hiện ở đây theo từng nội dung họp.',
  noSound: 'Cuộc họp trong dữ liệu mẫu: lời được gõ sẵn, không có tiếng để nghe.',
  items: 'Chọn nội dung họp',
  item: (number: number, title: string) => `${number}. ${title}`,
  whole: 'Cả cuộc họp',
  log: (item: string) => `Lời nói: ${item}`,
  live: 'Đang họp: lời mới hiện dần ở cuối danh sách.',
  held: 'Đang sửa một lời: lời mới hiện khi sửa xong.',
  lost: 'Mất kết nối: lời mới không tự hiện. Tải lại trang để xem.',
  unknown: 'Chưa rõ ai nói',
  play: (clock: string) => `Nghe từ ${clock}`,
  part: (from: number, to: number, of: number) => `Lời ${from} đến ${to} trong ${of}`,
  next: 'Các lời sau',
  before: 'Các lời trước',
  passes: { typed: 'Gõ tay', caption: 'Phụ đề, chưa gỡ kỹ', second: 'Máy gỡ' },
  byHand: 'Đã sửa tay',
  edit: {
    open: 'Sửa',
    of: (clock: string) => `Sửa lời lúc ${clock}`,
    close: 'Thôi sửa',
    words: 'Lời nói',
    wordsHint: 'Xuống dòng để tách thành nhiều lời.',
    who: 'Người nói',
    nobody: 'Chưa rõ, hoặc không có trong danh sách mời',
    other: 'Tên người nói, nếu không có trong danh sách mời',
    save: 'Lưu',
    stands: 'Người khác vừa sửa lời này thành:',
    join: 'Nối với lời sau',
    joinWith: (words: string) => `Lời sau: “${words}”`,
    remove: 'Bỏ lời này',
    removeHint: 'Người đọc không còn thấy; người điều hành cuộc họp lấy lại được.',
    gone: 'Lời này không còn trong bản gỡ băng.',
  },
  history: {
    title: 'Lịch sử sửa',
    none: 'Chưa ai sửa.',
    acts: {
      word: 'sửa lời',
      name: 'đổi người nói',
      split: 'tách lời',
      join: 'nối lời',
      remove: 'bỏ lời',
      restore: 'lấy lại lời',
    },
    line: (name: string, act: string, when: string) => `${name} ${act}, ${when}. Trước đó:`,
    before: (speaker: string, words: string) => `${speaker}: “${words}”`,
  },
  removed: {
    title: (count: number) => `Lời đã bỏ (${count})`,
    restore: 'Lấy lại',
    restoreOf: (clock: string) => `Lấy lại lời lúc ${clock}`,
  },
  take: {
    title: 'Đưa lời chủ trì vào kết luận',
    hint: 'Chọn các lời của chủ trì rồi đưa sang bảng kết luận; mỗi câu giữ chỗ đã nói để nghe lại.',
    one: (clock: string) => `Chọn lời lúc ${clock}`,
    act: 'Đưa các lời đã chọn vào kết luận',
  },
  file: {
    title: (meeting: string) => `Bản gỡ băng: ${meeting}`,
    note: 'Lời nói do máy gỡ và người sửa lại; không thay cho biên bản.',
    take: 'Tải bản gỡ băng về',
    forms: { txt: 'Văn bản (TXT)', vtt: 'Phụ đề (VTT)', docx: 'Word (DOCX)' },
  },
  done: {
    write: 'Đã lưu lời đã sửa.',
    join: 'Đã nối hai lời.',
    remove: 'Đã bỏ lời. Lấy lại được ở cuối trang.',
    restore: 'Đã lấy lại lời.',
  } as Record<string, string>,
}

export const transcriptRefusals: Refusals = {
  'meetings.not_written': 'Cuộc họp hạn chế không ghi âm và không gỡ băng.',
  'meetings.segment_gone':
    'Lời này đã được bỏ, nối vào lời khác hoặc gỡ lại. Mở lại bản gỡ băng để sửa lời đang có.',
  'meetings.segment_changed':
    'Người khác vừa sửa lời này. Xem lời đang có ở dưới; bấm Lưu lần nữa để thay bằng lời vừa gõ.',
  'meetings.not_neighbours':
    'Chỉ nối được hai lời liền nhau của cùng một bản ghi âm. Tải lại trang rồi chọn lại.',
  'meetings.parts_many': ({ most }) => `Mỗi lần chỉ tách thành nhiều nhất ${most} lời. Bớt dòng rồi lưu lại.`,
  'meetings.nothing_spoken':
    'Chưa chọn lời nào của chủ trì, hoặc các lời đã chọn đều ở trong kết luận rồi. Chọn lời khác của chủ trì.',
}
