import { drawQr } from '#ui/show/draw-qr.server.ts'

export const load = () => ({
  frame: 'office' as const,
  qr: drawQr('https://vidu.vn/tra-cuu?ma=H57.16.02-261123-0007'),
})
