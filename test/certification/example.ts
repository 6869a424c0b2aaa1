import type { CertificateContent } from '../../src/certification/content.ts';

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#0B5B4C"/></svg>';
const subjects: [string, number][] = [
  ['Citra diri dan peran kader digital', 12],
  ['Konsep Desa Cerdas dan SDGs Desa', 12],
  ['Tata kelola, perencanaan dan data desa', 16],
  ['Enam pilar dan contoh penerapan', 16],
  ['Literasi digital', 16],
  ['Aman digital: penipuan, hoaks, data pribadi', 16],
  ['Ekonomi digital dan BUM Desa', 12],
  ['Layanan publik digital', 12],
  ['Desain berbasis pengguna', 16],
  ['Komunitas digital desa dan RKTL', 16],
];

/** A certificate of the reference story; `changes` replace whole fields. */
export const exampleContent = (changes: Partial<CertificateContent> = {}): CertificateContent => ({
  kind: 'sertifikat',
  number: '0021/BIMTEK-KDD/BPI/VI/2024',
  revision: 0,
  serial: 'AAECAwQFBgcICQoLDA0ODw',
  code: '7K3F92QDM4XT',
  name: 'Yulia Rahmawati',
  titlePrefix: null,
  titleSuffix: null,
  participantNo: 'F-35',
  villageTerm: 'Nagari',
  village: 'Cupak',
  districtTerm: 'Kecamatan',
  district: 'Gunung Talang',
  regency: 'Kabupaten Solok',
  province: 'Sumatera Barat',
  bimtek: {
    name: 'Bimbingan Teknis Kader Digital Desa Cerdas',
    label: 'Gelombang II Tahun 2024',
    place: 'Jakarta',
    startsOn: '2024-05-30',
    endsOn: '2024-06-08',
  },
  jpAttendedHalf: 140,
  jpPlannedHalf: 144,
  subjects: subjects.map(([title, halfJp]) => ({ title, halfJp })),
  predicate: null,
  issuedOn: '2024-06-10',
  issuedPlace: 'Jakarta',
  issuer: { name: 'Nama instansi penyelenggara', unit: 'BPI', ministry: ['Nama kementerian'] },
  signatory: { name: 'Nama pejabat', title: 'Kepala Pusat', nip: '00000000 000000 0 000' },
  logo,
  motif: 'netral',
  verifyUrl: 'https://bekal.example/v/AAECAwQFBgcICQoLDA0ODw',
  ruleNo: 1,
  courses: [{ id: 'kader-digital', version: 1 }],
  texts: { role: 'Kader Digital', note: '1 JP = 45 menit. Kehadiran 70 dari 72 JP.' },
  ...changes,
});
