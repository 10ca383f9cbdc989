/**
 * Provinces and cities under the centre with their codes (QĐ 124/2004/QĐ-TTg and its changes; QĐ 19/2025/QĐ-TTg for those of today), and when there was one
 * of that name under that code. One name may have two codes: Lào Cai was 10, and the Lào Cai that Yên Bái joined is 15.
 */

export interface Province {
  code: string
  name: string
  /** Its first day, where it is not as old as the codes. */
  since?: string
  /** Its last day; none for those of today. */
  until?: string
  /** What people write for it besides; 46 was called Thừa Thiên Huế until the end of 2024. */
  also?: readonly string[]
}

/** NQ 202/2025/QH15: of 63, 34 remained. */
export const merged2025 = '2025-06-30'
export const since2025 = '2025-07-01'

export const provinces: readonly Province[] = [
  { code: '01', name: 'Hà Nội' },
  { code: '02', name: 'Hà Giang', until: merged2025 },
  { code: '04', name: 'Cao Bằng' },
  { code: '06', name: 'Bắc Kạn', until: merged2025, also: ['Bắc Cạn'] },
  { code: '08', name: 'Tuyên Quang' },
  { code: '10', name: 'Lào Cai', until: merged2025 },
  { code: '15', name: 'Lào Cai', since: since2025 },
  { code: '11', name: 'Điện Biên' },
  { code: '12', name: 'Lai Châu' },
  { code: '14', name: 'Sơn La' },
  { code: '15', name: 'Yên Bái', until: merged2025 },
  { code: '17', name: 'Hòa Bình', until: merged2025 },
  { code: '19', name: 'Thái Nguyên' },
  { code: '20', name: 'Lạng Sơn' },
  { code: '22', name: 'Quảng Ninh' },
  { code: '24', name: 'Bắc Giang', until: merged2025 },
  { code: '25', name: 'Phú Thọ' },
  { code: '26', name: 'Vĩnh Phúc', until: merged2025 },
  { code: '27', name: 'Bắc Ninh', until: merged2025 },
  { code: '24', name: 'Bắc Ninh', since: since2025 },
  { code: '28', name: 'Hà Tây', until: '2008-07-31' },
  { code: '30', name: 'Hải Dương', until: merged2025 },
  { code: '31', name: 'Hải Phòng' },
  { code: '33', name: 'Hưng Yên' },
  { code: '34', name: 'Thái Bình', until: merged2025 },
  { code: '35', name: 'Hà Nam', until: merged2025 },
  { code: '36', name: 'Nam Định', until: merged2025 },
  { code: '37', name: 'Ninh Bình' },
  { code: '38', name: 'Thanh Hóa' },
  { code: '40', name: 'Nghệ An' },
  { code: '42', name: 'Hà Tĩnh' },
  { code: '44', name: 'Quảng Bình', until: merged2025 },
  { code: '45', name: 'Quảng Trị', until: merged2025 },
  { code: '44', name: 'Quảng Trị', since: since2025 },
  { code: '46', name: 'Huế', also: ['Thừa Thiên Huế', 'TT Huế'] },
  { code: '48', name: 'Đà Nẵng' },
  { code: '49', name: 'Quảng Nam', until: merged2025 },
  { code: '51', name: 'Quảng Ngãi' },
  { code: '52', name: 'Bình Định', until: merged2025 },
  { code: '54', name: 'Phú Yên', until: merged2025 },
  { code: '56', name: 'Khánh Hòa' },
  { code: '58', name: 'Ninh Thuận', until: merged2025 },
  { code: '60', name: 'Bình Thuận', until: merged2025 },
  { code: '62', name: 'Kon Tum', until: merged2025, also: ['Kontum'] },
  { code: '64', name: 'Gia Lai', until: merged2025 },
  { code: '52', name: 'Gia Lai', since: since2025 },
  { code: '66', name: 'Đắk Lắk', also: ['Đắc Lắc', 'Daklak'] },
  { code: '67', name: 'Đắk Nông', until: merged2025, also: ['Đắc Nông'] },
  { code: '68', name: 'Lâm Đồng' },
  { code: '70', name: 'Bình Phước', until: merged2025 },
  { code: '72', name: 'Tây Ninh', until: merged2025 },
  { code: '80', name: 'Tây Ninh', since: since2025 },
  { code: '74', name: 'Bình Dương', until: merged2025 },
  { code: '75', name: 'Đồng Nai' },
  { code: '77', name: 'Bà Rịa - Vũng Tàu', until: merged2025, also: ['BRVT', 'BR-VT', 'Bà Rịa', 'Vũng Tàu'] },
  { code: '79', name: 'Hồ Chí Minh', also: ['HCM', 'HCMC', 'Sài Gòn', 'TP HCM', 'Ho Chi Minh City'] },
  { code: '80', name: 'Long An', until: merged2025 },
  { code: '82', name: 'Tiền Giang', until: merged2025 },
  { code: '83', name: 'Bến Tre', until: merged2025 },
  { code: '84', name: 'Trà Vinh', until: merged2025 },
  { code: '86', name: 'Vĩnh Long' },
  { code: '87', name: 'Đồng Tháp', until: merged2025 },
  { code: '82', name: 'Đồng Tháp', since: since2025 },
  { code: '89', name: 'An Giang', until: merged2025 },
  { code: '91', name: 'An Giang', since: since2025 },
  { code: '91', name: 'Kiên Giang', until: merged2025 },
  { code: '92', name: 'Cần Thơ' },
  { code: '93', name: 'Hậu Giang', until: merged2025 },
  { code: '94', name: 'Sóc Trăng', until: merged2025 },
  { code: '95', name: 'Bạc Liêu', until: merged2025 },
  { code: '96', name: 'Cà Mau' },
]
