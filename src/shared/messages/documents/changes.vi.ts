import type { Refusals } from '../refusals.ts'

const by = (symbol: string, day: string) =>
  `${symbol ? ` số ${symbol}` : ' khác của nơi ban hành'}${day ? ` ngày ${day}` : ''}`

/** What became of a document after it was issued: when, and by which number and day. Each is a sentence without its stop. */
export const changes = {
  titleOf: (isFrozen: boolean) =>
    isFrozen ? 'Không làm theo văn bản này nữa' : 'Văn bản này đã được sửa đổi hoặc đính chính',
  revoked: (at: string, _symbol = '', _day = '') => `Đã bị nơi ban hành thu hồi ngày ${at}`,
  replaced: (_at: string, symbol: string, day: string) => `Đã được thay thế bằng văn bản${by(symbol, day)}`,
  amended: (_at: string, symbol: string, day: string) =>
    `Đã được sửa đổi, bổ sung bằng văn bản${by(symbol, day)}`,
  corrected: (_at: string, symbol: string, day: string) =>
    `Đã được đính chính bằng công văn${by(symbol, day)}`,
  undone: (at: string, symbol: string, day: string) =>
    `Văn bản${by(symbol, day)} nói trên đã bị nơi ban hành thu hồi hoặc thay thế ngày ${at}`,
  open: 'Mở văn bản đó',
  /** Of what stands no longer. */
  frozen:
    'Không giao, trả lời văn bản này nữa; có văn bản thay thế thì làm theo văn bản ấy. Việc đang mở thì bấm “Kết thúc, không trả lời”; những gì đã làm giữ nguyên.',
  /** Before it is entered. */
  arrived: 'Vẫn vào sổ được, sổ sẽ ghi như vậy. Không cần lưu thì chọn Không nhận.',
  known: 'Tôi biết văn bản này không còn hiệu lực',
  knownHint: 'Vẫn xếp vào hồ sơ để lưu; mục lục ghi rõ văn bản đã bị thu hồi hoặc thay thế.',
  /** In a package, as PREMIS names what happened. */
  events: {
    revoked: 'thu hồi',
    replaced: 'thay thế',
    amended: 'sửa đổi, bổ sung',
    corrected: 'đính chính',
    undone: 'thu hồi, thay thế văn bản đã sửa đổi, thay thế, đính chính',
  },
}

export const changesRefusals = {
  'documents.frozen': ({ why }) =>
    `${why ? String(why) : 'Văn bản đã bị thu hồi hoặc thay thế'} nên không giao, trả lời hay mở lại được. Việc đang mở thì bấm “Kết thúc, không trả lời” và ghi lý do đó.`,
  'documents.frozen_to_file': ({ why }) =>
    `${why ? String(why) : 'Văn bản đã bị thu hồi hoặc thay thế'} nên không xếp vào hồ sơ như văn bản còn hiệu lực. Cần lưu cho đủ hồ sơ thì mở lại trang của văn bản, đánh dấu ô “Tôi biết văn bản này không còn hiệu lực” rồi xếp lại.`,
} satisfies Refusals
