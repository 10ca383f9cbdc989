import { formatDong, formatNumber } from '../../money.ts'
import type { WrongLetter } from '../../text/index.ts'

const listed = (parts: readonly string[]) => parts.join(' và ')

function nameWords({ kind, letter, codePoint, position, instead }: WrongLetter): string {
  const place = `ở ký tự thứ ${position}`
  switch (kind) {
    case 'invisible':
      return `Họ tên có ký tự ẩn (${codePoint}) ${place}. Xóa chỗ ấy rồi gõ lại.`
    case 'stacked':
      return `Họ tên có dấu thừa (${codePoint}) trên chữ “${letter}” ${place}. ${instead ? `Gõ lại chữ “${instead}” với dấu tiếng Việt của nó.` : 'Xóa dấu ấy rồi gõ lại.'}`
    case 'look_alike':
      return `“${letter}” (${codePoint}) ${place} của họ tên chỉ trông giống chữ “${instead}”. Xóa đi và gõ “${instead}”.`
    case 'other':
      return `Họ tên không nhận “${letter}” (${codePoint}) ${place}. Bỏ chữ số và ký hiệu, chỉ ghi chữ cái La-tinh như in trên thẻ căn cước hoặc hộ chiếu.`
  }
}

/** What the form says of an answer: how it reads, and what to do about one that cannot stand. */
export const form = {
  /** The fields every service's form may have. */
  fields: {
    yes: 'Có',
    no: 'Không',
    commune: 'Xã, phường',
    wards: 'Phường',
    villages: 'Xã',
    addressDetail: 'Số nhà, tên đường hoặc thôn, tổ dân phố',
    addItem: (item: string) => `Thêm ${item.toLocaleLowerCase('vi')}`,
    removeItem: (item: string) => `Bỏ ${item.toLocaleLowerCase('vi')}`,
  },
  place: {
    where: 'Xã, phường, hoặc nước',
    ask: 'Ở tỉnh khác, ở nước ngoài, hoặc chỉ nhớ tên cũ?',
    askWithin: 'Chỉ nhớ tên cũ?',
    label: 'Gõ tên nơi đó',
    labelWithin: 'Gõ tên xã, phường cũ',
    hint: 'Tên xã, phường, huyện, tỉnh, mới hay cũ đều được; hoặc tên nước.',
    hintWithin: 'Tên xã, phường, huyện trước tháng 7 năm 2025.',
    find: 'Tìm nơi này',
    found: (count: number) =>
      count === 1
        ? 'Thấy một nơi, ở đầu danh sách trên. Xem lại cho đúng.'
        : `Thấy ${count} nơi. Chọn ở đầu danh sách trên.`,
    none: 'Chưa thấy nơi nào. Thử viết ít chữ hơn; nếu vẫn không thấy, chọn “Không có trong danh sách”.',
    noneWithin: 'Chưa thấy nơi nào trong thành phố. Thử viết ít chữ hơn, hoặc chọn trong danh sách.',
    foundBy: (query: string) => `Tìm thấy theo “${query}”`,
    formerly: (names: string) => `trước là ${names}`,
    notListed: 'Không có trong danh sách',
    elsewhere: 'Nơi khác: ghi đủ địa chỉ ở ô dưới',
  },
  values: {
    yes: 'Có',
    no: 'Không',
    agreed: 'Đã cam đoan',
    attached: 'Đã đính kèm tệp',
    number: formatNumber,
    dong: formatDong,
    /** What stands beside a field for a number. */
    unit: (unit: string) => unit,
    /** So many of what the province's data counts in: `2 bản`. */
    counted: (count: string, unit: string) => `${count} ${unit}`,
    /** What one costs: `8.000 đồng mỗi bản`. */
    each: (amount: string, unit: string) => `${amount} mỗi ${unit}`,
  },
  charge: {
    waived: (reason: string) => `Miễn: ${reason}`,
    none: 'Không thu',
    fixed: 'Mức cố định',
    copies: (copies: number, pages: number, amount: string) => `${copies} bản × ${pages} trang = ${amount}`,
  },
  missing: {
    choice: 'Chọn một câu trả lời.',
    agreement: 'Đánh dấu vào ô này trước khi đi tiếp.',
    multiChoice: 'Chọn ít nhất một mục.',
    unit: 'Chọn xã, phường.',
    ethnicity: 'Chọn dân tộc.',
    country: 'Chọn nước.',
    address: 'Chọn xã, phường và ghi số nhà, tên đường hoặc thôn, tổ dân phố.',
    date: 'Ghi đủ ngày, tháng, năm.',
    file: 'Chọn tệp và tải lên.',
    text: 'Còn trống. Điền vào ô này.',
  },
  tooManyItems: (most: number, item: string, over: number) =>
    `Chỉ ghi tối đa ${most} ${item.toLocaleLowerCase('vi')}. Bỏ bớt ${over}.`,
  tooFewItems: (fewest: number, item: string) => `Ghi ít nhất ${fewest} ${item.toLocaleLowerCase('vi')}.`,
  text: {
    tooLong: (length: number, most: number) =>
      `Nội dung dài ${length} ký tự. Rút gọn còn tối đa ${most} ký tự.`,
    tooShort: (fewest: number) => `Nội dung quá ngắn. Ghi ít nhất ${fewest} ký tự.`,
    patterns: {
      licensePlate: 'Ghi biển số như trên xe, ví dụ 75A-123.45.',
      certificateNumber: 'Ghi số phát hành in ở trang đầu giấy chứng nhận, ví dụ BC 123456 hoặc AA 01234567.',
      documentNumber: 'Ghi số, ký hiệu như trên giấy, ví dụ 05/2026 hoặc 12/QĐ-UBND.',
      householdBusinessName:
        'Tên hộ kinh doanh bắt đầu bằng “Hộ kinh doanh” và một tên riêng, không có chữ “công ty”, “doanh nghiệp”.',
      birthCertificateNumber:
        'Ghi số như trên giấy chứng sinh. Giấy cấp từ 01/10/2025 có 18 ký tự, ví dụ 46001.GCS.00123.26.',
      vietnameseName: 'Ghi bằng chữ cái tiếng Việt.',
      bankAccount: 'Ghi số tài khoản chỉ gồm chữ số, ví dụ 0123456789.',
      timeOfDay: 'Ghi giờ và phút trong ngày, ví dụ 08 giờ 30 phút.',
      communeCode: 'Ghi mã xã, phường gồm năm chữ số.',
      personalNumber: 'Ghi số định danh gồm 12 chữ số.',
      year: 'Ghi năm gồm bốn chữ số, ví dụ 1998.',
      industryCode: 'Ghi mã ngành cấp bốn gồm 4 chữ số, ví dụ 4711.',
    },
  },
  unprintable: {
    /** Letters of another script. */
    letters: (characters: string) =>
      `Giấy tờ không in được ${characters}. Ghi lại bằng chữ La-tinh, tên người như trong hộ chiếu.`,
    /** Emoji, signs and what cannot be seen. */
    signs: (characters: string) => `Giấy tờ không in được ${characters}. Bỏ ký hiệu này hoặc ghi bằng chữ.`,
  },
  name: {
    tooLong: 'Họ tên dài quá 100 ký tự. Ghi như trên giấy tờ tùy thân.',
    wrong: (wrong: WrongLetter) => nameWords(wrong),
  },
  date: {
    parts: { day: 'ngày', month: 'tháng', year: 'năm' },
    missing: (parts: readonly string[]) => `Còn thiếu ${listed(parts)}. Ghi đủ ngày, tháng, năm.`,
    impossibleYear: (year: number) => `Năm ${year} không thể đúng. Ghi lại năm gồm bốn chữ số.`,
    today: 'hôm nay',
    given: 'ngày',
    /** Another question, as it was asked; it may stand on another page. */
    answered: (label: string) => `ngày đã ghi ở mục “${label}”`,
    tooLate: (name: string, day: string) => `Ngày này phải trước hoặc đúng ${name} (${day}).`,
    tooEarly: (name: string, day: string) => `Ngày này phải sau hoặc đúng ${name} (${day}).`,
    tooYoung: (least: number, age: number) =>
      `Phải đủ ${least} tuổi vào hôm nay; người sinh ngày này mới ${age} tuổi.`,
    tooOld: (most: number, age: number) =>
      `Chỉ áp dụng cho người đến ${most} tuổi; người sinh ngày này đã ${age} tuổi.`,
    malformedBoxes: 'Ghi ngày, tháng, năm bằng chữ số, ví dụ ngày 5, tháng 2, năm 2026.',
    malformed: 'Ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 05/02/2026.',
    shortYear: 'Ghi năm đủ bốn chữ số, ví dụ 2026.',
    noSuchMonth: (month: number) => `Không có tháng ${month}. Tháng là số từ 1 đến 12.`,
    noSuchDay: (day: number, month: number, year: number, length: number) =>
      `Không có ngày ${day}. Tháng ${month} năm ${year} có ${length} ngày.`,
  },
  choice: {
    one: 'Chọn một trong các mục đã nêu.',
    many: 'Chỉ chọn trong các mục đã nêu.',
    yesNo: 'Chọn Có hoặc Không.',
    ethnicity: 'Chọn dân tộc trong danh sách.',
    country: 'Chọn nước trong danh sách.',
    place: 'Chọn nơi này trong danh sách, hoặc tìm theo tên xã, phường, tỉnh, nước.',
    unit: 'Chọn xã, phường trong danh sách.',
  },
  number: {
    whole: 'Ghi bằng chữ số, ví dụ 1.',
    money: 'Ghi bằng chữ số, ví dụ 1.500.000.',
    withDecimals: 'Ghi bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 125,5.',
    noDecimals: 'Ghi số nguyên, không có phần lẻ.',
    fewerDecimals: (most: number) => `Ghi tối đa ${most} chữ số sau dấu phẩy.`,
    atLeast: (amount: string) => `Ghi từ ${amount} trở lên.`,
    atMost: (amount: string) => `Ghi không quá ${amount}.`,
  },
  phone: 'Ghi số điện thoại Việt Nam gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678.',
  email: 'Ghi địa chỉ thư điện tử đầy đủ, ví dụ an.nguyen@example.vn.',
  address: {
    unit: 'Chọn xã, phường của địa chỉ này.',
    within: 'Địa chỉ này phải ở trong thành phố. Chọn xã, phường.',
    detail: 'Ghi số nhà, tên đường hoặc thôn, tổ dân phố.',
    abroad: 'Ghi địa chỉ ở nước ngoài: số nhà, đường, thành phố, bang hoặc tỉnh.',
    elsewhere:
      'Ghi đủ địa chỉ: số nhà hoặc thôn, xã hoặc phường, tỉnh hoặc thành phố, nước nếu ở nước ngoài.',
    tooLong: 'Địa chỉ dài quá 200 ký tự. Rút gọn lại.',
  },
  file: 'Chọn lại tệp và tải lên một lần nữa.',
  identityNumber: {
    notDigits: 'Số định danh chỉ gồm chữ số. Ghi đúng 12 chữ số trên thẻ căn cước.',
    wrongLength: (length: number) =>
      `Số định danh có 12 chữ số; ông/bà đã ghi ${length}. Ghi lại theo thẻ căn cước.`,
    unknownProvince: 'Ba chữ số đầu không phải mã tỉnh nào. Ghi lại theo thẻ căn cước.',
    unknownCentury:
      'Chữ số thứ tư cho biết thế kỷ và giới tính; chữ số đã ghi không thể đúng. Ghi lại theo thẻ căn cước.',
    wrongBirthYear: (year: number | undefined, bornOn: string) =>
      `Số này thuộc người sinh năm ${year}, còn ngày sinh đã ghi là ${bornOn}. Kiểm tra lại cả hai.`,
    wrongGender: (own: 'male' | 'female' | undefined, chosen: 'male' | 'female' | undefined) =>
      `Số này thuộc ${own === 'male' ? 'nam' : 'nữ'}, còn giới tính đã chọn là ${chosen === 'male' ? 'nam' : 'nữ'}. Kiểm tra lại cả hai.`,
  },
  taxCode: {
    malformed: 'Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc là số định danh 12 chữ số.',
    wrongCheckDigit: 'Mã số thuế này sai ở ít nhất một chữ số. Đối chiếu lại với giấy đăng ký thuế.',
    wrongIdentityNumber: 'Mã 12 chữ số này không phải số định danh. Ghi lại theo thẻ căn cước.',
  },
}
