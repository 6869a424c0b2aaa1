import { z } from 'zod';

/** A line of text for paper: no line breaks, no control or direction signs that could hide what is printed. */
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u);

/** JP in halves: 145 stands for 72,5 JP. */
const halfJp = z.int().min(0).max(2000);
const day = z.iso.date();

const bimtek = z.strictObject({
  name: line(160),
  /** "Gelombang II Tahun 2024"; not printed on the face. */
  label: line(120).nullable(),
  place: line(80),
  startsOn: day,
  endsOn: day,
});

const issuer = z.strictObject({
  name: line(160),
  /** Short name inside the number (BPI); not printed by itself. */
  unit: line(40),
  /** Lines above the name of the issuer, from the highest office down. */
  ministry: z.array(line(120)).max(4),
});

const signatory = z.strictObject({
  name: line(100),
  /** "Kepala Pusat"; the comma is added in print. */
  title: line(160),
  nip: line(30).optional(),
});

const texts = z.strictObject({
  /** What the holder is, before the village: "Kader Digital". */
  role: line(80),
  /** Under the table on the back: "1 JP = 45 menit. Kehadiran 70 dari 72 JP." */
  note: line(300).nullable(),
});

const shape = z.strictObject({
  kind: z.enum(['sertifikat', 'surat-keterangan']),
  number: line(80),
  /** 0 = first issue; n = "Pengganti n". */
  revision: z.int().min(0).max(999),
  /** 16 random bytes, base64url. */
  serial: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** 12 Crockford characters (60 bits), stored without dashes. */
  code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/),
  /** Without titles; at most 60 letters, as in the population register. */
  name: line(60),
  titlePrefix: line(40).nullable(),
  titleSuffix: line(60).nullable(),
  participantNo: line(20),
  /** "Nagari", "Pekon", "Desa". */
  villageTerm: line(30),
  village: line(80),
  /** "Kecamatan", "Distrik", "Kapanewon". */
  districtTerm: line(30),
  district: line(80),
  /** With its own word: "Kabupaten Solok", "Kota Sawahlunto". */
  regency: line(80),
  province: line(80),
  bimtek,
  jpAttendedHalf: halfJp,
  jpPlannedHalf: halfJp,
  subjects: z
    .array(z.strictObject({ title: line(160), halfJp }))
    .min(1)
    .max(60),
  /** "baik"; null where a bimtek gives LULUS only. */
  predicate: line(40).nullable(),
  /** In the time zone of the bimtek. */
  issuedOn: day,
  issuedPlace: line(80),
  issuer,
  signatory,
  /** SVG without references to other files; null leaves the place out. */
  logo: z
    .string()
    .max(200_000)
    .regex(/^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/)
    .nullable(),
  motif: z.enum(['netral', 'minang']),
  /** What the QR code says; its host is printed beside the code. */
  verifyUrl: z.url({ protocol: /^https?$/ }).max(400),
  /** Version of the rule that decided. */
  ruleNo: z.int().min(0),
  /** Version of each course that the bimtek used; not printed. */
  courses: z.array(z.strictObject({ id: line(60), version: z.int().min(1) })).max(40),
  texts,
});

const add = (halves: number[]): number => halves.reduce((sum, half) => sum + half, 0);

/**
 * What a certificate says, frozen as JSON when it is issued: pages, PDF and the offline proof are made from
 * it and from nothing else. Refuses papers that contradict themselves.
 */
export const certificateContent = shape
  .refine((content) => content.jpAttendedHalf <= content.jpPlannedHalf, { path: ['jpAttendedHalf'] })
  .refine((content) => add(content.subjects.map((subject) => subject.halfJp)) === content.jpPlannedHalf, {
    path: ['subjects'],
    error: 'the subjects do not add up to the planned JP',
  })
  .refine((content) => content.bimtek.startsOn <= content.bimtek.endsOn, { path: ['bimtek', 'endsOn'] });

export type CertificateContent = z.infer<typeof certificateContent>;

/** '7K3F92QDM4XT' -> "7K3F-92QD-M4XT". */
export const printedCode = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code;

/** The name with its titles, as it is printed: "Dr. Yulia Rahmawati, S.Kom., M.T.". */
export function fullName(person: Pick<CertificateContent, 'name' | 'titlePrefix' | 'titleSuffix'>): string {
  const front = person.titlePrefix === null ? '' : `${person.titlePrefix} `;
  const back = person.titleSuffix === null ? '' : `, ${person.titleSuffix}`;
  return front + person.name + back;
}
