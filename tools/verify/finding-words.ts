/** What verification found, in words that say what to do. */
import type { Finding } from '#server/platform/log/seal/finding.ts'
import type { Known } from '#server/platform/log/seal/verify/verify-log.ts'
import { formatDateTime } from '#shared/dates.ts'

const batches = ({ batch, upTo }: Finding) => (upTo ? `các lô ${batch} đến ${upTo}` : `lô ${batch}`)
const placeOf = ({ place }: Finding) => (place === 'keys' ? 'thư mục keys' : place)
const restoreFirst = 'phục hồi từ bản sao lưu bằng npm run restore, lệnh ấy ghi nhận những niêm phong phải bỏ'

const findingWords: Record<Finding['kind'], (finding: Finding) => string> = {
  row_changed: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị sửa`,
  row_removed: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị xóa`,
  row_inserted: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị chèn thêm`,
  row_moved: ({ batch, id }) =>
    batch === undefined
      ? `Sự kiện ${id} bị đặt sau mọi giao dịch đã có, nơi không niêm phong nào tới`
      : `Lô ${batch}: sự kiện ${id} bị đổi chỗ`,
  row_unmarked: ({ id }) => `Sự kiện ${id} không do chương trình ghi, hoặc bị sửa trước khi niêm phong`,
  row_copied: ({ id }) => `Sự kiện ${id} bị chèn thêm: chép lại một sự kiện khác`,
  batch_differs: ({ batch }) => `Lô ${batch}: các sự kiện không còn như lúc niêm phong`,
  seal_changed: ({ batch }) => `Lô ${batch}: niêm phong bị sửa, hoặc ký bằng khóa lạ`,
  seal_removed: (finding) => `Niêm phong của ${batches(finding)} bị xóa: ${restoreFirst}`,
  sequence_reset: ({ id }) =>
    `Bộ đếm của nhật ký bị đặt lùi dưới sự kiện ${id}: đặt lại bằng setval, rồi tìm người đã đổi`,
  key_changed: ({ key }) =>
    key === 'event'
      ? 'Khóa keys/event.key không phải khóa đã ghi nhật ký này: đặt lại khóa từ bản sao lưu'
      : `Khóa niêm phong trong keys không phải khóa ${key} đã ký neo: đặt lại khóa từ bản sao lưu`,
  anchor_missing: () =>
    'Không còn neo niêm phong ở chỗ nào dù đã có niêm phong hay khóa: đặt lại keys/seal-anchor.log từ bản sao mới nhất',
  anchor_changed: (finding) =>
    `Neo ở ${placeOf(finding)} bị sửa${finding.line ? ` tại dòng ${finding.line}` : ''}: giữ tệp lại làm chứng, đặt lại từ nơi khác`,
  anchor_forged: (finding) =>
    `Neo ở ${placeOf(finding)} ký bằng khóa lạ ${finding.key}: giữ tệp lại làm chứng`,
  anchor_rolled_back: (finding) =>
    `Cơ sở dữ liệu có ${batches(finding)} mà neo không biết: neo bị lùi về bản cũ, đặt lại bản mới nhất`,
  anchor_differs: (finding) =>
    `Neo ở ${placeOf(finding)} khác các nơi kia: giữ tệp lại làm chứng, so từng dòng`,
  place_missing: (finding) => `Không còn neo ở ${placeOf(finding)}: gắn lại ổ đĩa, hoặc tìm người đã xóa`,
  place_unreachable: (finding) => `Không đọc được neo ở ${placeOf(finding)}: gắn lại ổ đĩa hoặc mở quyền đọc`,
  place_behind: (finding) =>
    `Neo ở ${placeOf(finding)} dừng ở dòng ${finding.line}, sau các nơi kia: ổ đĩa từng bị ngắt, hoặc tệp bị lùi`,
}

const knownWords: Record<Known['kind'], ((known: Known) => string) | undefined> = {
  opened: undefined,
  sealing: undefined,
  sealed: undefined,
  joined: undefined,
  given_up: ({ lost, ...known }) =>
    `Niêm phong của ${batches({ kind: 'seal_removed', batch: lost?.first ?? 0, ...upTo(lost) })} đã bỏ khi khôi phục${said(known)}`,
  caught_up: ({ batch, ...known }) => `Neo được đưa tới lô ${batch} sau khi khôi phục${said(known)}`,
  accepted: ({ batch, ...known }) => `Quyết định niêm phong tiếp từ lô ${batch}${said(known)}`,
  completed: ({ place = '', ...known }) =>
    `Neo ở ${place === 'keys' ? 'thư mục keys' : place} được chép bù những dòng còn thiếu${said(known)}`,
  rows_alike: ({ ids = [] }) =>
    `Các sự kiện ${ids.join(', ')} giống hệt nhau, ghi trong cùng một mili giây bởi phiên bản cũ`,
}

function upTo(lost: Known['lost']): { upTo?: number } {
  return lost && lost.last > lost.first ? { upTo: lost.last } : {}
}

function said({ at, by, reason }: Known | Omit<Known, 'lost'>): string {
  const parts = [at && formatDateTime(at), by && `bởi ${by}`, reason && `“${reason}”`].filter(Boolean)
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

export function sayFinding(finding: Finding): string {
  return findingWords[finding.kind](finding)
}

/** What signed lines of the anchor say of the past: no findings. */
export function sayKnown(known: Known): string {
  return `Đã biết: ${knownWords[known.kind]?.(known) ?? known.kind}`
}
