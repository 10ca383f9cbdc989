/** How far the engines and weights for speech and faces are, and what to do where they could not be fetched. */
const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString('vi-VN')} MB`

const failures: Record<string, string> = {
  no_network:
    'không tới được kho gói npm. Kiểm tra mạng hoặc proxy rồi chạy lại: npm run assets -- speech faces',
  disk_full: 'ổ đĩa không đủ chỗ. Dọn chỗ trống rồi chạy lại: npm run assets -- speech faces',
  damaged: 'tệp tải về không đúng tệp đã chọn nên không dùng. Chạy lại: npm run assets -- speech faces',
  failed: 'npm báo lỗi. Xem lỗi bằng: npm run assets -- speech faces',
}

export const assets = {
  help: `npm run assets -- [speech] [faces] [tùy chọn]

  Tải bộ máy và trọng số nhận tiếng nói (speech), khuôn mặt (faces) từ kho gói npm vào thư mục assets; mỗi tệp được đối chiếu
  SHA-256 với assets/assets.json. Dừng giữa chừng thì chạy lại: gói đã tải trọn không tải lại. Không ghi nhóm nào: xem tình trạng.

  --from DIR   chép các tệp lẻ (YuNet, MiniFAS) từ một thư mục; tệp không đúng thì không nhận
  --json       in tình trạng bằng JSON
  --help       trang này

  npm start tự tải khi đã sẵn sàng; --no-assets (biến NHIP_NO_ASSETS=true) để không tải. Thoát 0: xong. Thoát 2: không xong.`,
  group: { speech: 'Nhận tiếng nói', faces: 'Nhận khuôn mặt' },
  state: {
    absent: (bytes: number, of: number) =>
      bytes === 0 ? `chưa có (${megabytes(of)})` : `chưa đủ: có ${megabytes(bytes)} trong ${megabytes(of)}`,
    fetching: (bytes: number, of: number) => `đang tải: ${megabytes(bytes)} trong ${megabytes(of)}`,
    present: (_: number, of: number) => `đã có đủ (${megabytes(of)})`,
    damaged: () => 'đã hỏng: có tệp không đúng tệp đã chọn. Tải lại: npm run assets -- speech faces',
  },
  failure: (why: string) => failures[why] ?? failures.failed ?? why,
  notFetched: (why: string) =>
    `Chưa tải được bộ máy nhận tiếng nói, khuôn mặt: ${failures[why] ?? why} Chương trình vẫn chạy, các phần ấy tạm thiếu.`,
  fetched: 'Đã tải xong bộ máy nhận tiếng nói, khuôn mặt.',
  stopped: 'Đã dừng. Chạy lại thì tải tiếp từ gói còn thiếu.',
  waiting: 'Một lần chạy khác đang tải, chờ.',
  badCommand: 'Không hiểu dòng lệnh. Xem: npm run assets -- --help',
  noFolder: (path: string) => `Không thấy thư mục ${path}.`,
  brought: (path: string) => `Đã nhận ${path}.`,
  notThere: (path: string, address: string) => `Không thấy ${path}. Nơi công bố: ${address}`,
  notChosen: (path: string) =>
    `Không nhận ${path}: nội dung khác tệp đã chọn (SHA-256 trong assets/assets.json).`,
  noRoom: (path: string) => `Không ghi được ${path}: xem chỗ trống và quyền ghi của thư mục assets.`,
  single: { here: 'đã có', absent: 'chưa có, không bắt buộc' },
}
