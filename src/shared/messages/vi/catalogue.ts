import type { Refusals } from '../refusals.ts'

/** Public services: what they are called and what they take. */
export const catalogue = {
  levels: { 'toan-trinh': 'Toàn trình', 'mot-phan': 'Một phần' },
  audiences: { citizen: 'Cá nhân', household: 'Hộ gia đình', organisation: 'Tổ chức, doanh nghiệp' },
  competentLevels: { commune: 'Xã, phường', province: 'Thành phố' },
  channels: { online: 'Trực tuyến', counter: 'Tại bộ phận một cửa', post: 'Qua bưu điện' },
  roles: {
    applicant: 'Người nộp',
    one_stop: 'Một cửa',
    specialist: 'Chuyên viên',
    leader: 'Lãnh đạo',
    coordinating: 'Cơ quan phối hợp',
  },
  paperKinds: { submit: 'Phải nộp', show: 'Chỉ xuất trình' },
  free: 'Không thu phí',
  unverified: 'Chưa đối chiếu',
  unverifiedParts: {
    code: 'Mã thủ tục',
    level: 'Mức độ trực tuyến',
    fee: 'Phí, lệ phí',
    time: 'Thời hạn',
    papers: 'Thành phần hồ sơ',
  },
}

export const catalogueRefusals = {
  'catalogue.service_not_found':
    'Không có thủ tục này hoặc thủ tục đã ngừng tiếp nhận. Tìm lại theo tên việc ông/bà cần làm.',
} satisfies Refusals
