/** The tasks found in a notice of conclusions. */
export const conclusions = {
  help: `npm run conclusions -- TỆP [--json]

Tìm các nhiệm vụ trong một thông báo kết luận (tệp chữ UTF-8): ai chủ trì, phối hợp với ai, thời hạn, báo cáo ai.
Nhiệm vụ tìm được là đề xuất để người soát lại, không thay văn bản.

  --json   in JSON
  --help   in hướng dẫn này`,
  oneFile: 'Ghi đúng một tệp chữ. Xem --help.',
  noFile: (path: string) => `Không mở được tệp ${path}. Kiểm tra lại đường dẫn và quyền đọc.`,
  tooLarge: 'Tệp lớn hơn 2 MB. Chỉ đưa phần chữ của thông báo.',
  noText: 'Tệp không phải chữ UTF-8. Lưu lại thông báo thành tệp chữ (.txt, UTF-8) rồi thử lại.',
  coordinators: 'Phối hợp',
  deadline: 'Thời hạn',
  until: (said: string, day: string, isInferred: boolean) =>
    `${said} (${day}${isInferred ? ', năm suy ra từ ngày của thông báo' : ''})`,
  reportTo: 'Báo cáo',
  sum: (tasks: number) => (tasks === 0 ? 'Không thấy nhiệm vụ nào.' : `${tasks} nhiệm vụ.`),
}
