import type { Refusals } from '../refusals.ts'
import { accounts } from './accounts.vi.ts'
import { events } from './events.vi.ts'
import { jobs } from './jobs.vi.ts'

/** Words of the administrators' pages. */
export const administration = {
  title: 'Quản trị',
  titleOf: (page: string) => `${page}, quản trị`,
  label: 'Các phần quản trị',
  tabs: {
    accounts: 'Tài khoản',
    events: 'Sổ sự kiện',
    jobs: 'Việc chạy nền',
    services: 'Thủ tục, cơ quan',
  },
  done: 'Đã làm xong.',
  none: 'Không có',
  filter: 'Lọc',
  clear: 'Bỏ lọc',
  overview: {
    title: 'Quản trị',
    rooms: 'Các phần quản trị',
    accounts: 'Tìm tài khoản, giao và thôi giao việc, khóa, mở',
    events: (waiting: number) =>
      waiting === 0 ? 'Mọi dòng đã niêm phong' : `${waiting} dòng chờ niêm phong`,
    jobs: (failed: number, waiting: number) =>
      `${failed === 0 ? 'Không việc nào hỏng' : `${failed} việc hỏng`}, ${waiting} việc đang chờ`,
    services: (count: number) =>
      count === 0 ? 'Mọi dữ liệu đã có nguồn' : `${count} thủ tục còn chỗ chưa kiểm chứng`,
  },
  accounts,
  events,
  jobs,
  services: {
    title: 'Thủ tục, cơ quan',
    lead: 'Chỗ chưa kiểm chứng là chỗ nguồn đang có chưa nói. Người dân không thấy dấu này; quản trị phải tìm nguồn và sửa trong dữ liệu của tỉnh.',
    summary: (count: number, total: number) => `${count} trong ${total} thủ tục còn chỗ chưa kiểm chứng`,
    caption: 'Thủ tục và chỗ chưa kiểm chứng',
    columns: { name: 'Thủ tục', version: 'Phiên bản', gaps: 'Chưa kiểm chứng' },
    version: (number: number, from: string) => `${number}, từ ${from}`,
    gaps: (count: number) => `${count} mục chưa đối chiếu`,
    days: 'Ngày nghỉ, ngày làm bù chờ quyết định',
    coming: 'Phiên bản sẽ có hiệu lực',
    nothingComing: 'Chưa có phiên bản nào chờ ngày có hiệu lực.',
    comes: (version: number, from: string, instead: number | undefined) =>
      instead === undefined
        ? `Phiên bản ${version} có hiệu lực từ ${from}. Có:`
        : `Phiên bản ${version} thay phiên bản ${instead} từ ${from}. Thay đổi:`,
    changed: {
      name: 'tên',
      level: 'mức độ trực tuyến',
      agency: 'cơ quan giải quyết',
      channels: 'cách nộp',
      timeLimit: 'thời hạn',
      fees: 'phí, lệ phí',
      papers: 'thành phần hồ sơ',
      steps: 'các bước',
      legalBasis: 'căn cứ pháp lý',
      form: 'câu hỏi',
      checks: 'những điều phải kiểm tra',
      prerequisites: 'việc phải xong trước',
      result: 'kết quả',
      further: 'giấy tờ kèm theo',
    } as Record<string, string>,
    noNote: 'Chưa đối chiếu với văn bản gốc.',
    lookedIn: (source: string, day: string | undefined) => (day ? `${source}; xem ngày ${day}` : source),
    allVerified: 'đã kiểm chứng hết',
    agencies: 'Mã cơ quan chưa kiểm chứng',
    agenciesSummary: (count: number, total: number) =>
      count === 0
        ? `Cả ${total} mã cơ quan đã có nguồn.`
        : `${count} trong ${total} cơ quan có mã chưa có nguồn.`,
    agenciesCaption: 'Cơ quan có mã chưa kiểm chứng',
    agencyColumns: { code: 'Mã', name: 'Cơ quan', symbol: 'Ký hiệu văn bản' },
  },
}

export const administrationRefusals = {
  'administration.event_not_found': 'Không có sự kiện mang số này. Xem lại số, hoặc tìm trong sổ.',
  'administration.queue_not_found': 'Không có hàng việc này. Tải lại trang.',
  'administration.job_not_failed':
    'Việc này không còn ở trạng thái hỏng: có thể đã được chạy lại. Tải lại trang để xem.',
} satisfies Refusals
