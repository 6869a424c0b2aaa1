import type { Role } from '../../src/database/schema.ts';

/**
 * Who may open what, written from product.md sections 3 and 5 and not from the code: "METHOD path" to a rule.
 * test/access/matrix.db.test.ts asks for every cell of it and fails on a route that is missing here.
 */
export type Rule = {
  who: 'everyone' | 'signed-in' | readonly Role[];
  /** Panitia who may only read all bimtek. Without it: they get every GET and no POST. */
  reader?: false;
  /** Roles of `who` whose own setting (product.md section 3: "audit if given") decides; these persons do not have it. */
  withoutSetting?: readonly Role[];
  /** Parts of the query or of the form that name a record, as names of parameters. */
  query?: Record<string, string>;
  form?: Record<string, string>;
  /** Answered instead of 404: a page that says what became of it. */
  missing?: 303;
  /** Without a login, where it is neither the way to the sign-in page nor an open door. */
  anonymous?: 401;
  /** In the story nothing is there any more, for nobody. */
  gone?: true;
  /** Pelatih of another class of the same bimtek see the page with their own people on it. */
  alsoNear?: true;
};

const everyone: Rule = { who: 'everyone' };
const signedIn: Rule = { who: 'signed-in' };
const own: Rule = { who: ['kader'] };
const lessons: Rule = { who: ['kader', 'duta', 'pelatih', 'korkab', 'panitia'] };
const timetable: Rule = { who: ['kader', 'duta', 'pelatih'] };
const pelatih: Rule = { who: ['pelatih'] };
const hall: Rule = { who: ['pelatih', 'panitia'] };
const hallAct: Rule = { ...hall, reader: false };
const review: Rule = { who: ['pelatih', 'korkab', 'panitia'] };
const area: Rule = { who: ['korkab', 'duta', 'pemantau'] };
const areaAct: Rule = { who: ['korkab', 'duta'] };
const korkab: Rule = { who: ['korkab'] };
const panitia: Rule = { who: ['panitia'] };
const panitiaAct: Rule = { ...panitia, reader: false };
const draft: Rule = { ...panitiaAct, missing: 303 };
const office: Rule = { who: ['panitia', 'admin'] };
const admin: Rule = { who: ['admin'] };
const slip: Rule = { who: ['pelatih', 'korkab', 'panitia', 'admin'], reader: false };

export const TABLE: Readonly<Record<string, Rule>> = {
  'GET /s/:file': everyone,
  'GET /': everyone,
  'GET /bantuan': everyone,
  'GET /privasi': everyone,
  'GET /tanpa-internet': everyone,
  'GET /healthz': everyone,
  'GET /readyz': everyone,
  'GET /masuk': everyone,
  'POST /masuk': everyone,
  'GET /masuk/kode': everyone,
  'POST /masuk/kode': everyone,
  'POST /keluar': everyone,
  'GET /lupa-sandi': everyone,
  'POST /lupa-sandi': everyone,
  'GET /aktivasi': everyone,
  'POST /aktivasi': everyone,
  'GET /mulai/:token': { ...everyone, gone: true },
  'POST /mulai/:token': { ...everyone, gone: true },
  'GET /verifikasi': everyone,
  'POST /verifikasi': everyone,
  'GET /v/:serial': everyone,

  'GET /saya': signedIn,
  'GET /saya/ringkas': { ...everyone, anonymous: 401 },
  'POST /saya/nik': signedIn,
  'POST /saya/nama': signedIn,
  'POST /saya/sandi': signedIn,
  'POST /saya/keluar-semua': signedIn,
  'GET /saya/langkah-kedua': signedIn,
  'POST /saya/langkah-kedua': signedIn,
  'POST /saya/langkah-kedua/cadangan': signedIn,
  'POST /saya/langkah-kedua/matikan': signedIn,

  'GET /beranda': own,
  'GET /belajar': lessons,
  'GET /belajar/lanjut': lessons,
  'GET /belajar/berkas/:sha': lessons,
  'GET /belajar/:course/:lesson': lessons,
  'POST /belajar/:course/:lesson/selesai': own,
  'GET /panduan/:course/:module': { who: ['pelatih', 'panitia'] },
  'GET /jadwal': timetable,
  'GET /jadwal.ics': timetable,
  'POST /jadwal/tahu': timetable,
  'GET /kuis/:quiz': own,
  'POST /kuis/:quiz/mulai': own,
  'GET /percobaan/:attempt': own,
  'GET /percobaan/:attempt/soal/:n': own,
  'POST /percobaan/:attempt/soal/:n': own,
  'GET /percobaan/:attempt/kumpulkan': own,
  'POST /percobaan/:attempt/kumpulkan': own,
  'GET /percobaan/:attempt/hasil': own,
  'GET /hadir': own,
  'GET /hadir/:session/keberatan': own,
  'POST /hadir/:session/keberatan': own,
  'GET /rktl': own,
  'POST /rktl': own,
  'GET /evaluasi': own,
  'POST /evaluasi': own,
  'GET /sertifikat': own,
  'GET /sertifikat/:certificate': own,
  'GET /pkdd': own,
  'POST /pkdd/sk': own,
  'POST /pkdd/langkah': own,

  'GET /kelas': pelatih,
  'GET /kelas/:class': pelatih,
  'GET /sesi/:session/presensi': hall,
  'POST /sesi/:session/presensi': { ...hall, form: { enrolment: 'enrolment' } },
  'GET /sesi/:session/presensi/semua-hadir': hallAct,
  'POST /sesi/:session/presensi/semua-hadir': hall,
  'GET /sesi/:session/presensi/selesai': hallAct,
  'POST /sesi/:session/presensi/selesai': hall,
  'GET /sesi/:session/presensi/:enrolment': hall,
  'GET /sesi/:session/presensi/:enrolment/pilih': hall,
  'GET /sesi/:session/presensi/:enrolment/dispensasi': panitiaAct,
  'POST /sesi/:session/presensi/:enrolment/dispensasi': panitia,
  'POST /sesi/:session/presensi/:enrolment/dispensasi/cabut': panitia,
  'GET /sesi/:session/daftar-hadir.pdf': hall,
  'GET /periksa/keberatan': hall,
  'GET /periksa/keberatan/:objection': hall,
  'POST /periksa/keberatan/:objection': hall,
  'GET /periksa': review,
  'GET /periksa/rktl/:enrolment/:no': { ...review, reader: false },
  'POST /periksa/rktl/:enrolment/:no': review,
  'GET /kuis/:quiz/peserta': { ...hall, query: { bimtek: 'bimtek' }, alsoNear: true },
  'GET /kuis/:quiz/remedial': { ...hallAct, query: { peserta: 'enrolment' } },
  'POST /kuis/:quiz/remedial': { ...hall, form: { enrolment: 'enrolment' } },
  'POST /percobaan/:attempt/belakangan': hall,

  'GET /pantau': area,
  'GET /pantau/pkdd': area,
  'GET /pantau/nagari.xlsx': area,
  'GET /pantau/nagari.csv': area,
  'GET /pantau/pkdd.xlsx': area,
  'GET /pantau/pkdd.csv': area,
  'GET /pantau/kader': area,
  'GET /pantau/kader.xlsx': area,
  'GET /pantau/kader.csv': area,
  'GET /pantau/kader/:person': area,
  'GET /pantau/nagari/:code': area,
  'POST /pantau/nagari/:code/sk': areaAct,
  'POST /pantau/nagari/:code/sk/sahkan': korkab,
  'POST /pantau/nagari/:code/boleh': korkab,
  'POST /pantau/nagari/:code/langkah': areaAct,
  'POST /pantau/nagari/:code/langkah/:step/setujui': areaAct,

  'GET /slip/:person': slip,
  'POST /slip/:person/baru': slip,
  'POST /slip/:person/dikirim': slip,
  'POST /slip/:person/cetak': slip,
  'GET /slip/:person/cetak': slip,
  'GET /slip/:person/cetak.pdf': slip,
  'GET /slip': { who: ['pelatih', 'korkab', 'panitia', 'admin'] },

  'GET /kelola': office,
  'GET /kelola/bimtek/baru': office,
  'POST /kelola/bimtek': office,
  'GET /kelola/bimtek/:bimtek': panitia,
  'GET /kelola/bimtek/:bimtek/salin': panitiaAct,
  'POST /kelola/bimtek/:bimtek/salin': panitia,
  'GET /kelola/bimtek/:bimtek/kelas': panitia,
  'POST /kelola/bimtek/:bimtek/kelas': panitia,
  'GET /kelola/bimtek/:bimtek/kelas/bagi': panitiaAct,
  'POST /kelola/bimtek/:bimtek/kelas/bagi': panitia,
  'POST /kelola/bimtek/:bimtek/kelas/:class/pelatih': panitia,
  'POST /kelola/bimtek/:bimtek/kelas/:class/lepas': panitia,
  'GET /kelola/bimtek/:bimtek/setelan': panitia,
  'POST /kelola/bimtek/:bimtek/setelan': panitia,
  'POST /kelola/bimtek/:bimtek/setelan/bimtek': panitia,
  'GET /kelola/bimtek/:bimtek/jadwal': panitia,
  'GET /kelola/bimtek/:bimtek/jadwal/baru': panitiaAct,
  'POST /kelola/bimtek/:bimtek/jadwal/baru': panitia,
  'GET /kelola/bimtek/:bimtek/jadwal/pola': panitiaAct,
  'POST /kelola/bimtek/:bimtek/jadwal/pola': panitia,
  'GET /kelola/bimtek/:bimtek/jadwal/:session': panitiaAct,
  'POST /kelola/bimtek/:bimtek/jadwal/:session': panitia,
  'POST /kelola/bimtek/:bimtek/jadwal/:session/batal': panitia,
  'POST /kelola/bimtek/:bimtek/jadwal/:session/pulih': panitia,
  'POST /kelola/bimtek/:bimtek/jadwal/:session/hapus': panitia,
  'GET /kelola/bimtek/:bimtek/peserta': panitia,
  'GET /kelola/bimtek/:bimtek/peserta.xlsx': panitiaAct,
  'GET /kelola/bimtek/:bimtek/peserta.csv': panitiaAct,
  'GET /kelola/bimtek/:bimtek/peserta/:enrolment': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/nik': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/data': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/kelas': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/bergabung': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/nagari': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/berhenti': panitia,
  'GET /kelola/bimtek/:bimtek/peserta/:enrolment/ganti': panitiaAct,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/ganti': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/lanjut': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/sk': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/sk/sahkan': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/:enrolment/penugasan': panitia,
  'GET /kelola/bimtek/:bimtek/peserta/impor': panitiaAct,
  'POST /kelola/bimtek/:bimtek/peserta/impor': panitia,
  'GET /kelola/bimtek/:bimtek/peserta/impor/:draft': draft,
  'GET /kelola/bimtek/:bimtek/peserta/impor/:draft/perbaiki.csv': panitiaAct,
  'POST /kelola/bimtek/:bimtek/peserta/impor/:draft': draft,
  'GET /kelola/bimtek/:bimtek/registrasi': panitia,
  'GET /kelola/bimtek/:bimtek/registrasi/rekap': panitia,
  'GET /kelola/bimtek/:bimtek/registrasi/cetak': panitia,
  'GET /kelola/bimtek/:bimtek/registrasi/tanda-pengenal.pdf': panitia,
  'GET /kelola/bimtek/:bimtek/registrasi/baru': panitiaAct,
  'POST /kelola/bimtek/:bimtek/registrasi/baru': panitia,
  'GET /kelola/bimtek/:bimtek/registrasi/:enrolment': panitia,
  'POST /kelola/bimtek/:bimtek/registrasi/:enrolment/datang': panitia,
  'POST /kelola/bimtek/:bimtek/registrasi/:enrolment/batal': panitia,
  'POST /kelola/bimtek/:bimtek/registrasi/:enrolment/surat': panitia,
  'POST /kelola/bimtek/:bimtek/registrasi/:enrolment/data': panitia,
  'POST /kelola/bimtek/:bimtek/peserta/impor/:draft/kolom': draft,
  'GET /kelola/bimtek/:bimtek/impor': panitia,
  'GET /kelola/bimtek/:bimtek/impor/:import': panitia,
  'POST /kelola/bimtek/:bimtek/impor/:import/batal': panitia,
  'GET /kelola/bimtek/:bimtek/ganda': panitia,
  'POST /kelola/bimtek/:bimtek/ganda/gabung': panitia,
  'POST /kelola/bimtek/:bimtek/ganda/berbeda': panitia,
  'POST /kelola/bimtek/:bimtek/ganda/tinjau': panitia,
  'POST /kelola/bimtek/:bimtek/ganda/kembalikan': panitia,
  'GET /kelola/bimtek/:bimtek/slip': panitiaAct,
  'POST /kelola/bimtek/:bimtek/slip': panitia,
  'POST /kelola/bimtek/:bimtek/slip/cetak': panitia,
  'GET /kelola/bimtek/:bimtek/slip/cetak': panitiaAct,
  'GET /kelola/bimtek/:bimtek/slip/cetak.pdf': panitiaAct,
  'GET /kelola/bimtek/:bimtek/kursus': panitia,
  'POST /kelola/bimtek/:bimtek/kursus/:course': panitia,
  'GET /kelola/bimtek/:bimtek/presensi': panitia,
  'POST /kelola/bimtek/:bimtek/presensi/kunci': panitia,
  'GET /kelola/bimtek/:bimtek/presensi/buka-kembali': panitiaAct,
  'POST /kelola/bimtek/:bimtek/presensi/buka-kembali': panitia,
  'POST /kelola/bimtek/:bimtek/presensi/buka-kembali/setuju': panitia,
  'GET /kelola/bimtek/:bimtek/evaluasi': panitia,
  'GET /kelola/bimtek/:bimtek/hasil': panitia,
  'GET /kelola/bimtek/:bimtek/hasil.xlsx': panitia,
  'GET /kelola/bimtek/:bimtek/sertifikat': panitia,
  'POST /kelola/bimtek/:bimtek/sertifikat': panitia,
  'GET /kelola/bimtek/:bimtek/sertifikat/register.xlsx': panitia,
  'GET /kelola/bimtek/:bimtek/sertifikat/:certificate': panitia,
  'GET /kelola/bimtek/:bimtek/sertifikat/:certificate/pdf/:revision{[0-9]{1,3}}': panitia,
  'POST /kelola/bimtek/:bimtek/sertifikat/:certificate/:act{tangguhkan|cabut-tangguhan|cabut|ganti}': panitia,

  'GET /kelola/akun': admin,
  'GET /kelola/akun/baru': admin,
  'POST /kelola/akun': admin,
  'GET /kelola/akun/:person': admin,
  'POST /kelola/akun/:person/peran': admin,
  'POST /kelola/akun/:person/peran/:grant/akhiri': admin,
  'POST /kelola/akun/:person/nonaktif': admin,
  'POST /kelola/akun/:person/aktif': admin,
  'POST /kelola/akun/:person/buka': admin,
  'POST /kelola/akun/:person/nomor': admin,
  'POST /kelola/akun/:person/langkah-kedua': admin,
  'POST /kelola/akun/:person/tampilkan': admin,
  'GET /kelola/setelan': admin,
  'GET /kelola/setelan/penerbit/baru': admin,
  'POST /kelola/setelan/penerbit': admin,
  'GET /kelola/setelan/penerbit/:issuer': admin,
  'POST /kelola/setelan/penerbit/:issuer': admin,
  'POST /kelola/setelan/penerbit/:issuer/logo': admin,
  'POST /kelola/setelan/penerbit/:issuer/tanpa-logo': admin,
  'GET /kelola/catatan': { who: ['admin', 'pemantau'], withoutSetting: ['pemantau'] },
};
