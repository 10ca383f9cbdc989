/** The demo's citizens and desks that the walks meet. */
import type { Office } from './walk.ts'

export const minh = '046094003127'
export const anh = '046196005218'
export const huy = '046098007345'
export const truc = '046301002764'
export const lien = '046185004592'
export const tho = '046043000871'
export const toi = '046089006430'
export const linh = '046307008119'
export const phuc = '046079001985'

/** The commune most of them live in, and where the rest come to. */
export const here = '19789'
export const home = { unit: here, detail: '12 Lê Lợi' }

export const chairHere: Office = {
  oneStop: 'huong.thuanhoa',
  specialist: 'bao.thuanhoa',
  signer: 'khoa.thuanhoa',
}
/** Signed for the chair, where the law lets a deputy. */
export const deputyHere: Office = { ...chairHere, signer: 'ha.thuanhoa' }
export const businessHere: Office = {
  oneStop: 'huong.thuanhoa',
  specialist: 'trang.kinhte.thuanhoa',
  signer: 'thanh.kinhte.thuanhoa',
  division: 'phong-kinh-te-phuong-thuan-hoa',
}
export const chairALuoi: Office = {
  oneStop: 'khai.aluoi2',
  specialist: 'lan.aluoi2',
  signer: 'kim.aluoi2',
}
export const landOffice: Office = {
  oneStop: 'hieu.datdai',
  specialist: 'hieu.datdai',
  signer: 'loan.datdai',
}
