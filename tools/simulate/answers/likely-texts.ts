/** What people in Huế write into a line of a form, by what the line asks. */
import type { Random } from '../random.ts'

/** The first that fits the label wins. */
const byLabel: readonly [RegExp, readonly string[]][] = [
  [/dân tộc/i, ['Kinh']],
  [/quốc tịch/i, ['Việt Nam']],
  [/nơi cư trú/i, ['Phường Thuận Hóa, thành phố Huế', 'Xã Phú Vang, thành phố Huế']],
  [/^số đăng ký/i, ['47/2019', '112/2015', '245/2020']],
  [/nguồn đã tra cứu/i, ['Cơ sở dữ liệu hộ tịch điện tử, tra cứu theo họ tên và ngày sinh']],
  [/lý do không lấy/i, ['Đăng ký trước khi có sổ điện tử']],
  [/^ghi chú/i, ['Không']],
  [/^sử dụng cho/i, ['nhà ở riêng lẻ']],
  [/^tên công trình/i, ['Nhà ở riêng lẻ']],
  [/cấp công trình/i, ['nhà ở riêng lẻ, cấp III']],
  [/theo thiết kế/i, ['Hồ sơ thiết kế số 05/2026', 'Hồ sơ thiết kế số 12/2026']],
  [/chỉ giới đường đỏ/i, ['trùng ranh giới thửa đất']],
  [/chỉ giới xây dựng/i, ['lùi 1,0 m', 'lùi 3,0 m']],
  [/điều kiện khác|không thỏa thuận/i, ['Không có']],
  [/giấy tờ tùy thân|giấy tờ của/i, ['Căn cước do Bộ Công an cấp ngày 12/03/2025']],
  [/nguyên nhân chết/i, ['Tuổi già', 'Nhồi máu cơ tim']],
  [/cơ quan thuế/i, ['Thuế cơ sở 1 thành phố Huế']],
  [/mã ngành/i, ['4711']],
  [/tên ngành/i, ['Bán lẻ hàng tạp hóa']],
  [/\(chính\)/i, ['(Chính)']],
  [/thuộc đối tượng/i, ['Người cao tuổi']],
  [/số bản án/i, ['15/2023/QĐST-HNGĐ']],
  [/tòa án/i, ['Tòa án nhân dân khu vực 1']],
  [/số trích lục khai tử/i, ['12/2022/TLKT']],
  [/^năm$/i, ['2026']],
  [/^năm sinh/i, ['1962', '1970', '1975']],
  [/loại đất/i, ['Đất ở tại đô thị', 'Đất ở tại nông thôn']],
  [/thời hạn sử dụng/i, ['Lâu dài']],
  [/hình thức sử dụng/i, ['Sử dụng riêng']],
  [/nguồn gốc/i, ['Công nhận quyền sử dụng đất']],
  [/tài sản gắn liền/i, ['Nhà ở riêng lẻ']],
  [/số phát hành/i, ['AA 00123456', 'AA 00654321']],
  [/số vào sổ/i, ['CS 00012', 'CS 00345']],
  [/nội dung biến động/i, ['Nhận chuyển quyền sử dụng toàn bộ thửa đất']],
  [/địa điểm họp|nơi chứng thực/i, ['Trụ sở Ủy ban nhân dân']],
  [/thửa đất tranh chấp/i, ['Thửa đất số 125, tờ bản đồ số 12']],
  [/chức danh/i, ['Đại diện Mặt trận Tổ quốc']],
  [/tư cách/i, ['Người yêu cầu hòa giải', 'Người bị tranh chấp']],
  [/tóm tắt/i, ['Hai bên tranh chấp ranh giới giữa hai thửa đất.']],
  [/ý kiến của hội đồng|đã thỏa thuận/i, ['Giữ ranh giới theo mốc cũ.']],
  [/giờ kết thúc/i, ['17 giờ 00 phút']],
  [/quyển số/i, ['01']],
  [
    /^cấp cho|sau biến động|chủ tịch hội đồng|chủ trì|lập thiết kế|^họ và tên$/i,
    ['Nguyễn Văn Thử', 'Trần Thị Mẫu'],
  ],
  [
    /quê quán/i,
    ['Phường Thuận Hóa, thành phố Huế', 'Xã Phú Vang, thành phố Huế', 'Phường Hương Trà, thành phố Huế'],
  ],
  [/trang (?:web|thông tin)|website/i, ['https://example.vn']],
  [
    /khám bệnh|bệnh viện|cơ sở y tế|nơi sinh|nơi chết/i,
    ['Bệnh viện Trung ương Huế', 'Bệnh viện Trường Đại học Y - Dược Huế'],
  ],
  [/trường/i, ['Trường THCS Nguyễn Tri Phương', 'Trường THCS Trần Cao Vân', 'Trường THCS Nguyễn Chí Diểu']],
  [/lớp/i, ['6/1', '7/3', '8/2']],
  [/lúc|giờ/i, ['08 giờ 15 phút', '16 giờ 05 phút', '21 giờ 40 phút']],
  [
    /tên hộ kinh doanh|hộ kinh doanh|tên mới|tên địa điểm/i,
    ['Hộ kinh doanh Tạp hóa An Cựu', 'Hộ kinh doanh Bún bò Mụ Rớt', 'Hộ kinh doanh Trà Vỹ Dạ'],
  ],
  [/nước ngoài/i, ['Song Huong Trading', 'An Cuu Grocery']],
  [/viết tắt/i, ['SH Store', 'AC Mart']],
  [
    /giấy tờ|bản chính/i,
    [
      'Bằng tốt nghiệp trung học phổ thông',
      'Giấy khai sinh',
      'Sơ yếu lý lịch',
      'Giấy phép lái xe',
      'Đơn xin việc',
    ],
  ],
  [/ngân hàng/i, ['Agribank', 'Vietcombank', 'BIDV']],
  [/quan hệ/i, ['Con', 'Cháu', 'Em ruột']],
  [
    /nơi (?:đã )?đăng ký|đăng ký (?:kết hôn|ở|tại)|nơi dự định/i,
    [
      'UBND phường Phú Xuân, thành phố Huế',
      'UBND phường Vỹ Dạ, thành phố Huế',
      'UBND xã Phú Vang, thành phố Huế',
    ],
  ],
  [/thửa/i, ['125', '48', '302']],
  [/tờ bản đồ/i, ['7', '12', '31']],
  [/mục đích/i, ['Đất ở tại đô thị', 'Đất ở tại nông thôn', 'Đất trồng cây lâu năm']],
  [/công trình/i, ['Nhà ở riêng lẻ 2 tầng', 'Nhà ở riêng lẻ 3 tầng', 'Nhà kho']],
  [/tổ dân phố|thôn|khu vực/i, ['Tổ dân phố 5', 'Tổ dân phố 11', 'Thôn An Truyền']],
  [/tổ chức|đơn vị|công ty/i, ['Công ty TNHH Thử Nghiệm Sông Hương', 'Hợp tác xã Thử Nghiệm Tam Giang']],
  [/đồ dùng|phương tiện/i, ['Máy trợ thính', 'Sách chữ nổi']],
  [/nghề/i, ['Buôn bán', 'Giáo viên', 'Thợ may', 'Nông dân']],
  [/lý do|nguyên nhân/i, ['Theo nguyện vọng của gia đình', 'Bổ sung hồ sơ cá nhân']],
]

interface LimitedNumber {
  label: string
  min?: number | undefined
  max?: number | undefined
}

const numbersByLabel: readonly [RegExp, number, number][] = [
  [/tổng diện tích/i, 180, 260],
  [/diện tích xây dựng/i, 60, 85],
  [/diện tích nhà ở/i, 24, 60],
  [/diện tích/i, 95, 240],
  [/chiều cao/i, 7, 12],
  [/cốt nền/i, 0, 1],
  [/tầng hầm/i, 0, 0],
  [/mật độ/i, 35, 60],
  [/hệ số sử dụng/i, 1, 2],
]

/** In đồng, counted in hundreds of thousands as people round. */
const moneyByLabel: readonly [RegExp, number, number][] = [
  [/thu nhập/i, 1_500_000, 6_000_000],
  [/^giá$/i, 200_000, 4_000_000],
  [/hợp đồng|chuyển nhượng/i, 400_000_000, 3_000_000_000],
  [/vốn góp/i, 10_000_000, 80_000_000],
  [/vốn/i, 20_000_000, 300_000_000],
]

/** An amount in đồng a person may well answer, within what the question allows. */
export function likelyMoney(
  { label, min = 0, max = Number.MAX_SAFE_INTEGER }: LimitedNumber,
  random: Random,
): number {
  const [, least, most] = moneyByLabel.find(([asked]) => asked.test(label)) ?? ['', 1_000_000, 20_000_000]
  const rounded = random.int(least / 100_000, most / 100_000) * 100_000
  return Math.min(max, Math.max(min, rounded))
}

/** A number a person may well answer, within what the question allows. */
export function likelyNumber({ label, min, max }: LimitedNumber, random: Random): number {
  const lowest = min ?? 1
  const [, least, most] = numbersByLabel.find(([asked]) => asked.test(label)) ?? ['', lowest, lowest + 3]
  const from = Math.max(lowest, least)
  return random.int(from, Math.max(from, Math.min(max ?? most, most)))
}

export function likelyText(key: string, label: string, random: Random): string {
  const texts =
    byLabel.find(([asked]) => asked.test(label))?.[1] ?? byLabel.find(([asked]) => asked.test(key))?.[1]
  return random.pick(texts ?? ['Theo giấy tờ kèm theo'])
}
