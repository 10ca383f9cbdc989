import { provinceCalled, provinceWords, sampleDossierCode } from '../../province-words.ts'

/** The first page citizens meet. */
export const home = {
  title: `Dịch vụ công ${provinceCalled}`,
  ask: 'Ông/bà cần làm việc gì?',
  description: 'Tìm việc cần làm, nộp hồ sơ qua mạng và theo dõi đến khi có kết quả.',
  example: 'Ví dụ: khai sinh, sổ đỏ, hộ kinh doanh',
  findService: 'Tìm dịch vụ',
  found: (count: number, query: string) =>
    count === 0 ? `Chưa thấy việc nào khớp với “${query}”` : `${count} việc khớp với “${query}”`,
  seeAllFound: (count: number) => `Xem cả ${count} việc`,
  notHere: 'Không làm ở đây.',
  onThePortal: 'Nộp qua mạng: Cổng Dịch vụ công quốc gia.',
  notFoundAdvice: `Thử chữ khác, ví dụ “khai sinh”, “đất”, “kinh doanh”, hoặc gọi ${provinceWords.hotline} để được chỉ dẫn.`,
  popular: 'Nhiều người cần',
  seeAll: (count: number) => `Xem tất cả ${count} dịch vụ, theo lĩnh vực`,
  trackTitle: 'Hồ sơ đã nộp đến đâu?',
  dossierCode: 'Mã hồ sơ',
  dossierCodeHint: `Ở đầu giấy hẹn, ví dụ ${sampleDossierCode}`,
  track: 'Tra cứu',
  trackNote: 'Không cần đăng nhập. Trang này chỉ cho biết hồ sơ đang ở bước nào, không có thông tin riêng.',
}
