/** Words of lines and states in lists and exports. */
export const yesNo = (value: boolean): string => (value ? 'ya' : 'tidak');
export const lineWord = (state: string): string =>
  ({ met: 'terpenuhi', open: 'belum', never: 'tidak bisa lagi' })[state] ?? '';
export const rktlWord = (state: string): string =>
  ({ none: 'belum dikirim', submitted: 'menunggu', revise: 'diperbaiki', accepted: 'diterima' })[state] ?? '';
