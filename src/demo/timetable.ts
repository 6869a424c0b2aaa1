/**
 * The timetable of the reference story: 36 counted sessions of 2 JP = 72 JP from Thursday 30 May to Saturday 8 June
 * 2024, weekend and the holiday of 1 June included, then the closing, which is not counted. Session 12 is the first
 * of Monday 3 June. `pleno` sessions belong to both classes.
 */
export type DemoSession = {
  day: string;
  start: string;
  end: string;
  topic: string;
  subject: string;
  pleno?: true;
  counted?: false;
};

const SLOTS: Record<string, [start: string, end: string][]> = {
  '2024-05-30': [['19.30', '21.00']],
  '2024-05-31': [
    ['08.30', '10.00'],
    ['13.30', '15.00'],
    ['15.15', '16.45'],
  ],
  '2024-06-01': [
    ['08.30', '10.00'],
    ['10.15', '11.45'],
    ['13.00', '14.30'],
    ['14.45', '16.15'],
  ],
  '2024-06-02': [
    ['08.30', '10.00'],
    ['10.15', '11.45'],
    ['13.00', '14.30'],
  ],
  '2024-06-03': [
    ['08.30', '10.00'],
    ['10.15', '11.45'],
    ['13.00', '14.30'],
    ['14.45', '16.15'],
  ],
  '2024-06-04': [
    ['08.00', '09.30'],
    ['09.45', '11.15'],
    ['13.00', '14.30'],
    ['14.45', '16.15'],
    ['19.30', '21.00'],
  ],
  '2024-06-05': [
    ['08.00', '09.30'],
    ['09.45', '11.15'],
    ['13.00', '14.30'],
    ['14.45', '16.15'],
    ['19.30', '21.00'],
  ],
  '2024-06-06': [
    ['08.00', '09.30'],
    ['09.45', '11.15'],
    ['13.00', '14.30'],
    ['14.45', '16.15'],
    ['19.30', '21.00'],
  ],
  '2024-06-07': [
    ['08.30', '10.00'],
    ['13.30', '15.00'],
    ['15.15', '16.45'],
  ],
  '2024-06-08': [
    ['08.00', '09.30'],
    ['09.45', '11.15'],
    ['13.00', '14.30'],
  ],
};

/** Topic and mata pelatihan in the order of the 36 sessions; a star marks a pleno. */
const TOPICS: [topic: string, subject: string][] = [
  ['*Pembukaan dan perkenalan', 'Pembukaan'],
  ['*Arah kebijakan Desa Cerdas', 'Konsep Desa Cerdas'],
  ['Citra diri kader digital', 'Citra diri kader digital'],
  ['Peran kader, duta, dan korkab', 'Citra diri kader digital'],
  ['Konsep Desa Cerdas', 'Konsep Desa Cerdas'],
  ['SDGs Desa di nagari kita', 'Konsep Desa Cerdas'],
  ['Enam pilar Desa Cerdas', 'Pilar Desa Cerdas'],
  ['Latihan memilih pilar', 'Pilar Desa Cerdas'],
  ['Data desa dan Indeks Desa Membangun', 'Tata kelola dan data desa'],
  ['Membaca RPJM dan RKP Desa', 'Tata kelola dan data desa'],
  ['Empat pilar literasi digital', 'Literasi digital'],
  ['Mengenal hoaks', 'Literasi digital'],
  ['Data pribadi warga', 'Literasi digital'],
  ['BUM Desa', 'Ekonomi digital'],
  ['Layanan publik digital', 'Layanan publik digital'],
  ['Penipuan lewat pesan', 'Literasi digital'],
  ['Kata sandi dan dua langkah', 'Literasi digital'],
  ['Foto produk dengan HP', 'Ekonomi digital'],
  ['Menjual lewat internet', 'Ekonomi digital'],
  ['Membayar dengan QRIS', 'Ekonomi digital'],
  ['Identitas kependudukan digital', 'Layanan publik digital'],
  ['Membantu warga mengadu', 'Layanan publik digital'],
  ['Empati: mewawancarai warga', 'Desain berbasis pengguna'],
  ['Merumuskan masalah', 'Desain berbasis pengguna'],
  ['Mencari ide', 'Desain berbasis pengguna'],
  ['Purwarupa di kertas', 'Desain berbasis pengguna'],
  ['Menguji dengan warga', 'Desain berbasis pengguna'],
  ['Komunitas digital desa', 'Komunitas digital desa'],
  ['Ruang komunitas dan SK tim', 'Komunitas digital desa'],
  ['Sosialisasi yang didengar warga', 'Komunitas digital desa'],
  ['Menyusun proposal', 'Komunitas digital desa'],
  ['Mengajak kelompok rentan', 'Komunitas digital desa'],
  ['Menulis laporan kegiatan', 'Komunitas digital desa'],
  ['Menulis RKTL', 'RKTL'],
  ['Periksa RKTL bersama', 'RKTL'],
  ['*Post-test dan evaluasi', 'Evaluasi'],
];

export const SESSIONS: readonly DemoSession[] = [
  ...Object.entries(SLOTS)
    .flatMap(([day, slots]) => slots.map(([start, end]) => ({ day, start, end })))
    .map(({ day, start, end }, at) => {
      const [topic, subject] = TOPICS[at]!;
      const time = { day, start: start.replace('.', ':'), end: end.replace('.', ':') };
      return topic.startsWith('*')
        ? { ...time, topic: topic.slice(1), subject, pleno: true as const }
        : { ...time, topic, subject };
    }),
  {
    day: '2024-06-08',
    start: '15:00',
    end: '16:00',
    topic: 'Penutupan',
    subject: 'Penutupan',
    pleno: true,
    counted: false,
  },
];
