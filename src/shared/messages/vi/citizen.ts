/** The information pages: home, the list of services, one service, privacy, accessibility. */
export const citizen = {
  home: {
    title: 'Dịch vụ công thành phố Huế',
    ask: 'Ông/bà cần làm việc gì?',
    findService: 'Tìm dịch vụ',
    found: (count: number, query: string) =>
      count === 0 ? `Chưa thấy dịch vụ nào khớp với “${query}”` : `${count} dịch vụ khớp với “${query}”`,
    seeAllFound: (count: number) => `Xem cả ${count} dịch vụ`,
    notFoundAdvice:
      'Thử chữ khác, ví dụ “khai sinh”, “đất”, “kinh doanh”, hoặc gọi 1900 1075 để được chỉ dẫn.',
    popular: 'Nhiều người cần',
    seeAll: (count: number) => `Xem tất cả ${count} dịch vụ, theo lĩnh vực`,
    trackTitle: 'Hồ sơ đã nộp đến đâu?',
    dossierCode: 'Mã hồ sơ',
    dossierCodeHint: 'Ở đầu giấy hẹn hoặc trong tin nhắn, ví dụ H57.16.02-261123-0007',
    track: 'Tra cứu',
    trackNote: 'Không cần đăng nhập. Trang này chỉ cho biết hồ sơ đang ở bước nào, không có thông tin riêng.',
  },
  services: {
    title: 'Dịch vụ',
    all: 'Tất cả',
    fields: 'Lĩnh vực',
    count: (count: number) => `${count} dịch vụ`,
    countIn: (count: number, field: string) => `${count} dịch vụ về ${field}`,
    clear: 'Bỏ tìm, xem tất cả',
  },
  service: {
    start: 'Bắt đầu nộp hồ sơ',
    signInFirst: 'Sẽ cần đăng nhập. Những gì đã biết về ông/bà được điền sẵn.',
    when: 'Khi nào có',
    fee: 'Lệ phí',
    how: 'Cách nộp',
    where: 'Nơi giải quyết',
    prepare: 'Ông/bà cần chuẩn bị',
    notNeeded: 'Ông/bà không phải nộp',
    steps: 'Các bước',
    legalBasis: 'Căn cứ pháp lý',
    result: 'Kết quả',
    code: 'Mã thủ tục',
  },
}
