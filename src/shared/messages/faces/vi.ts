/** The face in a picture: what is said of it, and of a picture that cannot be looked at. */
const problems: Record<string, string> = {
  no_picture: 'không phải ảnh JPEG hoặc PNG đọc được. Chụp hoặc lưu lại ảnh rồi thử lại.',
  too_large: 'lớn quá: tối đa 16 MB và 16 triệu điểm ảnh. Thu nhỏ ảnh rồi thử lại.',
  too_small: 'nhỏ quá: mỗi cạnh cần ít nhất 32 điểm ảnh.',
  unreadable: 'hỏng bên trong nên không đọc được. Chụp lại ảnh.',
  beyond_limits: 'tốn quá nhiều để đọc nên đã dừng. Chụp lại ảnh, hoặc lưu lại với kích thước nhỏ hơn.',
  busy: 'chưa đọc được vì máy đang bận. Thử lại sau ít phút.',
  no_face: 'không thấy khuôn mặt. Chụp lại: nhìn thẳng, đủ sáng, không che mặt.',
}

const notes: Record<string, string> = {
  several: 'có nhiều khuôn mặt, lấy khuôn mặt gần giữa ảnh nhất',
  small: 'khuôn mặt nhỏ quá',
  turned: 'khuôn mặt quay nghiêng',
  cut_off: 'khuôn mặt bị cắt ở mép ảnh',
  dark: 'khuôn mặt tối quá',
}

export const faces = {
  help: `npm run faces -- compare ẢNH ẢNH [tùy chọn]

  Hai ảnh (JPEG, PNG) có phải một người không: điểm giống nhau từ −1 đến 1, và có đạt ngưỡng không. Kết quả là đề xuất,
  không phải kết luận về danh tính.

  --threshold N   ngưỡng, mặc định 0.40
  --json          in JSON: score, same
  --help          trang này

  Thoát 0: đã so. Thoát 2: không so được (thiếu bộ máy, ảnh hỏng, không thấy mặt).`,
  badCommand: 'Không hiểu dòng lệnh. Xem: npm run faces -- --help',
  badThreshold: '--threshold cần một số từ −1 đến 1, ví dụ 0.40.',
  noFile: (path: string) => `Không mở được tệp ${path}. Kiểm tra lại đường dẫn và quyền đọc.`,
  missing: (state: string) =>
    state === 'damaged'
      ? 'Bộ máy nhận khuôn mặt đã hỏng. Tải lại: npm run assets -- faces'
      : 'Chưa có bộ máy nhận khuôn mặt. Tải: npm run assets -- faces',
  problem: (path: string, problem: string) => `${path}: ${problems[problem] ?? problem}`,
  note: (path: string, note: string) => `${path}: ${notes[note] ?? note}.`,
  result: (score: string, same: boolean, threshold: string) =>
    `Giống nhau ${score}: ${same ? 'đạt' : 'không đạt'} ngưỡng ${threshold}.`,
  evaluation: {
    noPhotos: (folder: string) => `Không có ảnh nào trong ${folder}. Tên ảnh: người_số.jpg`,
    set: (
      set: string,
      day: string,
      detector: string,
      photos: number,
      without: number,
      genuine: number,
      impostors: number,
    ) =>
      `${set}, ngày ${day.split('-').reverse().join('/')}, tìm mặt bằng ${detector}: ${photos} ảnh (${without} không thấy mặt), ${genuine} cặp cùng người, ${impostors} cặp khác người`,
    detector: { yunet: 'YuNet', mesh: 'BlazeFace và lưới mặt (đi kèm)' },
    atFalseAccept: (threshold: string) => `nhận đúng khi nhận nhầm 1/1.000 (ngưỡng ${threshold})`,
    trueAccept: (threshold: string) => `nhận đúng ở ngưỡng đang dùng ${threshold}`,
    falseAccept: (threshold: string) => `nhận nhầm ở ngưỡng đang dùng ${threshold}`,
  },
}
