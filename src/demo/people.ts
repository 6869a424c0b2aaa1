/**
 * The cast of the reference story. Everybody is invented: a NIK ends in 0000, which no office ever gives out, and phone
 * numbers are 0812-0000-NNNN. Codes of places are real, so that the official names of the nagari can be shown.
 */

/** `decreeNo` and `decreeDate` are null where the nagari has not issued the SK yet. Days are 'YYYY-MM-DD'. */
export type DemoKader = {
  phone: string;
  name: string;
  sex: 'L' | 'P';
  nik: string;
  villageCode: string;
  decreeNo: string | null;
  decreeDate: string | null;
  class: 'F' | 'G';
  /** '13.02' Solok, '18.10' Pringsewu, '34.02' Bantul, '82.03' Halmahera Utara. */
  regency: string;
};
export type DemoStaff = { phone: string; name: string; sex: 'L' | 'P' };

const phone = (last: string): string => `08120000${last}`;

/** `born` is DDMMYY; the NIK is the one that the office of the village's kecamatan would begin with. */
function kader(
  className: 'F' | 'G',
  last: string,
  name: string,
  sex: 'L' | 'P',
  born: string,
  villageCode: string,
  decreeNo: string | null,
  decreeDate: string | null,
): DemoKader {
  const day = Number(born.slice(0, 2)) + (sex === 'P' ? 40 : 0);
  const nik = `${villageCode.replaceAll('.', '').slice(0, 6)}${String(day).padStart(2, '0')}${born.slice(2)}0000`;
  const regency = villageCode.slice(0, 5);
  return { phone: phone(last), name, sex, nik, villageCode, decreeNo, decreeDate, class: className, regency };
}

const staff = (last: string, name: string, sex: 'L' | 'P'): DemoStaff => ({ phone: phone(last), name, sex });

/**
 * 25 of Kabupaten Solok (13 in class F, 12 in class G), 10 of Pringsewu, 7 of Bantul, 6 of Halmahera Utara (all in class
 * F). In class F the alphabet gives the participant numbers: F-01 Afrida Yenti to F-36 Yuliana Bitjoli.
 */
// oxfmt-ignore
export const KADER: readonly DemoKader[] = [
  kader('F', '0001', 'Yulia Rahmawati', 'P', '090589', '13.02.07.2001', '188.47/12/WN-CPK/2024', '2024-05-09'),
  kader('F', '0002', 'Afrida Yenti', 'P', '220391', '13.02.10.2001', '188.47/09/WN-KTB/2024', '2024-05-07'),
  kader('F', '0003', 'Fajri Ramadhan', 'L', '050201', '13.02.12.2001', '188.47/21/WN-SLA/2024', '2024-04-24'),
  kader('F', '0004', 'Leni Marlina', 'P', '220990', '13.02.05.2002', null, null),
  kader('F', '0005', 'Gusti Maharani', 'P', '010788', '13.02.03.2002', null, null),
  kader('F', '0006', 'Ira Novita', 'P', '271184', '13.02.06.2003', '188.47/15/WN-KTL/2024', '2024-05-06'),
  kader('F', '0007', 'Jefri Maulana', 'L', '030598', '13.02.11.2008', '188.47/18/WN-SNB/2024', '2024-05-15'),
  kader('F', '0008', 'Dewi Susanti', 'P', '050595', '13.02.07.2002', '188.47/07/WN-TLG/2024', '2024-04-30'),
  kader('F', '0009', 'Nofri Yandi', 'L', '250902', '13.02.09.2003', '188.47/11/WN-PGU/2024', '2024-05-13'),
  kader('F', '0010', 'Popi Andriani', 'P', '141194', '13.02.11.2001', '188.47/24/WN-SMN/2024', '2024-05-05'),
  kader('F', '0011', 'Bustanul Arifin', 'L', '121092', '13.02.08.2001', '188.47/16/WN-MPN/2024', '2024-05-16'),
  kader('F', '0012', 'Rahmat Hidayat', 'L', '181088', '13.02.07.2003', '188.47/10/WN-KGG/2024', '2024-05-16'),
  kader('F', '0013', 'Syafrizal', 'L', '180393', '13.02.13.2001', '188.47/19/WN-PNG/2024', '2024-04-20'),
  kader('G', '0014', 'Andri Wahyudi', 'L', '170692', '13.02.09.2008', '188.47/14/WN-KLW/2024', '2024-05-16'),
  kader('G', '0015', 'Arif Budiman', 'L', '091092', '13.02.18.2002', '188.47/06/WN-BBJ/2024', '2024-05-06'),
  kader('G', '0016', 'Desi Ratnasari', 'P', '190801', '13.02.17.2001', null, null),
  kader('G', '0017', 'Hasan Basri', 'L', '081091', '13.02.10.2005', '188.47/13/WN-GTC/2024', '2024-04-26'),
  kader('G', '0018', 'Mardiana', 'P', '050297', '13.02.10.2002', '188.47/22/WN-SLY/2024', '2024-05-22'),
  kader('G', '0019', 'Muhammad Iqbal', 'L', '150784', '13.02.06.2002', '188.47/08/WN-BTB/2024', '2024-05-15'),
  kader('G', '0020', 'Nelvi Susanti', 'P', '280191', '13.02.11.2004', '188.47/17/WN-SKR/2024', '2024-04-30'),
  kader('G', '0021', 'Oktavia Putri', 'P', '261298', '13.02.08.2002', '188.47/20/WN-KNR/2024', '2024-05-10'),
  kader('G', '0022', 'Reni Oktaviani', 'P', '061297', '13.02.07.2005', '188.47/05/WN-SJN/2024', '2024-05-10'),
  kader('G', '0023', 'Silvia Roza', 'P', '250690', '13.02.04.2002', '188.47/23/WN-SNM/2024', '2024-05-22'),
  kader('G', '0024', 'Yogi Saputra', 'L', '120988', '13.02.12.2003', '188.47/25/WN-PNJ/2024', '2024-05-21'),
  kader('G', '0025', 'Zulfahmi', 'L', '081299', '13.02.04.2001', '188.47/26/WN-ALP/2024', '2024-04-16'),
  kader('F', '0026', 'Ahmad Fauzan', 'L', '191202', '18.10.01.2008', '141/04/KPTS/P-SDH/2024', '2024-04-26'),
  kader('F', '0027', 'Dwi Lestari', 'P', '191202', '18.10.01.2009', '141/07/KPTS/P-PDM/2024', '2024-05-07'),
  kader('F', '0028', 'Eko Wibowo', 'L', '100489', '18.10.02.2002', '141/10/KPTS/P-BLT/2024', '2024-05-19'),
  kader('F', '0029', 'Hendra Saputra', 'L', '040489', '18.10.02.2004', '141/13/KPTS/P-BLK/2024', '2024-04-28'),
  kader('F', '0030', 'Kartika Sari', 'P', '211001', '18.10.02.2007', '141/16/KPTS/P-WND/2024', '2024-05-03'),
  kader('F', '0031', 'Nur Aini', 'P', '150686', '18.10.02.2008', '141/19/KPTS/P-GDR/2024', '2024-05-02'),
  kader('F', '0032', 'Rudi Hartono', 'L', '050587', '18.10.02.2010', '141/22/KPTS/P-TLA/2024', '2024-05-11'),
  kader('F', '0033', 'Siti Nurjanah', 'P', '091086', '18.10.03.2001', '141/25/KPTS/P-AMB/2024', '2024-05-18'),
  kader('F', '0034', 'Tuti Alawiyah', 'P', '120184', '18.10.01.2006', '141/28/KPTS/P-MGK/2024', '2024-05-12'),
  kader('F', '0035', 'Wahyu Prasetyo', 'L', '050801', '18.10.01.2011', '141/31/KPTS/P-FJA/2024', '2024-05-18'),
  kader('F', '0036', 'Agus Riyanto', 'L', '270891', '34.02.10.2003', '188.45/34/KPTS-LRH/WKS/2024', '2024-05-08'),
  kader('F', '0037', 'Bambang Sutrisno', 'L', '100196', '34.02.10.2002', '188.45/37/KPTS-LRH/SRH/2024', '2024-05-07'),
  kader('F', '0038', 'Endang Purwanti', 'P', '240392', '34.02.07.2003', '188.45/40/KPTS-LRH/GWS/2024', '2024-05-08'),
  kader('F', '0039', 'Joko Susilo', 'L', '090702', '34.02.06.2002', '188.45/03/KPTS-LRH/TRH/2024', '2024-04-26'),
  kader('F', '0040', 'Murni Astuti', 'P', '250402', '34.02.09.2002', '188.45/06/KPTS-LRH/CND/2024', '2024-05-15'),
  kader('F', '0041', 'Ratih Kumalasari', 'P', '071195', '34.02.08.2001', '188.45/09/KPTS-LRH/PLB/2024', '2024-05-03'),
  kader('F', '0042', 'Sri Rahayu', 'P', '110798', '34.02.09.2004', '188.45/12/KPTS-LRH/TRM/2024', '2024-04-17'),
  kader('F', '0043', 'Ferdi Lasut', 'L', '250184', '82.03.05.2014', '141/15/SK-KD/GSM/2024', '2024-05-11'),
  kader('F', '0044', 'Hamid Umar', 'L', '070899', '82.03.05.2005', '141/18/SK-KD/GUR/2024', '2024-05-14'),
  kader('F', '0045', 'Nurlaila Amin', 'P', '110193', '82.03.05.2006', '141/21/SK-KD/WRI/2024', '2024-05-15'),
  kader('F', '0046', 'Oktavianus Togo', 'L', '050385', '82.03.05.2012', '141/24/SK-KD/KKR/2024', '2024-04-26'),
  kader('F', '0047', 'Rosita Djafar', 'P', '270390', '82.03.04.2003', '141/27/SK-KD/MMY/2024', '2024-05-11'),
  kader('F', '0048', 'Yuliana Bitjoli', 'P', '200793', '82.03.05.2004', '141/30/SK-KD/GMS/2024', '2024-04-26'),
];

/** Of Kabupaten Solok; each goes along with five nagari. */
export const DUTA: readonly (DemoStaff & { villages: readonly string[] })[] = [
  {
    ...staff('0101', 'Rio Firmansyah', 'L'),
    villages: ['13.02.05.2002', '13.02.07.2001', '13.02.07.2002', '13.02.07.2003', '13.02.07.2005'],
  },
  {
    ...staff('0102', 'Wirda Ningsih', 'P'),
    villages: ['13.02.03.2002', '13.02.04.2001', '13.02.04.2002', '13.02.17.2001', '13.02.18.2002'],
  },
  {
    ...staff('0103', 'Hendri Gunawan', 'L'),
    villages: ['13.02.06.2002', '13.02.06.2003', '13.02.08.2001', '13.02.08.2002', '13.02.09.2003'],
  },
  {
    ...staff('0104', 'Fitria Handayani', 'P'),
    villages: ['13.02.09.2008', '13.02.10.2001', '13.02.10.2002', '13.02.10.2005', '13.02.12.2003'],
  },
  {
    ...staff('0105', 'Yose Rizal', 'L'),
    villages: ['13.02.11.2001', '13.02.11.2004', '13.02.11.2008', '13.02.12.2001', '13.02.13.2001'],
  },
];

/** The first leads class F, the second class G and helps in class F. */
export const PELATIH: readonly DemoStaff[] = [
  staff('0201', 'Ratna Wulandari', 'P'),
  staff('0202', 'Deni Pratama', 'L'),
];

export const KORKAB: readonly (DemoStaff & { regency: string })[] = [
  { ...staff('0301', 'Lusi Herlina', 'P'), regency: '13.02' },
  { ...staff('0302', 'Suryadi Pratomo', 'L'), regency: '18.10' },
];

export const PANITIA: readonly DemoStaff[] = [
  staff('0401', 'Bayu Nugroho', 'L'),
  staff('0402', 'Intan Permatasari', 'P'),
];

export const ADMIN: DemoStaff = staff('0501', 'Arya Wicaksana', 'L');

/** Sees Kabupaten Solok, not the audit log. */
export const PEMANTAU: DemoStaff & { regency: string } = {
  ...staff('0601', 'Maya Kusumawati', 'P'),
  regency: '13.02',
};
