/** Sources read into figures: what the command says, why a source stops, why a row waits in quarantine. */
interface Place {
  table?: string
  column?: string
  row?: number
  value?: string
  found?: string
}

const at = ({ table, column, row }: Place) =>
  [table && `bảng “${table}”`, column && `cột “${column}”`, row && `dòng ${row}`].filter(Boolean).join(', ')

const atPlace = (place: Place) => (at(place) ? ` (${at(place)})` : '')

const wrong = {
  required: 'bắt buộc phải có mà để trống',
  'formula-fault': 'công thức bị lỗi, chưa ra số',
  'not-a-number': 'không phải là số',
  'not-whole': 'phải là số nguyên',
  'not-a-day': 'không có ngày này',
  'not-a-flag': 'phải là có hoặc không',
  'too-small': 'nhỏ hơn mức cho phép',
  'too-large': 'lớn hơn mức cho phép',
  'too-short': 'ngắn hơn mức cho phép',
  'too-long': 'dài hơn mức cho phép',
  'not-in-list': 'không có trong danh mục',
  repeated: 'giá trị chỉ được có một lần mà đã có ở dòng trước',
  'key-repeated': 'khóa của dòng đã có ở dòng trước',
  'letters-lost': 'có chữ đã mất khi lưu tệp (�), không khôi phục được',
  unexpected: 'không đạt điều kiện của hợp đồng',
  'not-the-sum': 'dòng tổng không bằng tổng các dòng',
}

const stops = {
  empty: () => 'Tệp rỗng. Gửi lại tệp có dữ liệu.',
  'unknown-format': () => 'Không nhận ra dạng tệp. Gửi CSV, JSON, XML, Parquet, XLSX, XLS hoặc ODS.',
  'encoding-changes': (place: Place) =>
    `Bảng mã chữ đổi giữa tệp${atPlace(place)}: đọc cách nào cũng sai một phần. Lưu lại cả tệp theo UTF-8 rồi gửi lại.`,
  unreadable: (place: Place) =>
    `Không đọc được tệp${atPlace(place)}. Mở tệp bằng chương trình gốc, lưu lại rồi gửi lại.`,
  'too-large': ({ found = '', ...place }: Place) =>
    `Tệp quá lớn${found ? ` (${found})` : atPlace(place)}. Chia thành các tệp nhỏ hơn rồi gửi từng tệp.`,
  'unpacks-too-far': ({ found = '' }: Place) =>
    `Tệp nén bung ra quá lớn (${found}) nên không mở. Xóa phần thừa, lưu lại rồi gửi lại.`,
  'too-costly': () =>
    'Đọc tệp tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng. Chia tệp nhỏ hơn rồi gửi lại.',
  busy: () => 'Máy đang bận, chưa đọc được. Thử lại sau ít phút.',
  'no-table': () =>
    'Không thấy bảng nào trong tệp. Kiểm tra lại: bảng cần có dòng tiêu đề và ít nhất một dòng dữ liệu.',
  'unclear-number': ({ value = '', found, ...place }: Place) =>
    `Dấu chấm, phẩy trong số có thể hiểu hai cách${atPlace(place)}: “${value}”${found ? ` và “${found}”` : ''}. Ghi rõ trong hợp đồng dữ liệu (decimalChar) rồi nạp lại.`,
  'unclear-day': ({ value = '', found = '', ...place }: Place) =>
    `Ngày viết theo hai thứ tự${atPlace(place)}: “${value}” và “${found}”. Sửa cho thống nhất, hoặc ghi rõ trong hợp đồng dữ liệu (format) rồi nạp lại.`,
  'mixed-column': ({ value = '', found = '', ...place }: Place) =>
    `Cột vừa là số vừa là chữ${atPlace(place)}: “${value}” và “${found}”. Sửa tại nguồn, hoặc chọn kiểu trong hợp đồng dữ liệu rồi nạp lại.`,
  'column-missing': ({ found, ...place }: Place) =>
    `Thiếu cột đã hứa${atPlace(place)}${found ? `; có cột mới “${found}”, có thể là tên mới của cột này` : ''}. Hỏi đơn vị chủ quản, rồi sửa tệp hoặc sửa hợp đồng dữ liệu.`,
  'column-new': (place: Place) =>
    `Có cột chưa có trong hợp đồng${atPlace(place)}. Hỏi đơn vị chủ quản, rồi sửa tệp hoặc sửa hợp đồng dữ liệu.`,
  'table-missing': (place: Place) =>
    `Thiếu bảng đã hứa${atPlace(place)}. Gửi lại tệp đủ bảng, hoặc sửa hợp đồng dữ liệu.`,
  'table-new': (place: Place) =>
    `Có bảng chưa có trong hợp đồng${atPlace(place)}. Bỏ bảng này, hoặc sửa hợp đồng dữ liệu.`,
  'expectation-failed': ({ value = '', found = '', ...place }: Place) =>
    `Cả ${place.column ? 'cột' : 'bảng'} không đạt điều kiện ${value}${atPlace(place)}: đo được ${found || 'không gì cả'}. Không nạp; hỏi đơn vị chủ quản.`,
  'expectation-unusable': ({ value = '', found = '', ...place }: Place) =>
    `Điều kiện ${value} không hỏi được ở bảng này${atPlace(place)}: ${found}. Sửa hợp đồng dữ liệu.`,
  'nothing-right': ({ value = '', found, ...place }: Place) =>
    `Không dòng nào đạt hợp đồng nên không nạp. Lỗi đầu tiên${atPlace(place)}: “${value}” ${found && found in wrong ? wrong[found as keyof typeof wrong] : ''}.`,
}

export const datasets = {
  ingest: {
    help: `npm run ingest -- (--contract TỆP | --propose) [--json] NGUỒN [--out TỆP.parquet]

  Nạp một tệp số liệu (CSV, JSON, XML, Parquet, XLSX, XLS, ODS) theo hợp đồng dữ liệu: dòng đạt thì nhận, dòng lỗi vào khu cách ly kèm lý do.
  Chỗ nào hiểu được hai cách thì dừng và nói rõ, không đoán.

  --contract TỆP   hợp đồng dữ liệu (JSON; cột theo Table Schema)
  --propose        chưa có hợp đồng: in hợp đồng được đề xuất từ chính tệp và xét theo đó
  --out TỆP        ghi các dòng đạt ra Parquet; bảng thứ hai trở đi là TỆP-2.parquet …
  --json           in kết quả trên một dòng JSON
  --help           trang này

  Thoát 0: đã nạp. Thoát 1: dừng, kèm lý do. Thoát 2: gọi lệnh sai.`,
    badCommand: 'Ghi đúng một nguồn, và --contract TỆP hoặc --propose. Xem: npm run ingest -- --help',
    noFile: (path: string) => `Không mở được tệp ${path}. Kiểm tra lại đường dẫn và quyền đọc.`,
    badContract: (where: string) =>
      `Hợp đồng dữ liệu không đúng mẫu (${where}). Tạo mẫu đúng bằng --propose rồi sửa.`,
    loaded: (accepted: number, quarantined: number, overall: number) =>
      `Đã nạp ${accepted} dòng; ${quarantined} dòng vào khu cách ly; chất lượng ${overall}/100.`,
    wrongCell: (row: number, column: string, value: string, reason: string) =>
      `  dòng ${row}, cột “${column}”: “${value}” ${reason}`,
  },
  stops,
  wrong,
}
