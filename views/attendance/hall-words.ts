import type { CheckInRefusal } from '../../src/attendance/hall/check-in.ts';
import type { ScanRefusal } from '../../src/attendance/hall/scan-badge.ts';
import type { OpenRefusal } from '../../src/attendance/hall/switch-code.ts';
import type { DigitsRefusal } from '../../src/attendance/hall/try-digits.ts';

/** Why there is no code on the wall, and what to do. */
export function shutWords(reason: OpenRefusal): string {
  switch (reason) {
    case 'off':
      return 'Kode hadir belum dinyalakan untuk bimtek ini. Panitia menyalakannya di Setelan, bagian Presensi.';
    case 'cancelled':
      return 'Sesi ini dibatalkan, jadi tidak ada kode hadir.';
    case 'finished':
      return 'Presensi sesi ini sudah selesai. Koreksi lewat daftar presensi.';
    case 'closed':
      return 'Presensi bimtek ini sudah dikunci panitia.';
    case 'early':
      return 'Belum waktunya. Kode hadir bisa dibuka mulai 60 menit sebelum sesi.';
    case 'over':
      return 'Sesi ini sudah berakhir. Tandai yang belum lewat daftar presensi.';
    case 'not-found':
      return 'Sesi ini bukan sesi Anda.';
  }
}

/** `digits`: not six digits. `pass`: a scan too long ago, or of another phone. */
export type CodeRefusal = DigitsRefusal | CheckInRefusal | 'digits' | 'pass';

/** Why a kader's code was not taken, and what to do. */
export function codeWords(reason: CodeRefusal): string {
  switch (reason) {
    case 'digits':
      return 'Kode hadir terdiri dari 6 angka. Ketik angka yang tampil di layar.';
    case 'wrong':
      return 'Kode tidak cocok atau sudah berganti. Ketik angka yang sedang tampil di layar.';
    case 'tries':
      return 'Sudah lima kali kode diketik. Pindai kode QR di layar, atau minta pelatih menandai Anda.';
    case 'crowd':
      return 'Terlalu banyak kode salah di sesi ini. Pindai kode QR di layar, atau minta pelatih menandai Anda.';
    case 'none-open':
      return 'Belum ada kode hadir yang dibuka untuk kelas Anda. Tunggu pelatih membukanya.';
    case 'pass':
      return 'Sudah lebih dari 5 menit sejak kode dipindai, atau dipindai dengan HP lain. Pindai lagi kode yang sedang tampil.';
    case 'other-class':
      return 'Kode ini untuk kelas lain. Pakai kode di layar kelas Anda.';
    case 'cancelled':
      return 'Sesi ini dibatalkan, jadi tidak ada presensi.';
    case 'finished':
      return 'Presensi sesi ini sudah selesai. Temui pelatih bila Anda hadir.';
    case 'closed':
      return 'Presensi bimtek ini sudah dikunci. Temui panitia bila Anda hadir.';
    case 'early':
      return 'Belum waktunya. Kode hadir berlaku mulai 60 menit sebelum sesi.';
    case 'over':
      return 'Sesi ini sudah berakhir. Temui pelatih bila Anda hadir.';
  }
}

/** Why a badge was not taken, and what to do. */
export function scanWords(reason: ScanRefusal): string {
  switch (reason) {
    case 'unreadable':
      return 'Kode peserta terdiri dari 8 huruf dan angka, seperti di tanda pengenal. Ketik atau pindai lagi.';
    case 'stranger':
      return 'Kode ini bukan peserta sesi ini. Periksa hurufnya, atau arahkan orangnya ke kelasnya.';
    case 'own':
      return 'Presensi Anda sendiri ditandai oleh orang lain. Minta pelatih lain atau panitia.';
    case 'cancelled':
      return 'Sesi ini dibatalkan. Tidak ada yang ditandai.';
    case 'early':
      return 'Belum waktunya. Pindai dimulai 60 menit sebelum sesi.';
    case 'over':
      return 'Sesi ini sudah berakhir. Tandai yang belum lewat daftar presensi.';
    case 'not-found':
      return 'Sesi ini bukan sesi Anda.';
  }
}
