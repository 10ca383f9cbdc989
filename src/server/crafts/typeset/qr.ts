import QRCode from 'qrcode'

/** The modules of a QR code (error correction M) as rows of 0 and 1, for `Verification.qr`. */
export function qrMatrix(content: string): string[] {
  const { size, data } = QRCode.create(content, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => (data[y * size + x] ? '1' : '0')).join(''),
  )
}
