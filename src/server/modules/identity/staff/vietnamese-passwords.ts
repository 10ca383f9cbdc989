/**
 * What is tried first where Vietnamese is spoken: words, loves, teams, brands and places, without marks and spaces, some
 * as Telex keys. International lists hold few of them.
 */
export const vietnamesePasswords: readonly string[] = `
matkhau matkhaumoi matkhaucu matkhaucuatoi maatjkhaaur matkhaaur khongbiet khongnho quenmatkhau dangnhap taikhoan
anhyeuem emyeuanh yeuem yeuanh yeuemnhieu yeuanhnhieu anhyeuemnhieu emyeuanhnhieu anhnhoem emnhoanh nhoem nhoanh yeumai
yeumaimai mainhemem maiyeu tinhyeu tinhyeucuatoi yeuthuong yeulacuoi yeulahan chiyeuminhem anhmaiyeuem
concuame concuaba bome boyeume meyeucon bayeucon conyeu conyeume conyeuba giadinh giadinhtoi giadinhlaso1 hanhphuc
banbe banthan tinhban cuocsong cuocsongtuoidep tuoitre tuonglai hoabinh binhyen anbinh mayman maymanman thanhcong phattai
phatloc tailoc locphat chucmungnammoi xinchao chaoban camon xinloi tambiet
vietnam vietnamvodich vietnamtoiyeu toiyeuvietnam ilovevietnam danhdau hanoi hanoipho saigon tphcm hochiminh bacho
danang haiphong cantho hue codohue hueyeuthuong thuathienhue songhuong huongnguphu truongtien dalat nhatrang halong
doclap tudo doclaptudohanhphuc conghoaxahoi canbo congchuc vienchuc uyban ubnd ubndxa ubndphuong uybannhandan
motcua tiepnhan hoso dichvucong hanhchinhcong chuyendoiso dientu quantri quantrivien giamdoc lanhdao chuyenvien vanphong
vanthu congan bodoi giaovien hocsinh sinhvien
viettel mobifone vinaphone vnpt zalo facebook momo vietcombank agribank techcombank bidv
bongda congphuong quanghai sontungmtp sontung blackpink bigbang liverpool chelsea manchester realmadrid barcelona
lienquan lienquanmobile freefire pubgmobile lienminh dotkich gunny vltk
hoahong hoamai hoadao hoacuc meomeo meocon gaucon thoxinh lonto heocon chimse bupbe congchua hoangtu
nguyen nguyenvana nguyenvan tranvan levan phamvan hoangvan
`
  .trim()
  .split(/\s+/)
