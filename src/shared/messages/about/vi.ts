import { provinceWords } from '../../province-words.ts'
export interface Prose {
  title: string
  lead: string
  sections: { title: string; paragraphs?: string[]; points?: string[] }[]
}

/** Pages that say how we treat people, every sentence a promise the program keeps; and what somebody has to do elsewhere first. */
export const about: Record<'privacy' | 'accessibility' | 'identification', Prose> = {
  privacy: {
    title: 'Quyền riêng tư',
    lead: 'Chúng tôi chỉ hỏi điều thủ tục cần, không hỏi lại điều Nhà nước đã biết, và ông/bà xem được ai đã xem dữ liệu của mình.',
    sections: [
      {
        title: 'Chúng tôi giữ gì',
        points: [
          'Câu trả lời và giấy tờ trong hồ sơ ông/bà đã gửi, vì luật buộc cơ quan giải quyết phải lưu.',
          'Bản nháp hồ sơ chưa gửi, trong 30 ngày kể từ lần sửa cuối, rồi tự xóa.',
          'Giấy tờ điện tử cơ quan đã cấp, và giấy tờ ông/bà nộp mà cơ quan đã tiếp nhận, để ông/bà không phải nộp lại.',
          'Tiền ông/bà nộp: khoản nào, bao nhiêu, lúc nào, ngân hàng và số tài khoản đã chuyển nếu ngân hàng cho biết, và biên lai, vì pháp luật về kế toán buộc cơ quan thu phải lưu.',
          'Dữ liệu đã có trong cơ sở dữ liệu quốc gia mà thủ tục cần: họ tên, ngày sinh, nơi ở. Mỗi ô điền sẵn đều ghi lấy từ đâu.',
        ],
      },
      {
        title: 'Ai xem được',
        paragraphs: [
          'Chỉ ông/bà, cán bộ giải quyết hồ sơ của cơ quan đang giữ hồ sơ đó, và lãnh đạo thành phố. Cán bộ tài chính của cơ quan thu xem các khoản tiền, tài khoản đã chuyển và biên lai để đối soát, hoàn trả; không xem nội dung hồ sơ. Mỗi lần dữ liệu cá nhân được mở, hệ thống ghi lại ai mở, của cơ quan nào, để làm việc gì; chương trình không cho ai sửa hay xóa dòng ghi ấy; ai sửa thẳng trong cơ sở dữ liệu, kể cả người quản trị, thì lần kiểm tra niêm phong sau đó phát hiện được. Ông/bà xem danh sách này trong mục Giấy tờ của tôi.',
          'Trang tra cứu bằng mã hồ sơ ai cũng mở được, nên chỉ cho biết hồ sơ đang ở bước nào, không có tên và nội dung. Trang kiểm tra giấy tờ cho biết giấy có thật và còn hiệu lực hay không, tên loại, số, ngày, cơ quan và người ký; không có tên người được cấp. Ai có đường dẫn nộp tiền của ông/bà thì thấy cơ quan thu, mã hồ sơ, số tiền và mã tham chiếu; không thấy tên ông/bà.',
        ],
      },
      {
        title: 'Ông/bà có quyền',
        points: [
          'Biết chúng tôi dùng dữ liệu nào, để làm gì, và nhận một bản.',
          'Yêu cầu sửa điều sai: bấm “Không đúng?” cạnh ô đã điền sẵn.',
          'Rút lại sự đồng ý đã cho, phản đối hoặc yêu cầu hạn chế việc dùng dữ liệu ngoài việc giải quyết thủ tục.',
          'Yêu cầu xóa, trừ phần luật buộc phải lưu.',
          'Khiếu nại, tố cáo hoặc khởi kiện khi quyền của mình bị xâm phạm.',
        ],
      },
      {
        title: 'Cookie: tệp nhỏ trình duyệt giữ hộ',
        paragraphs: [
          'Trang này chỉ dùng cookie để giữ ông/bà đăng nhập, nhận ra máy ông/bà đã đăng nhập trong nửa năm, và nhớ ông/bà thích chữ to, nền tối hay tiếng Anh. Không có cookie quảng cáo, không đo đếm người đọc; chữ và hình đều nằm trên máy chủ của thành phố. Chúng tôi không gửi dữ liệu cho bên thứ ba, trừ khi ông/bà tự chọn nộp tiền qua cổng thanh toán, ví điện tử hoặc đường dẫn mở ứng dụng ngân hàng: bên ấy nhận số tiền, mã tham chiếu và nơi nhận tiền, không nhận tên và hồ sơ của ông/bà.',
        ],
      },
      {
        title: 'Căn cứ và liên hệ',
        paragraphs: [
          `Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP. Gọi ${provinceWords.hotline}, ${provinceWords.hotlineHours} mỗi ngày, hoặc đến Trung tâm Phục vụ hành chính công gần nhất để thực hiện các quyền trên.`,
        ],
      },
    ],
  },
  accessibility: {
    title: 'Khả năng tiếp cận',
    lead: 'Ai cũng phải làm được thủ tục ở đây: người cao tuổi, người khiếm thị, người dùng điện thoại cũ hay mạng yếu.',
    sections: [
      {
        title: 'Điều chúng tôi làm',
        points: [
          'Mọi trang cho người dân chạy được khi trình duyệt tắt script, trên điện thoại rộng 320 điểm và khi phóng to 400 %.',
          'Mọi việc làm được chỉ bằng bàn phím; ô đang chọn luôn có viền rõ.',
          'Chữ đạt độ tương phản 4,5:1 trở lên. Màu không bao giờ đứng một mình: luôn có chữ và hình đi cùng.',
          'Trình đọc màn hình đọc được tên, gợi ý và lỗi của từng ô.',
          'Lỗi được nói bằng cách sửa, và dẫn thẳng tới ô cần sửa.',
          'Hình chuyển động tắt khi máy của ông/bà yêu cầu giảm chuyển động.',
        ],
      },
      {
        title: 'Ông/bà có thể',
        points: [
          'Bấm “Chữ to” ở cuối trang để chữ lớn thêm một phần tư trên mọi trang.',
          'Dùng màu và cỡ chữ của riêng mình: trang tôn trọng chế độ tương phản cao của máy.',
          'In bất kỳ trang nào: phần không cần in sẽ tự ẩn.',
          'Nhờ cán bộ ở Trung tâm Phục vụ hành chính công gần nhất làm giúp, không mất thêm tiền.',
        ],
      },
      {
        title: 'Chuẩn và điều chưa làm được',
        paragraphs: [
          'Chúng tôi theo WCAG 2.2 mức AA và kiểm tra tự động mọi trang trước mỗi bản mới. Văn bản PDF do cơ quan cấp có gắn thẻ để trình đọc màn hình đọc được. Giấy tờ ông/bà tự chụp và gửi lên thì chưa tự đọc thành tiếng được.',
        ],
      },
      {
        title: 'Gặp chỗ không dùng được?',
        paragraphs: [
          `Gọi ${provinceWords.hotline}, ${provinceWords.hotlineHours} mỗi ngày, và cho biết trang nào, máy nào. Chúng tôi làm giúp việc đó ngay trong cuộc gọi, rồi sửa trang.`,
        ],
      },
    ],
  },
  identification: {
    title: 'Nâng mức tài khoản định danh điện tử',
    lead: 'Một số thủ tục nộp qua mạng cần tài khoản định danh điện tử mức 2. Mức 1 chỉ cho biết ai đăng ký tài khoản; mức 2 đã được công an đối chiếu tận mặt.',
    sections: [
      {
        title: 'Cách nâng lên mức 2',
        points: [
          'Mang thẻ căn cước đến công an xã, phường nào cũng được, hoặc nơi làm thẻ căn cước.',
          'Nói muốn có tài khoản định danh điện tử mức 2, cho biết số điện thoại đang dùng. Cán bộ đối chiếu khuôn mặt, vân tay với thẻ.',
          'Khi có tin nhắn báo tài khoản đã được duyệt, mở ứng dụng VNeID trên điện thoại và kích hoạt theo hướng dẫn trong đó.',
          'Trở lại đây, đăng xuất rồi đăng nhập lại bằng VNeID. Hồ sơ đang làm dở vẫn còn, ông/bà chỉ cần bấm gửi.',
        ],
      },
      {
        title: 'Không chờ được, hoặc không đi được?',
        points: [
          'Nộp tại quầy của Trung tâm Phục vụ hành chính công: cán bộ nhận ra ông/bà bằng thẻ căn cước, không cần mức 2.',
          'Người già yếu, khuyết tật: gọi công an xã, phường hỏi lịch đến nhà làm giúp.',
        ],
      },
      {
        title: 'Điều chưa chắc',
        paragraphs: [
          'Mấy ngày thì tài khoản mức 2 được duyệt do công an trả lời; chúng tôi chưa đối chiếu với văn bản gốc nên không ghi ở đây.',
          `Căn cứ: Nghị định số 69/2024/NĐ-CP về định danh và xác thực điện tử. Cần hỏi thêm, gọi ${provinceWords.hotline}, ${provinceWords.hotlineHours} mỗi ngày.`,
        ],
      },
    ],
  },
}
