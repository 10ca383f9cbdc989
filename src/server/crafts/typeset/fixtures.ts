import type { TemplateData } from './model.ts'
import { qrMatrix } from './qr.ts'

const letterhead = {
  parent: 'THÀNH PHỐ HUẾ',
  organisation: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
  place: 'Phú Lộc',
  issuedOn: '2026-02-05',
}

const verification = (code: string) => ({
  code,
  address: `https://nhip.hue.gov.vn/kiem-tra/${code}`,
  qr: qrMatrix(`https://nhip.hue.gov.vn/kiem-tra/${code}`),
})

/** A decision of a commune. */
export function aDecision(): TemplateData<'nd30'> {
  return {
    letterhead: { ...letterhead, number: '05/QĐ-UBND' },
    title: 'QUYẾT ĐỊNH',
    subject: 'Về việc cho phép thay đổi họ, tên trong Giấy khai sinh của ông Nguyễn Hữu Đức',
    issuer: 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
    blocks: [
      { kind: 'basis', text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;' },
      { kind: 'basis', text: 'Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;' },
      {
        kind: 'basis',
        text: 'Căn cứ Nghị định số 123/2015/NĐ-CP ngày 15 tháng 11 năm 2015 của Chính phủ quy định chi tiết một số điều và biện pháp thi hành Luật Hộ tịch;',
      },
      { kind: 'basis', text: 'Theo đề nghị của công chức tư pháp - hộ tịch.' },
      { kind: 'heading', text: 'QUYẾT ĐỊNH:' },
      {
        kind: 'article',
        number: 1,
        text: 'Cho phép ông Nguyễn Hữu Đức, sinh ngày 14/3/1990, số định danh cá nhân 046090001234, thường trú tại thôn Đông, xã Phú Lộc, thành phố Huế, được thay đổi những nội dung sau trong Giấy khai sinh:',
        paragraphs: [
          'Họ và tên từ “Nguyễn Hữu Đức” thành “Nguyễn Hữu Thiện Đức”.',
          'Các nội dung khác trong Giấy khai sinh giữ nguyên.',
        ],
      },
      {
        kind: 'article',
        number: 2,
        text: 'Công chức tư pháp - hộ tịch có trách nhiệm ghi vào Sổ hộ tịch và cập nhật Cơ sở dữ liệu hộ tịch điện tử theo quy định của pháp luật.',
      },
      {
        kind: 'article',
        number: 3,
        text: 'Quyết định này có hiệu lực kể từ ngày ký. Công chức tư pháp - hộ tịch và ông Nguyễn Hữu Đức chịu trách nhiệm thi hành Quyết định này./.',
      },
    ],
    signature: { capacity: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Trần Thị Quỳnh Như' },
    recipients: ['Như Điều 3', 'UBND thành phố (để báo cáo)', 'Lưu: VT, HT'],
    verification: verification('HUE-2026-7K4M-9PQX'),
  }
}

/** A confirmation with a table of what it confirms. */
export function aConfirmation(): TemplateData<'nd30'> {
  return {
    letterhead: { ...letterhead, number: '112/GXN-UBND', issuedOn: '2026-11-23' },
    title: 'GIẤY XÁC NHẬN',
    subject: 'Tình trạng hôn nhân',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Xét đề nghị của bà Lê Thị Mỹ Hạnh về việc cấp Giấy xác nhận tình trạng hôn nhân,',
      },
      { kind: 'heading', text: 'XÁC NHẬN:' },
      {
        kind: 'table',
        rows: [
          { label: 'Họ, chữ đệm, tên', value: 'LÊ THỊ MỸ HẠNH', strong: true },
          { label: 'Ngày, tháng, năm sinh', value: '09/8/1998' },
          { label: 'Dân tộc', value: 'Kinh' },
          { label: 'Quốc tịch', value: 'Việt Nam' },
          { label: 'Giấy tờ tùy thân', value: 'Thẻ căn cước số 046198005678' },
          { label: 'Nơi cư trú', value: 'Số 12, đường Từ Dũ, xã Phú Lộc, thành phố Huế' },
          { label: 'Tình trạng hôn nhân', value: 'Hiện tại chưa đăng ký kết hôn với ai', strong: true },
        ],
      },
      {
        kind: 'paragraph',
        text: 'Giấy này được cấp để làm thủ tục kết hôn và có giá trị 06 tháng kể từ ngày cấp./.',
      },
    ],
    signature: { capacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Nguyễn Văn Thuận' },
    recipients: ['Bà Lê Thị Mỹ Hạnh', 'Lưu: VT, HT'],
    verification: verification('HUE-2026-2A8C-55TD'),
  }
}

export function aReceipt(): TemplateData<'receipt'> {
  return {
    letterhead: {
      ...letterhead,
      parent: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
      organisation: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      number: '245/TTPVHCC',
      issuedOn: '2026-11-23',
    },
    unit: 'Trung tâm Phục vụ hành chính công xã Phú Lộc',
    dossierCode: 'H57.16.02-261123-0007',
    applicant: {
      name: 'Nguyễn Thị Thùy Dương',
      identityNumber: '046195001122',
      address: 'Tổ 3, thôn Bạch Thạch, xã Phú Lộc, thành phố Huế',
      phone: '0914 123 456',
      email: 'thuyduong@example.vn',
    },
    request: 'Thủ tục đăng ký khai sinh (1.001193)',
    components: [
      { name: 'Tờ khai đăng ký khai sinh', form: 'Bản điện tử', copies: 1 },
      { name: 'Giấy chứng sinh do cơ sở y tế nơi trẻ được sinh ra cấp', form: 'Bản điện tử', copies: 1 },
      { name: 'Giấy chứng nhận kết hôn của cha, mẹ trẻ', form: 'Khai thác từ CSDL', copies: 1 },
    ],
    duration: '05 ngày làm việc',
    receivedAt: '2026-11-23T08:15',
    dueAt: '2026-12-01T08:15',
    fee: 'không thu',
    collectAt: 'Kho kết quả điện tử của công dân và Trung tâm Phục vụ hành chính công xã Phú Lộc',
    register: { volume: '01/2026', sequence: '0245' },
    submitter: 'Nguyễn Thị Thùy Dương',
    applicantSignature: '(Nộp trực tuyến, đã xác thực định danh điện tử)',
    signature: {
      capacity: ['NGƯỜI TIẾP NHẬN HỒ SƠ'],
      name: 'Phan Đình Khôi',
      note: '(Ký số)',
      fields: ['agency'],
    },
    verification: verification('H57.16.02-261123-0007'),
  }
}

const slip = {
  letterhead: {
    ...letterhead,
    parent: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
    organisation: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
    issuedOn: '2026-11-25',
  },
  unit: 'Trung tâm Phục vụ hành chính công xã Phú Lộc',
  procedure: 'Cấp giấy phép xây dựng nhà ở riêng lẻ (1.013227)',
  dossierCode: 'H57.16.02-261123-0031',
  person: {
    name: 'Ông Hồ Đắc Nghĩa',
    identityNumber: '046078003344',
    address: 'Số 45, đường Lý Thánh Tông, xã Phú Lộc, thành phố Huế',
    phone: '0905 987 654',
    email: 'nghia.ho@example.vn',
  },
  signature: { capacity: ['TL. CHỦ TỊCH', 'GIÁM ĐỐC TRUNG TÂM'], name: 'Tôn Nữ Bảo Uyên' },
  recipients: ['Như trên', 'Lưu: VT'],
  verification: verification('HUE-2026-B7YH-11QW'),
}

export function aSupplementSlip(): TemplateData<'slip'> {
  return {
    ...slip,
    kind: 'supplement',
    letterhead: { ...slip.letterhead, number: '31/PBS-TTPVHCC' },
    items: [
      'Bản vẽ thiết kế xây dựng có đóng dấu của tổ chức tư vấn, tỷ lệ 1/50 - 1/200',
      'Bản cam kết bảo đảm an toàn đối với công trình liền kề',
      'Ảnh chụp Giấy chứng nhận quyền sử dụng đất, đủ cả hai mặt và rõ số thửa',
    ],
    reason: 'Thành phần hồ sơ chưa đủ theo quy định; ảnh Giấy chứng nhận bị mờ, không đọc được số thửa.',
    contact: { name: 'bà Đặng Thị Ngọc Ánh', phone: '0234 3871 234' },
  }
}

export function aRefusalSlip(): TemplateData<'slip'> {
  return {
    ...slip,
    kind: 'refusal',
    letterhead: { ...slip.letterhead, number: '07/PTC-TTPVHCC' },
    reason:
      'Thửa đất nêu trong hồ sơ thuộc hành lang bảo vệ đường sắt theo quy hoạch được duyệt; việc cấp phép xây dựng không thuộc thẩm quyền của Ủy ban nhân dân xã. Đề nghị liên hệ Sở Xây dựng thành phố Huế.',
  }
}

export function anApologySlip(): TemplateData<'slip'> {
  return {
    ...slip,
    kind: 'apology',
    letterhead: {
      ...slip.letterhead,
      number: '02/PXL-UBND',
      parent: 'THÀNH PHỐ HUẾ',
      organisation: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC',
    },
    agency: 'Ủy ban nhân dân xã Phú Lộc',
    receivedOn: '02/11/2026',
    previousDueAt: '2026-11-23T17:00',
    newDueAt: '2026-11-30T17:00',
    beforeDue: false,
    reason: 'cần lấy thêm ý kiến của Sở Xây dựng về khoảng lùi công trình.',
    signature: { capacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Nguyễn Văn Thuận' },
  }
}

/** A receipt for two fees of one dossier. */
export function aFeeReceipt(): TemplateData<'fee-receipt'> {
  return {
    letterhead: { ...letterhead, number: '00000042', issuedOn: '2026-11-29' },
    formSymbol: 'EBL01',
    symbol: '26TAA',
    taxCode: '0012345678',
    address: 'Số 123 đường Bạch Mã, xã Phú Lộc, thành phố Huế',
    payer: 'Nguyễn Thị Thu Hương',
    purpose: 'hồ sơ H57.16.02-261129-0007',
    items: [
      { name: 'Lệ phí đăng ký kết hôn có yếu tố nước ngoài', amount: '1.000.000' },
      { name: 'Phí cấp bản sao trích lục hộ tịch (2 bản)', amount: '16.000' },
    ],
    total: '1.016.000',
    words: 'Một triệu không trăm mười sáu nghìn đồng',
    paid: 'chuyển khoản, lúc 09:05 ngày 29/11/2026, mã tham chiếu K7M2Q4XZ',
    signature: {
      capacity: ['TỔ CHỨC THU'],
      note: '(Chữ ký số của tổ chức thu)',
      name: 'Ủy ban nhân dân xã Phú Lộc',
      fields: ['agency'],
    },
    verification: verification('8K2M-41QX-AB7C'),
  }
}

/** A copy of a letter that came, signed for the chair; its pages are pictures that go with it. */
export function aDocumentCopy(overrides: Partial<TemplateData<'copy'>> = {}): TemplateData<'copy'> {
  return {
    letterhead: { ...letterhead, number: '03/SY-UBND', issuedOn: '2026-02-05' },
    mark: 'SAO Y',
    name: 'Bản sao y',
    original: 'Công văn số 198/SNV-VP ngày 03 tháng 02 năm 2026 của Sở Nội vụ',
    pictures: 1,
    signature: { capacity: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], name: 'Trần Thị Quỳnh Như' },
    recipients: ['Các phòng thuộc Ủy ban nhân dân xã', 'Lưu: VT'],
    verification: verification('8K2M-41QX-AB7C'),
    ...overrides,
  }
}
